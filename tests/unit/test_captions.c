// test_captions.c — captions break where one would breathe; times are the film's.
#include "engine/anim/breaks.h"
#include "engine/anim/caption_pages.h"
#include "engine/anim/scene_data.h"
#include "engine/base/utf8.h"
#include "engine/output/captions.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void check_pages(const char *words, int n_expected, const char *const *expected)
{
    Arena arena;
    arena_init(&arena);
    int n_pages = 0;
    const CaptionPage *pages = caption_pages(&arena, words, CAPTION_COLUMNS, &n_pages);
    double sum = 0;
    for (int i = 0; i < n_pages; i++) {
        if (i < n_expected)
            assert_string_equal(pages[i].text, expected[i]);
        sum += pages[i].share;
    }
    assert_int_equal(n_pages, n_expected);
    assert_true(n_pages == 0 || fabs(sum - 1) < 1e-9);
    arena_finish(&arena);
}

static void lines_break_at_sense(void **state)
{
    (void)state;
    check_pages("Short.", 1, (const char *const[]){"Short."});
    check_pages("", 0, NULL);
    check_pages("  two \n words ", 1, (const char *const[]){"two words"});
    check_pages("The model reads a line, and guesses the next letter.", 1,
                (const char *const[]){"The model reads a line,\nand guesses the next letter."});
    check_pages("First it knows nothing at all. Every letter is as likely as any other letter. Then it learns.", 2,
                (const char *const[]){"First it knows nothing at all.",
                                      "Every letter is as likely\nas any other letter. Then it learns."});
}

// What is written without spaces breaks between characters, but not in front of a stop, and a character is two columns
// wide; words of other scripts in it stay whole.
static void scripts_without_spaces(void **state)
{
    (void)state;
    check_pages("\u6a21\u578b\u8bfb\u4e00\u884c\u3002", 1, (const char *const[]){"\u6a21\u578b\u8bfb\u4e00\u884c\u3002"});
    // 14 and 12 characters with their stops: a page of two lines, broken at the sentence.
    check_pages("\u5b83\u4e00\u6b21\u53ea\u5199\u4e00\u4e2a\u5b57\u7b26\u5e76\u4e14\u8bfb\u5b83\u3002"
                "\u8fd9\u5c31\u662f\u4e00\u4e2a GPT \u6a21\u578b\u5728\u505a\u7684\u4e8b\u3002",
                1,
                (const char *const[]){"\u5b83\u4e00\u6b21\u53ea\u5199\u4e00\u4e2a\u5b57\u7b26\u5e76\u4e14\u8bfb"
                                      "\u5b83\u3002\n\u8fd9\u5c31\u662f\u4e00\u4e2a GPT "
                                      "\u6a21\u578b\u5728\u505a\u7684\u4e8b\u3002"});
    Arena arena;
    arena_init(&arena);
    char text[60 * 3 + 4] = "";
    for (int i = 0; i < 60; i++)
        strcat(text, i == 42 ? "\u3002" : "\u6c34");
    int n_pages = 0;
    const CaptionPage *pages = caption_pages(&arena, text, CAPTION_COLUMNS, &n_pages);
    assert_true(n_pages >= 2);
    for (int i = 0; i < n_pages; i++)
        for (const char *line = pages[i].text; *line;) {
            const size_t n_bytes = strcspn(line, "\n");
            assert_true(utf8_columns(line, n_bytes) <= CAPTION_COLUMNS);
            assert_memory_not_equal(line, "\u3002", 3);
            line += n_bytes + (line[n_bytes] == '\n');
        }
    // Thai words, which nothing wide stands in.
    int n = 0;
    const TextPiece *pieces = text_pieces(&arena, "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22", &n);
    assert_int_equal(n, 2);
    assert_int_equal(pieces[0].n_bytes, 12);
    assert_false(pieces[1].spaced);
    text_pieces(&arena, "next-token and/or \xff\xe6 torn", &n); // ASCII and what is no UTF-8: at spaces
    assert_int_equal(n, 4);
    assert_true(text_words("two  words", 10) == 2 && text_words("", 0) == 0);
    assert_true(text_words("\u6a21\u578b GPT\u6a21", 6 + 4 + 3) == 2.5);
    arena_finish(&arena);
}

