// attention_heads.c — all heads of a layer side by side, each a card with its grid of dots: the same text, read in
// other ways.
#include "scenes/kit/attention.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double PAD = 0.6;                            // around a grid, in its cells
static const double LEAST_CELLS = 14;                     // units: below it dots are all there is
static const double LEAST_NAMED = 4.4, NAME_HEIGHT = 1.5; // of the label's size: a grid below a name, a name's line

// How the cards stand.
typedef struct HeadsFit {
    int n_columns;
    double gap;
    double pitch;      // of the cells in them
    double name_size;  // of the type; 0: no room for names
    double x, y, w, h; // of the first card
} HeadsFit;

static int n_tokens(const Attention *data)
{
    return data->n - data->first;
}

// With names where a grid below a name is large enough.
static HeadsFit fit_heads(Scene *s, const Attention *data, Rect rect)
{
    const double size = type_size(s, TYPE_LABEL), n_cells = n_tokens(data) + 2 * PAD;
    HeadsFit fit = {.gap = fmin(SPACE_S, fmin(rect.w, rect.h) / (4 * data->n_heads)), .name_size = size};
    double side;
    fit.n_columns = rect_columns(rect, data->n_heads, fit.gap, NAME_HEIGHT * size, &side);
    if (side / n_cells * n_tokens(data) < LEAST_NAMED * size) {
        fit.name_size = 0;
        fit.n_columns = rect_columns(rect, data->n_heads, fit.gap, 0, &side);
    }
    fit.pitch = side / n_cells;
    const int n_rows = (data->n_heads + fit.n_columns - 1) / fit.n_columns;
    fit.w = (n_tokens(data) + 2 * PAD) * fit.pitch;
    fit.h = fit.w + NAME_HEIGHT * fit.name_size;
    fit.x = rect.x + (rect.w - fit.n_columns * (fit.w + fit.gap) + fit.gap) / 2;
    fit.y = rect.y + (rect.h - n_rows * (fit.h + fit.gap) + fit.gap) / 2;
    return fit;
}

static void name_item(Layout *layout, const HeadsFit *fit, int head)
{
    static const Words HEAD = {.text = "head"};
    Arena *arena = layout_arena(layout);
    const Figure *number = figure_leaf(arena, FIGURE_ORDINAL, head + 1, (FigureSource){.field = "head"});
    const Words *words = words_with_figure(arena, &HEAD, number, "d");
    item_text(layout, "name", .x = PAD * fit->pitch, .y = PAD * fit->pitch + 0.5 * fit->name_size, .text = words->text,
              .style = {.family = FONT_SANS, .size = fit->name_size, .valign = VALIGN_MIDDLE},
              .fill = layout_theme(layout)->ink, .shown = &words->shown);
}

static void cell_outline(Path *path, double x, double y, double pitch)
{
    const double gap = 0.08 * pitch;
    path_rect(path, x + gap / 2, y + gap / 2, pitch - gap, pitch - gap, 0.12 * pitch);
}

static void cells_items(Layout *layout, const Attention *data, double x, double y, double pitch)
{
    const Theme *theme = layout_theme(layout);
    Path *cells = path_create(layout_arena(layout)), *hatch = path_create(layout_arena(layout));
    for (int row = data->first; row < data->n; row++)
        for (int column = data->first; column < data->n; column++) {
            const double cell_x = x + (column - data->first) * pitch, cell_y = y + (row - data->first) * pitch;
            if (column <= row)
                cell_outline(cells, cell_x, cell_y, pitch);
            else
                cell_hatch(hatch, (Rect){cell_x, cell_y, pitch, pitch}, INFINITY);
        }
    item_path(layout, "cells", .path = cells, .fill = theme->bg, .stroke = color_alpha(theme->line, 0.8),
              .stroke_width = 1);
    if (hatch->n_verbs > 0)
        item_path(layout, "hatch", .path = hatch, .stroke = color_alpha(theme->line, 0.75), .stroke_width = 1);
}

