// matrix.c — a matrix as a picture: cells in colours or as dots, with their numbers where there is room.
#include "scenes/kit/matrix.h"

#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "scenes/kit/attention.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double MOST_PITCH = 110, MOST_WIDE = 2.6; // units; of the height, for a cell with a number
static const double GAP_SHARE = 0.1, LEAST_GAP = 1, MOST_GAP = 6;
static const double NUMBER_H = 0.74, NUMBER_W = 0.88; // of a cell's height and width, for its number
static const double DIGIT_W = 0.6;                    // of the size of mono type
static const double UNDER_NUMBER = 0.6;               // strength of the colour a number stands on
static const double PALE = 0.12;                      // of the full colour: too near zero for a sign
static const double LABEL_GAP = 12, NAME_PITCH = 1.7; // units; of the size of type
static const double LETTER_PITCH = 1.15;              // of the size of type, of rows with a letter each
static const double TILE = 1.25;                      // of the least tile, for one beside a row
static const double HATCH = 12;                       // units
static const char *const INFINITE = "−∞", *const TINY = "≈0";

// ---- what is seen where ----

// The place among the values of a cell as it is seen.
static int value_at(const MatrixData *data, int row, int column)
{
    const MatrixValues *v = &data->values;
    const int r = data->transposed ? column : row, c = data->transposed ? row : column;
    return (r < v->n_rows ? r : 0) * v->n_columns + (c < v->n_columns ? c : 0); // a vector stands for all
}

static PartKey key_of(const MatrixData *data, int row, int column)
{
    const MatrixValues *v = &data->values;
    return data->transposed ? part_cell(column + v->first_row, row + v->first_column)
                            : part_cell(row + v->first_row, column + v->first_column);
}

static bool is_masked(const MatrixData *data, int row, int column)
{
    const PartKey key = key_of(data, row, column);
    return data->masked && key.b > key.a;
}

static bool is_lit(const MatrixData *data, int row, int column)
{
    const int r = data->transposed ? column : row, c = data->transposed ? row : column;
    return (data->lit_row >= 0 || data->lit_column >= 0) && (data->lit_row < 0 || data->lit_row == r) &&
           (data->lit_column < 0 || data->lit_column == c);
}

Color matrix_color(const Scene *s, int color)
{
    return color >= 0 ? kit_color(s, color) : scene_theme(s)->accent;
}

// Of its own values, as it is seen.
static int n_own(const MatrixData *data, bool rows)
{
    return rows != data->transposed ? data->values.n_rows : data->values.n_columns;
}

// ---- sizes ----

static const char *format_of(Arena *arena, const MatrixData *data)
{
    return arena_printf(arena, ".%df", data->decimals);
}

// Whether it is a number that its decimals cannot tell from zero.
static bool is_tiny(const MatrixData *data, double value)
{
    return value != 0 && fabs(value) < 0.5 * pow(10, -data->decimals);
}

// What stands in a cell beside a figure's number.
static const char *own_text(Arena *arena, double value)
{
    return value == -HUGE_VAL ? INFINITE : value == floor(value) ? arena_printf(arena, "%g", value) : TINY;
}

// Of the widest number, or the widest that is finite; of many cells, which have no room for any, nothing is set.
static int most_letters(Arena *arena, const MatrixData *data, bool finite)
{
    enum { MOST_NUMBERS = 600, NO_ROOM = 99 };
    const int n = data->values.n_rows * data->values.n_columns;
    int most = 1;
    for (int i = 0; i < n && n <= MOST_NUMBERS; i++) {
        const double value = data->values.values[i];
        const bool shown = data->values.figures[i] && !is_tiny(data, value);
        if (finite && value == -HUGE_VAL)
            continue;
        const int length =
            utf8_count(shown ? figure_text(arena, value, format_of(arena, data)) : own_text(arena, value));
        most = length > most ? length : most;
    }
    return n <= MOST_NUMBERS ? most : NO_ROOM;
}

static void measure_values(const MatrixData *data, MatrixFit *fit)
{
    const int n = data->values.n_rows * data->values.n_columns;
    double largest = 0;
    for (int i = 0; i < n; i++) {
        const double value = data->values.values[i];
        if (!isfinite(value))
            continue;
        largest = fmax(largest, fabs(value));
        fit->is_signed = fit->is_signed || value < 0;
    }
    fit->full = data->full > 0 ? data->full : largest > 0 ? largest : 1;
}

