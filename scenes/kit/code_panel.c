// code_panel.c — a panel of program code in colours: its lines light up, are typed, give values, and turn into those of
// other versions and parts.
#include "scenes/kit/code_panel.h"

#include "engine/anim/block.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>
#include <string.h>

static const double LIGHT_S = 0.2, STAYS_S = 0.3;

static CodePanel *panel_copy(ScriptCall *call, const Picture *picture)
{
    return arena_memdup(scene_arena(call->host), picture_data(picture), sizeof(CodePanel));
}

// ---- lines that are named ----

static bool line_has(const CodeLine *line, const char *words, Arena *arena)
{
    char *all = "";
    for (int i = 0; i < line->n_tokens; i++)
        all = arena_printf(arena, "%s%*s%s", all, line->tokens[i].gap, "", line->tokens[i].text);
    return strstr(all, words) != NULL;
}

// The line of the text that a script names, by its number among those that are shown or by words that stand in it; from
// `from` on, a line of the text. -1 after script_fail.
static int line_named(ScriptCall *call, const CodePanel *panel, ScriptValue given, int from)
{
    const int end = panel->first + panel->n;
    if (given.kind == VALUE_STRING) {
        for (int i = from; i < end; i++)
            if (line_has(&panel->text->lines[i], given.string.bytes, call->arena))
                return i;
        script_fail(call, "no line that is shown%s has `%s` in it", from > panel->first ? ", from the first named on," : "",
                    given.string.bytes);
        return -1;
    }
    const double number = given.kind == VALUE_INTEGER ? value_real(given) : -1;
    if (number >= 1 && number <= panel->n && panel->first + (int)number - 1 >= from)
        return panel->first + (int)number - 1;
    if (given.kind != VALUE_INTEGER)
        script_fail(call, "a line is named by its number, or by words that stand in it");
    else
        script_fail(call, "there is no line %g%s in this code, which has %d", number,
                    from > panel->first ? " behind the first named" : "", panel->n);
    return -1;
}

// The lines that `first` and `last` name; false after script_fail.
static bool lines_named(ScriptCall *call, const ScriptArgs *args, const CodePanel *panel, int *first, int *last)
{
    *first = line_named(call, panel, arg_value(args, "first"), panel->first);
    *last = *first < 0 || !arg_given(args, "last") ? *first : line_named(call, panel, arg_value(args, "last"), *first);
    return *last >= 0;
}

// ---- methods ----

// `n` lines are lit, from `first` of the text on; none: all are as they were.
static void light(ScriptCall *call, int first, int n, const CodeLook *look)
{
    CodePanel *panel = panel_copy(call, call->self);
    bool *lit = ARENA_ARRAY(scene_arena(call->host), bool, panel->text->n_lines);
    for (int i = first; i < first + n; i++)
        lit[i] = true;
    panel->lit = n > 0 ? lit : NULL;
    if (look)
        panel->look = *look;
    picture_change(call->host, call->self, panel, (Tween){.dur_s = LIGHT_S});
}

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    int first, last;
    if (lines_named(call, args, picture_data(call->self), &first, &last))
        light(call, first, last - first + 1,
              &(CodeLook){kit_color_or(call->host, args, scene_theme(call->host)->accent), arg_bool(args, "dim")});
}

static void method_light_all(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    light(call, 0, 0, NULL);
}

static void method_light_each(ScriptCall *call, const ScriptArgs *args)
{
    const CodePanel *panel = picture_data(call->self);
    const double stays_s = arg_given(args, "dur") ? fmax(0, arg_seconds(args, "dur") - LIGHT_S) : STAYS_S;
    block_open(call->host, (BlockSpec){.kind = BLOCK_SEQ});
    for (int i = panel->first; i < panel->first + panel->n; i++) {
        if (panel->text->lines[i].n_tokens == 0)
            continue;
        light(call, i, 1, &(CodeLook){scene_theme(call->host)->accent, true});
        block_hold(call->host, stays_s);
    }
    light(call, 0, 0, NULL);
    block_close(call->host);
}

static void method_type(ScriptCall *call, const ScriptArgs *args)
{
    const CodePanel *panel = picture_data(call->self);
    int first = panel->first, last = panel->first + panel->n - 1;
    if (arg_given(args, "first") && !lines_named(call, args, panel, &first, &last))
        return;
    if (panel->text->lines[first].n_tokens == 0)
        script_fail(call, "the first line that is typed is empty; begin with one that is not");
    else
        code_type(call->host, call->self, first, last);
}

