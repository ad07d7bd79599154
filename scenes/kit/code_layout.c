// code_layout.c — sets code in a room: numbers, lines, light behind lit ones, values beside them.
#include "scenes/kit/code_panel.h"

#include "engine/base/utf8.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

// Shares of the size of type.
static const double PAD_X = 1.5, PAD_Y = 0.8, LEAST_PAD_Y = 0.4, LEAST_PITCH = 1.25, PITCH = 1.55, MOST_PITCH = 2;
static const double BAND_SHARE = 1.05, BAND_PITCH = 1.64; // of a line's pitch; of the type at most
static const double BAND_DROP = 0.1;                      // from the middle of capitals to that of all letters
static const double EDGE_W = 5, CURSOR_W = 0.5, CURSOR_H = 1.12;
static const double MAP_W = 64, MAP_GAP = 24, GAP = 2; // the last in characters

// ---- fitting ----

static double code_width(Scene *s, const CodeFit *fit, const CodePanel *panel)
{
    double width = 0;
    for (int i = panel->first; i < panel->first + panel->n; i++)
        width = fmax(width, mono_line_width(s, &fit->type, &panel->text->lines[i]));
    return width + fit->before + fit->beside + 2 * PAD_X * fit->type.style.size;
}

static int count_rows(Scene *s, const CodeFit *fit, const CodePanel *panel)
{
    int n = 0;
    for (int i = panel->first; i < panel->first + panel->n; i++)
        n += mono_line_rows(s, &fit->type, &panel->text->lines[i]);
    return n;
}

static double code_height(Scene *s, const CodeFit *fit, const CodePanel *panel, double pitch)
{
    return (count_rows(s, fit, panel) * pitch + 2 * PAD_Y) * fit->type.style.size + fit->label_h;
}

static TextStyle label_style(const Scene *s)
{
    return (TextStyle){.size = type_size(s, TYPE_LABEL), .align = ALIGN_END};
}

static void set_type(Scene *s, CodeFit *fit, const CodePanel *panel, double size, double indent)
{
    fit->type = mono_type(s, size, indent);
    const int n_digits = (int)floor(log10(panel->text->n_lines)) + 1;
    fit->before = panel->numbered ? (n_digits + GAP) * fit->type.advance : 0;
    fit->beside = panel->beside ? ((double)strlen(panel->beside) + 2 * GAP) * fit->type.advance : 0;
}

// The largest size of the scale at which all of the code has room; where none has, lines are indented less, and those
// that are still too long go on in another row.
static void choose_size(Scene *s, CodeFit *fit, const CodePanel *panel)
{
    static const double NARROW_INDENT = 0.5;
    const Size room = {fit->card.w, fit->card.h};
    for (TypeRole role = TYPE_LEAD; role < TYPE_ROLES; role++) {
        set_type(s, fit, panel, type_size(s, role), 1);
        if (code_width(s, fit, panel) <= room.w && code_height(s, fit, panel, LEAST_PITCH) <= room.h)
            return;
    }
    if (code_width(s, fit, panel) > room.w)
        set_type(s, fit, panel, fit->type.style.size, NARROW_INDENT);
    if (code_width(s, fit, panel) > room.w)
        fit->type.most_w = room.w - fit->before - fit->beside - 2 * PAD_X * fit->type.style.size;
}

CodeFit code_fit(Scene *s, const CodePanel *panel, Rect room)
{
    CodeFit fit = {.card = room};
    const TextStyle label = label_style(s);
    if (panel->map) {
        fit.card.x += MAP_W + MAP_GAP;
        fit.card.w -= MAP_W + MAP_GAP;
    }
    if (panel->label)
        fit.label_h = type_box(s, &label, panel->label->text).h;
    choose_size(s, &fit, panel);
    const double pitch = ((room.h - fit.label_h) / fit.type.style.size - 2 * PAD_Y) / count_rows(s, &fit, panel);
    fit.pitch = clamp(pitch, LEAST_PITCH, MOST_PITCH) * fit.type.style.size;
    return fit;
}