static double words_w(Scene *s, const MatrixLabel *labels, int n)
{
    const TextStyle style = {.size = type_size(s, TYPE_LABEL)};
    double w = 0;
    for (int i = 0; i < n; i++)
        w = fmax(w, labels[i].words ? type_box(s, &style, labels[i].words->text).w : TILE * tile_least(s));
    return w;
}

// The labels of what is seen as rows, and as columns.
static const MatrixLabel *labels_of(const MatrixData *data, bool of_rows)
{
    return of_rows != data->transposed ? data->rows : data->columns;
}

// Words are shown in any case, tokens where each can be read.
static bool has_labels(const Scene *s, const MatrixData *data, bool of_rows, double pitch)
{
    const MatrixLabel *labels = labels_of(data, of_rows);
    return labels && (!labels[0].token || pitch >= (of_rows ? LETTER_PITCH * type_size(s, TYPE_LABEL) : tile_least(s)));
}

// Room for all that is not a cell.
static Rect cells_room(Scene *s, const MatrixData *data, MatrixFit *fit, Rect rect)
{
    const double label = type_size(s, TYPE_LABEL);
    if (data->name)
        fit->name_h = NAME_PITCH * label;
    if (has_labels(s, data, false, rect.w / fit->n_columns))
        fit->label_h = labels_of(data, false)[0].token ? tile_least(s) + LABEL_GAP : NAME_PITCH * label;
    if (data->gutter > 0 || has_labels(s, data, true, (rect.h - fit->name_h - fit->label_h) / fit->n_rows))
        fit->label_w =
            data->gutter > 0 ? data->gutter * rect.w : words_w(s, labels_of(data, true), fit->n_rows) + LABEL_GAP;
    if (data->legend)
        fit->legend_w = matrix_legend_width(s, fit);
    return (Rect){rect.x + fit->label_w, rect.y + fit->name_h + fit->label_h, rect.w - fit->label_w - fit->legend_w,
                  rect.h - fit->name_h - fit->label_h};
}

// Cells fill the room, or are square, or as wide as their numbers want. Gives whether these have room.
static bool fit_cells_to(Scene *s, const MatrixData *data, MatrixFit *fit, Rect room, int n_letters)
{
    const double label = type_size(s, TYPE_LABEL);
    const double letter = DIGIT_W * n_letters;
    fit->pitch_x = fmax(room.w, 1) / fit->n_columns;
    fit->pitch_y = fmax(room.h, 1) / fit->n_rows;
    const double most = data->fill ? HUGE_VAL : MOST_PITCH;
    const double h = fmin(fit->pitch_y, most), square = fmin(h, fit->pitch_x);
    const double wanted = letter * fmin(NUMBER_H * h, type_size(s, TYPE_LEAD)) / NUMBER_W;
    const double wide = fmin(fit->pitch_x, clamp(wanted, square, fmax(square, MOST_WIDE * h)));
    const double w = data->fill ? fit->pitch_x : wide;
    const double size = fmin(fmin(NUMBER_H * h, type_size(s, TYPE_LEAD)), NUMBER_W * w / letter);
    if (data->look != MATRIX_DOTS && size >= 0.999 * label)
        fit->number_size = size;
    const bool is_free = fit->number_size > 0 || data->fill;
    fit->pitch_x = is_free ? w : fmin(square, MOST_PITCH);
    fit->pitch_y = is_free ? h : fit->pitch_x;
    fit->gap = clamp(GAP_SHARE * fmin(fit->pitch_x, fit->pitch_y), LEAST_GAP, MOST_GAP);
    return fit->number_size > 0;
}

static void fit_cells(Scene *s, const MatrixData *data, MatrixFit *fit, Rect room)
{
    const int n_letters = most_letters(scene_arena(s), data, false), n_finite = most_letters(scene_arena(s), data, true);
    if (!fit_cells_to(s, data, fit, room, n_letters) && n_finite < n_letters)
        fit->hatches_infinity = fit_cells_to(s, data, fit, room, n_finite);
}

