// figure_verbs.c — figures as scripts hold them: arithmetic keeps the expression, and texts know what they show.
#include "engine/verbs/figure_verbs.h"

#include "engine/verbs/verbs.h"

#include <math.h>
#include <string.h>

ScriptValue value_figure(const Figure *figure)
{
    return value_handle(&FIGURE_TYPE, (void *)(uintptr_t)figure);
}

ScriptValue value_words(Arena *arena, FigureKind kind, const char *words, FigureSource source)
{
    if (!words)
        return value_nil();
    Name *name = ARENA_NEW(arena, Name);
    name->figure = figure_words(arena, kind, words, source);
    name->words = name->figure->words;
    return value_handle(&NAME_TYPE, name);
}

// The scene's; the script's where there is no scene, as around a scene's function.
static Arena *words_arena(ScriptCall *call)
{
    return call->host ? scene_arena(call->host) : call->arena;
}

static bool is_figure(ScriptValue value)
{
    return value.kind == VALUE_HANDLE && type_is(value.handle.type, &FIGURE_TYPE);
}

// A plain number in an expression is a constant of the author's: it takes part, and the audit tells it.
static const Figure *as_figure(Arena *arena, ScriptValue value)
{
    if (is_figure(value))
        return value.handle.object;
    if (value.kind != VALUE_NUMBER && value.kind != VALUE_INTEGER)
        return NULL;
    return figure_leaf(arena, FIGURE_CONSTANT, value_real(value),
                       (FigureSource){.field = arena_printf(arena, "%.12g", value_real(value))});
}

// What an operation gives. A figure keeps all that it was made of, for who looks it up.
static ScriptValue value_operation(ScriptCall *call, FigureOp op, const Figure *const *operands, int n)
{
    const Figure *figure = figure_op(words_arena(call), op, operands, n);
    if (figure->n_leaves > FIGURE_MOST_LEAVES)
        script_fail(call, "a figure would be made of more than %d numbers; take fewer", (int)FIGURE_MOST_LEAVES);
    else if (figure->depth > FIGURE_DEEPEST)
        script_fail(call, "a figure would be made of figures more than %d deep; add them up with sum(list)",
                    (int)FIGURE_DEEPEST);
    return value_figure(figure);
}

static ScriptValue operate(ScriptCall *call, ScriptOperator operator_, ScriptValue a, ScriptValue b)
{
    static const FigureOp OPS[] = {
        [OPERATOR_ADD] = FIGURE_ADD,    [OPERATOR_SUBTRACT] = FIGURE_SUB, [OPERATOR_MULTIPLY] = FIGURE_MUL,
        [OPERATOR_DIVIDE] = FIGURE_DIV, [OPERATOR_NEGATE] = FIGURE_NEG,
    };
    Arena *arena = words_arena(call);
    const Figure *x = as_figure(arena, a);
    const Figure *y = operator_ == OPERATOR_NEGATE ? x : as_figure(arena, b);
    if (!x || !y) {
        script_fail(call, "a figure can only be combined with figures and numbers");
        return value_nil();
    }
    if (operator_ == OPERATOR_LESS)
        return value_bool(x->value < y->value);
    if (operator_ == OPERATOR_LESS_EQUAL)
        return value_bool(x->value <= y->value);
    if (operator_ == OPERATOR_NEGATE)
        return value_operation(call, FIGURE_NEG, &x, 1);
    return value_operation(call, OPS[operator_], (const Figure *const[]){x, y}, 2);
}

static bool apply_math(ScriptCall *call, const char *name, const ScriptValue *args, int n_args, ScriptValue *result)
{
    static const FigureOp OPS[] = {FIGURE_LOG, FIGURE_EXP, FIGURE_SQRT, FIGURE_FLOOR,
                                   FIGURE_ABS, FIGURE_MIN, FIGURE_MAX};
    Arena *arena = words_arena(call);
    const Figure **operands = ARENA_ARRAY(arena, const Figure *, n_args);
    for (int i = 0; i < n_args; i++) {
        operands[i] = as_figure(arena, args[i]);
        if (!operands[i])
            return false;
    }
    for (size_t i = 0; i < sizeof OPS / sizeof *OPS; i++) {
        if (strcmp(figure_op_name(OPS[i]), name) != 0)
            continue;
        if (OPS[i] < FIGURE_MIN && n_args != 1)
            return false;
        *result = value_operation(call, OPS[i], operands, n_args);
        return true;
    }
    return false;
}

