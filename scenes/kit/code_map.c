// code_map.c — all of a text as strokes beside its panel: what stands there by now, and which part of it is looked at.
#include "scenes/kit/code_panel.h"

#include <math.h>
#include <string.h>

static const double PAD = 8, FRAME = 4;

typedef struct MapFit {
    Rect rect;
    double pitch, unit; // of a line, of a character
} MapFit;

static double characters(const CodeLine *line)
{
    double n = 0;
    for (int i = 0; i < line->n_tokens; i++)
        n += line->tokens[i].gap + (double)strlen(line->tokens[i].text);
    return n;
}

static MapFit fit_map(const CodeText *text, Rect rect)
{
    double widest = 1;
    for (int i = 0; i < text->n_lines; i++)
        widest = fmax(widest, characters(&text->lines[i]));
    return (MapFit){rect, (rect.h - 2 * PAD) / text->n_lines, (rect.w - 2 * PAD) / widest};
}

static double line_y(const MapFit *fit, int line)
{
    return fit->rect.y + PAD + (line + 0.5) * fit->pitch;
}

// A stroke for each line that is not empty.
static void strokes(Layout *layout, const MapFit *fit, const CodePanel *panel, int first, int n, int number)
{
    const int end = panel->first + panel->n;
    const bool here = first < end && first + n > panel->first;
    const Theme *theme = layout_theme(layout);
    Path *path = path_create(layout_arena(layout));
    for (int i = first; i < first + n; i++) {
        const CodeLine *line = &panel->text->lines[i];
        const double y = line_y(fit, i) - fit->rect.y;
        if (line->n_tokens == 0)
            continue;
        path_move(path, PAD + fit->unit * line->tokens[0].gap, y);
        path_line(path, PAD + fit->unit * characters(line), y);
    }
    item_path(layout, arena_printf(layout_arena(layout), "lines#%d", number), .path = path,
              .stroke = here ? theme->accent : first < end ? theme->soft : theme->line,
              .stroke_width = fmin(0.6 * fit->pitch, 4));
}

void code_map_parts(Layout *layout, const CodePanel *panel, Rect rect)
{
    const CodeText *text = panel->text;
    const MapFit fit = fit_map(text, rect);
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named("map"), rect, 0);
    item_rect(layout, "ground", .w = rect.w, .h = rect.h, .r = PAD, .fill = theme->panel);
    if (text->n_parts == 0 || text->parts[0].first > 1)
        strokes(layout, &fit, panel, 0, text->n_parts == 0 ? text->n_lines : text->parts[0].first - 1, 0);
    for (int i = 0; i < text->n_parts; i++)
        strokes(layout, &fit, panel, text->parts[i].first, text->parts[i].n, i + 1);
    const double from = line_y(&fit, panel->first) - 0.5 * fit.pitch - FRAME;
    const double h = panel->n * fit.pitch + 2 * FRAME;
    layout_part(layout, part_named("map frame"), (Rect){rect.x, from, rect.w, h}, 1);
    item_rect(layout, "frame", .w = rect.w, .h = h, .r = PAD, .stroke = theme->accent, .stroke_width = 2);
}
