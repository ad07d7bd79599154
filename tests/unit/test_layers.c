// test_layers.c — who may see whom. The rooms of the program are blind to what lies above them. A file sees what it
// includes, and what that includes in turn.
#include "support_graph.h"
#include "support_sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

// ---- the rules ----

enum { MOST_SEEN = 10, MOST_THROUGH = 16 };

typedef struct Room {
    const char *name;                  // how the paths of its files begin
    const char *sees[MOST_SEEN];       // files that they may see, by how the paths begin
    const char *through[MOST_THROUGH]; // files that they may see with all that these include
} Room;

#define BASE "engine/base/"

// A file is in the first room that fits. To add a room: a row, before those with shorter names.
static const Room ROOMS[] = {
    {BASE, {BASE}, {NULL}},
    {"engine/anim/", {BASE, "engine/anim/"}, {NULL}},
    {"engine/formula/", {BASE, "engine/anim/", "engine/formula/"}, {NULL}},
    {"engine/deck/", {BASE, "engine/deck/"}, {NULL}},
    {"engine/script/", {BASE, "engine/script/"}, {NULL}},
    {"engine/verbs/", {BASE, "engine/anim/", "engine/deck/", "engine/script/", "engine/verbs/"}, {NULL}},
    {"engine/filmtest/", {"engine/"}, {NULL}},
    {"engine/raster/", {BASE, "engine/anim/", "engine/raster/"}, {NULL}},
    {"engine/svg/", {BASE, "engine/anim/", "engine/raster/", "engine/svg/"}, {NULL}},
    {"engine/sound/", {BASE, "engine/sound/"}, {NULL}},
    {"engine/video/", {BASE, "engine/anim/", "engine/raster/", "engine/sound/", "engine/video/"}, {NULL}},
    {"engine/output/",
     {BASE, "engine/anim/", "engine/raster/", "engine/sound/", "engine/svg/", "engine/video/", "engine/output/"},
     {NULL}},
    {"engine/cli/", {"engine/"}, {NULL}},
    {"engine/studio/", {"engine/"}, {NULL}},
    {"model/run/", {BASE, "model/run/"}, {NULL}},
    {"model/nn/", {BASE, "model/run/", "model/nn/"}, {NULL}},
    {"model/text/", {BASE, "model/run/", "model/nn/random.h", "model/text/"}, {NULL}},
    {"model/infer/", {BASE, "model/run/", "model/nn/", "model/text/", "model/infer/"}, {NULL}},
    {"model/train/", {BASE, "model/run/", "model/nn/", "model/text/", "model/infer/", "model/train/"}, {NULL}},
    {"model/cli/", {BASE, "model/"}, {NULL}},
    {"scenes/main.c", {"engine/", "model/", "scenes/"}, {NULL}},
    {"scenes/films.",
     {BASE, "engine/script/", "engine/verbs/", "scenes/films.h", "scenes/deck/deck_verbs.h", "scenes/kit/"},
     {"engine/anim/film.h", "engine/verbs/script_film.h", "scenes/kit/run_values.h"}},
    {"scenes/chart/",
     {BASE, "scenes/chart/", "scenes/kit/roles.h"},
     {"engine/anim/block.h", "engine/anim/canvas.h", "engine/anim/film.h", "engine/anim/scene.h", "engine/anim/size.h",
      "engine/anim/theme_file.h", "engine/output/still.h", "model/run/run.h", "scenes/kit/chart.h",
      "scenes/kit/shown.h", "scenes/kit/run_values.h", "scenes/kit/type_scale.h"}},
    {"scenes/deck/",
     {BASE, "engine/script/", "scenes/deck/", "scenes/kit/"},
     {"engine/anim/scene.h", "engine/anim/area.h", "engine/anim/picture.h", "engine/anim/image_file.h",
      "engine/formula/formula.h", "engine/verbs/figure_verbs.h", "scenes/kit/kit_verbs.h"}},
    {"scenes/kit/",
     {BASE, "engine/script/", "scenes/kit/"},
     {"engine/anim/scene.h", "engine/anim/area.h", "engine/anim/picture.h", "engine/anim/arrow.h",
      "engine/anim/block.h", "engine/anim/identity.h", "engine/anim/image_file.h", "engine/formula/formula.h",
      "engine/verbs/language.h",
      "engine/verbs/verbs.h", "engine/verbs/figure_verbs.h", "model/run/run.h", "model/run/candidates.h"}},
};

enum { N_ROOMS = sizeof ROOMS / sizeof *ROOMS };

