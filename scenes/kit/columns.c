// columns.c — numbers by token and channel as columns of coloured cells; where cells are large enough, with the
// numbers.
#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 8, MOST_ROWS = 9, LEAST_ROWS = 3 };

static const double LEAST_PITCH = 25, MOST_PITCH = 76, MOST_CELL = 64; // of rows; width of a cell without a number
static const double ROW_GAP = 0.18;                                    // of a row's pitch
static const double HEAD_SHARE = 1.1;                                  // height of a tile, of its width
static const double PALE = 0.12;                                       // of the full colour: too near zero for a sign
static const double NUMBER_PITCH = 1.79;                               // of a row with a number, of a label's size
static const double UNDER_NUMBER = 0.6;                               // strength of the colour a number stands on

typedef struct Columns {
    const TensorView *tensor;      // (tokens, channels), or (channels) of one token
    const TokenView *const *heads; // [n_heads] of all tokens; NULL: no tiles
    int n_heads;
    bool numbered;     // heads are the positions
    const char *label; // before the position, or instead of it; ""
    const char *sign;  // left of every cell: "+"; NULL: none
    int most;          // columns; the last ones are shown
} Columns;

// What is shown where.
typedef struct Grid {
    int n_columns, first; // token of the first column, from 0
    int n_rows;
    int64_t n_channels;
    double x, y; // of the first cell
    double pitch_x, pitch_y, cell_w, cell_h;
    double head_y, head_h; // 0: no head
    double number_size;    // 0: cells are too small for numbers
    double full;           // the value of full colour
} Grid;

static bool is_single(const Columns *data)
{
    return tensor_view_dims(data->tensor) == 1;
}

// Of a token's channel, both from 0.
static const Figure *cell_figure(Arena *arena, const Columns *data, int64_t token, int64_t channel)
{
    const int64_t index[] = {token, channel};
    return tensor_view_figure(arena, data->tensor, is_single(data) ? index + 1 : index);
}

// The value whose colour is full: nine tenths of all tokens' values are smaller.
static double full_of(Arena *arena, const Columns *data)
{
    TensorView all = *data->tensor;
    all.n_fixed = all.tensor->n_dims - 2;
    const int n = (int)(tensor_view_length(&all, 0) * tensor_view_length(&all, 1));
    const float *values = tensor_view_values(&all);
    double *sizes = ARENA_ARRAY(arena, double, n);
    for (int i = 0; i < n; i++)
        sizes[i] = fabs((double)values[i]);
    const double full = n > 0 ? number_quantile(sizes, n, 0.9) : 0;
    return full > 0 ? full : 1;
}

// A number with its sign, as wide as any.
static const char WIDEST[] = "+0.00";

static double number_size(Scene *s, double cell_w, double cell_h)
{
    const double size = fmin(type_size(s, TYPE_BODY), 0.62 * cell_h);
    const TextStyle style = {.family = FONT_MONO, .size = size};
    const bool fits = type_box(s, &style, WIDEST).w <= 0.9 * cell_w;
    return fits && size >= type_size(s, TYPE_LABEL) ? size : 0;
}