static void head_part(Layout *layout, const Attention *data, const HeadsFit *fit, int head, Rect box)
{
    const Theme *theme = layout_theme(layout);
    const double x = PAD * fit->pitch, y = x + NAME_HEIGHT * fit->name_size;
    layout_part(layout, part_index(head), box, 0);
    item_rect(layout, "card", .w = box.w, .h = box.h, .r = card_radius(box), .fill = theme->panel,
              .stroke = theme->line);
    if (fit->name_size > 0)
        name_item(layout, fit, head);
    if (fit->pitch >= LEAST_CELLS)
        cells_items(layout, data, x, y, fit->pitch);
    for (int row = data->first; row < data->n; row++)
        for (int column = data->first; column <= row; column++)
            item_circle(
                layout, arena_printf(layout_arena(layout), "dot %d %d", row + 1, column + 1),
                .x = x + (column - data->first + 0.5) * fit->pitch, .y = y + (row - data->first + 0.5) * fit->pitch,
                .r = layout_is_seed(layout) ? 0 : dot_radius(attention_weight(data, head, row, column), fit->pitch),
                .fill = dot_color(theme, data->row < 0 || row == data->row));
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Attention *data = given;
    const HeadsFit fit = fit_heads(layout_scene(layout), data, rect);
    for (int i = 0; i < data->n_heads; i++)
        head_part(layout, data, &fit, i,
                  (Rect){fit.x + i % fit.n_columns * (fit.w + fit.gap), fit.y + i / fit.n_columns * (fit.h + fit.gap),
                         fit.w, fit.h});
}

// ---- the verb ----

static void method_most(ScriptCall *call, const ScriptArgs *args)
{
    const Attention *data = picture_data(call->self);
    const LooksAt at = (LooksAt)arg_choice(args, "at");
    const Figure *most = NULL;
    int found = 0;
    if (data->n < 2) {
        script_fail(call, "with one token alone there is nothing else to look at");
        return;
    }
    for (int head = 0; head < data->n_heads; head++) {
        const Figure *share = attention_share(scene_arena(call->host), data, head, at);
        if (most && share->value <= most->value)
            continue;
        most = share;
        found = head;
    }
    script_return(call, script_part(call, call->self, found));
    script_return(call, value_figure(most));
}

static const char *const LOOKS[] = {"previous", "first", "itself", NULL};
static const Arg MOST_ARGS[] = {{"at", ARG_CHOICE, .choices = LOOKS, .help = "where tokens look"}, {0}};
static const Verb HEADS_METHODS[] = {
    {"light", SHAPE_VERB, "In every head the dots of one row are bright.", ATTENTION_LIGHT_ARGS,
     ATTENTION_LIGHT_OPTIONS, .call = attention_light},
    {"most", SHAPE_FUNCTION,
     "The head that looks most at the token before, the first, or each at itself; and how much, as a figure.",
     MOST_ARGS, .call = method_most, .returns = "part"},
    {0},
};

static const ScriptType ATTENTION_HEADS_TYPE = {
    .name = "attention_heads", .help = "The heads of a layer.", .parent = &PICTURE_TYPE, .methods = HEADS_METHODS};
static const ScriptKind HEADS = {
    {"attention_heads", NULL, lay_out, .least = {48, 48}}, &ATTENTION_HEADS_TYPE, attention_change};

static void verb_attention_heads(ScriptCall *call, const ScriptArgs *args)
{
    attention_picture(call, args, &HEADS, (Attention){.row = -1, .layer = true});
}

static const Arg HEADS_ARGS[] = {
    {"weights", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "of one layer: run.probe.attention[layer]"},
    {0},
};
const Verb ATTENTION_HEADS_VERBS[] = {
    {"attention_heads", SHAPE_PICTURE, "All heads of a layer side by side; each is a part.", HEADS_ARGS,
     ATTENTION_ROW_OPTIONS, PICTURE_OPTIONS, .call = verb_attention_heads, .makes = &ATTENTION_HEADS_TYPE},
    {0},
};