static bool same_number(ScriptCall *call, void *object, ScriptValue other)
{
    const Figure *figure = as_figure(call->arena, other);
    return figure && ((const Figure *)object)->value == figure->value;
}

static bool same_words(ScriptCall *call, void *object, ScriptValue other)
{
    (void)call;
    const Name *name = value_object(other, &NAME_TYPE);
    const char *words = name ? name->words : other.kind == VALUE_STRING ? other.string.bytes : NULL;
    return words && strcmp(((const Name *)object)->words, words) == 0;
}

// tostring gives no number: it would reach the screen without its source.
static const char *describe(ScriptCall *call, void *object)
{
    return figure_describe(call->arena, object);
}

const ScriptType FIGURE_TYPE = {
    .name = "figure",
    .help = "A number and where it comes from.",
    .describe = describe,
    .operate = operate,
    .equal = same_number,
    .math = apply_math,
};

// ---- verbs ----

static void verb_value(ScriptCall *call, const ScriptArgs *args)
{
    const Figure *figure = arg_object(args, "figure", &FIGURE_TYPE);
    script_return(call, value_number(figure->value));
}

static void verb_same(ScriptCall *call, const ScriptArgs *args)
{
    const Figure *a = as_figure(call->arena, arg_value(args, "a")), *b = as_figure(call->arena, arg_value(args, "b"));
    if (a && b)
        script_return(call, value_bool(a->value == b->value));
    else
        script_fail(call, "`same` compares figures and numbers; give two of them");
}

static void combine(ScriptCall *call, const ScriptArgs *args, FigureOp op)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "figures", &n);
    Arena *arena = words_arena(call);
    const Figure **operands = ARENA_ARRAY(arena, const Figure *, n);
    for (int i = 0; i < n; i++)
        operands[i] = items[i].handle.object;
    if (n == 0) {
        script_fail(call, "there are no figures in this list");
        return;
    }
    script_return(call, value_operation(call, op, operands, n));
}

static void verb_sum(ScriptCall *call, const ScriptArgs *args)
{
    combine(call, args, FIGURE_SUM);
}

static void verb_mean(ScriptCall *call, const ScriptArgs *args)
{
    combine(call, args, FIGURE_MEAN);
}

static void verb_count(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    arg_list(args, "list", &n);
    script_return(call, value_figure(figure_leaf(words_arena(call), FIGURE_COUNT, n,
                                                 (FigureSource){.field = arg_string(args, "of_what")})));
}

// A name that has digits of its own, as GPT-2; it is shown as it is. Somebody has written it: what the script puts
// together may be a number.
static void verb_name(ScriptCall *call, const ScriptArgs *args)
{
    const char *words = arg_string(args, "words");
    if (shown_first_bare_digit(words, NULL) >= 0 && !script_was_given(call, words))
        script_fail(call, "the name \"%.60s\" is put together by the script; write it as it is, or show a figure with ${…}",
                    words);
    else
        script_return(call, value_words(words_arena(call), FIGURE_NAME, words, (FigureSource){0}));
}

const ScriptType NAME_TYPE = {
    .name = "name", .help = "Words that may have digits: a name, a quotation.", .equal = same_words};

static const Arg FIGURE_ARGS[] = {{"figure", ARG_FIGURE, .help = "whose number is wanted, to decide something"}, {0}};
static const Arg SAME_ARGS[] = {
    {"a", ARG_ANY, .help = "a figure or a number"}, {"b", ARG_ANY, .help = "another one"}, {0}};
static const Arg FIGURES_ARGS[] = {{"figures", ARG_LIST, .items = ARG_FIGURE, .help = "of them all"}, {0}};
static const Arg COUNT_ARGS[] = {{"list", ARG_LIST, .items = ARG_ANY, .help = "what is counted"},
                                 {"of_what", ARG_STRING, .help = "what the things are, for the audit"},
                                 {0}};
