// support_script.c — the language of the tests: its verbs, types and blocks.
#include "support_script.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// ---- the objects ----

typedef struct StageNode {
    const char *name;
} StageNode;

// A picture is a node, which lies within it.
typedef struct StagePicture {
    int n_parts;
    StageNode node;
    StageNode parts[4];
} StagePicture;

typedef struct StageFigure {
    double value;
    const char *source;
} StageFigure;

static void log_line(Stage *stage, const char *format, ...) PRINTF_LIKE(2, 3);

static void log_line(Stage *stage, const char *format, ...)
{
    const size_t used = strlen(stage->log);
    va_list args;
    va_start(args, format);
    vsnprintf(stage->log + used, sizeof stage->log - used, format, args);
    va_end(args);
    strncat(stage->log, "\n", sizeof stage->log - strlen(stage->log) - 1);
}

// ---- types ----

static const ScriptType NODE, PICTURE, AREA, FIGURE, SERIES;

static void method_show(ScriptCall *call, const ScriptArgs *args)
{
    log_line(call->host, "show %s%s", ((StageNode *)call->self)->name, arg_bool(args, "now") ? " now" : "");
    script_return(call, value_handle(&NODE, call->self));
}

static const Arg SHOW_OPTIONS[] = {{"now", ARG_BOOL, "false", .help = "at once"}, {0}};
static const Verb NODE_METHODS[] = {
    {"show", SHAPE_VERB, "Shows a node.", NULL, SHOW_OPTIONS, .call = method_show, .returns = "node"},
    {"reveal", .renamed_to = "show", .since = "0.2"},
    {0},
};

static ScriptValue node_name(ScriptCall *call, void *object)
{
    (void)call;
    return value_string(((StageNode *)object)->name);
}

static ScriptValue node_missing(ScriptCall *call, void *object)
{
    (void)call;
    (void)object;
    return value_nil();
}

static const ScriptField NODE_FIELDS[] = {
    {"name", "what it is called", node_name, "string"},
    {"draw", "which draw it was", node_missing, "figure"},
    {0},
};

static const ScriptType NODE = {
    .name = "node", .help = "something on the stage", .methods = NODE_METHODS, .fields = NODE_FIELDS};

static void *picture_node(void *object)
{
    return &((StagePicture *)object)->node;
}

static int64_t picture_length(void *object)
{
    return ((StagePicture *)object)->n_parts;
}

static ScriptValue picture_item(ScriptCall *call, void *object, int64_t index)
{
    (void)call;
    return value_handle(&NODE, &((StagePicture *)object)->parts[index - 1]);
}

static void method_go(ScriptCall *call, const ScriptArgs *args)
{
    log_line(call->host, "%s goes to %s", ((StagePicture *)call->self)->node.name, arg_string(args, "place"));
}

static const Arg GO_ARGS[] = {{"place", ARG_STRING, .help = "where to"}, {0}};
static const Verb PICTURE_METHODS[] = {{"go", SHAPE_VERB, "Goes somewhere.", GO_ARGS, .call = method_go}, {0}};

static const ScriptType PICTURE = {.name = "picture",
                                   .help = "a picture of data",
                                   .parent = &NODE,
                                   .to_parent = picture_node,
                                   .methods = PICTURE_METHODS,
                                   .length = picture_length,
                                   .item = picture_item};

static const ScriptType AREA = {.name = "area", .help = "a rectangle"};

static StageFigure *new_figure(Stage *stage, double value, const char *source)
{
    StageFigure *figure = ARENA_NEW(&stage->arena, StageFigure);
    *figure = (StageFigure){value, source};
    return figure;
}

static double plain(ScriptValue value)
{
    const StageFigure *figure = value_object(value, &FIGURE);
    return figure ? figure->value : value_real(value);
}

static ScriptValue figure_operate(ScriptCall *call, ScriptOperator operator_, ScriptValue a, ScriptValue b)
{
    const double x = plain(a), y = plain(b);
    double result = 0;
    switch (operator_) {
    case OPERATOR_ADD:
        result = x + y;
        break;
    case OPERATOR_SUBTRACT:
        result = x - y;
        break;
    case OPERATOR_MULTIPLY:
        result = x * y;
        break;
    case OPERATOR_DIVIDE:
        if (y == 0)
            script_fail(call, "a figure is divided by zero; leave that out");
        result = y == 0 ? 0 : x / y;
        break;
    case OPERATOR_NEGATE:
        result = -x;
        break;
    case OPERATOR_LESS:
        return value_bool(x < y);
    case OPERATOR_LESS_EQUAL:
        return value_bool(x <= y);
    }
    return value_handle(&FIGURE, new_figure(call->host, result, "calculated"));
}

