// matrix_values.c — numbers as scripts give them to a matrix; products and softmax of such, as figures.
#include "scenes/kit/matrix.h"

#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

#include <math.h>

enum { MOST_SIDE = 512 };

// ---- sequences ----

static bool is_sequence(ScriptValue value)
{
    return value.kind == VALUE_LIST || (value.kind == VALUE_HANDLE && value.handle.type->length);
}

static int64_t length_of(ScriptValue value)
{
    return value.kind == VALUE_LIST ? value.list.n_items : value.handle.type->length(value.handle.object);
}

static ScriptValue item_of(ScriptCall *call, ScriptValue value, int64_t index)
{
    return value.kind == VALUE_LIST ? value.list.items[index]
                                    : value.handle.type->item(call, value.handle.object, index + 1);
}

// ---- cells ----

// What may stand in a matrix without a source, as it may in a formula: small whole numbers, −∞.
static bool is_own_number(double value)
{
    return value == -HUGE_VAL || (value == floor(value) && fabs(value) <= 12);
}

static bool take_cell(ScriptCall *call, ScriptValue given, int row, int column, const Figure **figure, double *value)
{
    const Figure *recorded = value_object(given, &FIGURE_TYPE);
    if (recorded && recorded->value != -HUGE_VAL)
        *figure = recorded;
    if (recorded) {
        *value = recorded->value;
        return true;
    }
    if (given.kind != VALUE_NUMBER && given.kind != VALUE_INTEGER) {
        script_fail(call, "row %d, column %d of the matrix is no number; a tensor, or rows of figures, are wanted",
                    row + 1, column + 1);
        return false;
    }
    *value = value_real(given);
    if (!is_own_number(*value))
        script_fail(call,
                    "row %d, column %d of the matrix comes from nowhere; give figures (whole numbers up to 12 and "
                    "-math.huge may stand)",
                    row + 1, column + 1);
    return !script_failed(call);
}

static bool take_row(ScriptCall *call, ScriptValue given, int row, int n_columns, const Figure **figures,
                     double *values)
{
    if (!is_sequence(given) || length_of(given) != n_columns) {
        script_fail(call, "row %d of the matrix has %d numbers and the first has %d; rows are equally long", row + 1,
                    is_sequence(given) ? (int)length_of(given) : 0, n_columns);
        return false;
    }
    for (int i = 0; i < n_columns; i++)
        if (!take_cell(call, item_of(call, given, i), row, i, &figures[i], &values[i]))
            return false;
    return true;
}

// The row that one of a tensor is there.
static int row_in_tensor(ScriptValue given)
{
    const TensorView *view = value_object(given, &TENSOR_TYPE);
    return view && view->n_fixed > 0 && tensor_view_dims(view) == 1 ? (int)view->index[view->n_fixed - 1] : 0;
}

bool matrix_values_read(ScriptCall *call, ScriptValue given, MatrixValues *values)
{
    Arena *arena = scene_arena(call->host);
    const int64_t n = is_sequence(given) ? length_of(given) : 0;
    if (n < 1 || n > MOST_SIDE) {
        script_fail(call,
                    "a matrix is a tensor of two dimensions, as run.probe.q[1][1], or a list of rows, of at most %d",
                    (int)MOST_SIDE);
        return false;
    }
    const ScriptValue first = item_of(call, given, 0);
    const bool single = !is_sequence(first);
    const int64_t n_columns = single ? n : length_of(first), n_rows = single ? 1 : n;
    if (n_columns < 1 || n_columns > MOST_SIDE) {
        script_fail(call, "the rows of a matrix have 1 to %d numbers", (int)MOST_SIDE);
        return false;
    }
    const Figure **figures = ARENA_ARRAY(arena, const Figure *, n_rows *n_columns);
    double *numbers = ARENA_ARRAY(arena, double, n_rows *n_columns);
    for (int row = 0; row < n_rows; row++)
        if (!take_row(call, single ? given : item_of(call, given, row), row, (int)n_columns, figures + row * n_columns,
                      numbers + row * n_columns))
            return false;
    *values = (MatrixValues){figures, numbers, (int)n_rows, (int)n_columns, row_in_tensor(given)};
    return true;
}

const Figure *matrix_figure(Arena *arena, const MatrixValues *values, int row, int column)
{
    const int at = row * values->n_columns + column;
    return values->figures[at] ? values->figures[at]
                               : figure_leaf(arena, FIGURE_CONSTANT, values->values[at],
                                             (FigureSource){.field = arena_printf(arena, "%g", values->values[at])});
}

// ---- what is computed ----