static Grid grid_of(Layout *layout, const Columns *data, Rect rect)
{
    const bool single = is_single(data), headed = data->heads || data->numbered || data->label[0];
    const int64_t n_tokens = single ? 1 : tensor_view_length(data->tensor, 0);
    Grid grid = {.n_channels = tensor_view_length(data->tensor, single ? 0 : 1)};
    grid.n_columns = (int)fmin((double)n_tokens, data->most);
    grid.first = single ? (int)data->tensor->index[data->tensor->n_fixed - 1] : (int)n_tokens - grid.n_columns;
    const double sign_w = data->sign ? 1.6 * type_size(layout_scene(layout), TYPE_LABEL) : 0;
    grid.pitch_x = (rect.w - sign_w) / grid.n_columns;
    grid.cell_w = single ? grid.pitch_x : fmin(MOST_CELL, 0.88 * grid.pitch_x);
    grid.pitch_x = single ? grid.pitch_x : grid.cell_w / 0.88;
    const double side = HEAD_SHARE * fmin(grid.cell_w, MOST_CELL);
    const double least_head = fmax(1.3 * type_size(layout_scene(layout), TYPE_LABEL), data->heads ? tile_least(layout_scene(layout)) : 0);
    grid.head_h = headed ? fmin(fmax(side, least_head), rect.h / 4) : 0;
    const double head = headed ? grid.head_h + fmin(16, 0.3 * grid.head_h) : 0, room = rect.h - head;
    const double least = single ? NUMBER_PITCH * type_size(layout_scene(layout), TYPE_LABEL) : LEAST_PITCH;
    grid.n_rows = (int)fmax(LEAST_ROWS, fmin(MOST_ROWS, floor(room / least)));
    if (grid.n_channels < grid.n_rows)
        grid.n_rows = (int)grid.n_channels;
    grid.pitch_y = fmin(room / grid.n_rows, single ? MOST_PITCH : 1.3 * LEAST_PITCH);
    grid.cell_h = (1 - ROW_GAP) * grid.pitch_y;
    const double height = head + grid.n_rows * grid.pitch_y - ROW_GAP * grid.pitch_y;
    grid.x = rect.x + sign_w + (rect.w - sign_w - (grid.n_columns * grid.pitch_x - (grid.pitch_x - grid.cell_w))) / 2;
    grid.head_y = rect.y + (rect.h - height) / 2;
    grid.y = grid.head_y + head;
    grid.number_size = number_size(layout_scene(layout), grid.cell_w, grid.cell_h);
    grid.full = full_of(layout_arena(layout), data);
    return grid;
}

// The channel that a row shows; -1: the row of dots for those that are left out.
static int64_t channel_of(const Grid *grid, int row)
{
    if (grid->n_channels <= grid->n_rows)
        return row;
    return row == grid->n_rows - 2 ? -1 : row == grid->n_rows - 1 ? grid->n_channels - 1 : row;
}

// Set smaller where they have no room, as far as they can be read.
static void fitted_words(Layout *layout, const char *name, const Words *words, TextStyle style, Point middle,
                         double most_w, Color color)
{
    style.align = ALIGN_MIDDLE;
    style.valign = VALIGN_MIDDLE;
    style.size *= fmin(1, most_w / type_box(layout_scene(layout), &style, words->text).w);
    if (style.size < type_size(layout_scene(layout), TYPE_LABEL))
        return;
    item_text(layout, name, .x = middle.x, .y = middle.y, .text = words->text, .style = style, .fill = color,
              .shown = words->shown.n_figures > 0 ? &words->shown : NULL);
}

// Tiny numbers have more digits, and are set smaller.
static void number_item(Layout *layout, const Figure *figure, const Grid *grid)
{
    const Words *words = words_with_figure(layout_arena(layout), NULL, figure, "+.2f");
    fitted_words(layout, "number", words, (TextStyle){.family = FONT_MONO, .size = grid->number_size},
                 (Point){grid->cell_w / 2, grid->cell_h / 2}, 0.94 * grid->cell_w, layout_theme(layout)->ink);
}

static void cell_items(Layout *layout, const Columns *data, const Grid *grid, int column, int64_t channel)
{
    const Theme *theme = layout_theme(layout);
    const Figure *figure = cell_figure(layout_arena(layout), data, column + grid->first, channel);
    Color fill = theme_signed(theme, figure->value, grid->full);
    if (grid->number_size > 0)
        fill = color_mix(theme->bg, fill, UNDER_NUMBER);
    item_rect(layout, "cell", .w = grid->cell_w, .h = grid->cell_h, .r = fmin(6, grid->cell_h / 5), .fill = fill);
    if (grid->number_size > 0)
        number_item(layout, figure, grid);
    else if (figure->value < -PALE * grid->full)
        item_rect(layout, "minus", .x = 0.34 * grid->cell_w, .y = grid->cell_h / 2 - 1.25, .w = 0.32 * grid->cell_w,
                  .h = 2.5, .fill = color_alpha(theme->bg, 0.8));
    if (data->sign)
        item_text(layout, "sign", .x = -0.8 * type_size(layout_scene(layout), TYPE_LABEL), .y = grid->cell_h / 2,
                  .text = data->sign,
                  .style = {.size = type_size(layout_scene(layout), TYPE_LABEL),
                            .align = ALIGN_MIDDLE,
                            .valign = VALIGN_MIDDLE},
                  .fill = theme->soft);
}

