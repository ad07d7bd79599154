// attention_heads.c — all heads of a layer side by side, each a card with its grid of dots: the same text, read in
// other ways.
#include "scenes/kit/attention.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

static const double PAD = 0.6;                            // around a grid, in its cells
static const double LEAST_CELLS = 14;                     // units: below it dots are all there is
static const double LEAST_NAMED = 4.4, NAME_HEIGHT = 1.5; // of the label's size: a grid below a name, a name's line

typedef struct Heads {
    const TensorView *view;
    const Weights *heads; // [n]
    int n;
    int row; // in question, -1: none
} Heads;

// How the cards stand.
typedef struct HeadsFit {
    int n_columns;
    double gap;
    double pitch;      // of the cells in them
    double name_size;  // of the type; 0: no room for names
    double x, y, w, h; // of the first card
} HeadsFit;

static int n_tokens(const Heads *data)
{
    return data->heads[0].n - data->heads[0].first;
}

// The pitch of cells when so many cards stand side by side.
static double pitch_for(const Heads *data, Rect rect, int n_columns, double gap, double name_h)
{
    const int n_rows = (data->n + n_columns - 1) / n_columns;
    const double w = (rect.w - (n_columns - 1) * gap) / n_columns, h = (rect.h - (n_rows - 1) * gap) / n_rows;
    return fmin(w, h - name_h) / (n_tokens(data) + 2 * PAD);
}

static HeadsFit fit_heads(Scene *s, const Heads *data, Rect rect)
{
    const double size = type_size(s, TYPE_LABEL);
    HeadsFit fit = {.gap = fmin(SPACE_S, fmin(rect.w, rect.h) / (4 * data->n))};
    for (int named = 1; named >= 0 && fit.pitch <= 0; named--)
        for (int n_columns = 1; n_columns <= data->n; n_columns++) {
            const double pitch = pitch_for(data, rect, n_columns, fit.gap, named ? NAME_HEIGHT * size : 0);
            if (pitch <= fit.pitch || (named && pitch * n_tokens(data) < LEAST_NAMED * size))
                continue;
            fit.pitch = pitch;
            fit.n_columns = n_columns;
            fit.name_size = named ? size : 0;
        }
    const int n_rows = (data->n + fit.n_columns - 1) / fit.n_columns;
    fit.w = (n_tokens(data) + 2 * PAD) * fit.pitch;
    fit.h = fit.w + NAME_HEIGHT * fit.name_size;
    fit.x = rect.x + (rect.w - fit.n_columns * (fit.w + fit.gap) + fit.gap) / 2;
    fit.y = rect.y + (rect.h - n_rows * (fit.h + fit.gap) + fit.gap) / 2;
    return fit;
}

static void name_item(Layout *layout, const HeadsFit *fit, int head)
{
    Arena *arena = layout_arena(layout);
    ShownFigure *figure = ARENA_NEW(arena, ShownFigure);
    const char *number = figure_text(arena, head + 1, "d");
    *figure = (ShownFigure){.figure = figure_leaf(arena, FIGURE_ORDINAL, head + 1, (FigureSource){.field = "head"}),
                            .format = "d",
                            .first_byte = (int)strlen("head "),
                            .n_bytes = (int)strlen(number)};
    Shown *shown = ARENA_NEW(arena, Shown);
    *shown = (Shown){figure, 1};
    item_text(layout, "name", .x = PAD * fit->pitch, .y = PAD * fit->pitch + 0.5 * fit->name_size,
              .text = arena_printf(arena, "head %s", number),
              .style = {.family = FONT_SANS, .size = fit->name_size, .valign = VALIGN_MIDDLE},
              .fill = layout_theme(layout)->ink, .shown = shown);
}

static void cells_items(Layout *layout, const Weights *weights, double x, double y, double pitch)
{
    const Theme *theme = layout_theme(layout);
    Path *cells = path_create(layout_arena(layout)), *hatch = path_create(layout_arena(layout));
    for (int row = weights->first; row < weights->n; row++)
        for (int column = weights->first; column < weights->n; column++) {
            const double cell_x = x + (column - weights->first) * pitch, cell_y = y + (row - weights->first) * pitch;
            if (column <= row)
                cell_outline(cells, cell_x, cell_y, pitch);
            else
                cell_hatch(hatch, cell_x, cell_y, pitch);
        }
    item_path(layout, "cells", .path = cells, .fill = theme->bg, .stroke = color_alpha(theme->line, 0.8),
              .stroke_width = 1);
    if (hatch->n_verbs > 0)
        item_path(layout, "hatch", .path = hatch, .stroke = color_alpha(theme->line, 0.75), .stroke_width = 1);
}

static void head_part(Layout *layout, const Heads *data, const HeadsFit *fit, int head, Rect box)
{
    const Theme *theme = layout_theme(layout);
    const Weights *weights = &data->heads[head];
    const double x = PAD * fit->pitch, y = x + NAME_HEIGHT * fit->name_size;
    layout_part(layout, part_index(head), box, 0);
    item_rect(layout, "card", .w = box.w, .h = box.h, .r = card_radius(box), .fill = theme->panel,
              .stroke = theme->line);
    if (fit->name_size > 0)
        name_item(layout, fit, head);
    if (fit->pitch >= LEAST_CELLS)
        cells_items(layout, weights, x, y, fit->pitch);
    for (int row = weights->first; row < weights->n; row++)
        for (int column = weights->first; column <= row; column++)
            item_circle(layout, arena_printf(layout_arena(layout), "dot %d %d", row + 1, column + 1),
                        .x = x + (column - weights->first + 0.5) * fit->pitch,
                        .y = y + (row - weights->first + 0.5) * fit->pitch,
                        .r = layout_is_seed(layout) ? 0 : dot_radius(weight_at(weights, row, column), fit->pitch),
                        .fill = dot_color(theme, data->row < 0 || row == data->row));
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Heads *data = given;
    const HeadsFit fit = fit_heads(layout_scene(layout), data, rect);
    for (int i = 0; i < data->n; i++)
        head_part(layout, data, &fit, i,
                  (Rect){fit.x + i % fit.n_columns * (fit.w + fit.gap), fit.y + i / fit.n_columns * (fit.h + fit.gap),
                         fit.w, fit.h});
}