static void return_rows(ScriptCall *call, const Figure *const *figures, int n_rows, int n_columns)
{
    ScriptValue *rows = ARENA_ARRAY(call->arena, ScriptValue, n_rows);
    for (int i = 0; i < n_rows; i++) {
        ScriptValue *cells = ARENA_ARRAY(call->arena, ScriptValue, n_columns);
        for (int k = 0; k < n_columns; k++)
            cells[k] = value_figure(figures[i * n_columns + k]);
        rows[i] = value_list(cells, n_columns);
    }
    script_return(call, value_list(rows, n_rows));
}

// A row of a times a column of b.
static const Figure *dot(Arena *arena, const MatrixValues *a, const MatrixValues *b, int row, int column)
{
    const Figure **terms = ARENA_ARRAY(arena, const Figure *, a->n_columns);
    for (int k = 0; k < a->n_columns; k++)
        terms[k] = figure_op2(arena, FIGURE_MUL, matrix_figure(arena, a, row, k), matrix_figure(arena, b, k, column));
    return figure_op(arena, FIGURE_SUM, terms, a->n_columns);
}

static MatrixValues transposed(Arena *arena, const MatrixValues *m)
{
    const Figure **figures = ARENA_ARRAY(arena, const Figure *, m->n_rows * m->n_columns);
    double *values = ARENA_ARRAY(arena, double, m->n_rows * m->n_columns);
    for (int row = 0; row < m->n_rows; row++)
        for (int column = 0; column < m->n_columns; column++) {
            figures[column * m->n_rows + row] = m->figures[row * m->n_columns + column];
            values[column * m->n_rows + row] = m->values[row * m->n_columns + column];
        }
    return (MatrixValues){figures, values, m->n_columns, m->n_rows, 0};
}

static void verb_product(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    MatrixValues a, b;
    if (!matrix_values_read(call, arg_value(args, "a"), &a) || !matrix_values_read(call, arg_value(args, "b"), &b))
        return;
    if (arg_bool(args, "transposed"))
        b = transposed(arena, &b);
    if (a.n_columns != b.n_rows) {
        script_fail(call,
                    "(%d, %d) × (%d, %d) is no product: the rows of the first are as long as the columns of the second",
                    a.n_rows, a.n_columns, b.n_rows, b.n_columns);
        return;
    }
    const Figure **figures = ARENA_ARRAY(arena, const Figure *, a.n_rows *b.n_columns);
    for (int row = 0; row < a.n_rows; row++)
        for (int column = 0; column < b.n_columns; column++)
            figures[row * b.n_columns + column] = dot(arena, &a, &b, row, column);
    return_rows(call, figures, a.n_rows, b.n_columns);
}

static void verb_softmax(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    MatrixValues m;
    if (!matrix_values_read(call, arg_value(args, "scores"), &m))
        return;
    const Figure **figures = ARENA_ARRAY(arena, const Figure *, m.n_rows *m.n_columns);
    for (int row = 0; row < m.n_rows; row++) {
        const Figure **exps = figures + row * m.n_columns;
        for (int column = 0; column < m.n_columns; column++)
            exps[column] = matrix_figure(arena, &m, row, column);
        // Less the largest, which changes no quotient: no score is too large.
        const Figure *largest = figure_op(arena, FIGURE_MAX, exps, m.n_columns);
        for (int column = 0; column < m.n_columns; column++)
            exps[column] = figure_op(arena, FIGURE_EXP,
                                     (const Figure *const[]){figure_op2(arena, FIGURE_SUB, exps[column], largest)}, 1);
        const Figure *sum = figure_op(arena, FIGURE_SUM, exps, m.n_columns);
        for (int column = 0; column < m.n_columns; column++)
            exps[column] = figure_op2(arena, FIGURE_DIV, exps[column], sum);
    }
    return_rows(call, figures, m.n_rows, m.n_columns);
}

static const Arg PRODUCT_ARGS[] = {{"a", ARG_ANY, .help = "a tensor of two dimensions, or a list of rows"},
                                   {"b", ARG_ANY, .help = "likewise, with as many rows as a has columns"},
                                   {0}};
static const Arg PRODUCT_OPTIONS[] = {
    {"transposed", ARG_BOOL, .preset = "false", .help = "b with rows as columns, as in q × kᵀ"}, {0}};
static const Arg SOFTMAX_ARGS[] = {{"scores", ARG_ANY, .help = "rows of numbers; -math.huge becomes zero"}, {0}};

const Verb MATRIX_VALUE_VERBS[] = {
    {"product", SHAPE_VERB, "The product of two matrices, as rows of figures: `rows[i][j]`.", PRODUCT_ARGS,
     PRODUCT_OPTIONS, .call = verb_product, .returns = "figure[][]",
     .example = "local scores = product(q, k, { transposed = true })"},
    {"softmax", SHAPE_FUNCTION, "The softmax of each row, as rows of figures.", SOFTMAX_ARGS, .call = verb_softmax,
     .returns = "figure[][]"},
    {0},
};
