// test_layout.c — nodes placed by each other's boxes.
#include "support_near.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Node *new_box(Scene *s, double x, double y, double w, double h)
{
    return add_rect(s, NULL, .x = x, .y = y, .w = w, .h = h, .fill = THEME_DARK.ink);
}

static void test_bounds(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s, 10, 20, 100, 50);
    assert_rect_near(node_bounds(s, box), ((Rect){10, 20, 100, 50}));
    node_set(s, box, PROP_SCALE_X, 2); // about its middle
    assert_rect_near(node_bounds(s, box), ((Rect){-40, 20, 200, 50}));
    node_set(s, box, PROP_ROTATE, PI / 2);
    assert_rect_near(node_bounds(s, box), ((Rect){35, -55, 50, 200}));
}

// Where a node is now, not where it was or will be.
static void test_bounds_are_the_cursors(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = new_box(s, 0, 0, 10, 10);
    move_to(s, box, 100, 0, .dur_s = 2, .ease = EASE_LINEAR);
    assert_near(node_bounds(s, box).x, 100);
    scene_seek(s, 1);
    assert_near(node_bounds(s, box).x, 50);
    scene_seek(s, 0);
    assert_near(node_bounds(s, box).x, 0);
}

static void test_below_and_right_of(void **state)
{
    Scene *s = stage_scene(*state);
    Node *first = new_box(s, 100, 200, 60, 40), *below = new_box(s, 0, 0, 30, 30), *right = new_box(s, 7, 8, 20, 10);
    place_below(s, below, first, 12);
    place_right_of(s, right, first, 5);
    assert_rect_near(node_bounds(s, below), ((Rect){100, 252, 30, 30}));
    assert_rect_near(node_bounds(s, right), ((Rect){165, 215, 20, 10})); // at half of the other's height
}

// By what they cover: a circle's place is its middle, a text's is on its baseline.
static void test_any_node_is_centred(void **state)
{
    Scene *s = stage_scene(*state);
    const Rect room = {300, 100, 200, 80};
    Node *group = add_group(s, NULL, .x = 9, .y = 9);
    add_rect(s, group, .x = 20, .y = 30, .w = 10, .h = 10);
    add_circle(s, group, .x = 60, .y = 60, .r = 15);
    Node *const nodes[] = {
        new_box(s, 1, 2, 30, 30),
        add_circle(s, NULL, .x = 5, .y = 5, .r = 25),
        add_text(s, NULL, .text = "words", .style = &(TextStyle){.size = 30, .align = ALIGN_END}),
        group,
    };
    for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++) {
        center_in(s, nodes[i], room);
        const Rect box = node_bounds(s, nodes[i]);
        assert_near(box.x + box.w / 2, 400);
        assert_near(box.y + box.h / 2, 140);
    }
}

// What is placed may be animated afterwards from where it is.
static void test_placed_then_moved(void **state)
{
    Scene *s = stage_scene(*state);
    Node *first = new_box(s, 100, 200, 60, 40), *below = new_box(s, 0, 0, 30, 30);
    place_below(s, below, first, 12);
    rise_in(s, below, .dur_s = 1);
    assert_near(node_value_now(s, below, PROP_Y), 252);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_bounds_are_the_cursors),
        cmocka_unit_test(test_below_and_right_of),
        cmocka_unit_test(test_any_node_is_centred),
        cmocka_unit_test(test_placed_then_moved),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