// Libraries whose types stay in sources: no header of ours may include them.
static const char *const NOT_IN_HEADERS[] = {
    "cairo", "pango", "harfbuzz", "hb",    "ft2build", "freetype",   "fontconfig", "libav",   "libsw",  "x264",
    "SDL",   "librsvg", "cblas",    "jansson", "pcre2",    "lua",      "fluidsynth", "ebur128", "sndfile", "espeak",
    "microhttpd", "srchilite", "md4c",     "libxml",  "yaml",     "zip.h"};

// Libraries that only some parts may use; a part more is a row more.
static const struct {
    const char *library, *part;
} OWNERS[] = {
    {"jansson", "model/run/"},
    {"jansson", "engine/output/recorded"},
    {"jansson", "engine/verbs/data_"},
    {"jansson", "engine/studio/"},
    {"microhttpd", "engine/studio/http"},
    {"cblas", "model/nn/blas"},
    {"libav", "engine/"},
    {"libsw", "engine/"},
    {"x264", "engine/"},
    {"cairo", "engine/"},
    {"pango", "engine/"},
    {"hb", "engine/"},
    {"librsvg", "engine/anim/image_svg"},
    {"pcre2", "model/text/bpe_"},
    {"lua", "engine/script/"},
    {"fluidsynth", "engine/sound/"},
    {"ebur128", "engine/sound/"},
    {"sndfile", "engine/sound/"},
    {"espeak", "engine/sound/"},
    {"md4c", "engine/deck/markdown"},
    {"libxml", "engine/deck/dom"},
    {"yaml", "engine/deck/front"},
    {"srchilite", "scenes/kit/code_colors.cpp"},
    {"zip.h", "engine/output/archive"},
};

// ---- what was found ----

typedef struct Findings {
    Arena *arena;
    bool quiet;
    int n;
    const char *last; // "model/nn/a.c → model/nn/a.h → model/train/b.h"
} Findings;

static void find(Findings *findings, const char *what, const char *chain)
{
    findings->n++;
    findings->last = chain;
    if (!findings->quiet)
        fprintf(stderr, "%s: %s\n", what, chain);
}

// ---- the checks ----

static int room_of(const char *path)
{
    for (int i = 0; i < N_ROOMS; i++)
        if (text_begins(path, ROOMS[i].name))
            return i;
    return -1;
}

static Graph graph_of_rooms(Arena *arena, const Graph *files)
{
    Graph graph = {0};
    for (int i = 0; i < N_ROOMS; i++)
        graph_node(&graph, arena, ROOMS[i].name);
    for (int i = 0; i < files->n; i++)
        for (const int *to = files->next[i]; *to >= 0; to++) {
            const int from_room = room_of(files->names[i]), to_room = room_of(files->names[*to]);
            if (from_room >= 0 && to_room >= 0 && from_room != to_room)
                graph_lead(&graph, arena, from_room, to_room);
        }
    return graph;
}

static bool may_see(const Room *room, const char *seen)
{
    for (int i = 0; i < MOST_SEEN && room->sees[i]; i++)
        if (text_begins(seen, room->sees[i]))
            return true;
    return false;
}

// The files that the room sees through others.
static const bool *seen_through(const Graph *files, Arena *arena, const Room *room)
{
    bool *through = ARENA_ARRAY(arena, bool, files->n);
    for (int i = 0; i < files->n; i++)
        for (int k = 0; k < MOST_THROUGH && room->through[k]; k++)
            if (strcmp(files->names[i], room->through[k]) == 0)
                graph_mark(files, i, through);
    return through;
}

// Follows the includes of a file, nearest first, and tells the way to each that it may not see, but not on from there;
// and not what another file of the same room includes, which is told of that one.
static void check_file(const Graph *files, int file, Findings *findings)
{
    Arena *arena = findings->arena;
    const char *path = files->names[file];
    const int room = room_of(path);
    if (room < 0) {
        find(findings, "in no room", path);
        return;
    }
    const bool *through = seen_through(files, arena, &ROOMS[room]);
    int *before = ARENA_ARRAY(arena, int, files->n), *queue = ARENA_ARRAY(arena, int, files->n), n_queue = 1;
    bool *met = ARENA_ARRAY(arena, bool, files->n);
    queue[0] = file;
    before[file] = -1;
    met[file] = true;
    for (int i = 0; i < n_queue; i++)
        for (const int *to = files->next[queue[i]]; *to >= 0; to++) {
            if (met[*to])
                continue;
            met[*to] = true;
            before[*to] = queue[i];
            if (through[*to] || may_see(&ROOMS[room], files->names[*to]))
                queue[n_queue++] = *to;
            else if (queue[i] == file || room_of(files->names[queue[i]]) != room)
                find(findings, "may not see", graph_chain(files, arena, before, *to));
        }
}

static void find_circle(void *findings, const char *chain)
{
    find(findings, "a circle", chain);
}