static void method_value(ScriptCall *call, const ScriptArgs *args)
{
    CodePanel *panel = panel_copy(call, call->self);
    const int line = line_named(call, panel, arg_value(args, "line"), panel->first);
    if (line < 0)
        return;
    if (!panel->beside) {
        script_fail(call, "this code has no room for values; give it the widest of them, as beside = \"(B, T, C)\"");
        return;
    }
    CodeValue *values = ARENA_ARRAY(scene_arena(call->host), CodeValue, panel->n_values + 1);
    int n = 0;
    for (int i = 0; i < panel->n_values; i++)
        if (panel->values[i].line != panel->text->lines[line].id)
            values[n++] = panel->values[i];
    values[n++] = (CodeValue){panel->text->lines[line].id, arg_text(args, "words"),
                              kit_color_or(call->host, args, scene_theme(call->host)->ink)};
    panel->values = values;
    panel->n_values = n;
    picture_change(call->host, call->self, panel, (Tween){0});
}

// Shows other lines of the text; values and the cursor go with theirs.
static void method_show(ScriptCall *call, const ScriptArgs *args)
{
    CodePanel *panel = panel_copy(call, call->self);
    const CodePart *part = code_text_part(call, panel->text, arg_string(args, "part"));
    if (!part)
        return;
    code_digits_check(call, panel->reading, panel->text, part->first, part->n);
    panel->first = part->first;
    panel->n = part->n;
    panel->lit = NULL;
    panel->cursor = -1;
    picture_change(call->host, call->self, panel, (Tween){0});
}

static const Arg LIGHT_ARGS[] = {
    {"first", ARG_ANY, .help = "which line: its number, from 1, or words that stand in it"},
    {"last", ARG_ANY, .optional = true, .help = "and all up to this one"},
    {0},
};
static const Arg LIGHT_OPTIONS[] = {
    {"color", ARG_COLOR, .help = "of the light"},
    {"dim", ARG_BOOL, .preset = "true", .help = "the others step back"},
    {0},
};
static const Arg EACH_OPTIONS[] = {{"dur", ARG_DURATION, .help = "of each line"}, {0}};
static const Arg TYPE_ARGS[] = {
    {"first", ARG_ANY, .optional = true, .help = "which line: its number, from 1, or words that stand in it; else all"},
    {"last", ARG_ANY, .optional = true, .help = "and all up to this one"},
    {0},
};
static const Arg VALUE_ARGS[] = {
    {"line", ARG_ANY, .help = "its number, from 1, or words that stand in it"},
    {"words", ARG_TEXT, .help = "what it gives"},
    {0},
};
static const Arg VALUE_OPTIONS[] = {{"color", ARG_COLOR, .help = "of the words"}, {0}};
static const Arg SHOW_ARGS[] = {{"part", ARG_STRING, .help = "its name"}, {0}};

static const Verb CODE_METHODS[] = {
    {"light", SHAPE_VERB, "One line, or some, are lit.", LIGHT_ARGS, LIGHT_OPTIONS, .call = method_light},
    {"light_all", SHAPE_FUNCTION, "All lines are as they were.", .call = method_light_all},
    {"light_each", SHAPE_VERB, "The lines are lit one after the other, then all are as before.", NULL, EACH_OPTIONS,
     .call = method_light_each},
    {"type", SHAPE_FUNCTION, "Lines are typed, key by key; until then they are not seen. A cursor moves along.", TYPE_ARGS,
     .call = method_type},
    {"value", SHAPE_VERB, "What a line gives comes out of it, to the right edge.", VALUE_ARGS, VALUE_OPTIONS,
     .call = method_value},
    {"show", SHAPE_FUNCTION, "Another part of the file is shown.", SHOW_ARGS, .call = method_show},
    {0},
};

// Another version: lines that it keeps move, those that it lacks fade, new ones come lit.
static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    CodePanel *panel = panel_copy(call, picture);
    const int64_t next_id = panel->text->next_id;
    const CodeText *text = code_text_read(call, panel->reading, given, panel->text);
    if (!text)
        return NULL;
    bool *lit = ARENA_ARRAY(scene_arena(call->host), bool, text->n_lines);
    int n_lit = 0;
    for (int i = 0; i < text->n_lines; i++) {
        lit[i] = text->lines[i].id >= next_id && text->lines[i].n_tokens > 0;
        n_lit += lit[i];
    }
    panel->text = text;
    panel->first = 0;
    panel->n = text->n_lines;
    panel->lit = n_lit > 0 ? lit : NULL;
    panel->look = (CodeLook){scene_theme(call->host)->accent, false};
    panel->cursor = -1;
    code_digits_check(call, panel->reading, text, 0, text->n_lines);
    return panel;
}

