// columns.c — numbers by token and channel as columns of coloured cells; of one token, with the numbers where cells are
// large enough.
#include "scenes/kit/columns.h"

#include "engine/base/number.h"
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { MOST_COLUMNS = 8, MOST_ROWS = 9, LEAST_ROWS = 3 };

static const double LEAST_PITCH = 25, MOST_PITCH = 62, MOST_CELL = 104; // of rows; width of a cell without a number
static const double MOST_NUMBER_PITCH = 124;                            // of rows with numbers
static const double ROW_GAP = 0.18;                                     // of a row's pitch
static const double HEAD_SHARE = 1.1;                                   // height of a tile, of its width
static const double NARROW = 4;                                         // times a lead's size, for its column
static const double HEAD_TYPE = 0.6;                                   // of that height, for a position
static const double NUMBER_PITCH = 1.97;                                // of a row with a number, of a label's size
static const double NUMBER_SHARE = 0.62;                                // of a cell's height, for its number
static const double NUMBER_W = 0.9;                                     // of a cell's width, likewise
static const double UNDER_NUMBER = 0.6;                                 // strength of the colour a number stands on
static const double SIGN_SHARE = 0.24;                                  // of a column that is added, for its sign
static const double SIGN = 1.5, LIT_SIGN = 2.2;                         // a sign's size, of a label's; in the row that is added
static const double MINUS_W = 0.44, MINUS_H = 0.11;                     // of a cell's height
static const double FRAME = 3, FRAME_GAP = 8;                           // units; from the cells

// What is shown where.
typedef struct Grid {
    int n_columns, first; // token of the first column, from 0
    int n_rows;
    int64_t n_channels; // that there are to show: all of the tensor's, or those that are asked for
    double x, y; // of the first cell
    double pitch_x, pitch_y, cell_w, cell_h;
    double head_y, head_h; // 0: no head
    double note_y, note_h; // 0: no note
    double sign_w;         // room for the sign, left of a cell
    double number_size;    // 0: cells are too small for numbers
} Grid;

static bool is_single(const Columns *data)
{
    return tensor_view_dims(data->tensor) == 1;
}

const Figure *columns_figure(Arena *arena, const Columns *data, int64_t token, int64_t channel)
{
    const int64_t index[] = {token, channel};
    return tensor_view_figure(arena, data->tensor, is_single(data) ? index + 1 : index);
}

