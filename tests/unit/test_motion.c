// test_motion.c — what each verb of a scene writes.
#include "engine/anim/block.h"
#include "engine/anim/frame.h"
#include "engine/anim/identity.h"
#include "engine/anim/scene_data.h"
#include "support_near.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Node *new_box(Scene *s)
{
    return add_rect(s, NULL, .x = 10, .y = 20, .w = 100, .h = 50, .fill = THEME_DARK.ink);
}

static void test_hidden_before_appearance(void **state)
{
    Scene *s = stage_scene(*state);
    static void (*const APPEAR[])(Scene *, Motion) = {fade_in_with, rise_in_with, drop_in_with, pop_in_with,
                                                      draw_in_with};
    enum { N = sizeof APPEAR / sizeof APPEAR[0] };
    Node *boxes[N], *hidden = new_box(s), *always = new_box(s);
    node_hide(s, hidden);
    for (int i = 0; i < N; i++) {
        boxes[i] = new_box(s);
        s->cursor_s = 1;
        APPEAR[i](s, (Motion){.node = boxes[i]});
        assert_near(scene_now(s), 1 + DUR_DEFAULT_S);
    }
    stage_seal(s);
    for (int i = 0; i < N; i++) {
        assert_near(node_value(boxes[i], PROP_OPACITY, 0), 0);
        assert_near(node_value(boxes[i], PROP_OPACITY, 0.9), 0);
        assert_near(node_value(boxes[i], PROP_OPACITY, 2), 1);
        assert_near(node_value(boxes[i], PROP_Y, 2), 20);
        assert_near(node_value(boxes[i], PROP_SCALE_X, 2), 1);
        assert_near(node_value(boxes[i], PROP_TRIM_END, 2), 1);
    }
    assert_near(node_value(boxes[1], PROP_Y, 1), 20 + RISE_UNITS);
    assert_near(node_value(boxes[2], PROP_Y, 1), 20 - 2 * RISE_UNITS);
    assert_near(node_value(hidden, PROP_OPACITY, 2), 0);
    assert_near(node_value(always, PROP_OPACITY, 0), 1);
}

static void test_leave(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    fade_out(s, box);
    assert_near(scene_now(s), DUR_LEAVE_S);
    fade_in(s, box, .dur_s = 1); // again, from what it has then
    stage_seal(s);
    assert_near(node_value(box, PROP_OPACITY, DUR_LEAVE_S), 0);
    assert_near(node_value(box, PROP_OPACITY, s->dur_s), 1);
    assert_near(s->dur_s, DUR_LEAVE_S + 1);
    assert_int_equal(frame_at(s, 0, s->arena).n_items, 1);
    assert_int_equal(frame_at(s, DUR_LEAVE_S, s->arena).n_items, 0); // unseen, undrawn
}

static void test_move_scale_recolor(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    s->cursor_s = 1;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    move_to(s, box, 110, 220, .dur_s = 2);
    scale_to(s, box, 3, .dur_s = 1);
    recolor(s, box, PROP_FILL, THEME_DARK.accent, .dur_s = 4, .ease = EASE_LINEAR);
    animate(s, box, PROP_W, 200, .delay_s = 0.5, .dur_s = 1, .ease = EASE_LINEAR);
    block_close(s);
    assert_near(scene_now(s), 5);
    stage_seal(s);
    assert_near(node_value(box, PROP_X, 1), 10);
    assert_near(node_value(box, PROP_X, 2), 60); // half way, in and out
    assert_near(node_value(box, PROP_Y, 3), 220);
    assert_near(node_value(box, PROP_SCALE_Y, 2), 3);
    assert_near(node_value(box, PROP_W, 1.5), 100);
    assert_near(node_value(box, PROP_W, 2), 150);
    const Color middle = color_mix(THEME_DARK.ink, THEME_DARK.accent, 0.5), got = node_color(box, PROP_FILL, 3);
    assert_near((double)got.r, (double)middle.r);
    assert_near((double)got.b, (double)middle.b);
}

static void test_set_holds_until(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    s->cursor_s = 2;
    node_set(s, box, PROP_X, 500);
    node_set_color(s, box, PROP_FILL, THEME_DARK.good);
    s->cursor_s = 4;
    stage_seal(s);
    assert_near(node_value(box, PROP_X, 1.99), 10);
    assert_near(node_value(box, PROP_X, 2), 500);
    assert_near((double)node_color(box, PROP_FILL, 1.99).r, (double)THEME_DARK.ink.r);
    assert_near((double)node_color(box, PROP_FILL, 2).r, (double)THEME_DARK.good.r);
}

static void test_keys(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    node_keys(s, box, PROP_X, EASE_LINEAR, (double[]){1, 2, 4}, (double[]){0, 10, 30}, 3);
    node_keys(s, box, PROP_X, EASE_STEP, (double[]){5, 6}, (double[]){100, 200}, 2);
    stage_seal(s);
    assert_near(node_value(box, PROP_X, 3), 20);
    assert_near(node_value(box, PROP_X, 4.9), 30);
    assert_near(node_value(box, PROP_X, 5), 100);
    assert_near(node_value(box, PROP_X, 5.9), 100);
    assert_near(node_value(box, PROP_X, 6), 200);
}