static void dots_items(Layout *layout, const Grid *grid)
{
    static const char *const NAMES[] = {"dot 1", "dot 2", "dot 3"};
    for (int i = 0; i < 3; i++)
        item_circle(layout, NAMES[i], .x = grid->cell_w / 2, .y = (0.5 + 0.27 * (i - 1)) * grid->cell_h,
                    .r = fmin(3, 0.09 * grid->cell_h), .fill = layout_theme(layout)->soft);
}

// The label, the position, or both.
static void label_item(Layout *layout, const Columns *data, const Grid *grid, int position)
{
    Arena *arena = layout_arena(layout);
    const Words label = {.text = data->label};
    const Figure *figure =
        data->numbered ? figure_leaf(arena, FIGURE_ORDINAL, position, (FigureSource){.field = "position"}) : NULL;
    const Words *words = words_with_figure(arena, &label, figure, "d");
    const TextStyle style = {.family = data->label[0] ? FONT_SANS : FONT_MONO,
                             .size = type_size(layout_scene(layout), is_single(data) ? TYPE_BODY : TYPE_LABEL)};
    const TextStyle least = {.size = type_size(layout_scene(layout), TYPE_LABEL)};
    layout_must_show(layout, data->label);
    if (data->label[0] && type_box(layout_scene(layout), &least, words->text).w > grid->pitch_x)
        words = words_with_figure(arena, &label, NULL, ""); // a position that has no room
    fitted_words(layout, "label", words, style, (Point){grid->cell_w / 2, grid->head_h / 2}, grid->pitch_x,
                 is_single(data) ? layout_theme(layout)->ink : layout_theme(layout)->soft);
}

// The width of a tile over a column.
static double tile_w(Scene *s, const Grid *grid, const char *text)
{
    const double wanted = tile_width(s, text, grid->head_h);
    return fmin(grid->cell_w, wanted > grid->head_h ? wanted : grid->head_h / HEAD_SHARE);
}

// Tiles are left out where any of them could not be read.
static bool has_tiles(Scene *s, const Columns *data, const Grid *grid)
{
    bool readable = data->heads != NULL;
    for (int i = grid->first; i < grid->first + grid->n_columns && i < data->n_heads; i++)
        readable = readable && tile_is_readable(s, data->heads[i]->text, tile_w(s, grid, data->heads[i]->text),
                                                grid->head_h);
    return readable;
}

static void head_part(Layout *layout, const Columns *data, const Grid *grid, int column, bool tiled)
{
    const int token = column + grid->first;
    const double x = grid->x + column * grid->pitch_x;
    if (tiled && token < data->n_heads) {
        const double w = tile_w(layout_scene(layout), grid, data->heads[token]->text);
        layout_part(layout, part_index(token), (Rect){x + (grid->cell_w - w) / 2, grid->head_y, w, grid->head_h}, 1);
        tile_items(layout, data->heads[token]->text, w, grid->head_h,
                   token == data->n_heads - 1 ? TILE_IN_FOCUS : TILE_AS_IS);
    } else if (data->numbered || data->label[0]) {
        layout_part(layout, part_index(token), (Rect){x, grid->head_y, grid->cell_w, grid->head_h}, 1);
        label_item(layout, data, grid, token);
    }
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Columns *data = given;
    const Grid grid = grid_of(layout, data, rect);
    const bool tiled = has_tiles(layout_scene(layout), data, &grid);
    for (int column = 0; column < grid.n_columns; column++)
        head_part(layout, data, &grid, column, tiled);
    for (int row = 0; row < grid.n_rows; row++)
        for (int column = 0; column < grid.n_columns; column++) {
            const int64_t channel = channel_of(&grid, row);
            const Rect box = {grid.x + column * grid.pitch_x, grid.y + row * grid.pitch_y, grid.cell_w, grid.cell_h};
            layout_part(layout, part_cell(channel, column + grid.first), box, 0);
            if (channel < 0)
                dots_items(layout, &grid);
            else
                cell_items(layout, data, &grid, column, channel);
        }
    const int most_rows = (int)fmin(MOST_ROWS, (double)grid.n_channels);
    layout_lacks(layout, (most_rows - grid.n_rows) * grid.n_columns);
}