static const Arg NAME_ARGS[] = {{"words", ARG_STRING, .help = "as they are written in the script, or in a param"}, {0}};

const Verb FIGURE_VERBS[] = {
    {"value", SHAPE_FUNCTION, "A figure's plain number, for decisions; it cannot be shown.", FIGURE_ARGS,
     .call = verb_value, .returns = "number"},
    {"same", SHAPE_FUNCTION, "Whether two numbers are equal, figures or not.", SAME_ARGS, .call = verb_same,
     .returns = "boolean"},
    {"sum", SHAPE_FUNCTION, "The sum of figures.", FIGURES_ARGS, .call = verb_sum, .returns = "figure"},
    {"mean", SHAPE_FUNCTION, "The mean of figures.", FIGURES_ARGS, .call = verb_mean, .returns = "figure"},
    {"count", SHAPE_FUNCTION, "How many there are.", COUNT_ARGS, .call = verb_count, .returns = "figure"},
    {"name", SHAPE_FUNCTION, "A name with digits of its own, which the audit lists.", NAME_ARGS, .call = verb_name,
     .returns = "name", .anywhere = true},
    {0},
};

// ---- words ----

// Adds a piece to the words; remembers where it stands when it is a figure or a name.
static bool add_piece(ScriptCall *call, const ScriptPiece *piece, Words *words, ShownFigure *shown, int *n_shown)
{
    Arena *arena = words_arena(call);
    const char *text = piece->words;
    const bool figure = !text && is_figure(piece->value);
    const Name *name = !text && !figure ? value_object(piece->value, &NAME_TYPE) : NULL;
    const char *format = piece->format && *piece->format ? piece->format : NULL;
    if (figure)
        text = figure_text(arena, ((const Figure *)piece->value.handle.object)->value, format);
    else if (name)
        text = name->words;
    else if (!text && piece->value.kind == VALUE_STRING)
        text = piece->value.string.bytes;
    else if (!text) {
        script_fail(call, "${%s} is nothing that can be shown; a figure, a name or words can be", piece->path);
        return false;
    }
    if (!text) {
        script_fail(call, "there is no format \":%s\"; .2f, .0%%, ,d, short, words, s, .3g and .2v are", format);
        return false;
    }
    const int begin = (int)strlen(words->text);
    words->text = arena_printf(arena, "%s%s", words->text, text);
    if (figure || name)
        shown[(*n_shown)++] = (ShownFigure){.figure = figure ? piece->value.handle.object : name->figure,
                                            .format = format ? arena_strdup(arena, format) : NULL,
                                            .first_byte = begin,
                                            .n_bytes = (int)strlen(text)};
    return true;
}

const Words *words_join(ScriptCall *call, const ScriptPiece *pieces, int n_pieces)
{
    Arena *arena = words_arena(call);
    Words *words = ARENA_NEW(arena, Words);
    ShownFigure *shown = ARENA_ARRAY(arena, ShownFigure, n_pieces);
    int n_shown = 0;
    words->text = "";
    for (int i = 0; i < n_pieces; i++)
        if (!add_piece(call, &pieces[i], words, shown, &n_shown))
            return NULL;
    words->shown = (Shown){shown, n_shown};
    return words;
}

const void *script_words(ScriptCall *call, const ScriptPiece *pieces, int n_pieces)
{
    const Words *words = words_join(call, pieces, n_pieces);
    enum { MOST_BYTES = 20000 }; // a page of a book has a tenth of it
    if (words && strlen(words->text) > MOST_BYTES) {
        script_fail(call, "a text of %zu letters is more than anybody reads; say less", strlen(words->text));
        return NULL;
    }
    const char *fault = words ? shown_fault(call->arena, words->text, &words->shown) : NULL;
    if (fault)
        script_fail(call, "%s", fault);
    return fault ? NULL : words;
}

const char *script_plain(const void *words)
{
    return ((const Words *)words)->text;
}