static const ScriptType CODE_TYPE = {
    .name = "code",
    .help = "A panel of program code; `change(code, …)` gives another version of it, whose new lines are lit.",
    .parent = &PICTURE_TYPE,
    .methods = CODE_METHODS};
static const ScriptKind CODE = {{"code", code_measure, code_lay_out}, &CODE_TYPE, change};

// ---- the verb ----

// The values that outlive the call; handles are objects of the scene.
static const ScriptNamed *kept(Arena *arena, const ScriptNamed *values, int n)
{
    ScriptNamed *own = ARENA_ARRAY(arena, ScriptNamed, n);
    for (int i = 0; i < n; i++) {
        own[i] = (ScriptNamed){arena_strdup(arena, values[i].name), values[i].value};
        own[i].value.ref = 0;
        if (own[i].value.kind == VALUE_STRING)
            own[i].value = value_string(arena_strdup(arena, own[i].value.string.bytes));
    }
    return own;
}

static const char *kept_string(Arena *arena, const ScriptArgs *args, const char *name)
{
    return arg_given(args, name) ? arena_strdup(arena, arg_string(args, name)) : NULL;
}

static void verb_code(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    CodeReading *reading = ARENA_NEW(arena, CodeReading);
    const ScriptNamed *values = args_others(args, &reading->n_values);
    reading->values = kept(arena, values, reading->n_values);
    reading->language = kept_string(arena, args, "language");
    CodePanel *panel = ARENA_NEW(arena, CodePanel);
    *panel = (CodePanel){
        .reading = reading,
        .label = arg_text(args, "label"),
        .beside = kept_string(arena, args, "beside"),
        .numbered = arg_bool(args, "numbered"),
        .map = arg_bool(args, "map"),
        .cursor = -1,
    };
    if (!named_colors_read(call, args, &reading->colors))
        return;
    panel->text = code_text_read(call, reading, arg_value(args, "code"), NULL);
    if (!panel->text)
        return;
    panel->n = panel->text->n_lines;
    if (arg_given(args, "part")) {
        const CodePart *part = code_text_part(call, panel->text, arg_string(args, "part"));
        panel->first = part ? part->first : 0;
        panel->n = part ? part->n : 0;
    }
    code_digits_check(call, reading, panel->text, panel->first, panel->n);
    if (!script_failed(call))
        script_picture(call, args, &CODE, panel);
}

static const Arg CODE_ARGS[] = {{"code", ARG_ANY, .help = "a file beside the film's scenes, or a list of lines"}, {0}};
static const Arg CODE_OPTIONS[] = {
    {"language", ARG_STRING, .help = "as \"c\" or \"lua\"; else a file's name says it, and lines are Python"},
    {"part", ARG_STRING, .help = "only the lines behind a comment as `# ---- loss ----`, up to the next such one"},
    {"label", ARG_TEXT, .help = "small words at the foot, as whose code it is"},
    {"numbered", ARG_BOOL, .preset = "false", .help = "each line has its number in the file"},
    {"map", ARG_BOOL, .preset = "false", .help = "all of the file stands beside it, a stroke for each line"},
    {"beside", ARG_STRING, .help = "there is room for values of lines as wide as this"},
    {"colors", ARG_TABLE, .help = "colours by words of the code: { q = \"query\", k = \"key\" }"},
    {0},
};
static const Arg CODE_OTHERS = {"NAME", ARG_ANY,
                                .help = "what ${NAME} or `NAME = number` in it is: a figure, a name, words"};

const Verb CODE_VERBS[] = {
    {"code", SHAPE_PICTURE, "Program code in colours, from a file or as lines.", CODE_ARGS, CODE_OPTIONS, PICTURE_OPTIONS,
     &CODE_OTHERS, verb_code, .makes = &CODE_TYPE,
     .example = "local loop = code { \"loop.py\", n = run.n_ctx, label = \"our sketch\", into = area() }"},
    {"python", .renamed_to = "code", .since = "0.1"},
    {0},
};