Size code_measure(Layout *layout, const void *data, Size room)
{
    Scene *s = layout_scene(layout);
    const CodePanel *panel = data;
    const CodeFit fit = code_fit(s, panel, (Rect){0, 0, room.w, room.h});
    return (Size){fmin(room.w, room.w - fit.card.w + code_width(s, &fit, panel)),
                  fmin(room.h, code_height(s, &fit, panel, PITCH))};
}

// The top of the first line.
static double first_top(Scene *s, const CodePanel *panel, const CodeFit *fit)
{
    const double free_h = fit->card.h - fit->label_h - count_rows(s, fit, panel) * fit->pitch;
    return fit->card.y + fmax(free_h / 2, LEAST_PAD_Y * fit->type.style.size);
}

Point code_line_at(Scene *s, const CodePanel *panel, const CodeFit *fit, int line)
{
    double y = first_top(s, panel, fit) + fit->pitch / 2;
    for (int i = panel->first; i < line; i++)
        y += mono_line_rows(s, &fit->type, &panel->text->lines[i]) * fit->pitch;
    return (Point){fit->card.x + PAD_X * fit->type.style.size + fit->before, y};
}

double code_cursor_width(const CodeFit *fit)
{
    return CURSOR_W * fit->type.style.size;
}

double code_cursor_height(const CodeFit *fit)
{
    return CURSOR_H * fit->type.style.size;
}

// ---- layout ----

static void card_part(Layout *layout, const CodePanel *panel, const CodeFit *fit)
{
    mono_panel_part(layout, fit->card);
    if (fit->label_h == 0)
        return;
    const TextStyle style = label_style(layout_scene(layout));
    layout_must_show(layout, panel->label->text);
    layout_part(layout, part_named("label"), fit->card, 0);
    item_text(layout, "label", .x = fit->card.w - PAD_X / 2 * style.size, .y = fit->card.h - style.size / 2,
              .text = panel->label->text, .style = style, .fill = layout_theme(layout)->soft,
              .shown = &panel->label->shown);
}

// The light behind lit lines that stand together, from `from` to `to`; the first, the second … of such places.
static void band_part(Layout *layout, const CodeFit *fit, int number, double from, double to, Color light)
{
    const Theme *theme = layout_theme(layout);
    const double h = to - from - fit->pitch + fmin(BAND_SHARE * fit->pitch, BAND_PITCH * fit->type.style.size);
    const char *name = number == 0 ? "band" : arena_printf(layout_arena(layout), "band#%d", number + 1);
    const double y = (from + to - h) / 2 + BAND_DROP * fit->type.style.size;
    layout_part(layout, part_named(name), (Rect){fit->card.x, y, fit->card.w, h}, 1);
    item_rect(layout, "light", .w = fit->card.w, .h = h, .fill = color_mix(theme->panel, light, 0.13));
    item_rect(layout, "edge", .w = EDGE_W, .h = h, .fill = light);
}

static void bands(Layout *layout, const CodePanel *panel, const CodeFit *fit)
{
    const int end = panel->first + panel->n;
    Scene *s = layout_scene(layout);
    for (int i = panel->first, n = 0; panel->lit && i < end; i++) {
        if (!panel->lit[i])
            continue;
        const double from = code_line_at(s, panel, fit, i).y - fit->pitch / 2;
        while (i + 1 < end && panel->lit[i + 1])
            i++;
        const int rows = mono_line_rows(s, &fit->type, &panel->text->lines[i]);
        band_part(layout, fit, n++, from, code_line_at(s, panel, fit, i).y + (rows - 0.5) * fit->pitch,
                  panel->look.color);
    }
}

static void number_item(Layout *layout, const CodeFit *fit, Point right, int line)
{
    const Figure *number = figure_leaf(layout_arena(layout), FIGURE_ORDINAL, line + 1, (FigureSource){.field = "line"});
    const Words *words = words_with_figure(layout_arena(layout), NULL, number, "d");
    TextStyle style = fit->type.style;
    style.align = ALIGN_END;
    item_text(layout, "number", .x = right.x, .y = right.y, .text = words->text, .style = style,
              .fill = layout_theme(layout)->soft, .shown = &words->shown);
}