static bool figure_math(ScriptCall *call, const char *name, const ScriptValue *args, int n_args, ScriptValue *result)
{
    if (strcmp(name, "log") != 0 || n_args != 1)
        return false;
    *result = value_handle(&FIGURE, new_figure(call->host, log(plain(args[0])), "log"));
    return true;
}

static const ScriptType FIGURE = {
    .name = "figure", .help = "a number with its source", .operate = figure_operate, .math = figure_math};

// What stands for a run: a column for every name of two letters or less.
static bool series_lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    (void)object;
    const bool known = strcmp(name, "loss") == 0 || strcmp(name, "none") == 0;
    if (strcmp(name, "loss") == 0)
        *value = value_handle(&FIGURE, new_figure(call->host, 1.5, "run:loss"));
    return known;
}

static const char *series_name(void *object, int index)
{
    (void)object;
    return index == 0 ? "loss" : index == 1 ? "none" : NULL;
}

static const char *series_describe(ScriptCall *call, void *object)
{
    (void)object;
    return arena_printf(call->arena, "a series of the run");
}

static const ScriptType SERIES = {.name = "series",
                                  .help = "numbers of a run",
                                  .lookup = series_lookup,
                                  .lookup_name = series_name,
                                  .describe = series_describe};

// ---- verbs ----

static void verb_area(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    Stage *stage = call->host;
    script_return(call, value_handle(&AREA, arena_strdup(&stage->arena, "area")));
}

static void verb_token_row(ScriptCall *call, const ScriptArgs *args)
{
    Stage *stage = call->host;
    StagePicture *picture = ARENA_NEW(&stage->arena, StagePicture);
    picture->n_parts = 2;
    picture->node.name = "row";
    picture->parts[0].name = "part 1";
    picture->parts[1].name = "part 2";
    const ScriptSpace gap = arg_space(args, "gap");
    log_line(stage, "token_row gap %d %g color %d keep %d most %d%s", gap.kind, gap.amount, arg_color(args, "color"),
             arg_choice(args, "keep"), (int)arg_integer(args, "most"), arg_given(args, "most") ? "!" : "");
    script_return(call, value_handle(&PICTURE, picture));
}

static void verb_heading(ScriptCall *call, const ScriptArgs *args)
{
    log_line(call->host, "heading [%s] %g s", (const char *)arg_text(args, "words"), arg_seconds(args, "dur"));
}

static void verb_settle(ScriptCall *call, const ScriptArgs *args)
{
    log_line(call->host, "settle %s to %s after %g s", ((StagePicture *)arg_object(args, "node", &PICTURE))->node.name,
             arg_object(args, "to", &AREA) ? "area" : ((StageNode *)arg_object(args, "to", &NODE))->name,
             arg_seconds(args, "delay"));
}

static void verb_block(ScriptCall *call, const ScriptArgs *args)
{
    log_line(call->host, "%s {", call->verb->name);
    ScriptValue result;
    if (!script_run(call, arg_value(args, "body"), NULL, 0, &result))
        return;
    log_line(call->host, "}");
    script_return(call, result);
}

static void verb_beat(ScriptCall *call, const ScriptArgs *args)
{
    log_line(call->host, "beat %g", arg_number(args, "seconds"));
    script_run(call, arg_value(args, "body"), NULL, 0, NULL);
    script_run(call, arg_value(args, "body"), NULL, 0, NULL); // harmless when the first has failed
}

static void verb_each(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "list", &n);
    for (int i = 0; i < n; i++) {
        const ScriptValue given[] = {items[i], value_integer(i + 1)};
        if (!script_run(call, arg_value(args, "body"), given, 2, NULL))
            return;
    }
}

static void verb_leave(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *nodes = arg_list(args, "nodes", &n);
    for (int i = 0; i < n; i++)
        log_line(call->host, "leave %s", ((StageNode *)value_object(nodes[i], &NODE))->name);
}