static void check_files(const Graph *files, Findings *findings)
{
    const Graph rooms = graph_of_rooms(findings->arena, files);
    graph_circles(files, findings->arena, find_circle, findings);
    graph_circles(&rooms, findings->arena, find_circle, findings);
    for (int i = 0; i < files->n; i++)
        check_file(files, i, findings);
}

static bool owns(const char *library, const char *path)
{
    for (size_t i = 0; i < sizeof OWNERS / sizeof *OWNERS; i++)
        if (strcmp(OWNERS[i].library, library) == 0 && text_begins(path, OWNERS[i].part))
            return true;
    return false;
}

static void check_libraries(const Source *source, Findings *findings)
{
    const bool header = strcmp(source->path + strlen(source->path) - 2, ".h") == 0;
    for (const char *const *library = source->libraries; *library; library++) {
        const char *chain = arena_printf(findings->arena, "%s → <%s>", source->path, *library);
        for (size_t i = 0; header && i < sizeof NOT_IN_HEADERS / sizeof *NOT_IN_HEADERS; i++)
            if (text_begins(*library, NOT_IN_HEADERS[i]))
                find(findings, "not in a header", chain);
        for (size_t i = 0; i < sizeof OWNERS / sizeof *OWNERS; i++)
            if (text_begins(*library, OWNERS[i].library) && !owns(OWNERS[i].library, source->path)) {
                find(findings, "not in this part", chain);
                break;
            }
    }
}

static void test_the_program(void **state)
{
    (void)state;
    static const char *const FOLDERS[] = {"engine", "model", "scenes"};
    Arena arena;
    arena_init(&arena);
    const Sources sources = sources_read(&arena, FOLDERS, 3);
    assert_true(sources.n > 50);
    Findings findings = {.arena = &arena};
    Graph files = {0};
    for (int i = 0; i < sources.n; i++) {
        const int from = graph_node(&files, &arena, sources.items[i].path);
        for (const char *const *name = sources.items[i].includes; *name; name++)
            graph_lead(&files, &arena, from, graph_node(&files, &arena, *name));
        check_libraries(&sources.items[i], &findings);
    }
    check_files(&files, &findings);
    arena_finish(&arena);
    assert_int_equal(findings.n, 0);
}

// ---- the checks themselves ----

enum { MOST_INCLUDES = 5 };

typedef struct Case {
    struct {
        const char *file, *includes;
    } tree[MOST_INCLUDES];
    const char *told; // last; NULL: nothing
} Case;

static void check_cases(const Case *cases, size_t n_cases)
{
    for (size_t i = 0; i < n_cases; i++) {
        Arena arena;
        arena_init(&arena);
        Findings findings = {.arena = &arena, .quiet = true, .last = ""};
        Graph files = {0};
        for (int k = 0; k < MOST_INCLUDES && cases[i].tree[k].file; k++) {
            const int from = graph_node(&files, &arena, cases[i].tree[k].file);
            graph_lead(&files, &arena, from, graph_node(&files, &arena, cases[i].tree[k].includes));
        }
        check_files(&files, &findings);
        assert_string_equal(findings.last, cases[i].told ? cases[i].told : "");
        arena_finish(&arena);
    }
}

static void test_what_lies_above_is_noticed(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {{{"engine/base/a.c", "engine/base/b.h"}}, NULL},
        {{{"engine/base/a.c", "engine/anim/b.h"}}, "engine/base/a.c → engine/anim/b.h"},
        {{{"engine/anim/a.c", "engine/raster/b.h"}}, "engine/anim/a.c → engine/raster/b.h"},
        {{{"engine/svg/a.c", "engine/output/b.h"}}, "engine/svg/a.c → engine/output/b.h"},
        {{{"engine/video/a.c", "engine/svg/b.h"}}, "engine/video/a.c → engine/svg/b.h"},
        {{{"engine/output/a.c", "engine/cli/b.h"}}, "engine/output/a.c → engine/cli/b.h"},
        {{{"engine/output/a.c", "model/run/b.h"}}, "engine/output/a.c → model/run/b.h"},
        {{{"model/run/a.c", "model/nn/b.h"}}, "model/run/a.c → model/nn/b.h"},
        {{{"model/nn/a.c", "engine/anim/b.h"}}, "model/nn/a.c → engine/anim/b.h"},
        {{{"model/infer/a.c", "model/train/b.h"}}, "model/infer/a.c → model/train/b.h"},
        {{{"model/text/a.c", "model/nn/random.h"}}, NULL},
        {{{"model/text/a.c", "model/nn/gpt.h"}}, "model/text/a.c → model/nn/gpt.h"},
        {{{"scenes/kit/a.c", "model/nn/b.h"}}, "scenes/kit/a.c → model/nn/b.h"},
        {{{"scenes/chart/a.c", "scenes/kit/roles.h"}}, NULL},
        {{{"scenes/kit/a.c", "scenes/chart/b.h"}}, "scenes/kit/a.c → scenes/chart/b.h"},
        {{{"scenes/films.c", "scenes/kit/b.h"}}, NULL},
        {{{"scenes/mine/01_a.c", "engine/base/b.h"}}, "scenes/mine/01_a.c"}, // films are no C
        {{{"scenes/main.c", "model/cli/b.h"}}, NULL},
        {{{"scenes/main.c", "tests/unit/b.h"}}, "tests/unit/b.h"}, // which is in no room
    };
    check_cases(CASES, sizeof CASES / sizeof *CASES);
}

