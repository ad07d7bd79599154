// test_sources.c — every source says in its first line what it holds, and a header's functions are where its name says.
#include "support_sources.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct Findings {
    Arena *arena;
    bool quiet;
    int n;
    const char *last;
} Findings;

static void find(Findings *findings, const char *path, const char *what)
{
    findings->n++;
    findings->last = arena_printf(findings->arena, "%s: %s", path, what);
    if (!findings->quiet)
        fprintf(stderr, "%s\n", findings->last);
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool lists(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

// ---- the first line ----

static void check_head(const Source *source, Findings *findings)
{
    const char *begin = arena_printf(findings->arena, "// %s — ", name_of(source->path));
    if (!text_begins(source->text, begin))
        find(findings, source->path, arena_printf(findings->arena, "does not begin with \"%s\"", begin));
}

// ---- headers and their sources ----

// "gpt.c" and "gpt_forward.c" beside "gpt.h".
static bool is_called_like(const char *source, const char *header)
{
    const size_t n_stem = strlen(header) - strlen(".h");
    return strncmp(source, header, n_stem) == 0 && (source[n_stem] == '.' || source[n_stem] == '_');
}

static bool text_ends(const char *text, const char *with)
{
    const size_t n = strlen(text), n_with = strlen(with);
    return n >= n_with && strcmp(text + n - n_with, with) == 0;
}

// A source may define what a header declares when it is called like the header, includes it before all others, or is
// named in it.
static bool may_define(const Source *source, const Source *header)
{
    return is_called_like(source->path, header->path) ||
           (source->includes[0] && text_ends(header->path, source->includes[0])) ||
           strstr(header->text, name_of(source->path));
}

static void check_function(const Sources *sources, const Source *header, const char *function, Findings *findings)
{
    const Source *elsewhere = NULL;
    for (int i = 0; i < sources->n; i++) {
        const Source *source = &sources->items[i];
        if (text_ends(source->path, ".h") || !lists(source->defines, function))
            continue;
        if (may_define(source, header))
            return;
        elsewhere = source;
    }
    find(findings, header->path,
         elsewhere ? arena_printf(findings->arena, "%s is defined in %s", function, elsewhere->path)
                   : arena_printf(findings->arena, "%s is defined nowhere", function));
}

static void check_sources(const Sources *sources, Findings *findings)
{
    for (int i = 0; i < sources->n; i++) {
        const Source *source = &sources->items[i];
        check_head(source, findings);
        if (source->path[strlen(source->path) - 1] != 'h')
            continue;
        for (const char *const *function = source->declares; *function; function++)
            check_function(sources, source, *function, findings);
    }
}

static void test_the_program(void **state)
{
    (void)state;
    static const char *const FOLDERS[] = {"engine", "model", "scenes", "tests"};
    Arena arena;
    arena_init(&arena);
    const Sources sources = sources_read(&arena, FOLDERS, 4);
    assert_true(sources.n > 50);
    Findings findings = {.arena = &arena};
    check_sources(&sources, &findings);
    arena_finish(&arena);
    assert_int_equal(findings.n, 0);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NOTHING ((const char *const[]){NULL})

static void test_the_checks_notice(void **state)
{
    (void)state;
    enum { HEADER, SOURCE, N_FILES };
    const Source right[N_FILES] = {
        {"engine/anim/bell.h", "// bell.h — rings.\n", NOTHING, NOTHING, LIST("bell_ring"), NOTHING},
        {"engine/anim/bell.c", "// bell.c — rings.\n", NOTHING, NOTHING, NOTHING, LIST("bell_ring")},
    };
    const struct {
        int changed; // which of the files, and to what
        Source to;
        const char *told;
    } CASES[] = {
        {SOURCE, right[SOURCE], ""},
        {SOURCE,
         {"engine/anim/bell.c", "#include <math.h>\n", NOTHING, NOTHING, NOTHING, LIST("bell_ring")},
         "engine/anim/bell.c: does not begin with \"// bell.c — \""},
        {SOURCE,
         {"engine/anim/bell.c", "// gong.c — rings.\n", NOTHING, NOTHING, NOTHING, LIST("bell_ring")},
         "engine/anim/bell.c: does not begin with \"// bell.c — \""},
        {SOURCE,
         {"engine/anim/bell.c", "// bell.c — rings.\n", NOTHING, NOTHING, NOTHING, LIST("bell_toll")},
         "engine/anim/bell.h: bell_ring is defined nowhere"},
        {SOURCE,
         {"engine/anim/gong.c", "// gong.c — rings.\n", NOTHING, NOTHING, NOTHING, LIST("bell_ring")},
         "engine/anim/bell.h: bell_ring is defined in engine/anim/gong.c"},
        {SOURCE,
         {"engine/anim/gong.c", "// gong.c — rings.\n", LIST("engine/anim/a.h", "engine/anim/bell.h"), NOTHING, NOTHING,
          LIST("bell_ring")},
         "engine/anim/bell.h: bell_ring is defined in engine/anim/gong.c"},
        {SOURCE,
         {"engine/anim/gong.c", "// gong.c — rings.\n", LIST("engine/anim/bell.h"), NOTHING, NOTHING,
          LIST("bell_ring")},
         ""},
        {SOURCE,
         {"engine/anim/bell_tower.c", "// bell_tower.c — rings.\n", NOTHING, NOTHING, NOTHING, LIST("bell_ring")},
         ""},
        {HEADER,
         {"engine/anim/bells.h", "// bells.h — rings. In bell.c.\n", NOTHING, NOTHING, LIST("bell_ring"), NOTHING},
         ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Arena arena;
        arena_init(&arena);
        Findings findings = {.arena = &arena, .quiet = true, .last = ""};
        Source files[N_FILES] = {right[HEADER], right[SOURCE]};
        files[CASES[i].changed] = CASES[i].to;
        check_sources(&(Sources){files, N_FILES}, &findings);
        assert_string_equal(findings.last, CASES[i].told);
        arena_finish(&arena);
    }
}

// What is taken for a function, and what is not.
static void test_functions_are_found(void **state)
{
    static const char TEXT[] = "// small.c — nothing much.\n"
                               "#include \"engine/base/arena.h\"\n"
                               "#include <math.h>\n"
                               "#define MACRO(x) (x)\n"
                               "typedef void (*Callback)(int);\n"
                               "extern const int TABLE[];\n"
                               "static int hidden(void)\n{\n    return MACRO(1);\n}\n"
                               "bool declared(const char *format, ...) PRINTF_LIKE(1, 2);\n"
                               "const char *on_two_lines(int first,\n                         int second);\n"
                               "enum { A = (1) };\n"
                               "struct Node {\n    int (*call)(void);\n};\n"
                               "char *defined(void)\n{\n    call(1);\n}\n"
                               "void AT_LEVEL(made)(int n)\n{\n}\n"
                               "const int VALUES[] = {MACRO(2)};\n";
    Temp *temp = *state;
    temp_write_text(temp, "small.c", TEXT);
    const char *const folders[] = {temp->dir};
    const Sources sources = sources_read(&temp->arena, folders, 1);
    assert_int_equal(sources.n, 1);
    const Source *source = &sources.items[0];
    assert_string_equal(source->includes[0], "engine/base/arena.h");
    assert_null(source->includes[1]);
    assert_string_equal(source->libraries[0], "math.h");
    assert_null(source->libraries[1]);
    assert_string_equal(source->declares[0], "declared");
    assert_string_equal(source->declares[1], "on_two_lines");
    assert_null(source->declares[2]);
    assert_string_equal(source->defines[0], "defined");
    assert_string_equal(source->defines[1], "made");
    assert_null(source->defines[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_checks_notice),
        cmocka_unit_test_setup_teardown(test_functions_are_found, temp_setup, temp_teardown),
        cmocka_unit_test(test_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