static void verb_python(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptNamed *named = args_others(args, &n);
    log_line(call->host, "python %s", arg_string(args, "file"));
    for (int i = 0; i < n; i++)
        log_line(call->host, "  %s %s %g", named[i].name, named[i].value.kind == VALUE_HANDLE ? "figure" : "number",
                 plain(named[i].value));
}

static void verb_chart(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *data = arg_list(args, "data", &n);
    const ScriptArgs *axis = arg_table(args, "axis");
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += data[i].number;
    log_line(call->host, "chart of %d, sum %g, axis %g to %g, ease %d %g", n, sum, axis ? arg_number(axis, "from") : -1,
             axis ? arg_number(axis, "to") : -1, arg_ease(args, "ease").index, arg_ease(args, "ease").bezier[2]);
}

static void verb_total(ScriptCall *call, const ScriptArgs *args)
{
    int n = 0;
    const ScriptValue *numbers = arg_list(args, "numbers", &n);
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += numbers[i].number;
    script_return(call, value_number(sum));
    script_return(call, value_integer(n));
}

static void verb_value(ScriptCall *call, const ScriptArgs *args)
{
    script_return(call, value_number(plain(arg_value(args, "figure"))));
}

static void verb_echo(ScriptCall *call, const ScriptArgs *args)
{
    script_return(call, arg_value(args, "it"));
}

static void verb_list(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    const ScriptValue items[] = {value_string("one"), value_integer(2), value_bool(true)};
    script_return(call, value_list(items, 3));
}

static void verb_fails(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    script_fail(call, "this %s; do not", "fails");
    script_fail(call, "a second error does not count");
}

static void verb_host_fails(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    Stage *stage = call->host;
    err_set(&stage->err, "%s:%d: two motions fight; take one out", stage->file, stage->line);
}

static void verb_grow(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    arena_alloc(&((Stage *)call->host)->arena, 1 << 20);
}

static const char *const KEEPS[] = {"first", "last", NULL};
static const ScriptType *const OR_NODE[] = {&NODE, NULL};

static const Arg ROW_ARGS[] = {{"data", ARG_ANY, .help = "the tokens"}, {0}};
static const Arg ROW_OPTIONS[] = {
    {"gap", ARG_SPACE, "small", .help = "between two tokens"},
    {"color", ARG_COLOR, "ink", .help = "of the letters"},
    {"keep", ARG_CHOICE, "first", .choices = KEEPS, .help = "which end stays when they do not fit"},
    {"most", ARG_INTEGER, "8", .min = 1, .max = 64, .help = "how many at most"},
    {"maximum", .renamed_to = "most", .since = "0.2"},
    {"into", ARG_HANDLE, .type = &AREA, .help = "where it is put", .required = true},
    {0},
};
static const Arg HEADING_ARGS[] = {{"words", ARG_TEXT, .help = "what it says"}, {0}};
static const Arg HEADING_OPTIONS[] = {{"dur", ARG_DURATION, "quick", .help = "how long it takes"}, {0}};
static const Arg SETTLE_ARGS[] = {
    {"node", ARG_HANDLE, .type = &PICTURE, .help = "what moves"},
    {"to", ARG_HANDLE, .type = &AREA, .or_types = OR_NODE, .help = "where to"},
    {0},
};
static const Arg SHARED[] = {
    {"delay", ARG_DURATION, .literal = true, .unit = "s", .help = "how long after the block began"}, {0}};
static const Arg BODY[] = {{"body", ARG_FUNCTION, .help = "what happens"}, {0}};
static const Arg PAR_OPTIONS[] = {{"ends", ARG_BOOL, "false", .help = "all end together"}, {0}};
static const Arg STAGGER_ARGS[] = {
    {"share", ARG_NUMBER, .optional = true, .min = 0, .max = 1, .help = "of the one before"},
    {"body", ARG_FUNCTION, .help = "what happens"},
    {0},
};
static const Arg BEAT_ARGS[] = {
    {"seconds", ARG_NUMBER, .unit = "s", .min = 0, .max = 600, .help = "how long"},
    {"body", ARG_FUNCTION, .help = "what happens"},
    {0},
};
static const Arg EACH_ARGS[] = {
    {"list", ARG_LIST, .help = "what to go through"}, {"body", ARG_FUNCTION, .help = "given item and place"}, {0}};
