// film_test.c — the language of tests: a test is run where it is called, on scenes that are built for it.
#include "engine/filmtest/film_test.h"

#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/cli/session.h"
#include "engine/script/script.h"
#include "engine/verbs/figure_verbs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// A session that is open until the file's tests are over.
typedef struct Opened {
    Session session;
    StageOpts stage;
    struct Opened *next;
} Opened;

typedef struct Tests {
    Arena arena;
    const Studio *studio;
    const ScriptFolder *folder;
    const char *film; // path
    Opened *opened;   // the last one first
    const char *name; // of the test that runs; NULL: none
    int n_done;       // the first tests of the file that were run before
    int n_begun;      // with those
    int n_passed;
} Tests;

// The film as one test wants it.
typedef struct TestFilm {
    Tests *tests;
    StageOpts stage;
} TestFilm;

// ---- scenes ----

static const ScriptType SCENE_BUILT_TYPE;

static const Scene *build(const TestFilm *film, const char *name, Err *err)
{
    Tests *tests = film->tests;
    Opened *opened = ARENA_NEW(&tests->arena, Opened);
    *opened = (Opened){.stage = film->stage, .next = tests->opened};
    tests->opened = opened;
    const char *path = arena_printf(&tests->arena, "%s/%s", tests->film, name);
    Selection selection;
    if (!session_open(&opened->session, &selection, tests->studio, &opened->stage, path, err))
        return NULL;
    const FilmRow *row = selection_only(&selection, path, err);
    return row ? session_scene(&opened->session, row, err) : NULL;
}

static void method_scene(ScriptCall *call, const ScriptArgs *args)
{
    Err err = {""};
    const Scene *scene = build(call->self, arg_string(args, "name"), &err);
    if (scene)
        script_return(call, value_handle(&SCENE_BUILT_TYPE, (void *)(uintptr_t)scene));
    else
        script_fail(call, "%s", err.text);
}

static void method_error(ScriptCall *call, const ScriptArgs *args)
{
    Err err = {""};
    if (build(call->self, arg_string(args, "name"), &err))
        script_fail(call, "%s was to be an error, and is none", arg_string(args, "name"));
    else
        script_return(call, value_string(err.text));
}

static ScriptValue get_seconds(ScriptCall *call, void *object)
{
    (void)call;
    return value_number(round(((const Scene *)object)->dur_s * 1000) / 1000); // as one can write it
}

static ScriptValue get_clicks(ScriptCall *call, void *object)
{
    (void)call;
    return value_integer(((const Scene *)object)->n_steps);
}

static ScriptValue get_cues(ScriptCall *call, void *object)
{
    const Scene *scene = object;
    ScriptValue *cues = ARENA_ARRAY(call->arena, ScriptValue, scene->n_says);
    for (int i = 0; i < scene->n_says; i++)
        cues[i] = value_string(scene->says[i].cue);
    return value_list(cues, scene->n_says);
}

static const char *seen_words(const Node *node, double t_s)
{
    double opacity = 1;
    for (const Node *each = node; each; each = each->parent)
        opacity *= node_value(each, PROP_OPACITY, t_s);
    const int variant = (int)clamp(floor(node_value(node, PROP_VARIANT, t_s) + 0.5), 0, node->n_runs - 1);
    return opacity > INVISIBLE ? node->runs[variant]->text : NULL;
}

static void method_texts(ScriptCall *call, const ScriptArgs *args)
{
    const Scene *scene = call->self;
    ScriptValue *texts = ARENA_ARRAY(call->arena, ScriptValue, scene->n_nodes);
    int n = 0;
    for (int i = 0; i < scene->n_nodes; i++) {
        const bool text = scene->nodes[i]->kind == NODE_TEXT;
        const char *words = text ? seen_words(scene->nodes[i], arg_number(args, "seconds")) : NULL;
        if (words && *words)
            texts[n++] = value_string(words);
    }
    script_return(call, value_list(texts, n));
}

static void method_shows(ScriptCall *call, const ScriptArgs *args)
{
    const Scene *scene = call->self;
    bool shows = false;
    for (int i = 0; i < scene->n_nodes && !shows; i++) {
        const bool text = scene->nodes[i]->kind == NODE_TEXT;
        const char *words = text ? seen_words(scene->nodes[i], arg_number(args, "seconds")) : NULL;
        shows = words && strcmp(words, arg_string(args, "words")) == 0;
    }
    script_return(call, value_bool(shows));
}

static const Arg AT_ARGS[] = {{"seconds", ARG_NUMBER, .min = 0, .max = 1e6, .help = "from the scene's start"}, {0}};
static const Arg SHOWS_ARGS[] = {{"words", ARG_STRING, .help = "all of a text"},
                                 {"seconds", ARG_NUMBER, .min = 0, .max = 1e6, .help = "from the scene's start"},
                                 {0}};

static const Verb SCENE_BUILT_METHODS[] = {
    {"texts", SHAPE_FUNCTION, "All texts that are seen at a time.", AT_ARGS, .call = method_texts, .anywhere = true},
    {"shows", SHAPE_FUNCTION, "Whether a text is seen at a time.", SHOWS_ARGS, .call = method_shows, .anywhere = true},
    {0},
};

static const ScriptField SCENE_BUILT_FIELDS[] = {
    {"seconds", "how long it lasts", get_seconds, "number"},
    {"clicks", "steps of its slide that end by a click", get_clicks, "number"},
    {"cues", "names of its spoken lines", get_cues, "list"},
    {0},
};

static const ScriptType SCENE_BUILT_TYPE = {
    .name = "built_scene", .help = "A scene as it was built.", .methods = SCENE_BUILT_METHODS, .fields = SCENE_BUILT_FIELDS};

// ---- films and tests ----