static MatrixFit fit_matrix(Layout *layout, const MatrixData *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const MatrixValues *v = &data->values;
    const int n_rows = v->n_rows == 1 ? data->repeats : v->n_rows;
    const int n_columns = v->n_rows > 1 && v->n_columns == 1 ? data->repeats : v->n_columns;
    MatrixFit fit = {.n_rows = data->transposed ? n_columns : n_rows,
                     .n_columns = data->transposed ? n_rows : n_columns};
    const bool all = data->spread != SPREAD_NOT;
    fit.n_rows_there = all ? fit.n_rows : n_own(data, true);
    fit.n_columns_there = all ? fit.n_columns : n_own(data, false);
    measure_values(data, &fit);
    const Rect room = cells_room(s, data, &fit, rect);
    fit_cells(s, data, &fit, room);
    fit.x = room.x + (room.w - fit.n_columns * fit.pitch_x) / 2;
    fit.y = room.y + (room.h - fit.n_rows * fit.pitch_y) / 2;
    fit.letters_over = fit.pitch_x >= tile_least(s);
    fit.letters_beside = fit.pitch_y >= LETTER_PITCH * type_size(s, TYPE_LABEL);
    fit.tile = fit.pitch_y - fit.gap >= tile_least(s) ? fmin(fit.pitch_y - fit.gap, TILE * tile_least(s)) : 0;
    return fit;
}

// ---- cells ----

Color matrix_fill(const Theme *theme, const MatrixFit *fit, double value)
{
    return fit->is_signed ? theme_signed(theme, value, fit->full) : roles_heat(theme, value / fit->full);
}

static Color cell_fill(const Scene *s, const MatrixData *data, const MatrixFit *fit, double value)
{
    const Theme *theme = scene_theme(s);
    if (data->look == MATRIX_PLAIN && fit->number_size <= 0 && isfinite(value))
        return color_mix(theme->panel, matrix_color(s, data->color), 0.6 * fmin(fabs(value) / fit->full, 1));
    if (data->look != MATRIX_HEAT || !isfinite(value))
        return data->look == MATRIX_DOTS ? theme->bg : theme->panel;
    const Color full = matrix_fill(theme, fit, value);
    return fit->number_size > 0 ? color_mix(theme->bg, full, UNDER_NUMBER) : full;
}

static void hatch_item(Layout *layout, double w, double h)
{
    Path *hatch = path_create(layout_arena(layout));
    cell_hatch(hatch, (Rect){0, 0, w, h}, HATCH);
    item_path(layout, "hatch", .path = hatch, .stroke = color_alpha(layout_theme(layout)->line, 0.75),
              .stroke_width = 1.5);
}

static void number_item(Layout *layout, const MatrixData *data, const MatrixFit *fit, int at, bool lit, Color on)
{
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const Figure *figure = lit && data->running ? data->running : data->values.figures[at];
    const double value = figure ? figure->value : data->values.values[at];
    const bool shown = figure && !is_tiny(data, value);
    const Words *words = shown ? words_with_figure(arena, NULL, figure, format_of(arena, data)) : NULL;
    const char *text = words ? words->text : own_text(arena, value);
    const bool quiet = data->look == MATRIX_PLAIN && (value == -HUGE_VAL || (figure && !shown) || value == 0);
    const Color usual =
        data->look == MATRIX_PLAIN && data->color >= 0 ? matrix_color(layout_scene(layout), data->color) : theme->ink;
    const Color ink = quiet ? theme->soft : color_contrast(usual, on) >= CONTRAST_LEAST ? usual : theme->bg;
    item_text(layout, "number", .x = (fit->pitch_x - fit->gap) / 2, .y = (fit->pitch_y - fit->gap) / 2, .text = text,
              .style = {.family = FONT_MONO, .size = fit->number_size, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE},
              .fill = ink, .shown = words ? &words->shown : words_quoted(arena, text));
}

static void dot_item(Layout *layout, const MatrixData *data, const MatrixFit *fit, double value, bool lit)
{
    const double w = fit->pitch_x - fit->gap, h = fit->pitch_y - fit->gap;
    const bool any_lit = data->lit_row >= 0 || data->lit_column >= 0;
    const Theme *theme = layout_theme(layout);
    item_circle(layout, "dot", .x = w / 2, .y = h / 2,
                .r = layout_is_seed(layout) ? 0 : dot_radius(fmax(value, 0), fmin(w, h)),
                .fill = any_lit && !lit ? color_mix(theme->panel, theme->soft, 0.75)
                                        : matrix_color(layout_scene(layout), data->color));
}

static void minus_item(Layout *layout, double w, double h)
{
    item_rect(layout, "minus", .x = 0.34 * w, .y = h / 2 - 1.25, .w = 0.32 * w, .h = 2.5,
              .fill = color_alpha(layout_theme(layout)->bg, 0.8));
}