static const Arg LEAVE_ARGS[] = {{"nodes", ARG_LIST, .items = ARG_HANDLE, .type = &NODE, .help = "what goes"}, {0}};
static const Arg PYTHON_ARGS[] = {{"file", ARG_STRING, .help = "the file's name"}, {0}};
static const Arg PYTHON_OTHERS = {"NAME", ARG_ANY, .help = "what ${NAME} in the file stands for"};
static const Arg AXIS[] = {
    {"from", ARG_NUMBER, "0", .help = "its start"}, {"to", ARG_NUMBER, .required = true, .help = "its end"}, {0}};
static const Arg CHART_ARGS[] = {{"data", ARG_LIST, .items = ARG_NUMBER, .help = "the numbers"}, {0}};
static const Arg CHART_OPTIONS[] = {
    {"axis", ARG_TABLE, .options = AXIS, .help = "the axis"}, {"ease", ARG_EASE, .help = "how it grows"}, {0}};
static const Arg TOTAL_ARGS[] = {{"numbers", ARG_NUMBER, .repeats = true, .help = "what is added up"}, {0}};
static const Arg VALUE_ARGS[] = {{"figure", ARG_FIGURE, .help = "a figure"}, {0}};
static const Arg ECHO_ARGS[] = {{"it", ARG_ANY, .optional = true, .help = "anything"}, {0}};
static const Arg WORD_ARGS[] = {{"word", ARG_STRING, .help = "a word"}, {0}};

static void verb_word(ScriptCall *call, const ScriptArgs *args)
{
    script_return(call, arg_value(args, "word"));
}

static const Verb PICTURES[] = {
    {"area", SHAPE_FUNCTION, "The safe area.", .call = verb_area, .returns = "area"},
    {"token_row", SHAPE_PICTURE, "Tokens in a row.", ROW_ARGS, ROW_OPTIONS, .call = verb_token_row,
     .returns = "picture"},
    {"heading", SHAPE_VERB, "A title.", HEADING_ARGS, HEADING_OPTIONS, .call = verb_heading},
    {"python", SHAPE_PICTURE, "A panel of code.", PYTHON_ARGS, .others = &PYTHON_OTHERS, .call = verb_python},
    {"chart", SHAPE_PICTURE, "A chart.", CHART_ARGS, CHART_OPTIONS, .call = verb_chart},
    {0},
};

static const Verb MOTIONS[] = {
    {"settle", SHAPE_VERB, "Lays a picture out anew.", SETTLE_ARGS, .shared = SHARED, .call = verb_settle},
    {"place", .renamed_to = "settle", .since = "0.2"},
    {"leave", SHAPE_VERB, "Takes nodes away.", LEAVE_ARGS, .shared = SHARED, .call = verb_leave},
    {"par", SHAPE_BLOCK, "All begin together.", BODY, PAR_OPTIONS, .call = verb_block},
    {"stagger", SHAPE_BLOCK, "One after the other.", STAGGER_ARGS, .call = verb_block},
    {"beat", SHAPE_BLOCK, "Lasts exactly.", BEAT_ARGS, .call = verb_beat},
    {"each", SHAPE_BLOCK, "Once for each item.", EACH_ARGS, .call = verb_each},
    {"total", SHAPE_FUNCTION, "Adds up.", TOTAL_ARGS, .call = verb_total},
    {"value", SHAPE_FUNCTION, "A figure's number.", VALUE_ARGS, .call = verb_value},
    {"echo", SHAPE_FUNCTION, "Gives what it got.", ECHO_ARGS, .call = verb_echo},
    {"three", SHAPE_FUNCTION, "Gives a list.", .call = verb_list},
    {"word", SHAPE_FUNCTION, "Gives a word.", WORD_ARGS, .call = verb_word, .anywhere = true},
    {"fails", SHAPE_FUNCTION, "Fails.", .call = verb_fails},
    {"host_fails", SHAPE_FUNCTION, "Fails in the host.", .call = verb_host_fails},
    {"grow", SHAPE_FUNCTION, "Takes memory of the host.", .call = verb_grow},
    {0},
};

// ---- the language ----

static void at(void *host, const char *file, int line)
{
    Stage *stage = host;
    stage->file = file;
    stage->line = line;
}

