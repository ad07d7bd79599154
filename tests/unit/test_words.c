// test_words.c — tokens and other people's words as they stand on screen.
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
static const TextStyle STYLE = {.size = 40};

static void test_widths(void **state)
{
    Scene *s = stage_scene(*state);
    assert_true(type_box(s, &STYLE, "").w == 0);
    const double one = type_box(s, &STYLE, "one").w, longer = type_box(s, &STYLE, "one or two").w;
    assert_true(one > 40 && longer > 2 * one);
    assert_true(type_box(s, &STYLE, "one\none or two").w == longer); // of the widest line
    const TextStyle twice = {.size = 80};
    assert_true(fabs(type_box(s, &twice, "one").w - 2 * one) < 0.01);
}

// Whatever comes from a run can be set: no character without a glyph, no control character.
static void test_what_cannot_be_shown(void **state)
{
    Scene *s = stage_scene(*state);
    static const struct {
        const char *words, *shown;
    } CASES[] = {
        {"plain", "plain"},
        {"", ""},
        {"caf\u00e9, na\u00efve", "caf\u00e9, na\u00efve"},
        {"a snow\u2603man", "a snow?man"},
        {"a\001\033\177b", "ab"},
        {"two\nlines\tand a tab\r", "two\nlines\tand a tab"},
        {"broken \xff\xc3", "broken ??"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *shown = words_shown(s, CASES[i].words);
        assert_string_equal(shown, CASES[i].shown);
        assert_true(strchr(shown, '\t') || text_set(s, &STYLE, shown)); // tabs are for who lays them out
    }
}

static void test_signs_of_tokens(void **state)
{
    Scene *s = stage_scene(*state);
    static const struct {
        const char *token, *words;
    } CASES[] = {
        {"", ""},           {"the", "the"},         {" the", "␣the"}, {"\n", "↵"}, {"a \n\tb", "a␣↵⇥b"},
        {"\001", "U+0001"}, {"\u2603!", "U+2603!"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *words = tile_words(s, CASES[i].token);
        assert_string_equal(words, CASES[i].words);
        assert_true(text_can_show(s, words));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_what_cannot_be_shown),
        cmocka_unit_test(test_signs_of_tokens),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
