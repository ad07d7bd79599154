// test_place.c — things that are made already go beside others, into rows, columns and grids, into areas.
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run RUN = {.n_params = 1234};

static Scene *built(void **state, CanvasShape shape, const char *body)
{
    return script_built(*state, shape, &RUN, body);
}

// What the scene's picture covers, by its place in the order of making from 0.
static Rect box_of(const Scene *s, int index)
{
    return thing_box(s, picture_node(s->pictures[index]));
}

static double top(const Scene *s, int index)
{
    return box_of(s, index).y;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) < 0.01;
}

static void test_next_to(void **state)
{
    static const char BODY[] = "local a, b, c, d, e = box 'in the middle', box 'x', box 'x', box 'x', box 'x'\n"
                               "next_to(b, a, 'right', { gap = 'l' }) next_to(c, a, 'left', { align = 'start' })\n"
                               "next_to(d, a, 'above', { align = 'end' }) next_to(e, a, 'below')\n"
                               "par(function() fade_in { a, b, c, d, e } end) hold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        const Rect a = box_of(s, 0), b = box_of(s, 1), c = box_of(s, 2), d = box_of(s, 3), e = box_of(s, 4);
        assert_true(is_near(b.x, a.x + a.w + SPACE_L) && is_near(rect_middle(b).y, rect_middle(a).y));
        assert_true(is_near(c.x + c.w, a.x - SPACE_XL) && is_near(c.y, a.y));
        assert_true(is_near(d.y + d.h, a.y - SPACE_XL) && is_near(d.x + d.w, a.x + a.w));
        assert_true(is_near(e.y, a.y + a.h + SPACE_XL) && is_near(rect_middle(e).x, rect_middle(a).x));
        assert_true(is_near(s->dur_s, 1.6)); // placing took no time: nothing was seen
    }
}

// What is seen already goes there, and that takes time; a part too.
static void test_seen_things_move(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local a, b = box 'first', box 'second'\nnext_to(b, a, 'right')\n"
                           "par(function() fade_in { a, b } end)\nnext_to(b, a, 'below', { dur = 'slow' })\n"
                           "center(a:part(1), area():cut_left 'quarter')\nhold(1)");
    const Rect a = box_of(s, 0), b = box_of(s, 1);
    assert_true(is_near(s->dur_s, 0.6 + 1.2 + 0.6 + 1));
    assert_true(is_near(rect_middle(a).x, 96 + 1728 / 8.0));
    const Picture *second = s->pictures[1];
    assert_true(is_near(node_value(second->parts[0].group, PROP_Y, 0.6), rect_middle(s->canvas.safe).y - b.h / 2));
    assert_true(node_value(second->parts[0].group, PROP_Y, 1.8) > rect_middle(s->canvas.safe).y);
}

// A thing that leaves to another shrinks on its way to its middle, all of the way, and is gone there.
static void test_leave_to(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local left, right = area():row { 1, 1 }\n"
                           "local a, b = box('a', { into = left }), box('goal', { into = right })\n"
                           "par(function() fade_in { a, b } end)\nleave(a, { to = b, dur = 'slow' })\nhold(1)");
    const Node *root = picture_node(s->pictures[0]);
    const double half_s = 0.6 + 0.6;
    assert_true(is_near(s->dur_s, 0.6 + 1.2 + 1));
    assert_true(is_near(node_value(root, PROP_X, 0.6), 0));
    assert_true(is_near(node_value(root, PROP_X, half_s), rect_middle(s->canvas.safe).x - 96 - 1728 / 4.0 + 6));
    assert_true(is_near(node_value(root->body, PROP_SCALE_X, half_s), 0.525));
    assert_true(node_value(root, PROP_OPACITY, half_s) == 1 && node_value(root, PROP_OPACITY, 1.8) == 0);
    assert_true(is_near(node_value(root->body, PROP_SCALE_Y, s->dur_s), 0.05));
}

// A picture some of whose parts are gone goes with those that are there to the middle of the goal.
static void test_leave_to_without_parts(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local left, right = area():row { 1, 1 }\n"
                           "local a, b = formula { 'x + y + z', into = left }, box('goal', { into = right })\n"
                           "par(function() fade_in { a, b } end)\nchange(a, 'x')\n"
                           "leave(a, { to = b, dur = 'slow' })\nhold(1)");
    const Node *root = picture_node(s->pictures[0]);
    const Point pivot = root->body->pivot, goal = rect_middle(box_of(s, 1));
    assert_true(is_near(node_value(root, PROP_X, s->dur_s) + pivot.x, goal.x));
    assert_true(is_near(node_value(root, PROP_Y, s->dur_s) + pivot.y, goal.y));
}

static void test_align(void **state)
{
    static const struct {
        const char *edge;
        double x, y; // shares of the boxes that agree; below 0: that direction does not
    } ROWS[] = {{"left", 0, -1}, {"center", 0.5, -1}, {"right", 1, -1},
                {"top", -1, 0},  {"middle", -1, 0.5}, {"bottom", -1, 1}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Stage *stage = *state;
        const char *body = arena_printf(&stage->arena,
                                        "local a, b = box 'short', box('a longer one', { size = 'heading' })\n"
                                        "next_to(b, a, '%s')\nalign({ a, b }, '%s')\nfade_in { a, b } hold(1)",
                                        ROWS[i].x < 0 ? "right" : "below", ROWS[i].edge);
        const Scene *s = built(state, CANVAS_WIDE, body);
        const Rect a = box_of(s, 0), b = box_of(s, 1);
        if (ROWS[i].x >= 0)
            assert_true(is_near(a.x + ROWS[i].x * a.w, b.x + ROWS[i].x * b.w));
        else
            assert_true(is_near(a.y + ROWS[i].y * a.h, b.y + ROWS[i].y * b.h));
    }
}