static const void *words(ScriptCall *call, const ScriptPiece *pieces, int n_pieces)
{
    Stage *stage = call->host;
    Arena *arena = stage ? &stage->arena : call->arena; // of a title there is no stage
    char *text = arena_strdup(arena, "");
    for (int i = 0; i < n_pieces; i++) {
        const StageFigure *figure = value_object(pieces[i].value, &FIGURE);
        if (pieces[i].words && strpbrk(pieces[i].words, "0123456789"))
            script_fail(call, "\"%s\" has a digit without a source; write ${figure}", pieces[i].words);
        if (pieces[i].words)
            text = arena_printf(arena, "%s%s", text, pieces[i].words);
        else if (pieces[i].value.kind == VALUE_STRING)
            text = arena_printf(arena, "%s'%s'", text, pieces[i].value.string.bytes);
        else if (figure)
            text = arena_printf(arena, "%s<%s|%g|%s>", text, pieces[i].path, figure->value, pieces[i].format);
        else
            script_fail(call, "a %s cannot be shown; show a figure", pieces[i].value.handle.type->name);
    }
    return text;
}

static const char *plain_words(const void *words)
{
    return words;
}

static void print(void *host, const char *line)
{
    Stage *stage = host;
    const size_t used = strlen(stage->printed);
    snprintf(stage->printed + used, sizeof stage->printed - used, "%s\n", line);
}

static const Verb *const VERBS[] = {PICTURES, MOTIONS, NULL};
static const ScriptType *const TYPES[] = {&NODE, &PICTURE, &AREA, &FIGURE, &SERIES, NULL};
static const char *const COLORS[] = {"ink", "accent", "muted", "paper",   "grid",  "good",  "bad",
                                     "one", "two",    "three", "surface", "panel", "shade", NULL};
static const char *const EASES[] = {"default", "linear", "in", "out", "in_out", "spring", NULL};
static const ScriptSeconds DURATIONS[] = {{"quick", 0.25, "a small thing"}, {"slow", 1, "a large one"}, {0}};
static const ScriptSpaceName SPACES[] = {
    {"small", {SPACE_UNITS, 16}, "between parts"}, {"quarter", {SPACE_SHARE, 0.25}, "of the side"}, {0}};
static const char KIT_SOURCE[] = "local kit = {}\n"
                                 "function kit.twice(f) f() f() end\n"
                                 "function kit.wrong() heading(nil) end\n"
                                 "return kit\n";
static const EmbeddedFile MODULES[] = {{"blocks.lua", KIT_SOURCE, sizeof KIT_SOURCE - 1}, {0}};

const ScriptLanguage STAGE_LANGUAGE = {
    .verbs = VERBS,
    .types = TYPES,
    .figure = &FIGURE,
    .colors = COLORS,
    .eases = EASES,
    .durations = DURATIONS,
    .spaces = SPACES,
    .modules = MODULES,
    .at = at,
    .words = words,
    .plain = plain_words,
    .print = print,
};

// ---- running ----

void stage_begin(Stage *stage)
{
    memset(stage, 0, sizeof *stage);
    arena_init(&stage->arena);
    stage->setup = (ScriptSetup){
        .language = &STAGE_LANGUAGE,
        .folder = {.path = ""},
        .host = stage,
        .host_err = &stage->err,
        .host_arena = &stage->arena,
        .seed = 1,
    };
}

void stage_end(Stage *stage)
{
    script_destroy(stage->script);
    arena_finish(&stage->arena);
}

const char *stage_run_file(Stage *stage, const char *source)
{
    script_destroy(stage->script);
    stage->log[0] = stage->printed[0] = stage->err.text[0] = '\0';
    EmbeddedFile *files = ARENA_ARRAY(&stage->arena, EmbeddedFile, 2);
    files[0] = (EmbeddedFile){"film.lua", source, strlen(source)};
    if (!stage->setup.folder.files)
        stage->setup.folder.files = files;
    else
        ((EmbeddedFile *)stage->setup.folder.files)[0] = files[0];
    stage->script = script_create(&stage->setup);
    Err *err = ARENA_NEW(&stage->arena, Err);
    int n_scenes = 0;
    const ScriptScene *scenes = script_load(stage->script, "film.lua", &n_scenes, err);
    const ScriptValue args[] = {value_handle(&SERIES, stage)};
    for (int i = 0; scenes && i < n_scenes && !err->text[0]; i++)
        script_build(stage->script, &scenes[i], args, 1, err);
    stage->stack = err->stack;
    return err->text;
}

const char *stage_run(Stage *stage, const char *body)
{
    return stage_run_file(stage, arena_printf(&stage->arena, "return scene(\"test\", function(run)\n%s\nend)", body));
}
