// figure.c — figures: made, evaluated, described.
#include "engine/anim/figure.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    const char *sign; // between two operands; NULL: written as a function
    int n_operands;   // 0: any number
} OPS[FIGURE_OP_COUNT] = {
    [FIGURE_ADD] = {"add", "+", 2},      [FIGURE_SUB] = {"sub", "−", 2},      [FIGURE_MUL] = {"mul", "×", 2},
    [FIGURE_DIV] = {"div", "÷", 2},      [FIGURE_NEG] = {"neg", NULL, 1},     [FIGURE_POW] = {"pow", "^", 2},
    [FIGURE_LOG] = {"log", NULL, 1},     [FIGURE_EXP] = {"exp", NULL, 1},     [FIGURE_SQRT] = {"sqrt", NULL, 1},
    [FIGURE_FLOOR] = {"floor", NULL, 1}, [FIGURE_ROUND] = {"round", NULL, 1}, [FIGURE_ABS] = {"abs", NULL, 1},
    [FIGURE_MIN] = {"min", NULL, 0},     [FIGURE_MAX] = {"max", NULL, 0},     [FIGURE_SUM] = {"sum", NULL, 0},
    [FIGURE_MEAN] = {"mean", NULL, 0},
};

const char *figure_op_name(FigureOp op)
{
    return op < FIGURE_OP_COUNT ? OPS[op].name : NULL;
}

static const char *copied(Arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

const Figure *figure_leaf(Arena *arena, FigureKind kind, double value, FigureSource source)
{
    Figure *figure = ARENA_NEW(arena, Figure);
    figure->kind = kind;
    figure->value = value;
    figure->n_leaves = 1;
    figure->source = source;
    figure->source.origin = copied(arena, source.origin);
    figure->source.file = copied(arena, source.file);
    figure->source.record = copied(arena, source.record);
    figure->source.field = copied(arena, source.field);
    return figure;
}

const Figure *figure_words(Arena *arena, FigureKind kind, const char *words, FigureSource source)
{
    Figure *figure = (Figure *)(uintptr_t)figure_leaf(arena, kind, (double)NAN, source);
    figure->words = arena_strdup(arena, words);
    return figure;
}

double figure_evaluate(FigureOp op, const double *v, int n)
{
    double result = n > 0 ? v[0] : (double)NAN;
    switch (op) {
    case FIGURE_ADD:
        return v[0] + v[1];
    case FIGURE_SUB:
        return v[0] - v[1];
    case FIGURE_MUL:
        return v[0] * v[1];
    case FIGURE_DIV:
        return v[0] / v[1];
    case FIGURE_NEG:
        return -v[0];
    case FIGURE_POW:
        return pow(v[0], v[1]);
    case FIGURE_LOG:
        return log(v[0]);
    case FIGURE_EXP:
        return exp(v[0]);
    case FIGURE_SQRT:
        return sqrt(v[0]);
    case FIGURE_FLOOR:
        return floor(v[0]);
    case FIGURE_ROUND:
        return round(v[0]);
    case FIGURE_ABS:
        return fabs(v[0]);
    case FIGURE_MIN:
        for (int i = 1; i < n; i++)
            result = fmin(result, v[i]);
        return result;
    case FIGURE_MAX:
        for (int i = 1; i < n; i++)
            result = fmax(result, v[i]);
        return result;
    case FIGURE_SUM:
    case FIGURE_MEAN:
        for (int i = 1; i < n; i++)
            result += v[i];
        return op == FIGURE_SUM ? (n > 0 ? result : 0) : result / n;
    case FIGURE_OP_COUNT:
        break;
    }
    return NAN;
}

const Figure *figure_op(Arena *arena, FigureOp op, const Figure *const *operands, int n_operands)
{
    assert(OPS[op].n_operands == 0 || OPS[op].n_operands == n_operands);
    const Figure **list = ARENA_ARRAY(arena, const Figure *, n_operands);
    double *values = ARENA_ARRAY(arena, double, n_operands);
    for (int i = 0; i < n_operands; i++) {
        list[i] = operands[i];
        values[i] = operands[i]->value;
    }
    Figure *figure = ARENA_NEW(arena, Figure);
    for (int i = 0; i < n_operands; i++) {
        figure->n_leaves += operands[i]->n_leaves;
        figure->depth = operands[i]->depth >= figure->depth ? operands[i]->depth + 1 : figure->depth;
    }
    figure->kind = FIGURE_OP;
    figure->op = op;
    figure->operands = list;
    figure->n_operands = n_operands;
    figure->value = figure_evaluate(op, values, n_operands);
    return figure;
}

const Figure *figure_op2(Arena *arena, FigureOp op, const Figure *a, const Figure *b)
{
    return figure_op(arena, op, (const Figure *const[]){a, b}, 2);
}

static const char *describe_leaf(Arena *arena, const Figure *figure)
{
    static const char *const KINDS[] = {"run", "fact", "data", "count", "scale", "ordinal", "computed",
                                        "constant", "name", "quote", NULL};
    const FigureSource *source = &figure->source;
    const char *words = KINDS[figure->kind];
    if (source->origin)
        words = arena_printf(arena, "%s:%s", words, source->origin);
    const char *const parts[] = {source->file, source->record, source->field};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            words = arena_printf(arena, "%s %s", words, parts[i]);
    for (int i = 0; i < source->n_indices; i++)
        words = arena_printf(arena, "%s%s%" PRId64 "%s", words, i == 0 ? "[" : ",", source->index[i],
                             i + 1 == source->n_indices ? "]" : "");
    return words;
}

const char *figure_describe(Arena *arena, const Figure *figure)
{
    enum { MOST_LISTED = 4 };
    if (figure->kind != FIGURE_OP)
        return describe_leaf(arena, figure);
    const char *sign = OPS[figure->op].sign;
    const char *words = sign ? "(" : arena_printf(arena, "%s(", OPS[figure->op].name);
    for (int i = 0; i < figure->n_operands; i++) {
        if (i == MOST_LISTED) {
            words = arena_printf(arena, "%s, … %d in all", words, figure->n_operands);
            break;
        }
        const char *between = i == 0 ? "" : sign ? arena_printf(arena, " %s ", sign) : ", ";
        words = arena_printf(arena, "%s%s%s", words, between, figure_describe(arena, figure->operands[i]));
    }
    return arena_printf(arena, "%s)", words);
}
