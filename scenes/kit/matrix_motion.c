// matrix_motion.c — what happens to matrices: a row lights up, one is multiplied by another, a mask comes, a vector is
// stretched to a matrix.
#include "scenes/kit/matrix.h"

#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"

static MatrixData *copy_of(Scene *s, const Picture *picture)
{
    return arena_memdup(scene_arena(s), picture_data(picture), sizeof(MatrixData));
}

// ---- parts ----

// The cells of a row (of all columns), of a column, or one. The number is of the values' row.
static void return_cells(ScriptCall *call, int64_t row, int64_t column)
{
    const MatrixData *data = picture_data(call->self);
    const int n = picture_part_count(call->self);
    ScriptValue *parts = ARENA_ARRAY(call->arena, ScriptValue, n);
    int n_parts = 0;
    for (int i = 0; i < n; i++) {
        const PartKey key = picture_part_key(call->self, i);
        if (key.sort == PART_CELL && (row < 0 || key.a - data->values.first_row == row) &&
            (column < 0 || key.b - data->values.first_column == column))
            parts[n_parts++] = script_part(call, call->self, i);
    }
    if (n_parts == 0)
        script_fail(call, "there is no such cell: this matrix is (%d, %d)", data->values.n_rows,
                    data->values.n_columns);
    else
        script_return(call, row >= 0 && column >= 0 ? parts[0] : value_list(parts, n_parts));
}

static void method_row(ScriptCall *call, const ScriptArgs *args)
{
    return_cells(call, arg_integer(args, "row") - 1, -1);
}

static void method_column(ScriptCall *call, const ScriptArgs *args)
{
    return_cells(call, -1, arg_integer(args, "column") - 1);
}

static void method_cell(ScriptCall *call, const ScriptArgs *args)
{
    return_cells(call, arg_integer(args, "row") - 1, arg_integer(args, "column") - 1);
}

// From 0; -1: any. False after script_fail.
static bool has_cell(ScriptCall *call, const MatrixValues *values, int row, int column)
{
    if (row >= values->n_rows || column >= values->n_columns)
        script_fail(call, "there is no such cell: this matrix is (%d, %d)", values->n_rows, values->n_columns);
    return !script_failed(call);
}

// ---- light ----

static void light(Scene *s, Picture *picture, int row, int column, double dur_s)
{
    MatrixData *data = copy_of(s, picture);
    data->lit_row = row;
    data->lit_column = column;
    picture_change(s, picture, data, (Tween){.dur_s = dur_s});
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    MatrixData *data = copy_of(call->host, call->self);
    const int row = (int)arg_integer(args, "row") - 1, column = (int)arg_integer(args, "column") - 1;
    if (!has_cell(call, &data->values, row, column))
        return;
    data->lit_row = row;
    data->lit_column = column;
    data->light_color = arg_color(args, "color");
    picture_change(call->host, call->self, data, (Tween){.dur_s = arg_seconds(args, "dur")});
}

// ---- the mask ----

static void method_mask(ScriptCall *call, const ScriptArgs *args)
{
    MatrixData *data = copy_of(call->host, call->self);
    data->masked = true;
    kit_sweep(call, args, data);
}

// ---- a product ----

// What is multiplied with what.
typedef struct Product {
    Scene *s;
    Picture *a, *b, *sum;
    bool b_transposed; // b is seen and kept as it is, and its rows are what is multiplied with
    bool *there;       // of the sum, [n_rows · n_columns]
} Product;

static const MatrixValues *values_of(const Picture *picture)
{
    return &((const MatrixData *)picture_data(picture))->values;
}

