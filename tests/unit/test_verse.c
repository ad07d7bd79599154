// test_verse.c — what a model wrote, cut into lines: those of a play, those of a narrow column, those of code.
#include "scenes/kit/growing_page.h"
#include "scenes/kit/type_scale.h"
#include "scenes/kit/verse.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_verse_of_a_play(void **state)
{
    Scene *s = stage_scene(*state);
    VerseLine lines[VERSE_MOST_LINES];
    const char *text = "ROMEO:\nHe jests at scars.\n\nFirst Citizen:\nSpeak:\nspeak!";
    const int n = verse_layout(s, &(VerseSpec){.text = text}, lines);
    assert_int_equal(n, 5);
    assert_int_equal(lines[0].kind, VERSE_SPEAKER);
    assert_string_equal(lines[0].words, "ROMEO");
    assert_string_equal(lines[1].words, "He jests at scars.");
    assert_int_equal(lines[2].kind, VERSE_SPEAKER);
    assert_string_equal(lines[2].words, "First Citizen");
    assert_int_equal(lines[3].kind, VERSE_SPEECH); // a colon alone makes no speaker
    assert_true(lines[2].y - lines[1].y > lines[1].y - lines[0].y);
    for (int i = 0; i < n; i++)
        assert_memory_equal(lines[i].words, text + lines[i].first, (size_t)lines[i].n_bytes);
}

static void test_verse_fits_its_column(void **state)
{
    Scene *s = stage_scene(*state);
    const char *const TEXTS[] = {
        "A line that is a good deal wider than the narrow column it is to be set in, as lines are.",
        "Honorificabilitudinitatibus-honorificabilitudinitatibus",
        "a\tb  c   d    e     f      g       h        i         j",
        "\xc3\xa9\xc3\xa8\xe2\x98\x83\xf0\x9f\x98\x80 and what no font has \xff\xfe",
        "from the left \u202Eand to the left, a good deal wider than the narrow column that it is set in",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        for (int hang = 0; hang < 2; hang++) {
            const VerseSpec spec = {.text = TEXTS[i], .max_width = 300, .max_lines = 9, .hang = hang * 24.0};
            VerseLine lines[VERSE_MOST_LINES];
            const int n = verse_layout(s, &spec, lines);
            assert_true(n >= 1 && n <= 9);
            const TextStyle style = verse_style(&spec, VERSE_SPEECH);
            for (int k = 0; k < n; k++)
                assert_true(lines[k].x >= 0 && lines[k].x + type_box(s, &style, lines[k].words).w <= 301);
        }
}

// Letters are those of their own piece, whichever way the text runs.
static void test_letters_of_text_that_runs_left(void **state)
{
    static const char *const PIECES[] = {"ab", " \u202E", "cd", "e", " ", "fg", "\u202C", "h"};
    enum { N = sizeof PIECES / sizeof *PIECES };
    const GrowingPage *page = growing_page_make(stage_scene(*state), PIECES, N, (Rect){0, 0, 800, 400});
    int n_letters = 0;
    for (int i = 0; i < N; i++)
        for (int k = 0; k < page->pieces[i].n_letters; k++, n_letters++)
            assert_non_null(strstr(PIECES[i], page->pieces[i].letters[k].text));
    assert_int_equal(n_letters, strlen("abcdefgh"));
    assert_true(page->pieces[2].letters[0].x > page->pieces[3].letters[0].x);
}

static void test_verse_is_cut(void **state)
{
    Scene *s = stage_scene(*state);
    VerseLine lines[VERSE_MOST_LINES];
    const VerseSpec spec = {.text = "one\ntwo\n\nROMEO:\nthree\nfour", .max_lines = 4};
    assert_int_equal(verse_layout(s, &spec, lines), 2); // no name without a word said
    assert_int_equal(verse_layout(s, &(VerseSpec){.text = ""}, lines), 0);
    assert_int_equal(verse_layout(s, &(VerseSpec){.text = "\n \n"}, lines), 0);
}

static void test_what_reads_as_code(void **state)
{
    (void)state;
    assert_true(verse_is_code("static int count(const char *text)\n{\n    return text[0] == 0;\n}\n"));
    assert_false(verse_is_code("ROMEO:\nBut, soft! what light through yonder window breaks?\nIt is the east;"));
    assert_false(verse_is_code(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verse_of_a_play),
        cmocka_unit_test(test_verse_fits_its_column),
        cmocka_unit_test(test_letters_of_text_that_runs_left),
        cmocka_unit_test(test_verse_is_cut),
        cmocka_unit_test(test_what_reads_as_code),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