// ---- methods ----

// The parts that are cells, or those that are heads.
static void method_parts(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const PartSort sort = strcmp(call->verb->name, "cells") == 0 ? PART_CELL : PART_INDEX;
    const int n = picture_part_count(call->self);
    ScriptValue *parts = ARENA_ARRAY(call->arena, ScriptValue, n);
    int n_parts = 0;
    for (int i = 0; i < n; i++)
        if (picture_part_key(call->self, i).sort == sort)
            parts[n_parts++] = script_part(call, call->self, i);
    script_return(call, value_list(parts, n_parts));
}

// The cells of a column that have a colour, as a group of their own in the same place.
static Node *column_copy(Scene *s, const Picture *picture, int64_t token)
{
    Node *group = NULL;
    Rect first = {0};
    for (int i = 0; i < picture_part_count(picture); i++) {
        const PartKey key = picture_part_key(picture, i);
        if (key.sort != PART_CELL || key.b != token || key.a < 0)
            continue;
        const Rect box = picture_part_box(picture, i);
        if (!group) {
            first = box;
            group = add_group(s, scene_stage(s), .x = first.x, .y = first.y, .z = 2);
        }
        const Columns *data = picture_data(picture);
        const Figure *figure = cell_figure(scene_arena(s), data, token, key.a);
        add_rect(s, group, .y = box.y - first.y, .w = box.w, .h = box.h, .radius = fmin(6, box.h / 5),
                 .fill = theme_signed(scene_theme(s), figure->value, full_of(scene_arena(s), data)));
    }
    return group;
}

// One column flies to a point and shrinks; towards it late in the direction in which it lies less far.
static void column_fly(Scene *s, Node *column, Point to, bool down, double delay_s)
{
    static const double SHRUNK = 0.12, FLY_S = 0.7;
    const Rect box = node_bounds(s, column);
    fade_in(s, column, .dur_s = 0.05, .delay_s = delay_s);
    animate(s, column, PROP_X, to.x - SHRUNK * box.w / 2, .dur_s = FLY_S, .delay_s = delay_s,
            .ease = down ? EASE_IN : EASE_IN_OUT);
    animate(s, column, PROP_Y, to.y - SHRUNK * box.h / 2, .dur_s = FLY_S, .delay_s = delay_s,
            .ease = down ? EASE_IN_OUT : EASE_IN);
    scale_to(s, column, SHRUNK, .dur_s = FLY_S, .delay_s = delay_s);
    fade_out(s, column, .dur_s = 0.15, .delay_s = delay_s + FLY_S - 0.1);
}

static void method_pour(ScriptCall *call, const ScriptArgs *args)
{
    static const double BETWEEN_S = 0.06;
    Scene *s = call->host;
    const Area *area = arg_object(args, "into", &AREA_TYPE);
    const Rect to = area ? area_rect(s, area) : thing_box(s, arg_object(args, "into", &THING_TYPE));
    const Rect own = picture_rect(call->self);
    const bool down = to.y > own.y + own.h;
    int n = 0;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = picture_part_count(call->self) - 1; i >= 0; i--) {
        const PartKey key = picture_part_key(call->self, i);
        if (key.sort == PART_CELL && key.a == 0) // the first row has one of each column
            column_fly(s, column_copy(s, call->self, key.b), (Point){to.x + to.w / 2, to.y + to.h / 2}, down,
                       BETWEEN_S * n++);
    }
    block_close(s);
}

