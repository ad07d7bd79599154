// test_opening.c — the prompt that a text gives: of plays, prose, programs, Chinese, and of texts that are hardly any.
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/text/opening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void check(Temp *temp, const char *text, const char *expected)
{
    assert_string_equal(opening_of(&temp->arena, text, strlen(text)), expected);
}

// A text of so many times these paragraphs.
static const char *repeated(Temp *temp, const char *paragraphs, int n)
{
    char *text = arena_strdup(&temp->arena, "");
    for (int i = 0; i < n; i++)
        text = arena_printf(&temp->arena, "%s%s", text, paragraphs);
    return text;
}

static void kinds_of_text(void **state)
{
    Temp *temp = *state;
    // Names in a play stand in lines of their own; of two, the one that is there more often.
    check(temp, repeated(temp, "ROMEO:\nSpeak on.\n\nJULIET:\nI do, I do.\n\nROMEO:\nAy me.\n\n", 10), "ROMEO:\n");
    // A line that is there half as often as a begin of lines says more than this.
    check(temp, repeated(temp, "KING HENRY IV:\nAy.\n\nKING HENRY V:\nNo.\n\n", 10), "KING HENRY IV:\n");
    check(temp,
          repeated(temp, "It was late in the day\nand it was dark.\n\nIt was a pity for\nall.\n\nIt was not to be.\n\n",
                   10),
          "It was ");
    check(temp,
          repeated(temp,
                   "static bool a(void)\n{\n    return true;\n}\n\nstatic bool b(int i)\n{\n    return i;\n}\n\nstatic "
                   "bool c(int i)\n{\n    return !i;\n}\n\n",
                   10),
          "static bool ");
    check(temp,
          repeated(temp,
                   "\xe5\xa6\x82\xe6\x9e\x9c\xe4\xb8\x80\n\xe5\xa6\x82\xe6\x9e\x9c\xe4\xba\x8c\n\xe5\xa6\x82\xe6\x9e"
                   "\x9c\xe4\xb8\x89\n",
                   5),
          "\xe5\xa6\x82\xe6\x9e\x9c"); // the two letters that three lines begin with
}

static void hardly_any_text(void **state)
{
    check(*state, "", "\n");
    check(*state, "12 34 56 \n", "\n");
    check(*state, "one line that goes on and on", "one line ");
    check(*state, "abcabcabcabc", "abc");
    check(*state, "ab", "ab");
    check(*state, "  \"To be, or not to be\"\n", "To be, ");
    check(*state, "Title\nall that follows is but once here\n", "Title\n");
    check(*state, "\xe5\xa6\x82\xe6\x9e\x9c\xe4\xb8\x80", "\xe5\xa6\x82\xe6\x9e\x9c");
    check(*state, "a\xff\xfe b\x80", "a\xff\xfe");
}

// The corpus of a run gives one that is in it.
static void programs(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    size_t n_bytes;
    const char *text = file_read(&temp->arena, "model/text/opening.c", &n_bytes, &err);
    assert_non_null(text);
    const char *opening = opening_of(&temp->arena, text, n_bytes);
    assert_non_null(strstr(text, opening));
    assert_true(strncmp(opening, "static ", 7) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(kinds_of_text, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(hardly_any_text, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(programs, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