static void cell_part(Layout *layout, const MatrixData *data, const MatrixFit *fit, int row, int column)
{
    const Theme *theme = layout_theme(layout);
    const double w = fit->pitch_x - fit->gap, h = fit->pitch_y - fit->gap, r = fmin(6, fmin(w, h) / 5);
    const int at = value_at(data, row, column);
    const double value = data->values.values[at];
    const bool lit = is_lit(data, row, column), masked = is_masked(data, row, column);
    const bool there = !data->there || data->there[at] || (lit && data->running);
    const bool stacked = data->spread == SPREAD_STACKED;
    const int x = stacked && fit->n_columns > n_own(data, false) ? 0 : column;
    const int y = stacked && fit->n_rows > n_own(data, true) ? 0 : row;
    layout_part(layout, key_of(data, row, column),
                (Rect){fit->x + x * fit->pitch_x + fit->gap / 2, fit->y + y * fit->pitch_y + fit->gap / 2, w, h}, 0);
    if (!there) {
        item_rect(layout, "place", .x = 1, .y = 1, .w = w - 2, .h = h - 2, .r = r, .stroke = theme->line,
                  .stroke_width = 2, .dash = 4, .gap = 6);
        return;
    }
    const Color fill = masked ? color_alpha(theme->bg, 0) : cell_fill(layout_scene(layout), data, fit, value);
    const bool outlined = data->look != MATRIX_HEAT || masked;
    item_rect(layout, "cell", .w = w, .h = h, .r = r, .fill = fill,
              .stroke = color_alpha(theme->line, outlined ? masked ? 0.45 : 0.8 : 0), .stroke_width = 1.5);
    const bool wordless = fit->number_size <= 0 || (value == -HUGE_VAL && fit->hatches_infinity);
    if (masked || (value == -HUGE_VAL && wordless))
        hatch_item(layout, w, h);
    if (data->look == MATRIX_DOTS && !masked)
        dot_item(layout, data, fit, value, lit);
    else if (!wordless && (!masked || value == -HUGE_VAL))
        number_item(layout, data, fit, at, lit, masked ? theme->bg : fill);
    else if (data->look == MATRIX_HEAT && !masked && w >= 8 && value < -PALE * fit->full)
        minus_item(layout, w, h);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const MatrixData *data = given;
    const MatrixFit fit = fit_matrix(layout, data, rect);
    for (int row = 0; row < fit.n_rows_there; row++)
        for (int column = 0; column < fit.n_columns_there; column++)
            cell_part(layout, data, &fit, row, column);
    matrix_frame_parts(layout, data, &fit);
}

// ---- the verb ----

const ScriptType MATRIX_TYPE = {.name = "matrix",
                                .help = "A matrix of numbers. Its cells are `m:cell(i, j)`, `m:row(i)`, `m:column(j)`.",
                                .parent = &PICTURE_TYPE,
                                .methods = MATRIX_METHODS};

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    MatrixData *data = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *data);
    const MatrixValues before = data->values;
    if (!matrix_values_read(call, given, &data->values))
        return NULL;
    if (before.n_rows != data->values.n_rows || before.n_columns != data->values.n_columns)
        script_fail(
            call,
            "a matrix of (%d, %d) changes to others of that shape, and this one is (%d, %d); let it become another",
            before.n_rows, before.n_columns, data->values.n_rows, data->values.n_columns);
    data->values.first_row = before.first_row;
    data->values.first_column = before.first_column;
    data->there = NULL;
    return script_failed(call) ? NULL : data;
}

static const ScriptKind MATRIX = {{"matrix", NULL, lay_out, .least = {24, 24}}, &MATRIX_TYPE, change};

// Tokens, or words. NULL after script_fail, or when none are given.
static const MatrixLabel *read_labels(ScriptCall *call, const ScriptArgs *args, const char *option, int n_wanted)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, option, &n);
    if (!arg_given(args, option))
        return NULL;
    if (n != n_wanted) {
        script_fail(call, "`%s` names %d, and the matrix has %d of them", option, n, n_wanted);
        return NULL;
    }
    MatrixLabel *labels = ARENA_ARRAY(scene_arena(call->host), MatrixLabel, n);
    for (int i = 0; i < n && !script_failed(call); i++) {
        const TokenView *token = value_object(items[i], &TOKEN_TYPE);
        if (token)
            labels[i].token = token->text;
        else
            labels[i].words = script_text(call, items[i]);
    }
    return script_failed(call) ? NULL : labels;
}

static const char *const LOOKS[] = {"heat", "dots", "plain", NULL}; // as MatrixLook

