// test_node.c — a node among others: children, pivots, what it covers.
#include "engine/anim/scene_data.h"
#include "support_near.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_bleeding_is_inherited(void **state)
{
    Scene *s = stage_scene(*state);
    Node *group = add_group(s, NULL), *inner = add_group(s, group), *text = add_text(s, inner, .text = "words");
    assert_false(node_may_bleed(text));
    node_bleeds(s, inner);
    assert_true(node_may_bleed(text));
    assert_false(node_may_bleed(group));
}

static void test_children(void **state)
{
    Scene *s = stage_scene(*state);
    Node *from = add_group(s, NULL), *to = add_group(s, NULL), *nodes[3];
    for (int i = 0; i < 3; i++)
        nodes[i] = add_rect(s, from, .w = 1 + i, .h = 1);
    assert_non_null(node_child(from, 2));
    assert_null(node_child(from, -1));
    assert_null(node_child(from, 3));
    assert_null(node_child(NULL, 0));
    node_move_into(s, nodes[1], to);
    assert_null(node_child(from, 2));
    assert_ptr_equal(node_child(from, 0), nodes[0]);
    assert_ptr_equal(node_child(from, 1), nodes[2]);
    assert_ptr_equal(node_child(to, 0), nodes[1]);
    assert_ptr_equal(nodes[1]->parent, to);
}

// The pivot stays where it is while the node is scaled and turned about it.
static void test_pivot(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = add_rect(s, NULL, .x = 100, .y = 50, .w = 40, .h = 20);
    box->pivot = (Point){10, 20};
    const Point before = matrix_apply(node_matrix(box, 0), (Point){10, 20});
    node_set(s, box, PROP_SCALE_X, 3);
    node_set(s, box, PROP_ROTATE, PI / 2);
    const Matrix m = node_matrix(box, 0);
    const Point after = matrix_apply(m, (Point){10, 20}), right = matrix_apply(m, (Point){11, 20});
    assert_near(before.x, 110);
    assert_near(after.x, before.x);
    assert_near(after.y, before.y);
    assert_near(right.x, before.x); // one unit to the right is three units down
    assert_near(right.y, before.y + 3);
}

// Strokes and halos are painted, but what a node takes of the room is its shape.
static void test_what_it_covers(void **state)
{
    Scene *s = stage_scene(*state);
    Node *group = add_group(s, NULL);
    Node *box = add_rect(s, group, .x = 10, .y = 10, .w = 40, .h = 20, .stroke = THEME_DARK.ink, .stroke_width = 6);
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 30);
    Node *halo = add_glow(s, group, .path = path, .sigma = 10, .color = THEME_DARK.ink);
    assert_rect_near(node_paint_bounds(box, 0), ((Rect){-3, -3, 46, 26}));
    assert_rect_near(node_local_bounds(box, 0), ((Rect){0, 0, 40, 20}));
    assert_rect_near(node_local_bounds(group, 0), ((Rect){10, 10, 40, 20}));
    assert_true(rect_contains(node_paint_bounds(halo, 0), (Rect){-55, -55, 110, 110})); // two and a half sigmas
    Node *clip = add_group(s, NULL, .clip = true, .w = 5, .h = 6);
    add_rect(s, clip, .w = 100, .h = 100);
    assert_rect_near(node_local_bounds(clip, 0), ((Rect){0, 0, 5, 6}));
}

static void test_bounds(void **state)
{
    Scene *s = stage_scene(*state);
    Node *box = add_rect(s, NULL, .x = 10, .y = 20, .w = 100, .h = 50);
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
    Node *box = add_rect(s, NULL, .w = 10, .h = 10);
    move_to(s, box, 100, 0, .dur_s = 2, .ease = EASE_LINEAR);
    assert_near(node_bounds(s, box).x, 100);
    s->cursor_s = 1;
    assert_near(node_bounds(s, box).x, 50);
    s->cursor_s = 0;
    assert_near(node_bounds(s, box).x, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bleeding_is_inherited),
        cmocka_unit_test(test_children),
        cmocka_unit_test(test_pivot),
        cmocka_unit_test(test_what_it_covers),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_bounds_are_the_cursors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
