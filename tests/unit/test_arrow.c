// test_arrow.c — arrows: the way from box to box around what lies between, and that they follow their ends.
#include "engine/anim/frame.h"
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "engine/anim/route.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run RUN = {.n_params = 1234};
static const Rect PAGE = {0, 0, 1000, 800};

// ---- routes ----

static Point point_at(const RouteShape *shape, double u)
{
    const Point *p = shape->points;
    const double v = 1 - u, a = v * v * v, b = 3 * v * v * u, c = 3 * v * u * u, d = u * u * u;
    return (Point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                   a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static bool crosses(const RouteShape *shape, Rect box)
{
    for (int i = 0; i <= 50; i++) {
        const Point p = point_at(shape, i / 50.0);
        if (rect_contains(box, (Rect){p.x, p.y, 0, 0}))
            return true;
    }
    return false;
}

static void test_straight_between_neighbours(void **state)
{
    (void)state;
    const RouteScene beside = {.from = {100, 300, 100, 60}, .to = {400, 280, 150, 100}, .page = PAGE};
    RouteShape shape = route_shape(route_choose(&beside, NULL), &beside);
    assert_true(fabs(shape.points[0].x - 208) < 1e-6 && fabs(shape.points[3].x - 392) < 1e-6);
    for (int i = 0; i < 4; i++)
        assert_true(fabs(shape.points[i].y - 330) < 1e-6);
    // Not quite one below the other: straight down where both are.
    const RouteScene below = {.from = {100, 100, 200, 60}, .to = {200, 300, 200, 60}, .page = PAGE};
    shape = route_shape(route_choose(&below, NULL), &below);
    for (int i = 0; i < 4; i++)
        assert_true(fabs(shape.points[i].x - 250) < 1e-6);
}

// Around what lies between, on the page; words stand where nothing else does.
static void test_around(void **state)
{
    (void)state;
    const Rect blocked[] = {{350, 250, 150, 160}, {600, 380, 60, 40}};
    const RouteScene scene = {.from = {100, 300, 100, 60},
                              .to = {800, 300, 100, 60},
                              .page = PAGE,
                              .blocked = blocked,
                              .n_blocked = 2,
                              .words_w = 120,
                              .words_h = 30};
    const Route route = route_choose(&scene, NULL);
    const RouteShape shape = route_shape(route, &scene);
    const Rect words = {shape.words.x - 60, shape.words.y - 15, 120, 30};
    assert_true(rect_contains(PAGE, words));
    assert_false(crosses(&shape, words));
    for (int i = 0; i < 2; i++) {
        assert_false(crosses(&shape, blocked[i]));
        assert_true(rect_is_empty(rect_intersect(words, blocked[i])));
    }
    // Where both sides are as good it goes on as before.
    const RouteScene even = {
        .from = scene.from, .to = scene.to, .page = {0, 30, 1000, 600}, .blocked = blocked, .n_blocked = 1};
    for (double side = -1; side <= 1; side += 2) {
        const Route before = {side * PI / 2, side * PI / 2, 0.5, 1, 0};
        assert_true(fabs(remainder(route_choose(&even, &before).from_rad - before.from_rad, 2 * PI)) < 1e-9);
    }
}

// Half of the way from one side to another nothing leaps.
// Between boxes that are too near to one another it goes around, so that it is long enough to be seen.
static void test_around_what_is_too_near(void **state)
{
    (void)state;
    const RouteScene far = {
        .from = {500, 500, 100, 60}, .to = {664, 500, 100, 60}, .page = {0, 0, 1920, 1080}, .least_length = 39};
    RouteScene near = far;
    near.to.x = 608;
    const Route across = route_choose(&far, NULL), around = route_choose(&near, NULL);
    const RouteShape level = route_shape(across, &far), hop = route_shape(around, &near);
    assert_true(level.points[0].y == level.points[3].y && route_length(&level) > far.least_length);
    assert_true(hop.points[0].y < near.from.y || hop.points[0].y > near.from.y + near.from.h);
    assert_true(route_length(&hop) > far.least_length);
}

static void test_mix(void **state)
{
    (void)state;
    const RouteScene scene = {.from = {100, 300, 100, 60}, .to = {600, 500, 100, 60}, .page = PAGE};
    const Route a = {0, PI, 0.5, 1, 0}, b = {PI / 2, -PI / 2, 0.8, -1, 10};
    RouteShape before = route_shape(a, &scene);
    for (int i = 1; i <= 100; i++) {
        const RouteShape now = route_shape(route_mix(a, b, i / 100.0), &scene);
        for (int k = 0; k < 4; k++)
            assert_true(hypot(now.points[k].x - before.points[k].x, now.points[k].y - before.points[k].y) < 40);
        before = now;
    }
}

// ---- arrows of scenes ----

static Scene *built(void **state, CanvasShape shape, const char *body)
{
    return script_built(*state, shape, &RUN, body);
}

// How far a point is from the border of a box.
static double from_border(Rect box, Point p)
{
    const double dx = fmax(box.x - p.x, p.x - box.x - box.w), dy = fmax(box.y - p.y, p.y - box.y - box.h);
    return dx > 0 && dy > 0 ? hypot(dx, dy) : fabs(fmax(dx, dy));
}

static Rect card_at(const Scene *s, const Picture *box, double t_s)
{
    const Node *card = picture_item(box, 0, "card");
    return matrix_bounds(node_to_canvas(s, card, t_s), node_local_bounds(card, t_s));
}

static const Path *line_at(const Picture *arrow, double t_s, Arena *arena)
{
    const Node *line = picture_item(arrow, 0, "line");
    const double morph = node_value(line, PROP_MORPH, t_s);
    const int below = (int)morph;
    return morph > below ? path_mix(line->shapes[below], line->shapes[below + 1], morph - below, arena)
                         : line->shapes[below];
}

static const char FOLLOWING[] =
    "local page = area() local top = page:cut_top 'third'\n"
    "local a, b, c = box('one', { into = top }), box('two', { color = 'accent' }), box 'between'\n"
    "next_to(b, c, 'below', { gap = 'xl' })\n"
    "local ab = arrow(a, b, { label = 'goes there', color = 'pick' })\n"
    "stagger(0.2, function() appear(a) appear(ab) appear(b) appear(c) end)\nhold(0.5)\n"
    "arrange({ a, c, b }, { dur = 'slow', ease = 'overshoot', into = page })\n"
    "hold(0.5) pulse(a) change(b, 'two is longer now') travel(b:part(1), page:cut_left 'half')\n"
    "dim(b) settle(a, page:middle(0.2, 0.4)) undim(b) hold(0.5)";

static void test_arrows_follow(void **state)
{
    Stage *stage = *state;
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, FOLLOWING);
        const Picture *arrow = picture_named(s, "arrow");
        const Node *line = picture_item(arrow, 0, "line"), *tip = picture_item(arrow, 0, "tip");
        assert_true(line->n_shapes > 20);
        for (double t_s = 1.6; t_s < s->dur_s; t_s += 0.0173) {
            const Path *path = line_at(arrow, t_s, &stage->arena);
            const Point begin = path->points[0], end = path->points[path->n_points - 1];
            const double from = from_border(card_at(s, s->pictures[0], t_s), begin);
            const double to = from_border(card_at(s, s->pictures[1], t_s), end);
            if (from > 12 || to > 12)
                fail_msg("canvas %d at %.2f s: the ends are %.1f and %.1f off", shape, t_s, from, to);
            const Point at = {node_value(tip, PROP_X, t_s), node_value(tip, PROP_Y, t_s)};
            assert_true(hypot(at.x - end.x, at.y - end.y) < 1.5);
        }
    }
}