static void test_each_with_stagger(void **state)
{
    Scene *s = stage_scene(*state);
    Node *group = add_group(s, NULL);
    for (int i = 0; i < 4; i++)
        add_rect(s, group, .w = 5, .h = 5, .fill = THEME_DARK.ink);
    s->cursor_s = 1;
    fade_in(s, group, .each = true, .stagger_s = 0.5, .dur_s = 1);
    assert_near(scene_now(s), 1 + 3 * 0.5 + 1);
    stage_seal(s);
    for (int i = 0; i < 4; i++) {
        assert_near(node_value(node_child(group, i), PROP_OPACITY, 1 + 0.5 * i), 0);
        assert_near(node_value(node_child(group, i), PROP_OPACITY, 2 + 0.5 * i), 1);
    }
    assert_near(node_value(group, PROP_OPACITY, 0), 1);
}

static void test_move_along(void **state)
{
    Stage *stage = *state;
    Scene *s = stage_scene(stage);
    Node *dot = add_circle(s, NULL, .r = 3, .fill = THEME_DARK.ink);
    Path *path = path_create(scene_arena(s));
    path_move(path, 0, 0);
    path_line(path, 300, 0);
    path_line(path, 300, 100);
    move_along(s, dot, path, .dur_s = 4, .ease = EASE_LINEAR);
    stage_seal(s);
    assert_near(node_value(dot, PROP_X, 1), 100);
    assert_near(node_value(dot, PROP_Y, 1), 0);
    assert_near(node_value(dot, PROP_X, 4), 300);
    assert_near(node_value(dot, PROP_Y, 4), 100);
}

static void test_camera(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s),
         *title = add_rect(s, s->overlay, .x = 96, .y = 96, .w = 10, .h = 10, .fill = THEME_DARK.ink);
    camera_to(s, 60, 45, 2, .ease = EASE_LINEAR); // the box's middle
    assert_near(scene_now(s), DUR_CAMERA_S);
    stage_seal(s);
    Arena arena;
    arena_init(&arena);
    const DisplayList list = frame_at(s, s->dur_s, &arena);
    assert_int_equal(list.n_items, 2);
    assert_near(list.items[0].bounds.x + list.items[0].bounds.w / 2, 960);
    assert_near(list.items[0].bounds.y + list.items[0].bounds.h / 2, 540);
    assert_near(list.items[0].bounds.w, 200);
    assert_near(list.items[1].bounds.x, 96); // the overlay stays
    assert_ptr_equal(list.items[0].node, box);
    assert_ptr_equal(list.items[1].node, title);
    arena_finish(&arena);
}

// A camera that turns keeps what it looks at in the middle, and comes back.
static void test_camera_turn(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    const Rect all = {0, 0, 1920, 1080};
    camera_look_at(s, (Rect){10, 20, 100, 50}, 0.1, (Tween){0}); // the box
    const double seen_s = scene_now(s);
    camera_look_at(s, all, 0, (Tween){0});
    stage_seal(s);
    const Matrix near = node_matrix(s->stage, seen_s), far = node_matrix(s->stage, s->dur_s);
    const Point middle = matrix_apply(near, (Point){60, 45}), corner = matrix_apply(near, (Point){110, 45});
    assert_near(middle.x, 960);
    assert_near(middle.y, 540);
    assert_near(atan2(corner.y - middle.y, corner.x - middle.x), 0.1);
    for (int i = 0; i < 4; i++) { // the turned box is within the canvas
        const Point at = matrix_apply(near, (Point){i % 2 ? 110 : 10, i < 2 ? 20 : 70});
        assert_true(at.x > all.x && at.x < all.w && at.y > all.y && at.y < all.h);
    }
    assert_near(matrix_apply(far, (Point){60, 45}).x, 60);
    assert_near(matrix_apply(far, (Point){60, 45}).y, 45);
    assert_near(node_value(box, PROP_ROTATE, seen_s), 0);
}

// The build must fail with words that have all the parts: the file, the line, what is wrong.
static void expect_failure(Scene *s, int line, const char *part)
{
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_contains(err.text, "test_motion.c");
    assert_contains(err.text, arena_printf(s->arena, ":%d:", line));
    assert_contains(err.text, part);
}

static void test_overlap_names_file_and_line(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    move_to(s, box, 0, 0, .dur_s = 2);
    s->cursor_s = 1;
    const int line = __LINE__ + 1;
    move_to(s, box, 50, 50, .dur_s = 2);
    move_to(s, box, 90, 90, .dur_s = 9); // the first error is the one that is told
    expect_failure(s, line, "the place of the thing of line");
}

static void test_no_overlap_of_different_properties(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s);
    fade_in(s, box, .dur_s = 2);
    s->cursor_s = 0;
    move_to(s, box, 50, 50, .dur_s = 2);
    s->cursor_s = 2;
    move_to(s, box, 70, 70, .dur_s = 1); // from the moment the other ends
    stage_seal(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hidden_before_appearance),
        cmocka_unit_test(test_leave),
        cmocka_unit_test(test_move_scale_recolor),
        cmocka_unit_test(test_set_holds_until),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_each_with_stagger),
        cmocka_unit_test(test_move_along),
        cmocka_unit_test(test_camera),
        cmocka_unit_test(test_camera_turn),
        cmocka_unit_test(test_overlap_names_file_and_line),
        cmocka_unit_test(test_no_overlap_of_different_properties),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