static const char BOXES[] = "local all = {} for _, n in ipairs { 'one', 'two', 'three', 'four', 'five', 'six' } do "
                            "all[#all + 1] = box(n) end\n";

static const Scene *arranged(void **state, CanvasShape shape, const char *how)
{
    Stage *stage = *state;
    return built(state, shape,
                 arena_printf(&stage->arena, "%s%s\npar(function() fade_in(all) end) hold(1)", BOXES, how));
}

// All boxes are inside of the room and none lies over another.
static void assert_apart(const Scene *s, Rect room)
{
    for (int i = 0; i < s->n_pictures; i++) {
        assert_true(rect_contains(rect_grow(room, 1), box_of(s, i)));
        for (int k = 0; k < i; k++)
            assert_true(rect_is_empty(rect_intersect(box_of(s, i), box_of(s, k))));
    }
}

static void test_arrange(void **state)
{
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Rect page = CANVASES[shape].safe;
        const Scene *s = arranged(state, shape, "arrange(all, { way = 'column', gap = 's' })");
        assert_apart(s, page);
        for (int i = 1; i < 6; i++)
            assert_true(is_near(top(s, i), top(s, i - 1) + box_of(s, i - 1).h + SPACE_S));
        s = arranged(state, shape, "arrange(all, { columns = 3 })");
        assert_apart(s, page);
        assert_true(is_near(top(s, 0), top(s, 2)) && is_near(top(s, 3), top(s, 5)) && top(s, 3) > top(s, 0));
        assert_true(is_near(rect_middle(box_of(s, 1)).x, rect_middle(box_of(s, 4)).x));
        s = arranged(state, shape, "arrange(all)"); // along the long side, or in several lines
        assert_apart(s, page);
        s = arranged(state, shape, "arrange(all, { way = 'row' })"); // smaller where there is no room
        assert_apart(s, page);
        for (int i = 1; i < 6; i++)
            assert_true(is_near(rect_middle(box_of(s, i)).y, rect_middle(box_of(s, 0)).y));
    }
    const Scene *s = arranged(state, CANVAS_WIDE, "arrange(all, { into = area():cut_left 'third' })");
    assert_apart(s, (Rect){96, 54, 576, 972});
}

static void test_fit_and_center(void **state)
{
    const Scene *s =
        built(state, CANVAS_WIDE,
              "local page = area()\nlocal left = page:cut_left 'half'\nlocal a, b = title 'Words', box 'b'\n"
              "local part = b:part 'words'\nfit(a, left) center(b, left) center(b) fit(b, left)\n"
              "par(function() appear(a) fade_in(part) end) hold(1)");
    assert_true(is_near(rect_middle(box_of(s, 0)).x, 96 + 1728 / 4.0));
    assert_true(is_near(rect_middle(box_of(s, 1)).x, 96 + 1728 / 4.0));
    const Node *part = picture_part_node(s->pictures[1], 0);
    assert_true(node_value(part, PROP_OPACITY, 1.5) == 1); // the part that was taken before the fit is the one there is
    assert_int_equal(picture_node(s->pictures[1])->n_children, 1);
}

static void test_order(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local a, b, c = box 'a', box 'b', box 'c'\nover(a, c)\nunder(c, b)\nappear { a, b, c }");
    assert_true(picture_node(s->pictures[0])->z > picture_node(s->pictures[1])->z);
    assert_true(picture_node(s->pictures[2])->z < picture_node(s->pictures[1])->z);
}

// One of three, of any kind; each must be given.
static void test_by_canvas(void **state)
{
    static const char BODY[] =
        "local a, b = box 'first', box 'second'\n"
        "next_to(b, a, by_canvas { wide = 'right', square = 'below', tall = 'above' })\n"
        "by_canvas { wide = function() fade_in { a, b } end, square = function() pop_in { a, b } "
        "end, tall = function() fade_in { a, b } end }()";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        const Point a = rect_middle(box_of(s, 0)), b = rect_middle(box_of(s, 1));
        assert_int_equal(shape == CANVAS_WIDE, b.x > a.x + 1);
        assert_int_equal(shape == CANVAS_SQUARE, b.y > a.y + 1);
        assert_int_equal(shape == CANVAS_TALL, b.y < a.y - 1);
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"local a, b = title 'wide words', box 'b'\nfit(a, area():cut_right(0.3)) next_to(b, a, 'right')",
         "film.lua:3: there is no room right of it: this would leave the page by"},
        {"local a = box 'a' fit(a:part(1), area())", "a part has the size that its picture gives it"},
        {"local all = {} for i = 1, 40 do all[i] = box 'a word' end arrange(all, { way = 'row' })", "these 40 things take"},
        {"local a = box 'a' over(a, a:part(1))", "one of these is a part of the other"},
        {"next_to(box 'a', box 'b', 'rigth')", "argument 3 of next_to is \"rigth\""},
        {"by_canvas { wide = 1, square = 2 }", "option `tall` of by_canvas is missing"},
        {"next_to(box 'a', nil, 'right')", "argument 2 of next_to is nil"},
        {"local l = line('so many words here that they go on', { into = area():cut_right 'fifth' })\n"
         "appear(l) settle(l, l:place():middle(0.01, 0.01))",
         "an area of 3 × 1 units is too small for words"},
    };
    check_refused(*state, &RUN, ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_next_to),   cmocka_unit_test(test_seen_things_move), cmocka_unit_test(test_leave_to),
        cmocka_unit_test(test_leave_to_without_parts),
        cmocka_unit_test(test_align),     cmocka_unit_test(test_arrange),          cmocka_unit_test(test_fit_and_center),
        cmocka_unit_test(test_order),     cmocka_unit_test(test_by_canvas),        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
