// test_words.c — numbers, tokens and other people's words as they stand on screen.
#include "scenes/kit/measure.h"
#include "scenes/kit/numbers.h"
#include "scenes/kit/tokens.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Scene *new_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "words");
}

// ---- numbers ----

static void test_thousands(void **state)
{
    Scene *s = new_scene(*state);
    static const struct {
        int64_t value;
        const char *words;
    } CASES[] = {
        {0, "0"},
        {999, "999"},
        {1000, "1,000"},
        {1536000, "1,536,000"},
        {-1, "-1"},
        {-999, "-999"},
        {-1234567, "-1,234,567"},
        {INT64_MAX, "9,223,372,036,854,775,807"},
        {INT64_MIN, "-9,223,372,036,854,775,808"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(number_grouped(s, CASES[i].value), CASES[i].words);
    assert_string_equal(number_fixed(s, 1.876, 2), "1.88");
    assert_string_equal(number_fixed(s, -2, 0), "-2");
}

static void test_percentages(void **state)
{
    Scene *s = new_scene(*state);
    assert_string_equal(number_percent(s, 0), "0%");
    assert_string_equal(number_percent(s, 1e-9), "<1%"); // something is not nothing
    assert_string_equal(number_percent(s, 0.005), "<1%");
    assert_string_equal(number_percent(s, 0.0051), "1%");
    assert_string_equal(number_percent(s, 0.164), "16%");
    assert_string_equal(number_percent(s, 1), "100%");
}

// Each unit from where the one before would need a digit more.
static void test_large_numbers(void **state)
{
    Scene *s = new_scene(*state);
    static const struct {
        double value;
        const char *words;
    } CASES[] = {
        {0, "0"},           {999, "999"},        {9994, "9,994"},     {9995, "10 K"},      {804000, "0.80 M"},
        {499499, "499 K"},  {499500, "0.50 M"},  {9.994e6, "9.99 M"}, {9.995e6, "10 M"},   {124e6, "124 M"},
        {999.4e6, "999 M"}, {999.5e6, "1.00 B"}, {1.5e9, "1.50 B"},   {175e9, "175.00 B"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(number_short(s, CASES[i].value), CASES[i].words);
}

static void test_durations(void **state)
{
    Scene *s = new_scene(*state);
    assert_string_equal(number_duration(s, 0.4), "0 s");
    assert_string_equal(number_duration(s, 179.4), "179 s");
    assert_string_equal(number_duration(s, 179.6), "3 min 0 s"); // rounded once, before it is divided
    assert_string_equal(number_duration(s, 181), "3 min 1 s");
    assert_string_equal(number_duration(s, 3599.7), "1 h 0 min");
    assert_string_equal(number_duration(s, 7500), "2 h 5 min");
}

// ---- words ----

static const TextStyle STYLE = {.size = 40};

static void test_widths(void **state)
{
    Scene *s = new_scene(*state);
    assert_true(words_width(s, &STYLE, "") == 0);
    const double one = words_width(s, &STYLE, "one"), longer = words_width(s, &STYLE, "one or two");
    assert_true(one > 40 && longer > 2 * one);
    assert_true(words_width(s, &STYLE, "one\none or two") == longer); // of the widest line
    const TextStyle twice = {.size = 80};
    assert_true(fabs(words_width(s, &twice, "one") - 2 * one) < 0.01);
}

static void test_words_are_cut_whole(void **state)
{
    Scene *s = new_scene(*state);
    const char *words = "The Collected Letters, Speeches and Poems";
    assert_string_equal(words_cut(s, &STYLE, words, 5000), words);
    const char *cut = words_cut(s, &STYLE, words, 450);
    assert_true(words_width(s, &STYLE, cut) <= 450);
    assert_string_equal(cut, "The Collected Letters…"); // no comma before the dots
    assert_string_equal(words_cut(s, &STYLE, words, 10), "…");
    assert_string_equal(words_cut(s, &STYLE, "", 10), "");
}

// Whatever comes from a run can be set: no character without a glyph, no control character.
static void test_what_cannot_be_shown(void **state)
{
    Scene *s = new_scene(*state);
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
    Scene *s = new_scene(*state);
    static const struct {
        const char *token, *words;
    } CASES[] = {
        {"", ""},           {"the", "the"},         {" the", "␣the"}, {"\n", "↵"}, {"a \n\tb", "a␣↵⇥b"},
        {"\001", "U+0001"}, {"\u2603!", "U+2603!"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *words = token_words(s, CASES[i].token);
        assert_string_equal(words, CASES[i].words);
        assert_true(text_can_show(s, words));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thousands),
        cmocka_unit_test(test_percentages),
        cmocka_unit_test(test_large_numbers),
        cmocka_unit_test(test_durations),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_words_are_cut_whole),
        cmocka_unit_test(test_what_cannot_be_shown),
        cmocka_unit_test(test_signs_of_tokens),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
