// test_pictures_hill.c — a ball on a slope: how it rolls, what its numbers say, how steep it is there.
#include "engine/anim/picture_data.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

// A run whose loss is known along a way: 3, 2, 1.5, 2, 3 about a weight of 0.
static const Run *on_a_hill(Stage *stage)
{
    Arena *arena = &stage->arena;
    float *values = ARENA_ARRAY(arena, float, 10);
    for (int i = 0; i < 5; i++) {
        values[i] = (float)(i - 2);
        values[5 + i] = 1.5F + 0.5F * (float)abs(i - 2) * (abs(i - 2) > 1 ? 1.5F : 1);
    }
    Tensor *descent = ARENA_NEW(arena, Tensor);
    *descent = (Tensor){.name = "descent", .n_dims = 3, .shape = {1, 2, 5}, .n_items = 10, .f32 = values};
    Run *run = ARENA_NEW(arena, Run);
    *run = (Run){.n_vocab = 6, .descent = descent};
    return run;
}

// The place or the loss there as scripts write it.
#define PLACE(i) "run.descent[1][1][" #i "]"
#define LOSS(i) "run.descent[1][2][" #i "]"
#define HILL(places, at, room)                                                                                         \
    "hill { x = { " places " }, y = { " LOSS(1) ", " LOSS(2) ", " LOSS(3) ", " LOSS(4) ", " LOSS(5) " }, at = " at     \
    ", name = 'a weight', up = 'loss', places = '+.1f', into = " room " }"
#define PLACES PLACE(1) ", " PLACE(2) ", " PLACE(3) ", " PLACE(4) ", " PLACE(5)

// The ball stands on the slope, and rolls along it: in the valley it is lower than where it started, over it is what was
// recorded there, and the stem reaches down to the line; beside the slope stand its highest and its lowest value.
static void test_hill(void **state)
{
    const Run *run = on_a_hill(*state);
    check_in_rectangles(*state, run, HILL(PLACES, PLACE(4), "into"), 0.3);
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, run,
                                      "local h = " HILL(PLACES, PLACE(5), "area()") "\nh:draw()\nhold(1)\n"
                                      "stretch(2, function() h:roll(" PLACE(3) ") end)\nhold(1)");
        const Picture *picture = picture_named(s, "hill");
        const Node *ball = picture_part_node(picture, picture_part_find(picture, part_named("ball")));
        const Node *knob = picture_part_node(picture, picture_part_find(picture, part_named("knob")));
        const Node *stem = picture_item(picture, picture_part_find(picture, part_named("knob")), "stem");
        assert_true(node_value(ball, PROP_Y, 4.5) > node_value(ball, PROP_Y, 1.5));
        assert_true(node_value(knob, PROP_X, 4.5) < node_value(knob, PROP_X, 1.5));
        assert_true(node_value(knob, PROP_X, 2.9) < node_value(knob, PROP_X, 1.5));
        assert_true(node_value(knob, PROP_X, 2.9) > node_value(knob, PROP_X, 4.5));
        assert_true(node_value(stem, PROP_H, 4.5) < node_value(stem, PROP_H, 1.5));
        const Node *loss = item_of(picture, part_named("value"), "value");
        assert_true(text_number(loss, 1.5) == 3 && text_number(loss, 4.9) == 1.5);
        assert_true(text_number(loss, 2.9) < 3 && text_number(loss, 2.9) > 1.5);
        assert_true(text_number(item_of(picture, part_named("ticks"), "high"), 1.5) == 3);
        assert_true(text_number(item_of(picture, part_named("ticks"), "low"), 1.5) == 1.5);
        assert_true(scene_number(s, "+2.0", 1.5) == 2 && scene_number(s, "+2.0", 4.9) == 0);
        Complaints complaints = {"a ball that rolls"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
    static const Refused ROWS[] = {
        {HILL(PLACE(1), PLACE(1), "area()"), "2 to 64 places"},
        {HILL(PLACE(2) ", " PLACE(1) ", " PLACE(3) ", " PLACE(4) ", " PLACE(5), PLACE(1), "area()"),
         "places rise"},
        {HILL(PLACES, "run.n_vocab", "area()"), "none of its `x`"},
        {"local h = " HILL(PLACES, PLACE(1), "area()") "\nh:roll(" PLACE(2) ")", "by :draw()"},
        {"local h = " HILL(PLACES, PLACE(1), "area()") "\nh:slope()", "by :draw()"},
        {"local h = " HILL(PLACES, PLACE(2), "area()") "\nh:draw()\nh:slope()\nh:slope()", "shown already"},
        {"local h = " HILL(PLACES, PLACE(3), "area()") "\nh:draw()\nh:slope()", "level where its ball is"},
        {"local h = " HILL(PLACES, PLACE(1), "area()") "\nh:draw()\nh:roll(run.n_vocab)", "none of its `x`"},
        {"local h = " HILL(PLACES, PLACE(1), "area()") "\nh:draw()\nh:draw()", "there already"},
    };
    check_refused(*state, run, ROWS, sizeof ROWS / sizeof *ROWS);
}

// An arrow through the ball points down along the slope, either way, and stays when the ball rolls on; at the first
// place it does not leave the slope's box.
static void test_slope_of_a_hill(void **state)
{
    static const char *const AT[] = {PLACE(2), PLACE(4)};
    const Scene *edge = script_built(*state, CANVAS_WIDE, on_a_hill(*state),
                                     "local h = " HILL(PLACES, PLACE(1), "area()") "\nh:draw()\nh:slope()\nhold(1)");
    const Path *cut = item_of(picture_named(edge, "hill"), part_named("tangent"), "line")->shapes[0];
    const Node *first = picture_part_node(picture_named(edge, "hill"),
                                          picture_part_find(picture_named(edge, "hill"), part_named("ball")));
    assert_true(fabs(cut->points[0].x - node_value(first, PROP_X, 9)) < 1 && cut->points[1].x > cut->points[0].x);
    for (int side = 0; side < 2; side++) {
        const char *body = arena_printf(&((Stage *)*state)->arena,
                                        "local h = " HILL(PLACES, "%s", "area()") "\nh:draw()\nclick()\nh:slope()\n"
                                        "click()\nh:roll(" PLACE(3) ")\nhold(1)", AT[side]);
        const Scene *s = script_built(*state, CANVAS_WIDE, on_a_hill(*state), body);
        const Picture *picture = picture_named(s, "hill");
        const double before_s = s->steps[0].t_s, after_s = s->steps[1].t_s;
        const Node *arrow = item_of(picture, part_named("tangent"), "line");
        const Node *ball = picture_part_node(picture, picture_part_find(picture, part_named("ball")));
        const Path *path = arrow->shapes[0];
        const Point from = path->points[0], to = path->points[path->n_points - 1];
        assert_true(to.y > from.y && (to.x > from.x) == (side == 0)); // the valley is right of the first place
        assert_true(fabs((from.x + to.x) / 2 - node_value(ball, PROP_X, before_s)) < 1);
        assert_true(fabs((from.y + to.y) / 2 - node_value(ball, PROP_Y, before_s)) < 1);
        assert_true(node_value(arrow, PROP_TRIM_END, before_s) <= 0 && node_value(arrow, PROP_TRIM_END, after_s) == 1);
        assert_true(node_value(arrow, PROP_TRIM_END, s->dur_s) == 1);
        Complaints complaints = {"the slope of a hill"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hill), cmocka_unit_test(test_slope_of_a_hill)};
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