static const Arg NAME_ARGS[] = {{"name", ARG_STRING, .help = "of the scene, as \"01_next_token\""}, {0}};

static const Verb FILM_METHODS[] = {
    {"scene", SHAPE_FUNCTION, "Builds a scene.", NAME_ARGS, .call = method_scene, .returns = "built_scene",
     .anywhere = true},
    {"error", SHAPE_FUNCTION, "What is wrong with a scene that cannot be built.", NAME_ARGS, .call = method_error,
     .anywhere = true},
    {0},
};

static const ScriptType FILM_TYPE = {.name = "film", .help = "The film as a test builds it.", .methods = FILM_METHODS};

// A run beside the film, or wherever the path leads.
static const char *run_path(Tests *tests, const char *run)
{
    const char *beside = folder_shown(tests->folder, &tests->arena, run);
    return dir_exists(beside) ? beside : arena_strdup(&tests->arena, run);
}

static bool take_options(Tests *tests, const ScriptArgs *args, StageOpts *stage, Err *err)
{
    *stage = stage_defaults(NULL);
    if (arg_given(args, "run"))
        stage->inputs.words[stage->inputs.n++] = run_path(tests, arg_string(args, "run"));
    if (arg_given(args, "canvas"))
        stage_set_canvas(stage, choices_find(&CANVAS_CHOICES, arg_string(args, "canvas"), err));
    int n = 0;
    const ScriptNamed *sets = arg_given(args, "set") ? args_others(arg_table(args, "set"), &n) : NULL;
    for (int i = 0; i < n && i < MOST_OPT_WORDS; i++) {
        const ScriptValue value = sets[i].value;
        const char *text = value.kind == VALUE_STRING ? value.string.bytes
                           : value.kind == VALUE_BOOL ? (value.truth ? "true" : "false")
                           : value.kind == VALUE_INTEGER
                               ? arena_printf(&tests->arena, "%lld", (long long)value.integer)
                               : arena_printf(&tests->arena, "%.17g", value_real(value));
        stage->params.words[stage->params.n++] = arena_printf(&tests->arena, "%s=%s", sets[i].name, text);
    }
    return stage->canvas != NULL;
}

static void verb_test(ScriptCall *call, const ScriptArgs *args)
{
    Tests *tests = call->host;
    if (tests->name) {
        script_fail(call, "a test stands within the test \"%s\"; write it behind it", tests->name);
        return;
    }
    if (tests->n_begun++ < tests->n_done)
        return;
    TestFilm *film = ARENA_NEW(&tests->arena, TestFilm);
    Err err = {""};
    film->tests = tests;
    tests->name = arena_strdup(&tests->arena, arg_string(args, "name"));
    if (!take_options(tests, args, &film->stage, &err)) {
        script_fail(call, "%s", err.text);
        return;
    }
    const ScriptValue given = value_handle(&FILM_TYPE, film);
    if (!script_run(call, arg_value(args, "f"), &given, 1, NULL))
        return;
    tests->n_passed++;
    tests->name = NULL;
}

static const Arg TEST_ARGS[] = {{"name", ARG_STRING, .help = "what is tested"},
                                {"f", ARG_FUNCTION, .help = "is given the film; an error in it fails the test"},
                                {0}};
static const Arg TEST_OPTIONS[] = {{"run", ARG_STRING, .help = "to build from: a folder beside the film, or a path"},
                                   {"canvas", ARG_STRING, .help = "wide, square, 4:5 or tall"},
                                   {"set", ARG_TABLE, .help = "params of the film"},
                                   {0}};

static const Verb TEST_VERBS[] = {
    {"test", SHAPE_BLOCK, "A test of the film.", TEST_ARGS, TEST_OPTIONS, .call = verb_test, .anywhere = true},
    {0},
};

// ---- a file ----

// What was printed before is not printed again.
static void print_line(void *host, const char *line)
{
    const Tests *tests = host;
    if (tests->n_begun >= tests->n_done)
        puts(line);
}

// Runs the file from its start, and those of its tests that are not done. False: one failed, `tests->name`; NULL: the
// file, outside of tests.
static bool run_file(Tests *tests, const char *file, Err *err)
{
    static const Verb *const VERBS[] = {TEST_VERBS, NULL};
    static const ScriptType *const TYPES[] = {&FILM_TYPE, &SCENE_BUILT_TYPE, NULL};
    static const ScriptLanguage LANGUAGE = {.verbs = VERBS, .types = TYPES, .words = script_words, .plain = script_plain,
                                            .print = print_line};
    const ScriptSetup setup = {.language = &LANGUAGE, .folder = *tests->folder, .host = tests};
    Script *script = script_create(&setup);
    const bool ran = script_run_file(script, file, err);
    script_destroy(script);
    for (Opened *each = tests->opened; each; each = each->next)
        session_close(&each->session);
    return ran;
}

FilmTested film_test_run(const Studio *studio, Arena *arena, const ScriptFolder *folder, const char *film,
                         const char *file)
{
    FilmTested tested = {0};
    int capacity = 0, n_done = 0;
    for (bool over = false; !over;) {
        Tests tests = {.studio = studio, .folder = folder, .film = film, .n_done = n_done};
        Err why = {""};
        arena_init(&tests.arena);
        const bool ran = run_file(&tests, file, &why);
        if (!ran) {
            tested.failures =
                arena_grow(arena, tested.failures, tested.n_failures, &capacity, sizeof *tested.failures);
            const char *test = tests.name ? arena_strdup(arena, tests.name) : NULL;
            tested.failures[tested.n_failures++] = (FilmFailure){test, why};
        }
        tested.n_passed += tests.n_passed;
        n_done = tests.n_begun;
        over = ran || !tests.name;
        arena_finish(&tests.arena);
    }
    return tested;
}
