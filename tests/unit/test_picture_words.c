// test_picture_words.c — the words of a picture as they are read: letters that stand alone, parts of a word, tiles.
#include "engine/output/picture_words.h"
#include "support_pictures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const TextStyle STYLE = {.size = 40};

static Scene *empty_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/words");
}

static const char *words_of(Stage *stage, Scene *s)
{
    s->cursor_s = 1;
    assert_true(scene_seal(s, NULL));
    return picture_words(s, 1, 1000, &stage->arena);
}

// Every letter of a text by itself, where it would stand in the whole.
static void put_letters(Scene *s, const char *text, double x, double y)
{
    for (const char *c = text; *c; c++) {
        const Node *letter = add_text(s, NULL, .text = arena_strndup(s->arena, c, 1), .x = x, .y = y, .style = &STYLE,
                                      .color = THEME_DARK.ink);
        x += letter->runs[0]->logical.w;
    }
}

static void put_tiles(Scene *s, const char *const *letters, int n, double step, double y)
{
    for (int i = 0; i < n; i++)
        add_text(s, NULL, .text = letters[i], .x = 200 + i * step, .y = y,
                 .style = &(TextStyle){.size = 40, .align = ALIGN_MIDDLE}, .color = THEME_DARK.ink);
}

static void letters_are_words(void **state)
{
    Scene *s = empty_scene(*state);
    const Node *so = add_text(s, NULL, .text = "So sh", .x = 100, .y = 100, .style = &STYLE, .color = THEME_DARK.ink);
    put_letters(s, "ould", 100 + so->runs[0]->logical.w, 100);
    put_letters(s, "be my", 100, 200);
    add_text(s, NULL, .text = "wife", .x = 700, .y = 200, .style = &STYLE, .color = THEME_DARK.ink);
    assert_string_equal(words_of(*state, s), " So should be my wife");
}

static void tiles_are_words_and_digits_are_not(void **state)
{
    Scene *s = empty_scene(*state);
    put_tiles(s, (const char *const[]){"o", "r", "␣", "I", ":"}, 5, 90, 100);
    put_tiles(s, (const char *const[]){"0", "1", "2"}, 3, 90, 200);
    add_text(s, NULL, .text = "T", .x = 200, .y = 300, .style = &STYLE, .color = THEME_DARK.ink);
    add_text(s, NULL, .text = "U", .x = 400, .y = 300, .style = &STYLE, .color = THEME_DARK.ink);
    assert_string_equal(words_of(*state, s), " or I: 0 1 2 T U");
}

static void what_is_lit_is_seen_once(void **state)
{
    Scene *s = empty_scene(*state);
    for (int i = 0; i < 2; i++)
        add_text(s, NULL, .text = "git clone", .x = 100, .y = 100, .style = &STYLE, .color = THEME_DARK.ink);
    add_text(s, NULL, .text = "git clone", .x = 100, .y = 200, .style = &STYLE, .color = THEME_DARK.ink);
    assert_string_equal(words_of(*state, s), " git clone git clone");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_words),
        cmocka_unit_test(tiles_are_words_and_digits_are_not),
        cmocka_unit_test(what_is_lit_is_seen_once),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