static const ScriptType *const OR_THING[] = {&THING_TYPE, NULL};
static const Arg POUR_ARGS[] = {
    {"into", ARG_HANDLE, .type = &AREA_TYPE, .or_types = OR_THING, .help = "where they go, as an area or a thing"},
    {0}};
static const Verb METHODS[] = {
    {"pour", SHAPE_FUNCTION, "Copies of the columns fly somewhere and vanish there, the last one first.", POUR_ARGS,
     .call = method_pour},
    {"heads", SHAPE_FUNCTION, "The tiles or numbers over the columns.", .call = method_parts, .returns = "part[]"},
    {"cells", SHAPE_FUNCTION, "The cells, row by row.", .call = method_parts, .returns = "part[]"},
    {0},
};

static const ScriptType COLUMNS_TYPE = {
    .name = "columns", .help = "Columns of numbers.", .parent = &PICTURE_TYPE, .methods = METHODS};
static const ScriptKind COLUMNS = {{"columns", NULL, lay_out, .least = {60, 120}}, &COLUMNS_TYPE, NULL};

// ---- the verb ----

static bool has_columns(ScriptCall *call, const TensorView *tensor)
{
    const int n_dims = tensor_view_dims(tensor);
    const int64_t n_left = n_dims == 2 ? tensor_view_length(tensor, 0) * tensor_view_length(tensor, 1) : 1;
    if (tensor->tensor->n_dims < 2 || n_dims > 2)
        script_fail(call,
                    "columns show a tensor by token and channel, this one has %d dimensions; give its first ones "
                    "indices, as in run.probe.residual[1]",
                    n_dims);
    else if (n_left < 1 || tensor_view_length(tensor, n_dims - 1) < 1)
        script_fail(call, "this tensor is empty; there is nothing to show in columns");
    return !script_failed(call);
}

static void verb_columns(ScriptCall *call, const ScriptArgs *args)
{
    Columns *data = ARENA_NEW(scene_arena(call->host), Columns);
    *data = (Columns){
        .tensor = arg_object(args, "tensor", &TENSOR_TYPE),
        .numbered = arg_bool(args, "numbered"),
        .label = arg_given(args, "label") ? arena_strdup(scene_arena(call->host), arg_string(args, "label")) : "",
        .sign = arg_given(args, "sign") ? arena_strdup(scene_arena(call->host), arg_string(args, "sign")) : NULL,
        .most = (int)arg_integer(args, "most"),
    };
    if (!has_columns(call, data->tensor))
        return;
    if (arg_given(args, "heads"))
        data->heads = tokens_of(call, arg_value(args, "heads"), &data->n_heads);
    if (!script_failed(call))
        script_picture(call, args, &COLUMNS, data);
}

static const Arg ARGS[] = {
    {"tensor", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "by token and channel, or the channels of one token"}, {0}};
static const Arg OPTIONS[] = {
    {"heads", ARG_ANY, .help = "tokens over the columns: all that the tensor has, in its order"},
    {"numbered", ARG_BOOL, .preset = "false", .help = "positions over the columns, from 0"},
    {"label", ARG_STRING, .help = "before the position, or instead of it: \"position\", \"sum\""},
    {"sign", ARG_STRING, .help = "before every cell: \"+\", \"=\""},
    {"most", ARG_INTEGER, .preset = "8", .min = 1, .max = MOST_COLUMNS, .help = "columns; the last ones are shown"},
    {0},
};

const Verb COLUMNS_VERBS[] = {
    {"columns", SHAPE_PICTURE, "Numbers by token and channel as coloured cells, with the numbers where there is room.",
     ARGS, OPTIONS, PICTURE_OPTIONS, .call = verb_columns, .makes = &COLUMNS_TYPE},
    {0},
};
