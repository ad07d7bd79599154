// test_add.c — nodes from their specs: what they get, what is refused.
#include "engine/anim/scene_data.h"
#include "support_near.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// The build must fail with words that have all the parts: the file, the line, what is wrong.
static void expect_failure(Scene *s, int line, const char *part)
{
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_contains(err.text, "test_add.c");
    assert_contains(err.text, arena_printf(s->arena, ":%d:", line));
    assert_contains(err.text, part);
}

static void test_defaults(void **state)
{
    Scene *s = stage_scene(*state);
    Node *plain = add_rect(s, NULL, .x = 3, .y = 4, .w = 10, .h = 20);
    Node *framed = add_circle(s, plain, .r = 5, .stroke = THEME_DARK.ink);
    assert_ptr_equal(plain->parent, scene_stage(s));
    assert_ptr_equal(framed->parent, plain);
    assert_near(node_value(plain, PROP_X, 0), 3);
    assert_near(node_value(plain, PROP_OPACITY, 0), 1);
    assert_near(node_value(plain, PROP_TRIM_END, 0), 1);
    assert_near(node_value(plain, PROP_STROKE_WIDTH, 0), 0);
    assert_near(node_value(framed, PROP_STROKE_WIDTH, 0), 2); // a stroke has a width
    assert_near(plain->pivot.x, 5);
    assert_near(plain->pivot.y, 10);
    assert_near(framed->pivot.x, 0);
}

static void test_images_are_copied(void **state)
{
    Scene *s = stage_scene(*state);
    Color cells[6] = {{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 1, 1}, {1, 1, 1, 0.5f}, {0.2f, 0.4f, 0.6f, 1}, {0, 0, 0, 0}};
    Node *node = add_image(s, NULL, .w = 30, .h = 20, .n_cols = 3, .n_rows = 2, .cells = cells);
    memset(cells, 0, sizeof cells);
    static const uint32_t WANTED[6] = {0xffff0000, 0xff00ff00, 0xff0000ff, 0x80808080, 0xff336699, 0};
    assert_int_equal(node->image->n_cols, 3);
    assert_int_equal(node->image->n_rows, 2);
    assert_memory_equal(node->image->pixels, WANTED, sizeof WANTED);
}

static void test_variants(void **state)
{
    Scene *s = stage_scene(*state);
    char words[] = "first";
    Node *text = add_text(s, NULL, .text = words, .style = &(TextStyle){.size = 40, .align = ALIGN_END});
    words[0] = '?'; // it was copied
    assert_int_equal(text_add_variant(s, text, "second"), 1);
    assert_int_equal(text_add_variant(s, text, "third"), 2);
    assert_string_equal(text->runs[0]->text, "first");
    assert_string_equal(text->runs[2]->text, "third");
    assert_int_equal(text->runs[2]->style.align, ALIGN_END);
    const TextRun *set = text_set(s, &text->runs[0]->style, "first");
    assert_rect_near(set->logical, text->runs[0]->logical);
}

static void test_halos(void **state)
{
    Scene *s = stage_scene(*state);
    Path *path = path_create(scene_arena(s));
    path_circle(path, 50, 60, 10);
    Node *halo = add_glow(s, NULL, .path = path, .sigma = 0.5, .strength = 0.25, .color = {1, 1, 1, 1});
    assert_near(halo->glow_sigma, 2); // at least
    assert_near((double)halo->base_fill.a, 0.25);
    assert_near(halo->pivot.x, 50);
    assert_near(halo->pivot.y, 60);
    Node *plain = add_glow(s, NULL, .path = path, .sigma = 8, .color = {1, 1, 1, 1});
    assert_near((double)plain->base_fill.a, 1);
}

static void test_halos_need_a_shape(void **state)
{
    Scene *s = stage_scene(*state);
    const int line = __LINE__ + 1;
    add_glow(s, NULL, .path = path_create(scene_arena(s)), .sigma = 8);
    s->cursor_s = 1;
    expect_failure(s, line, "shape");
}

static void test_paths_need_a_path(void **state)
{
    Scene *s = stage_scene(*state);
    const int line = __LINE__ + 1;
    add_path(s, NULL, .stroke = THEME_DARK.ink);
    s->cursor_s = 1;
    expect_failure(s, line, "path");
}

static void test_unknown_character(void **state)
{
    Scene *s = stage_scene(*state);
    const int line = __LINE__ + 1;
    add_text(s, NULL, .text = "\xe6\xbc\xa2", .color = THEME_DARK.ink);
    s->cursor_s = 1;
    expect_failure(s, line, "U+6F22");
    assert_false(text_can_show(s, "\xe6\xbc\xa2"));
    assert_true(text_can_show(s, "plain"));
}

static void test_morphs_need_the_same_verbs(void **state)
{
    Scene *s = stage_scene(*state);
    Path *line = path_create(scene_arena(s)), *circle = path_create(scene_arena(s));
    path_move(line, 0, 0);
    path_line(line, 10, 0);
    path_circle(circle, 0, 0, 5);
    const Path *morph = circle;
    const int at_line = __LINE__ + 1;
    add_path(s, NULL, .path = line, .morphs = &morph, .n_morphs = 1, .stroke = THEME_DARK.ink);
    s->cursor_s = 1;
    expect_failure(s, at_line, "morph");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),           cmocka_unit_test(test_images_are_copied),
        cmocka_unit_test(test_variants),           cmocka_unit_test(test_halos),
        cmocka_unit_test(test_halos_need_a_shape), cmocka_unit_test(test_paths_need_a_path),
        cmocka_unit_test(test_unknown_character),  cmocka_unit_test(test_morphs_need_the_same_verbs),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