static void verb_matrix(ScriptCall *call, const ScriptArgs *args)
{
    MatrixData *data = ARENA_NEW(scene_arena(call->host), MatrixData);
    *data = (MatrixData){
        .look = (MatrixLook)arg_choice(args, "look"),
        .row_color = arg_color(args, "row_color"),
        .column_color = arg_color(args, "column_color"),
        .name = arg_text(args, "name"),
        .color = arg_color(args, "color"),
        .decimals = (int)arg_integer(args, "decimals"),
        .gutter = arg_number(args, "gutter"),
        .transposed = arg_bool(args, "transposed"),
        .fill = arg_bool(args, "fill"),
        .masked = arg_bool(args, "mask"),
        .legend = arg_bool(args, "legend"),
        .shape = arg_bool(args, "shape"),
        .repeats = (int)arg_integer(args, "repeats"),
        .lit_row = -1,
        .lit_column = -1,
        .light_color = -1,
    };
    if (!matrix_values_read(call, arg_value(args, "values"), &data->values))
        return;
    const ScriptValue full = arg_value(args, "full");
    const Figure *figure = value_object(full, &FIGURE_TYPE);
    data->full = figure ? fabs(figure->value) : full.kind == VALUE_NIL ? 0 : fabs(value_real(full));
    if (arg_given(args, "first"))
        data->values.first_row = (int)arg_integer(args, "first") - 1;
    data->values.first_column = (int)arg_integer(args, "first_column") - 1;
    data->rows = read_labels(call, args, "rows", data->values.n_rows);
    data->columns = read_labels(call, args, "columns", data->values.n_columns);
    if (arg_bool(args, "open"))
        data->there = ARENA_ARRAY(scene_arena(call->host), bool, data->values.n_rows * data->values.n_columns);
    if (!script_failed(call))
        script_picture(call, args, &MATRIX, data);
}

static const Arg ARGS[] = {
    {"values", ARG_ANY,
     .help = "a tensor of two dimensions, or rows of figures, 0, 1 and -math.huge; one row alone is a vector"},
    {0}};
static const Arg OPTIONS[] = {
    {"rows", ARG_LIST, .items = ARG_ANY, .help = "what stands beside the rows: tokens, or words"},
    {"columns", ARG_LIST, .items = ARG_ANY, .help = "what stands over the columns"},
    {"row_color", ARG_COLOR, .help = "of what stands beside the rows"},
    {"column_color", ARG_COLOR, .help = "of what stands over the columns"},
    {"name", ARG_TEXT, .help = "above it"},
    {"shape", ARG_BOOL, .preset = "false", .help = "the name ends with its shape: (8, 2)"},
    {"look", ARG_CHOICE, .preset = "heat", .choices = LOOKS,
     .help = "heat: coloured cells; dots: weights by area; plain: numbers alone"},
    {"color", ARG_COLOR, .help = "of its name, dots, plain numbers and light"},
    {"decimals", ARG_INTEGER, .preset = "2", .min = 0, .max = 6,
     .help = "of the numbers, which are seen where there is room"},
    {"full", ARG_ANY,
     .help = "the value whose colour is full, so that several can be compared; its own largest without"},
    {"legend", ARG_BOOL, .preset = "false", .help = "what the colours mean, beside it"},
    {"mask", ARG_BOOL, .preset = "false", .help = "what lies ahead, above the diagonal, is hatched"},
    {"transposed", ARG_BOOL, .preset = "false", .help = "rows are seen as columns; cells keep their identity"},
    {"fill", ARG_BOOL, .preset = "false",
     .help = "cells are as wide and high as the area allows, so that those of several align"},
    {"gutter", ARG_NUMBER, .preset = "0", .min = 0, .max = 0.9,
     .help = "a share of the width for the labels of rows, so that columns align"},
    {"first", ARG_INTEGER, .min = 1, .max = 1e6,
     .help = "the row of a larger matrix that its first one is, for `become`"},
    {"first_column", ARG_INTEGER, .preset = "1", .min = 1, .max = 1e6, .help = "likewise"},
    {"repeats", ARG_INTEGER, .preset = "1", .min = 1, .max = 512,
     .help = "of a single row or column: there is room for so many, and `broadcast` brings them"},
    {"open", ARG_BOOL, .preset = "false",
     .help = "numbers are not there yet, but places for them: `sweep` brings them"},
    {0},
};

const Verb MATRIX_VERBS[] = {
    {"matrix", SHAPE_PICTURE, "A matrix: cells coloured by value, dots, or numbers; labelled, masked, multiplied.",
     ARGS, OPTIONS, PICTURE_OPTIONS, .call = verb_matrix, .makes = &MATRIX_TYPE,
     .example = "local m = matrix { run.probe.q[1][1], rows = run.probe.tokens, name = \"queries\", into = page }"},
    {0},
};
