// test_code_colors.c — what Source-highlight says of code in several languages, and what happens without its definitions.
#include "scenes/kit/code_colors.h"

#include "engine/base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// A letter for each byte: name, keyword, call, number, string, comment, sign.
static const char *colors_of(Arena *arena, const char *language, const char *text)
{
    const size_t n = strlen(text);
    CodeKind *kinds = ARENA_ARRAY(arena, CodeKind, (int)n + 1);
    assert_int_equal(code_colors_find(CODE_COLORS_FOLDER, language, text, kinds), CODE_COLORS_FOUND);
    char *letters = ARENA_ARRAY(arena, char, (int)n + 1);
    for (size_t i = 0; i < n; i++)
        letters[i] = text[i] == ' ' || text[i] == '\n' ? text[i] : "nkc1\"#.$"[kinds[i]];
    return letters;
}

static void test_languages(void **state)
{
    (void)state;
    static const struct {
        const char *language, *text, *colors;
    } ROWS[] = {
        {"py", "for i in range(8):  # all", "kkk n kk ccccc.1..  # ###"},
        {"python", "class Head(nn.Module):", "kkkkk cccc.nn.nnnnnn.."},
        {"python", "x = \"\"\"one\nfor\"\"\" + y", "n . \"\"\"\"\"\"\n\"\"\"\"\"\" . n"},
        {"py", "with f() as g: yield None, without", "kkkk c.. kk n. kkkkk kkkk. nnnnnnn"},
        {"py", "with (f): x = 'True' # None", "kkkk .n.. n . \"\"\"\"\"\" # ####"},
        {"c", "int with = None;", "kkk nnnn . nnnn."},
        {"c", "static int f(char *s) // no\n{ return 3; }", "kkkkkk kkk c.kkkk .n. ## ##\n. kkkkkk 1. ."},
        {"c", "/* two\nlines */ int n;", "## ###\n##### ## kkk n."},
        {"lua", "local s = \"a\" -- end\nend", "kkkkk n . \"\"\" ## ###\nkkk"},
        {"py", "", ""},
        {"py", "größe = 1", "nnnnnnn . 1"},
    };
    Arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        assert_string_equal(colors_of(&arena, ROWS[i].language, ROWS[i].text), ROWS[i].colors);
    arena_finish(&arena);
}

// What nobody knows is plain.
static void test_plain(void **state)
{
    (void)state;
    CodeKind kinds[3] = {CODE_SIGN, CODE_SIGN, CODE_SIGN};
    assert_int_equal(code_colors_find(CODE_COLORS_FOLDER, "klingon", "for", kinds), CODE_COLORS_UNKNOWN);
    assert_int_equal(kinds[0], CODE_NAME);
    kinds[2] = CODE_SIGN;
    assert_int_equal(code_colors_find("/nowhere", "python", "for", kinds), CODE_COLORS_MISSING);
    assert_int_equal(kinds[2], CODE_NAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