static void no_line_is_too_long(void **state)
{
    (void)state;
    static const char LONG[] = "Zwölf größere Übungen ändern überhaupt nichts daran, dass jedes einzelne Zeichen zählt "
                               "and Donaudampfschifffahrtsgesellschaftskapitänswitwe stands alone, as it must, since "
                               "no line can hold it with anything else beside it.";
    Arena arena;
    arena_init(&arena);
    int n_pages = 0;
    const CaptionPage *pages = caption_pages(&arena, LONG, CAPTION_COLUMNS, &n_pages);
    for (int i = 0; i < n_pages; i++) {
        int n_lines = 1, n_chars = 0, n_words = 1;
        for (const char *at = pages[i].text;; at++) {
            if (*at == '\n' || *at == '\0') {
                assert_true(n_chars <= CAPTION_COLUMNS || n_words == 1);
                n_chars = 0;
                n_words = 1;
                n_lines += *at == '\n';
            } else {
                n_words += *at == ' ';
                n_chars += (*at & 0xC0) != 0x80;
            }
            if (!*at)
                break;
        }
        assert_true(n_lines <= CAPTION_ROWS);
    }
    arena_finish(&arena);
}

static const Scene *talking_scene(Stage *stage, const char *name)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, canvas_make(1920, 1080), &THEME_DARK, name);
    s->cursor_s = 1;
    scene_say(s, "one", "One thing.", NULL);
    s->cursor_s = 3.25;
    scene_say(s, "two", "Another | *thing*.", NULL);
    s->cursor_s = 62.5;
    Err err = {""};
    assert_true(scene_seal(s, &err));
    return s;
}

static void files_have_film_times(void **state)
{
    (void)state;
    void *stage = NULL, *temp = NULL;
    assert_int_equal(stage_setup(&stage), 0);
    assert_int_equal(temp_setup(&temp), 0);
    const Scene *const scenes[2] = {talking_scene(stage, "film/01_a"), talking_scene(stage, "film/02_b")};
    Err err = {""};
    const SpokenFilm film = {scenes, (const double[]){62.5, 62.5}, 2};
    assert_true(captions_write(&film, temp_path(temp, "a.srt"), &err));
    const char *srt = temp_read(temp, "a.srt");
    assert_contains(srt, "1\n00:00:01,000 --> ");
    assert_contains(srt, "\n\n2\n00:00:03,250 --> ");
    assert_contains(srt, "\n\n3\n00:01:03,500 --> ");
    assert_contains(srt, "\nAnother thing.\n");
    const char *const titles[2] = {"First", "Second"};
    assert_true(notes_write(&film, titles, "film", temp_path(temp, "a.md"), &err));
    const char *notes = temp_read(temp, "a.md");
    assert_contains(notes, "# film: talking notes\n\n## 1. First (0:00 to 1:02)\n\n- **0:01** One thing.\n");
    assert_contains(notes, "\n## 2. Second (1:02 to 2:05)\n\n- **1:03** One thing.\n- **1:05** Another | *thing*.\n");
    assert_false(captions_write(&film, "/nonexistent/a.srt", &err));
    assert_contains(err.text, "/nonexistent/a.srt");
    // In a video a scene lasts whole frames, and the next begins after them.
    const SpokenFilm slower = {scenes, (const double[]){62.6, 62.5}, 2};
    assert_true(captions_write(&slower, temp_path(temp, "b.vtt"), &err));
    const char *vtt = temp_read(temp, "b.vtt");
    assert_true(strncmp(vtt, "WEBVTT\n\n00:00:01.000 --> ", 25) == 0);
    assert_contains(vtt, "\n\n00:01:03.600 --> ");
    assert_false(captions_write(&film, temp_path(temp, "a.txt"), &err));
    assert_contains(err.text, ".srt or .vtt");
    temp_teardown(&temp);
    stage_teardown(&stage);
}

// An arrow between times cannot come from what is said.
static void arrows_are_words(void **state)
{
    (void)state;
    void *stage = NULL, *temp = NULL;
    assert_int_equal(stage_setup(&stage), 0);
    assert_int_equal(temp_setup(&temp), 0);
    Stage *with = stage;
    Scene *s = scene_create(&with->arena, with->fonts, canvas_make(1920, 1080), &THEME_DARK, "film/01_a");
    scene_say(s, "one", "From a --> b & <c>.", NULL);
    s->cursor_s = 5;
    Err err = {""};
    assert_true(scene_seal(s, &err));
    const Scene *const scenes[1] = {s};
    const SpokenFilm film = {scenes, (const double[]){5}, 1};
    assert_true(captions_write(&film, temp_path(temp, "a.srt"), &err));
    assert_contains(temp_read(temp, "a.srt"), "\nFrom a -> b & <c>.\n");
    assert_true(captions_write(&film, temp_path(temp, "a.vtt"), &err));
    assert_contains(temp_read(temp, "a.vtt"), "\nFrom a --&gt; b &amp; &lt;c&gt;.\n");
    temp_teardown(&temp);
    stage_teardown(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_sense),
        cmocka_unit_test(scripts_without_spaces),
        cmocka_unit_test(no_line_is_too_long),
        cmocka_unit_test(files_have_film_times),
        cmocka_unit_test(arrows_are_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