// The tip goes ahead of the line that is drawn; nothing of it is seen before.
static void test_arrows_draw_themselves(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local a, b = box 'one', box 'two' arrange { a, b } local ab = arrow(a, b)\n"
                           "par(function() fade_in { a, b } end) hold(1) appear(ab) hold(1)");
    const Picture *arrow = picture_named(s, "arrow");
    const Node *tip = picture_item(arrow, 0, "tip"), *line = picture_item(arrow, 0, "line");
    const Rect a = card_at(s, s->pictures[0], 1), b = card_at(s, s->pictures[1], 1);
    assert_true(node_value(picture_node(arrow), PROP_OPACITY, 1.5) == 0);
    for (double t_s = 1.6; t_s < 2.5; t_s += 0.05) {
        const double drawn = node_value(line, PROP_TRIM_END, t_s);
        assert_true(fabs(node_value(tip, PROP_X, t_s) - lerp(a.x + a.w + 8, b.x - 8, drawn)) < 1);
    }
    assert_true(node_value(line, PROP_TRIM_END, 1.6) == 0 && node_value(line, PROP_TRIM_END, 2.3) == 1);
}

static void test_diagrams_are_in_order(void **state)
{
    static const char BODY[] =
        "local page = area()\n"
        "local head = heading('From text to the next token', { into = page:cut_top 'fit' })\n"
        "local a, b, c = box 'tokens', box('model', { color = 'accent' }), box('next token', { color = 'pick' })\n"
        "arrange({ a, b, c }, { gap = 'fifth', into = page })\n"
        "local ways = { arrow(a, b), arrow(b, c, { label = 'samples' }), arrow(c, a, { label = 'joins the text' }) }\n"
        "par(function() appear(head) fade_in { a, b, c } end)\n"
        "stagger(0.3, function() appear(ways) end)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        Complaints complaints = {CANVAS_NAMES[shape]};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"local a = box 'a' arrow(a, a)", "an arrow joins two things, and both of these are the same"},
        {"local a, b = box 'a', box 'b' local w = arrow(a, b) appear(w) settle(w, area())",
         "an arrow is where its ends are"},
        {"local a, b = box 'a', box 'b' local w = arrow(a, b) next_to(w, a, 'below')",
         "an arrow is where its ends are"},
        {"local a, b = box 'a', box 'b' arrow(a, b) appear(a) appear(b)", "this arrow is made but never shown"},
        {"local l, r = area():row({ 1, 1 }, { gap = 'xs' })\nlocal a, b = card { into = l }, card { into = r }\n"
         "local w = arrow(a, b) appear { a, b, w } hold(1)",
         "test/film.lua:4: there is no room for this arrow"},
        {"arrow(box 'a')", "argument 2 of arrow is missing; it wants a thing"},
        {"arrow(box 'a', area())", "argument 2 of arrow is an area"},
        {"box('so many words that a small area has never room for them', { into = area():middle(0.05, 0.05) })",
         "is too small for box"},
    };
    check_refused(*state, &RUN, ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_straight_between_neighbours),
        cmocka_unit_test(test_around),
        cmocka_unit_test(test_around_what_is_too_near),
        cmocka_unit_test(test_mix),
        cmocka_unit_test(test_arrows_follow),
        cmocka_unit_test(test_arrows_draw_themselves),
        cmocka_unit_test(test_diagrams_are_in_order),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
