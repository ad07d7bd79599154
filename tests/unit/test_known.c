// test_known.c — the names of layouts and classes that the reader of decks knows, beside what draws them.
#include "engine/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Sets of words are strings: " center cover ".
typedef struct Files {
    Arena arena;
    const char *known, *deck, *look, *placed;
} Files;

static const char *read_source(Arena *arena, const char *path)
{
    Err err = {""};
    size_t n_bytes;
    const char *text = file_read(arena, path, &n_bytes, &err);
    if (!text)
        fail_msg("%s", err.text);
    return text;
}

static int setup(void **state)
{
    Files *files = calloc(1, sizeof *files);
    arena_init(&files->arena);
    files->known = read_source(&files->arena, "engine/deck/known.c");
    files->deck = read_source(&files->arena, "scenes/deck/deck.lua");
    files->look = read_source(&files->arena, "scenes/deck/look.lua");
    files->placed = read_source(&files->arena, "scenes/deck/placed.lua");
    *state = files;
    return 0;
}

static int teardown(void **state)
{
    Files *files = *state;
    arena_finish(&files->arena);
    free(files);
    return 0;
}

// The text between two others.
static const char *between(Arena *arena, const char *text, const char *begin, const char *end)
{
    const char *from = strstr(text, begin);
    const char *to = from ? strstr(from + strlen(begin), end) : NULL;
    if (!to)
        fail_msg("there is no %s … %s", begin, end);
    from += strlen(begin);
    return arena_strndup(arena, from, (size_t)(to - from));
}

static bool has(Arena *arena, const char *set, const char *word)
{
    return strstr(set, arena_printf(arena, " %s ", word)) != NULL;
}

static const char *with(Arena *arena, const char *set, const char *word, size_t n_bytes)
{
    word = arena_strndup(arena, word, n_bytes);
    return has(arena, set, word) ? set : arena_printf(arena, "%s%s ", set, word);
}

static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

// The names that follow `before` wherever it stands, up to what is no letter of names.
static const char *all_behind(Arena *arena, const char *text, const char *before, const char *set)
{
    for (const char *at = text; (at = strstr(at, before));) {
        at += strlen(before);
        const size_t n = strspn(at, LETTERS);
        if (n > 0)
            set = with(arena, set, at, n);
    }
    return set;
}

// The keys of a table of Lua: words before " =", bare or in brackets.
static const char *keys_of(Arena *arena, const char *table)
{
    const char *set = " ";
    for (const char *at = table; (at = strstr(at, " =")); at++) {
        const char *end = at >= table + 2 && at[-1] == ']' ? at - 2 : at, *begin = end;
        while (begin > table && strchr(LETTERS, begin[-1]))
            begin--;
        set = with(arena, set, begin, (size_t)(end - begin));
    }
    return set;
}

// The strings of an array of C.
static const char *strings_of(Arena *arena, const char *known, const char *name)
{
    const char *list = between(arena, known, arena_printf(arena, " %s[] = {", name), "};"), *set = " ";
    for (const char *at = list; (at = strchr(at, '"'));) {
        const size_t n = strcspn(++at, "\"");
        set = with(arena, set, at, n);
        at += n + 1;
    }
    return set;
}

static void check_all(Arena *arena, const char *words, const char *set, const char *what)
{
    int n = 0;
    for (const char *at = words; *(at += strspn(at, " ")); at += strcspn(at, " "), n++) {
        const char *word = arena_strndup(arena, at, strcspn(at, " "));
        if (!has(arena, set, word))
            fail_msg("%s %s", what, word);
    }
    assert_true(n > 1);
}

static void check_same(Arena *arena, const char *in_c, const char *in_lua, const char *what)
{
    check_all(arena, in_c, in_lua, arena_printf(arena, "nothing draws the %s", what));
    check_all(arena, in_lua, in_c, arena_printf(arena, "the reader does not know the %s", what));
}

static void every_layout_is_known_and_drawn(void **state)
{
    Files *files = *state;
    Arena *arena = &files->arena;
    const char *drawn = all_behind(arena, files->deck, "LAYOUTS.", " ");
    drawn = all_behind(arena, files->deck, "LAYOUTS[\"", drawn);
    check_same(arena, strings_of(arena, files->known, "LAYOUTS"), drawn, "layout");
}

static void every_word_behind_a_dash_is_known_and_has_a_look(void **state)
{
    static const char *const TABLES[] = {"COLORS", "SIZES", "ALIGNS"};
    Files *files = *state;
    Arena *arena = &files->arena;
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        const char *table = between(arena, files->look, arena_printf(arena, "local %s = {", TABLES[i]), "}");
        check_same(arena, strings_of(arena, files->known, TABLES[i]), keys_of(arena, table), TABLES[i]);
    }
}

// What classes begin with: "mt" of mt-8. Some are taken without a warning and change nothing here.
static void every_class_is_known_and_changes_something(void **state)
{
    static const char CHANGES_NOTHING[] = " gap m rounded ";
    Files *files = *state;
    Arena *arena = &files->arena;
    const char *rows = between(arena, files->known, " CLASSES[] = {", "};"), *known = " ";
    for (const char *at = rows; (at = strstr(at, "{\"")); at++)
        known = with(arena, known, at + 2, strcspn(at + 2, "-\""));
    const char *drawn = all_behind(arena, files->look, "word == \"", CHANGES_NOTHING);
    drawn = all_behind(arena, files->look, "class == \"", drawn);
    drawn = all_behind(arena, files->placed, "class == \"", drawn);
    drawn = all_behind(arena, files->placed, "said.", drawn);
    const char *words = " ";
    for (const char *at = drawn; *(at += strspn(at, " ")); at += strcspn(at, " "))
        words = with(arena, words, at, strcspn(at, "- "));
    check_same(arena, known, words, "class");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layout_is_known_and_drawn),
        cmocka_unit_test(every_word_behind_a_dash_is_known_and_has_a_look),
        cmocka_unit_test(every_class_is_known_and_changes_something),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