// The value whose colour is full: what is asked for, else nine tenths of all tokens' values are smaller.
static double full_of(Arena *arena, const Columns *data)
{
    if (data->full > 0)
        return data->full;
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

Color columns_fill(Scene *s, const Columns *data, const Figure *figure)
{
    const Color full = theme_signed(scene_theme(s), figure->value, full_of(scene_arena(s), data));
    return is_single(data) ? color_mix(scene_theme(s)->bg, full, UNDER_NUMBER) : full;
}

static const char *number_format(Arena *arena, const Columns *data)
{
    return arena_printf(arena, "+.%df", data->decimals);
}

// 0: there is no room for numbers; those of several tokens would be too many.
static double number_size(Scene *s, const Columns *data, double cell_w, double cell_h)
{
    const char *usual = figure_text(scene_arena(s), 0, number_format(scene_arena(s), data));
    TextStyle style = {.family = FONT_MONO, .size = fmin(type_size(s, TYPE_HEADING), NUMBER_SHARE * cell_h)};
    style.size *= fmin(1, NUMBER_W * cell_w / type_box(s, &style, usual).w);
    return is_single(data) && style.size >= type_size(s, TYPE_LABEL) ? style.size : 0;
}

static Grid grid_of(Layout *layout, const Columns *data, Rect rect)
{
    const bool single = is_single(data), headed = data->heads || data->numbered || data->label;
    const int64_t n_tokens = single ? 1 : tensor_view_length(data->tensor, 0);
    Grid grid = {.n_channels = data->channels ? data->n_channels : tensor_view_length(data->tensor, single ? 0 : 1)};
    grid.n_columns = (int)fmin((double)n_tokens, data->most);
    grid.first = single ? (int)data->tensor->index[data->tensor->n_fixed - 1] : (int)n_tokens - grid.n_columns;
    const double sign_w = grid.sign_w =
        data->sign ? fmax(1.6 * type_size(layout_scene(layout), TYPE_LABEL), SIGN_SHARE * rect.w) : 0;
    grid.pitch_x = (rect.w - sign_w) / grid.n_columns;
    grid.cell_w = single ? grid.pitch_x : fmin(MOST_CELL, 0.88 * grid.pitch_x);
    grid.pitch_x = single ? grid.pitch_x : grid.cell_w / 0.88;
    const double side = HEAD_SHARE * fmin(grid.cell_w, MOST_CELL);
    const double label = type_size(layout_scene(layout), TYPE_LABEL), note = data->note ? 1.6 * type_size(layout_scene(layout), TYPE_BODY) : 0;
    const double least_head = fmax(1.3 * label, data->heads ? tile_least(layout_scene(layout)) : 0);
    grid.head_h = headed ? fmin(fmax(side, least_head), rect.h / 3) : 0;
    const double head = headed ? grid.head_h + fmin(16, 0.3 * grid.head_h) : 0, room = rect.h - head - note;
    const double least = single ? NUMBER_PITCH * label : LEAST_PITCH;
    grid.n_rows = (int)fmax(LEAST_ROWS, fmin(data->most_rows, floor(room / least)));
    if (grid.n_channels < grid.n_rows)
        grid.n_rows = (int)grid.n_channels;
    grid.pitch_y = fmin(room / grid.n_rows, single ? MOST_NUMBER_PITCH : MOST_PITCH);
    grid.cell_h = (1 - ROW_GAP) * grid.pitch_y;
    const double height = head + grid.n_rows * grid.pitch_y - ROW_GAP * grid.pitch_y + note;
    grid.x = rect.x + sign_w + (rect.w - sign_w - (grid.n_columns * grid.pitch_x - (grid.pitch_x - grid.cell_w))) / 2;
    grid.head_y = rect.y + (rect.h - height) / 2;
    grid.y = grid.head_y + head;
    grid.note_h = note;
    grid.note_y = grid.head_y + height - note;
    grid.number_size = number_size(layout_scene(layout), data, grid.cell_w, grid.cell_h);
    return grid;
}

// The channel that a row shows; -1: the row of dots for those that are left out.
static int64_t channel_of(const Columns *data, const Grid *grid, int row)
{
    const bool fewer = grid->n_channels > grid->n_rows;
    if (fewer && row == grid->n_rows - 2)
        return -1;
    const int64_t nth = fewer && row == grid->n_rows - 1 ? grid->n_channels - 1 : row;
    return data->channels ? data->channels[nth] : nth;
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
static void number_item(Layout *layout, const Columns *data, const Figure *figure, const Grid *grid)
{
    Arena *arena = layout_arena(layout);
    const Words *words = words_with_figure(arena, NULL, figure, number_format(arena, data));
    fitted_words(layout, "number", words, (TextStyle){.family = FONT_MONO, .size = grid->number_size},
                 (Point){grid->cell_w / 2, grid->cell_h / 2}, NUMBER_W * grid->cell_w, layout_theme(layout)->ink);
}

static void sign_item(Layout *layout, const Columns *data, const Grid *grid, bool lit)
{
    const Theme *theme = layout_theme(layout);
    const double size = type_size(layout_scene(layout), TYPE_LABEL);
    item_text(layout, "sign", .x = -grid->sign_w / 2, .y = grid->cell_h / 2, .text = data->sign,
              .style = {.size = (lit ? LIT_SIGN : SIGN) * size, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE},
              .fill = lit ? theme->accent : theme->ink);
}

// Where a number will be, or was.
static void place_item(Layout *layout, const Grid *grid)
{
    item_rect(layout, "place", .x = 1, .y = 1, .w = grid->cell_w - 2, .h = grid->cell_h - 2,
              .r = fmin(6, grid->cell_h / 5), .stroke = layout_theme(layout)->line, .stroke_width = 2, .dash = 4,
              .gap = 6);
}

static void cell_items(Layout *layout, const Columns *data, const Grid *grid, int column, int64_t channel)
{
    const Theme *theme = layout_theme(layout);
    const Figure *figure = columns_figure(layout_arena(layout), data, column + grid->first, channel);
    item_rect(layout, "cell", .w = grid->cell_w, .h = grid->cell_h, .r = fmin(6, grid->cell_h / 5),
              .fill = columns_fill(layout_scene(layout), data, figure));
    if (grid->number_size > 0)
        number_item(layout, data, figure, grid);
    else if (figure->value < 0)
        item_rect(layout, "minus", .x = (grid->cell_w - MINUS_W * grid->cell_h) / 2,
                  .y = (1 - MINUS_H) / 2 * grid->cell_h, .w = MINUS_W * grid->cell_h, .h = MINUS_H * grid->cell_h,
                  .fill = theme->ink);
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
    const Words label = {.text = data->label ? data->label : ""};
    const Figure *figure =
        data->numbered ? figure_leaf(arena, FIGURE_ORDINAL, position, (FigureSource){.field = "position"}) : NULL;
    const Words *words = words_with_figure(arena, &label, figure, "d");
    const TextStyle least = {.size = type_size(layout_scene(layout), TYPE_LABEL)};
    const double lead = type_size(layout_scene(layout), TYPE_LEAD);
    const bool narrow = is_single(data) && grid->pitch_x < NARROW * lead; // such side by side have labels of one size
    const double most = narrow ? least.size : lead;
    const TextStyle style = {.family = data->label ? FONT_SANS : FONT_MONO,
                             .size = fmax(least.size, fmin(most, HEAD_TYPE * grid->head_h))};
    const Theme *theme = layout_theme(layout);
    layout_must_show(layout, data->label);
    if (data->label && type_box(layout_scene(layout), &least, words->text).w > grid->pitch_x)
        words = words_with_figure(arena, &label, NULL, ""); // a position that has no room
    fitted_words(layout, "label", words, style, (Point){grid->cell_w / 2, grid->head_h / 2}, grid->pitch_x,
                 position == data->away ? theme->accent
                 : is_single(data)      ? theme->ink
                                        : theme->soft);
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
        readable =
            readable && tile_is_readable(s, data->heads[i]->text, tile_w(s, grid, data->heads[i]->text), grid->head_h);
    return readable;
}

static void head_part(Layout *layout, const Columns *data, const Grid *grid, int column, bool tiled)
{
    const int token = column + grid->first;
    const double x = grid->x + column * grid->pitch_x;
    if (tiled && token < data->n_heads) {
        const double w = tile_w(layout_scene(layout), grid, data->heads[token]->text);
        const int64_t in_focus = data->away >= 0 ? data->away : data->n_heads - 1;
        layout_part(layout, part_index(token), (Rect){x + (grid->cell_w - w) / 2, grid->head_y, w, grid->head_h}, 1);
        tile_items(layout, data->heads[token]->text, w, grid->head_h, token == in_focus ? TILE_IN_FOCUS : TILE_AS_IS);
    } else if (data->numbered || data->label) {
        layout_part(layout, part_index(token), (Rect){x, grid->head_y, grid->cell_w, grid->head_h}, 1);
        label_item(layout, data, grid, token);
    }
}

static void note_part(Layout *layout, const Columns *data, const Grid *grid)
{
    const TextStyle style = {.size = type_size(layout_scene(layout), TYPE_BODY)};
    layout_must_show(layout, data->note->text);
    layout_part(layout, part_named("note"), (Rect){grid->x, grid->note_y, grid->cell_w, grid->note_h}, 1);
    fitted_words(layout, "words", data->note, style, (Point){grid->cell_w / 2, grid->note_h - style.size / 2},
                 grid->pitch_x, layout_theme(layout)->soft);
}

// About the row that is being added, from the first column of the sum to this one.
static void frame_part(Layout *layout, const Columns *data, const Grid *grid)
{
    const double from = data->frame_from - FRAME_GAP, to = grid->x + grid->cell_w + FRAME_GAP;
    const Rect box = {from, grid->y + data->lit * grid->pitch_y - FRAME_GAP, to - from, grid->cell_h + 2 * FRAME_GAP};
    layout_part(layout, part_named("frame"), box, 2);
    item_rect(layout, "frame", .w = box.w, .h = box.h, .r = 12, .stroke = layout_theme(layout)->accent,
              .stroke_width = FRAME);
}

static void cell_part(Layout *layout, const Columns *data, const Grid *grid, int row, int column)
{
    const int64_t channel = channel_of(data, grid, row);
    const Rect box = {grid->x + column * grid->pitch_x, grid->y + row * grid->pitch_y, grid->cell_w, grid->cell_h};
    layout_part(layout, part_cell(channel, column + grid->first), box, 0);
    if (channel < 0)
        dots_items(layout, grid);
    else if (row >= data->n_there || column + grid->first == data->away)
        place_item(layout, grid);
    else
        cell_items(layout, data, grid, column, channel);
    if (channel >= 0 && data->sign && !data->signs_gone)
        sign_item(layout, data, grid, row == data->lit);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Columns *data = given;
    const Grid grid = grid_of(layout, data, rect);
    const bool tiled = has_tiles(layout_scene(layout), data, &grid);
    for (int column = 0; column < grid.n_columns; column++)
        head_part(layout, data, &grid, column, tiled);
    for (int row = 0; row < grid.n_rows; row++)
        for (int column = 0; column < grid.n_columns; column++)
            cell_part(layout, data, &grid, row, column);
    if (data->note)
        note_part(layout, data, &grid);
    if (data->lit >= 0 && data->frame_from >= 0)
        frame_part(layout, data, &grid);
    const int most_rows = (int)fmin(MOST_ROWS, (double)grid.n_channels);
    layout_lacks(layout, (most_rows - grid.n_rows) * grid.n_columns);
}

// ---- the verb ----

const ScriptType COLUMNS_TYPE = {
    .name = "columns", .help = "Columns of numbers.", .parent = &PICTURE_TYPE, .methods = COLUMNS_METHODS};
static const ScriptKind COLUMNS = {{"columns", NULL, lay_out, .least = {60, 120}}, &COLUMNS_TYPE, NULL};

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

const int64_t *channels_asked(ScriptCall *call, const ScriptArgs *args, int64_t n_all, int *n_asked)
{
    const ScriptValue *asked = arg_list(args, "channels", n_asked);
    int64_t *channels = ARENA_ARRAY(scene_arena(call->host), int64_t, *n_asked);
    for (int i = 0; i < *n_asked; i++) {
        channels[i] = (int64_t)value_real(asked[i]) - 1;
        if (channels[i] >= n_all || (i > 0 && channels[i] <= channels[i - 1]))
            script_fail(call, "channels are given in rising order, and there are %lld of them", (long long)n_all);
    }
    return channels;
}

static void verb_columns(ScriptCall *call, const ScriptArgs *args)
{
    Columns *data = ARENA_NEW(scene_arena(call->host), Columns);
    *data = (Columns){
        .tensor = arg_object(args, "tensor", &TENSOR_TYPE),
        .numbered = arg_bool(args, "numbered"),
        .label = arg_given(args, "label") ? arena_strdup(scene_arena(call->host), arg_string(args, "label")) : NULL,
        .note = arg_text(args, "note"),
        .sign = arg_given(args, "sign") ? arena_strdup(scene_arena(call->host), arg_string(args, "sign")) : NULL,
        .most = (int)arg_integer(args, "most"),
        .most_rows = (int)arg_integer(args, "most_rows"),
        .decimals = (int)arg_integer(args, "decimals"),
        .full = arg_number(args, "full"),
        .n_there = arg_bool(args, "open") ? 0 : MOST_ROWS,
        .away = -1,
        .lit = -1,
        .frame_from = -1,
    };
    if (!has_columns(call, data->tensor))
        return;
    const int64_t n_all = tensor_view_length(data->tensor, tensor_view_dims(data->tensor) - 1);
    if (arg_given(args, "channels"))
        data->channels = channels_asked(call, args, n_all, &data->n_channels);
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
    {"note", ARG_TEXT, .help = "words below the cells"},
    {"sign", ARG_STRING, .help = "before every cell: \"+\", \"=\""},
    {"open", ARG_BOOL, .preset = "false", .help = "numbers are not there yet, but places for them: `add` brings them"},
    {"decimals", ARG_INTEGER, .preset = "2", .min = 1, .max = 6, .help = "of the numbers; tiny ones have more"},
    {"most", ARG_INTEGER, .preset = "8", .min = 1, .max = MOST_COLUMNS, .help = "columns; the last ones are shown"},
    {"most_rows", ARG_INTEGER, .preset = "9", .min = LEAST_ROWS, .max = MOST_ROWS,
     .help = "rows; the last one shows the last channel, and dots those that are left out"},
    {"channels", ARG_LIST, .items = ARG_NUMBER, .min = 1, .max = 1e9,
     .help = "only these, in rising order from 1; all of them without it"},
    {"full", ARG_NUMBER, .min = 0, .max = 1e30,
     .help = "the value whose colour is full, so that several can be compared; its own without"},
    {0},
};

const Verb COLUMNS_VERBS[] = {
    {"columns", SHAPE_PICTURE,
     "Numbers by token and channel as coloured cells; of one token, with the numbers where there is room.", ARGS,
     OPTIONS, PICTURE_OPTIONS, .call = verb_columns, .makes = &COLUMNS_TYPE},
    {0},
};