static void product_step(const Product *p, int row, int column, int k, const Figure *running, double dur_s)
{
    Scene *s = p->s;
    const MatrixValues *sum = values_of(p->sum);
    MatrixData *data = copy_of(s, p->sum);
    p->there[row * sum->n_columns + column] = running == NULL;
    data->there = arena_memdup(scene_arena(s), p->there, sizeof(bool) * (size_t)(sum->n_rows * sum->n_columns));
    data->lit_row = row;
    data->lit_column = column;
    data->running = running;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    light(s, p->a, row, k, dur_s);
    if (p->b_transposed)
        light(s, p->b, column, k, dur_s);
    else
        light(s, p->b, k, column, dur_s);
    picture_change(s, p->sum, data, (Tween){.dur_s = dur_s});
    block_close(s);
}

// Term by term, with the sum so far.
static void product_slowly(const Product *p, int row, int column)
{
    static const double TERM_S = 0.3;
    Arena *arena = scene_arena(p->s);
    const MatrixValues *a = values_of(p->a), *b = values_of(p->b);
    const Figure **terms = ARENA_ARRAY(arena, const Figure *, a->n_columns);
    for (int k = 0; k < a->n_columns; k++) {
        terms[k] =
            figure_op2(arena, FIGURE_MUL, matrix_figure(arena, a, row, k),
                       p->b_transposed ? matrix_figure(arena, b, column, k) : matrix_figure(arena, b, k, column));
        product_step(p, row, column, k, figure_op(arena, FIGURE_SUM, terms, k + 1), TERM_S);
    }
    product_step(p, row, column, -1, NULL, TERM_S);
}

static bool can_be_multiplied(ScriptCall *call, const Product *p)
{
    const MatrixValues *a = values_of(p->a), *b = values_of(p->b), *sum = values_of(p->sum);
    const int inner = p->b_transposed ? b->n_columns : b->n_rows, across = p->b_transposed ? b->n_rows : b->n_columns;
    if (a->n_columns != inner || sum->n_rows != a->n_rows || sum->n_columns != across)
        script_fail(call, "(%d, %d) × (%d, %d) is no matrix of (%d, %d)%s", a->n_rows, a->n_columns, inner, across,
                    sum->n_rows, sum->n_columns,
                    p->b_transposed ? "" : "; if the rows of both are multiplied, say { transposed = true }");
    return !script_failed(call);
}

// One cell, a row, a column, or all of them, the first one slowly.
static void product_cells(const Product *p, int only_row, int only_column, bool slowly)
{
    static const double CELL_S = 0.12;
    const MatrixValues *sum = values_of(p->sum);
    bool first = true;
    for (int row = 0; row < sum->n_rows; row++)
        for (int column = 0; column < sum->n_columns; column++) {
            if ((only_row >= 0 && row != only_row) || (only_column >= 0 && column != only_column) ||
                p->there[row * sum->n_columns + column])
                continue;
            if (slowly && first)
                product_slowly(p, row, column);
            else
                product_step(p, row, column, -1, NULL, CELL_S);
            first = false;
        }
}

static void method_sweep(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    Product p = {s,          arg_object(args, "a", &MATRIX_TYPE), arg_object(args, "b", &MATRIX_TYPE),
                 call->self, arg_bool(args, "transposed"),        NULL};
    const MatrixData *data = picture_data(p.sum);
    if (!can_be_multiplied(call, &p))
        return;
    if (!data->there) {
        script_fail(call, "all numbers of this product are there; make it with `open = true`");
        return;
    }
    const int row = (int)arg_integer(args, "row") - 1, column = (int)arg_integer(args, "column") - 1;
    if (!has_cell(call, &data->values, row, column))
        return;
    const size_t size = sizeof(bool) * (size_t)(data->values.n_rows * data->values.n_columns);
    p.there = arena_memdup(call->arena, data->there, size);
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    product_cells(&p, row, column, arg_bool(args, "slowly"));
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    light(s, p.a, -1, -1, DUR_LEAVE_S);
    light(s, p.b, -1, -1, DUR_LEAVE_S);
    light(s, p.sum, -1, -1, DUR_LEAVE_S);
    block_close(s);
    block_close(s);
}

// ---- broadcasting ----

