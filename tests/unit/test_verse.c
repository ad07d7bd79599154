// test_verse.c — what a model wrote, cut into lines: those of a play, those of a narrow column, those of code.
#include "scenes/kit/growing_text.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/verse.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_verse_of_a_play(void **state)
{
    const char *text = "ROMEO:\nHe jests at scars.\n\nFirst Citizen:\nSpeak:\nspeak!";
    const VersePage page = verse_page(stage_scene(*state), text, (VerseSpec){.size = 34});
    const VerseLine *lines = page.lines;
    assert_int_equal(page.n_lines, 5);
    assert_true(lines[0].speaker);
    assert_string_equal(lines[0].run->text, "ROMEO");
    assert_string_equal(lines[1].run->text, "He jests at scars.");
    assert_true(lines[2].speaker);
    assert_string_equal(lines[2].run->text, "First Citizen");
    assert_false(lines[3].speaker); // a colon alone makes no speaker
    assert_true(lines[2].y - lines[1].y > lines[1].y - lines[0].y);
    assert_true(page.height > 5 * page.pitch && !page.broken && !page.cut);
    for (int i = 0; i < page.n_lines; i++)
        assert_memory_equal(lines[i].run->text, text + lines[i].first, strlen(lines[i].run->text));
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
            VersePage page = verse_page(s, TEXTS[i], (VerseSpec){.size = 34, .max_width = 300, .hang = hang * 24.0});
            assert_true(page.n_lines >= 1 && page.broken == (page.n_lines > 1) && page.width <= 301);
            for (int k = 0; k < page.n_lines; k++)
                assert_true(page.lines[k].x >= 0 && page.lines[k].x + page.lines[k].run->logical.w <= page.width);
            verse_cut(&page, 2 * page.pitch);
            assert_true(page.n_lines >= 1 && page.n_lines <= 2);
        }
}

// Letters are those of their own piece; what would turn the text round is shown, and turns nothing.
static void test_letters_of_pieces(void **state)
{
    Scene *s = stage_scene(*state);
    static const char *const PIECES[] = {"ab", " \u202E", "cd", "e", " ", "fg", "\u202C", "h"};
    enum { N = sizeof PIECES / sizeof *PIECES };
    const GrowingPage *page = growing_page_make(s, PIECES, N, (Rect){0, 0, 800, 400});
    int n_letters = 0;
    for (int i = 0; i < N; i++)
        for (int k = 0; k < page->pieces[i].n_letters; k++, n_letters++)
            assert_non_null(strstr(words_shown(s, PIECES[i]), page->pieces[i].letters[k].text));
    assert_int_equal(n_letters, strlen("ab?cdefg?h"));
    assert_true(page->pieces[2].letters[0].x < page->pieces[3].letters[0].x);
}

static void test_verse_is_cut(void **state)
{
    Scene *s = stage_scene(*state);
    const VerseSpec spec = {.size = 34};
    VersePage page = verse_page(s, "one\ntwo\n\nROMEO:\nthree\nfour", spec);
    verse_cut(&page, 4 * page.pitch);
    assert_int_equal(page.n_lines, 2); // no name without a word said
    assert_true(page.cut && fabs(page.height - 2 * page.pitch) < 0.01);
    assert_int_equal(verse_page(s, "", spec).n_lines, 0);
    assert_int_equal(verse_page(s, "\n \n", spec).n_lines, 0);
}

static void test_what_reads_as_code(void **state)
{
    static const struct {
        const char *text;
        FontFamily family;
    } CASES[] = {
        {"static int count(const char *text)\n{\n    return text[0] == 0;\n}\n", FONT_MONO},
        {"ROMEO:\nBut, soft! what light through yonder window breaks?\nIt is the east;", FONT_SERIF},
        {"", FONT_SERIF},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const VersePage page = verse_page(stage_scene(*state), CASES[i].text, (VerseSpec){.size = 34});
        assert_int_equal(page.speech.family, CASES[i].family);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verse_of_a_play),
        cmocka_unit_test(test_verse_fits_its_column),
        cmocka_unit_test(test_letters_of_pieces),
        cmocka_unit_test(test_verse_is_cut),
        cmocka_unit_test(test_what_reads_as_code),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