static void line_part(Layout *layout, const CodePanel *panel, const CodeFit *fit, int i)
{
    Scene *s = layout_scene(layout);
    const CodeLine *line = &panel->text->lines[i];
    const Point at = code_line_at(s, panel, fit, i);
    const Rect box = {fit->card.x, at.y - fit->pitch / 2, fit->card.w,
                      mono_line_rows(s, &fit->type, line) * fit->pitch};
    layout_part(layout, part_id(line->id), box, 2);
    if (panel->numbered)
        number_item(layout, fit, (Point){at.x - box.x - GAP * fit->type.advance, fit->pitch / 2}, i);
    mono_line_items(layout, &fit->type, line, (Point){at.x - box.x, fit->pitch / 2}, fit->pitch,
                    panel->look.dim && panel->lit && !panel->lit[i] ? MONO_SOFT : MONO_IN_COLOR);
}

// The words at the right edge, and dots that lead to them from the line's end.
static void value_part(Layout *layout, const CodePanel *panel, const CodeFit *fit, const CodeValue *value, int i)
{
    Scene *s = layout_scene(layout);
    const CodeLine *line = &panel->text->lines[i];
    const Point at = code_line_at(s, panel, fit, i);
    TextStyle style = fit->type.style;
    const double size = style.size, words_w = type_box(s, &style, value->words->text).w;
    const double right = fit->card.x + fit->card.w - PAD_X * size, from = at.x + mono_line_width(s, &fit->type, line);
    const double lead_from = from + 0.6 * GAP * fit->type.advance;
    const double lead_to = right - words_w - 0.6 * GAP * fit->type.advance;
    layout_must_show(layout, value->words->text);
    layout_part(layout, part_cell(line->id, CODE_VALUE), (Rect){right - words_w, at.y - size / 2, words_w, size}, 3);
    if (lead_to > lead_from) {
        Path *path = path_create(layout_arena(layout));
        path_move(path, lead_from - (right - words_w), size / 2);
        path_line(path, lead_to - (right - words_w), size / 2);
        item_path(layout, "leader", .path = path, .stroke = color_alpha(value->color, 0.4), .stroke_width = 2,
                  .dash = 4, .gap = 6);
    }
    style.align = ALIGN_END;
    item_text(layout, "words", .x = words_w, .y = size / 2, .text = value->words->text, .style = style,
              .fill = value->color, .shown = &value->words->shown);
}

static void cursor_part(Layout *layout, const CodePanel *panel, const CodeFit *fit, int i)
{
    Scene *s = layout_scene(layout);
    const CodeLine *line = &panel->text->lines[i];
    const int last = line->n_tokens - 1;
    Point at = code_line_at(s, panel, fit, i);
    if (last >= 0) {
        const Point pen = mono_line_place(s, &fit->type, line, last, utf8_count(line->tokens[last].text), fit->pitch);
        at = (Point){at.x + pen.x, at.y + pen.y};
    }
    const double w = code_cursor_width(fit), h = code_cursor_height(fit);
    layout_part(layout, part_cell(line->id, CODE_CURSOR), (Rect){at.x, at.y - h / 2, w, h}, 3);
    item_rect(layout, "block", .w = w, .h = h, .r = 2, .fill = layout_theme(layout)->accent);
}

void code_lay_out(Layout *layout, const void *data, Rect rect)
{
    const CodePanel *panel = data;
    const CodeFit fit = code_fit(layout_scene(layout), panel, rect);
    if (panel->map)
        code_map_parts(layout, panel, (Rect){rect.x, rect.y, MAP_W, rect.h});
    card_part(layout, panel, &fit);
    for (int i = panel->first; i < panel->first + panel->n; i++) {
        line_part(layout, panel, &fit, i);
        for (int k = 0; k < panel->n_values; k++)
            if (panel->values[k].line == panel->text->lines[i].id)
                value_part(layout, panel, &fit, &panel->values[k], i);
        if (panel->cursor == panel->text->lines[i].id)
            cursor_part(layout, panel, &fit, i);
    }
    bands(layout, panel, &fit);
}