// ---- the verb ----

static bool take(ScriptCall *call, ScriptValue value, Heads *data)
{
    data->heads = weights_of_heads(call, value, &data->n);
    data->view = value_object(value, &TENSOR_TYPE);
    return data->heads != NULL;
}

static Heads *changed(ScriptCall *call, const Picture *picture)
{
    return arena_memdup(scene_arena(call->host), picture_data(picture), sizeof(Heads));
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    Heads *data = changed(call, picture);
    return take(call, given, data) ? data : NULL;
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    Heads *data = changed(call, call->self);
    data->row = weights_row(call, args, "row", &data->heads[0]);
    if (data->row >= 0)
        picture_change(call->host, call->self, data, (Tween){.dur_s = arg_seconds(args, "dur")});
}

typedef enum LooksAt {
    LOOKS_PREVIOUS,
    LOOKS_FIRST,
    LOOKS_ITSELF,
} LooksAt;

// How much a head looks there, as the mean over all tokens but the first, which has only itself.
static const Figure *share_figure(Arena *arena, const Heads *data, int head, LooksAt at)
{
    const int n = data->heads[head].n;
    const Figure **weights = ARENA_ARRAY(arena, const Figure *, n);
    for (int row = 1; row < n; row++) {
        const int column = at == LOOKS_PREVIOUS ? row - 1 : at == LOOKS_FIRST ? 0 : row;
        weights[row - 1] = tensor_view_figure(arena, data->view, (int64_t[]){head, row, column});
    }
    return figure_op(arena, FIGURE_MEAN, weights, n - 1);
}

static void method_most(ScriptCall *call, const ScriptArgs *args)
{
    const Heads *data = picture_data(call->self);
    const LooksAt at = (LooksAt)arg_choice(args, "at");
    const Figure *most = NULL;
    int found = 0;
    if (data->heads[0].n < 2) {
        script_fail(call, "with one token alone there is nothing else to look at");
        return;
    }
    for (int head = 0; head < data->n; head++) {
        const Figure *share = share_figure(scene_arena(call->host), data, head, at);
        if (most && share->value <= most->value)
            continue;
        most = share;
        found = head;
    }
    script_return(call, script_part(call, call->self, found));
    script_return(call, value_figure(most));
}

static const char *const LOOKS[] = {"previous", "first", "itself", NULL};
static const Arg ROW_ARGS[] = {
    {"row", ARG_INTEGER, .optional = true, .min = 1, .max = 1e6, .help = "which token, from 1; without it the last"},
    {0},
};
static const Arg DUR_OPTIONS[] = {{"dur", ARG_DURATION, .help = "how long: the name of a duration"}, {0}};
static const Arg MOST_ARGS[] = {{"at", ARG_CHOICE, .choices = LOOKS, .help = "where tokens look"}, {0}};
static const Verb HEADS_METHODS[] = {
    {"light", SHAPE_VERB, "In every head the dots of one row are bright.", ROW_ARGS, DUR_OPTIONS, .call = method_light},
    {"most", SHAPE_FUNCTION,
     "The head that looks most at the token before, the first, or each at itself; and how much, as a figure.",
     MOST_ARGS, .call = method_most, .returns = "part"},
    {0},
};

const ScriptType ATTENTION_HEADS_TYPE = {
    .name = "attention_heads", .help = "The heads of a layer.", .parent = &PICTURE_TYPE, .methods = HEADS_METHODS};
static const ScriptKind HEADS = {{"attention_heads", NULL, lay_out, .least = {48, 48}}, &ATTENTION_HEADS_TYPE, change};

static void verb_attention_heads(ScriptCall *call, const ScriptArgs *args)
{
    Heads *data = ARENA_NEW(scene_arena(call->host), Heads);
    if (!take(call, arg_value(args, "weights"), data))
        return;
    data->row = arg_given(args, "row") ? weights_row(call, args, "row", &data->heads[0]) : -1;
    if (data->row >= 0 || !arg_given(args, "row"))
        script_picture(call, args, &HEADS, data);
}

static const Arg HEADS_ARGS[] = {
    {"weights", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "of one layer: run.probe.attention[layer]"},
    {0},
};
static const Arg HEADS_OPTIONS[] = {
    {"row", ARG_INTEGER, .min = 1, .max = 1e6, .help = "the row in question, from 1; without it there is none"},
    {0},
};

const Verb ATTENTION_HEADS_VERBS[] = {
    {"attention_heads", SHAPE_PICTURE, "All heads of a layer side by side; each is a part.", HEADS_ARGS, HEADS_OPTIONS,
     PICTURE_OPTIONS, .call = verb_attention_heads, .returns = "attention_heads"},
    {0},
};