static void test_what_headers_include_is_followed(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {{{"model/text/a.c", "model/nn/random.h"}, {"model/nn/random.h", "model/nn/gpt.h"}},
         "model/text/a.c → model/nn/random.h → model/nn/gpt.h"},
        {{{"scenes/kit/a.c", "scenes/kit/b.h"},
          {"scenes/kit/b.h", "engine/anim/film.h"},
          {"engine/anim/film.h", "engine/anim/scene_data.h"}},
         "scenes/kit/b.h → engine/anim/film.h"},
        {{{"scenes/chart/a.c", "scenes/kit/roles.h"}, {"scenes/kit/roles.h", "engine/anim/path.h"}},
         "scenes/kit/roles.h → engine/anim/path.h"},
        {{{"scenes/kit/a.c", "engine/anim/scene.h"}, {"engine/anim/scene.h", "engine/anim/path.h"}}, NULL},
        {{{"scenes/kit/a.c", "engine/anim/path.h"}}, "scenes/kit/a.c → engine/anim/path.h"},
        {{{"scenes/kit/a.c", "model/run/run.h"}, {"model/run/run.h", "model/run/tensor.h"}}, NULL},
        {{{"scenes/kit/a.c", "model/run/writer.h"}, {"model/run/run.h", "model/run/tensor.h"}},
         "scenes/kit/a.c → model/run/writer.h"},
    };
    check_cases(CASES, sizeof CASES / sizeof *CASES);
}

static void test_circles_are_noticed(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {{{"engine/anim/a.h", "engine/anim/a.h"}}, "engine/anim/a.h → engine/anim/a.h"},
        {{{"engine/anim/a.h", "engine/anim/b.h"},
          {"engine/anim/b.h", "engine/anim/c.h"},
          {"engine/anim/c.h", "engine/anim/b.h"}},
         "engine/anim/b.h → engine/anim/c.h → engine/anim/b.h"},
        {{{"engine/anim/a.h", "engine/anim/b.h"},
          {"engine/anim/a.h", "engine/anim/c.h"},
          {"engine/anim/b.h", "engine/anim/d.h"},
          {"engine/anim/c.h", "engine/anim/d.h"}},
         NULL},
    };
    check_cases(CASES, sizeof CASES / sizeof *CASES);
    // Rooms that see each other are one even where no file reaches itself.
    Arena arena;
    arena_init(&arena);
    Findings findings = {.arena = &arena, .quiet = true};
    Graph files = {0};
    graph_lead(&files, &arena, graph_node(&files, &arena, "model/nn/a.c"), graph_node(&files, &arena, "model/run/b.h"));
    graph_lead(&files, &arena, graph_node(&files, &arena, "model/run/c.c"), graph_node(&files, &arena, "model/nn/d.h"));
    const Graph rooms = graph_of_rooms(&arena, &files);
    graph_circles(&rooms, &arena, find_circle, &findings);
    assert_int_equal(findings.n, 1);
    assert_string_equal(findings.last, "model/run/ → model/nn/ → model/run/");
    arena_finish(&arena);
}

static void test_libraries_are_noticed(void **state)
{
    (void)state;
    static const struct {
        const char *path, *library;
        int n_findings;
    } CASES[] = {
        {"engine/raster/a.c", "cairo.h", 0}, {"engine/raster/a.h", "cairo.h", 1}, {"scenes/kit/a.c", "cairo.h", 1},
        {"scenes/kit/a.c", "math.h", 0},     {"model/infer/a.c", "jansson.h", 1},
        {"model/run/a.c", "jansson.h", 0},   {"engine/output/recorded.c", "jansson.h", 0},
    };
    Arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Findings findings = {.arena = &arena, .quiet = true};
        const char *const libraries[] = {CASES[i].library, NULL};
        check_libraries(&(Source){.path = CASES[i].path, .libraries = libraries}, &findings);
        assert_int_equal(findings.n, CASES[i].n_findings);
    }
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_program),
        cmocka_unit_test(test_what_lies_above_is_noticed),
        cmocka_unit_test(test_what_headers_include_is_followed),
        cmocka_unit_test(test_circles_are_noticed),
        cmocka_unit_test(test_libraries_are_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