static void method_broadcast(ScriptCall *call, const ScriptArgs *args)
{
    static const double STACK_S = 0.05;
    Scene *s = call->host;
    const MatrixData *before = picture_data(call->self);
    if (before->spread != SPREAD_NOT || before->repeats < 2) {
        script_fail(call, "this matrix has nothing to repeat; make one of a single row or column with `repeats`");
        return;
    }
    MatrixData *stacked = copy_of(s, call->self), *spread = copy_of(s, call->self);
    stacked->spread = SPREAD_STACKED;
    spread->spread = SPREAD_ALL;
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    picture_change(s, call->self, stacked, (Tween){.dur_s = STACK_S});
    picture_change(s, call->self, spread, (Tween){.dur_s = arg_seconds(args, "dur")});
    block_close(s);
}

// ---- the table ----

static const Arg ROW_ARGS[] = {{"row", ARG_INTEGER, .min = 1, .max = 512, .help = "which, from 1"}, {0}};
static const Arg COLUMN_ARGS[] = {{"column", ARG_INTEGER, .min = 1, .max = 512, .help = "which, from 1"}, {0}};
static const Arg CELL_ARGS[] = {{"row", ARG_INTEGER, .min = 1, .max = 512, .help = "from 1"},
                                {"column", ARG_INTEGER, .min = 1, .max = 512, .help = "from 1"},
                                {0}};
static const Arg LIGHT_OPTIONS[] = {
    {"row", ARG_INTEGER, .min = 1, .max = 512, .help = "all of it, or its cell in the column"},
    {"column", ARG_INTEGER, .min = 1, .max = 512, .help = "all of it, or its cell in the row"},
    {"color", ARG_COLOR, .help = "without it the matrix's own"},
    {"dur", ARG_DURATION, .preset = "quick", .help = "the name of a duration"},
    {0},
};
static const Arg FACTORS[] = {{"a", ARG_HANDLE, .type = &MATRIX_TYPE, .help = "whose rows are swept"},
                              {"b", ARG_HANDLE, .type = &MATRIX_TYPE, .help = "whose columns are swept"},
                              {0}};
static const Arg SWEEP_OPTIONS[] = {
    {"row", ARG_INTEGER, .min = 1, .max = 512, .help = "only this row of the product"},
    {"column", ARG_INTEGER, .min = 1, .max = 512, .help = "only this column of it"},
    {"slowly", ARG_BOOL, .preset = "true", .help = "the first cell term by term, with the sum so far"},
    {"transposed", ARG_BOOL, .preset = "false", .help = "rows of a with rows of b, as in q × kᵀ"},
    {0},
};
static const Arg DUR_OPTIONS[] = {{"dur", ARG_DURATION, .preset = "slow", .help = "the name of a duration"}, {0}};

const Verb MATRIX_METHODS[] = {
    {"row", SHAPE_FUNCTION, "The cells of a row.", ROW_ARGS, .call = method_row, .returns = "part[]"},
    {"column", SHAPE_FUNCTION, "The cells of a column.", COLUMN_ARGS, .call = method_column, .returns = "part[]"},
    {"cell", SHAPE_FUNCTION, "One cell.", CELL_ARGS, .call = method_cell, .returns = "part"},
    {"light", SHAPE_VERB, "A row, a column or a cell lights up, and nothing else; without options nothing does.", NULL,
     LIGHT_OPTIONS, .call = method_light},
    {"mask", SHAPE_VERB, "What lies ahead, above the diagonal, is hatched.", NULL, KIT_SWEEP_OPTIONS,
     .call = method_mask},
    {"sweep", SHAPE_VERB, "Rows of a times columns of b: lights sweep over them, and the numbers of this product come.",
     FACTORS, SWEEP_OPTIONS, .call = method_sweep},
    {"broadcast", SHAPE_VERB, "A single row or column made with `repeats` stretches to as many.", NULL, DUR_OPTIONS,
     .call = method_broadcast},
    {0},
};
