// test_pictures_chart_ride.c — names that run beside the points that draw a chart's lines, and settle at their ends.
#include "engine/anim/picture_data.h"
#include "scenes/kit/chart.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N_STEPS = 101, EVERY = 10 };

static const double FRAME_S = 1 / 30.0;
static const double SEEN = 0.02; // opacity

// Both losses fall from the surprise of 65 symbols, the second above the first one, evaluated now and then.
static const Run *training(Stage *stage)
{
    RunMetric *metrics = ARENA_ARRAY(&stage->arena, RunMetric, N_STEPS);
    for (int i = 0; i < N_STEPS; i++) {
        const double loss = 1.5 + 2.7 * exp(-i / 12.0);
        metrics[i] = (RunMetric){.step = i,
                                 .loss = loss + (i % 2 ? 0.04 : -0.04),
                                 .val_loss = i % EVERY == 0 ? loss + 0.1 : (double)NAN};
    }
    Run *run = ARENA_NEW(&stage->arena, Run);
    *run = (Run){.n_vocab = 65, .metrics = metrics, .n_metrics = N_STEPS};
    return run;
}

#define LOSSES                                                                                                         \
    "local losses = chart { ride = true, values = 'ends', across = 'step', up = 'loss', scale = 'sqrt', series = {"    \
    " { of = run.metrics, field = 'loss', name = 'training', color = 'train' },"                                       \
    " { of = run.metrics, field = 'val_loss', name = 'validation', color = 'val' } },"                                 \
    " rule = { at = math.log(run.n_vocab), words = 'guessing' } }\nlosses:axes()\n"

// What draws itself.
static const struct {
    const char *about, *body;
} ROWS[] = {
    {"in one go", LOSSES "stretch(3, function() losses:draw() end)\nhold(1)"},
    {"in legs", LOSSES "losses:draw { to = 20 }\nhold(0.4)\nlosses:draw { to = 60 }\nlosses:draw()\nhold(1)"},
    {"alone, in a low place", "local c = chart { ride = true, of = run.metrics, field = 'loss', name = 'training loss',"
                              " into = area():middle(0.4, 1) }\n"
                              "c:draw()\nhold(1)"},
    {"of different lengths", "local x, y = {}, {}\n"
                             "for i = 1, 40 do x[i], y[i] = run.metrics[i].step, run.metrics[i].loss end\n"
                             "local c = chart { ride = true, across = 'step', series = {"
                             " { of = run.metrics, field = 'loss', name = 'long' },"
                             " { x = x, y = y, name = 'short', color = 'val' } } }\n"
                             "c:draw()\nhold(1)"},
    {"functions", "local c = chart { ride = true, series = {"
                  " { f = function(x) return x * x end, name = 'square' },"
                  " { f = function(x) return 2 + x end, name = 'sum', color = 'val' } } }\n"
                  "c:draw()\nhold(1)"},
    {"through a rule", "local c = chart { ride = true, series = { { f = function(x) return 8 * x end, name = 'line' } },"
                       " rule = { at = math.log(run.n_vocab), words = 'guessing' } }\n"
                       "c:draw()\nhold(1)"},
    {"up to a rule", "local c = chart { ride = true, series = {"
                     " { f = function(x) return math.log(65) - 2 * (1 - x)^2 end, name = 'line' } },"
                     " rule = { at = math.log(run.n_vocab), words = 'guessing' } }\n"
                     "c:draw()\nhold(1)"},
    {"over the words of a rule", "local c = chart { ride = true, series = {"
                                 " { f = function(x) return math.log(65) + 0.1 - 2 * (1 - x)^4 end, name = 'line' } },"
                                 " rule = { at = math.log(run.n_vocab), words = 'guessing' } }\n"
                                 "c:draw()\nhold(1)"},
};
enum { UNEQUAL = 3, N_ROWS = sizeof ROWS / sizeof *ROWS };

// The points that draw are made in the lines' order, and only they have a light.
static const Node *tip_of(const Scene *s, int series)
{
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_GLOW && series-- == 0)
            return s->nodes[i]->parent;
    fail_msg("there is no such tip");
    return NULL;
}

static bool has(const Picture *chart, const char *part)
{
    return picture_part_find(chart, part_named(part)) >= 0;
}

static int end_of(const Picture *chart, int series)
{
    return picture_part_find(chart, part_cell(CHART_END, series));
}

static const Node *name_of(const Picture *chart, int series)
{
    return picture_part_node(chart, end_of(chart, series));
}

// Of its letters, with no more air than they have.
static Rect name_box(const Scene *s, const Picture *chart, int series, double t_s)
{
    const Rect words = node_bounds(s, picture_item(chart, end_of(chart, series), "words"));
    const Node *name = name_of(chart, series);
    const double h = 0.8 * words.h;
    return (Rect){node_value(name, PROP_X, t_s), node_value(name, PROP_Y, t_s) - h / 2, words.w, h};
}

// At its right, or, where it stands still at its place, within reach; `em`: the height of a line of words.
static void is_beside(const Picture *chart, Rect name, Point tip, double em, int series, double t_s)
{
    static const double MOST = 3.4, SLOW = 60; // em; units
    const Rect end = picture_part_box(chart, end_of(chart, series));
    const double free_x = fmin(tip.x + CHART_END_GAP, end.x), y = name.y + name.h / 2;
    if (name.x < free_x - SLOW / 2 || fabs(y - tip.y) > MOST * em)
        fail_msg("%.2f s: the name of series %d, at %.0f %.0f, is not beside %.0f %.0f", t_s, series, name.x, y, tip.x,
                 tip.y);
    assert_true(name.x <= end.x + 0.01);
}

// In one frame: how many of the names that are seen while their lines draw themselves are beside their points, which
// each has to be; none may lie over another.
static int n_beside(const Scene *s, const Picture *chart, const char *about, double t_s)
{
    const ChartData *data = picture_data(chart);
    const double em = name_box(s, chart, 0, t_s).h;
    int n = 0;
    for (int i = 0; i < data->n_series; i++) {
        const Rect name = name_box(s, chart, i, t_s);
        if (node_value(name_of(chart, i), PROP_OPACITY, t_s) < SEEN)
            continue;
        const Node *tip = tip_of(s, i);
        if (node_value(item_of(chart, part_cell(CHART_LINE, i), "line"), PROP_TRIM_END, t_s) < 1) {
            is_beside(chart, name, (Point){node_value(tip, PROP_X, t_s), node_value(tip, PROP_Y, t_s)}, em, i, t_s);
            n++;
        }
        for (int k = 0; k < i; k++)
            if (node_value(name_of(chart, k), PROP_OPACITY, t_s) >= SEEN &&
                !rect_is_empty(rect_intersect(name, name_box(s, chart, k, t_s))))
                fail_msg("%s, %.2f s: the names of series %d and %d overlap", about, t_s, k, i);
    }
    return n;
}

static void test_beside_the_points(void **state)
{
    for (int row = 0; row < N_ROWS; row++)
        for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
            const Scene *s = script_built(*state, shape, training(*state), ROWS[row].body);
            int n = 0;
            for (double t_s = 0; t_s < s->dur_s; t_s += FRAME_S)
                n += n_beside(s, picture_named(s, "chart"), ROWS[row].about, t_s);
            assert_true(n > 30);
        }
}

// It never jumps, and ends in its place, where its value comes behind it.
static void settles(const Scene *s, const Picture *chart, int series)
{
    static const double MOST = 60, SAME = 0.01; // units in a frame; units
    const ChartData *data = picture_data(chart);
    const Rect place = picture_part_box(chart, end_of(chart, series));
    const Node *name = name_of(chart, series), *value = picture_item(chart, end_of(chart, series), "value");
    for (double t_s = FRAME_S; t_s < s->dur_s + FRAME_S / 2; t_s += FRAME_S) {
        const Rect before = name_box(s, chart, series, t_s - FRAME_S), now = name_box(s, chart, series, t_s);
        const bool at_end = fabs(now.x - place.x) < SAME && fabs(now.y + now.h / 2 - place.y) < SAME;
        if (node_value(name, PROP_OPACITY, t_s - FRAME_S) < SEEN)
            continue;
        assert_true(hypot(now.x - before.x, now.y - before.y) < MOST);
        assert_true(at_end || (t_s < s->dur_s && (!value || node_value(value, PROP_OPACITY, t_s) == 0)));
    }
    assert_true(node_value(name, PROP_OPACITY, s->dur_s) == 1);
    assert_int_equal(value != NULL, !data->series[series].computed);
    assert_true(!value || (node_value(value, PROP_OPACITY, s->dur_s) == 1 &&
                           node_value(value, PROP_X, s->dur_s) > name_box(s, chart, series, s->dur_s).w));
}

static void test_settling_at_the_ends(void **state)
{
    for (int row = 0; row < N_ROWS; row++)
        for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
            const Scene *s = script_built(*state, shape, training(*state), ROWS[row].body);
            const Picture *chart = picture_named(s, "chart");
            const ChartData *data = picture_data(chart);
            for (int i = 0; i < data->n_series; i++)
                settles(s, chart, i);
            Complaints complaints = {ROWS[row].about};
            check_pictures(s, &complaints);
            assert_int_equal(complaints.n, 0);
        }
}

// From the end of a line that is shorter a leader goes after its name, and is all there when that is in its place.
static void test_leader(void **state)
{
    static const double AIR = 20; // units
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, training(*state), ROWS[UNEQUAL].body);
        const Picture *chart = picture_named(s, "chart");
        const Node *leader = item_of(chart, part_cell(CHART_LEADER, 1), "leader");
        const Rect whole = node_bounds(s, leader);
        const double from_x = picture_part_box(chart, picture_part_find(chart, part_cell(CHART_LEADER, 1))).x;
        assert_true(picture_part_find(chart, part_cell(CHART_LEADER, 0)) < 0);
        for (double t_s = 0; t_s < s->dur_s; t_s += FRAME_S) {
            const double to_x = from_x + whole.w * node_value(leader, PROP_TRIM_END, t_s);
            const double name_x = name_box(s, chart, 1, t_s).x;
            assert_true(to_x < name_x || to_x == from_x);
            assert_true(to_x > name_x - AIR);
        }
        assert_true(fabs(from_x - node_value(tip_of(s, 1), PROP_X, s->dur_s)) < AIR);
        assert_true(node_value(leader, PROP_TRIM_END, s->dur_s) == 1);
        assert_true(node_value(leader, PROP_OPACITY, s->dur_s) * node_value(leader->parent, PROP_OPACITY, s->dur_s) == 1);
    }
}

// Whether the letters of a name are over a rule's line or its words.
static bool is_over_rule(const Scene *s, const Picture *chart, Rect name)
{
    const int rule = picture_part_find(chart, part_named("rule"));
    const Rect line = picture_part_box(chart, rule);
    Rect words = node_bounds(s, picture_item(chart, rule, "words"));
    words.x += line.x;
    words.y += line.y;
    return !rect_is_empty(rect_intersect(name, rect_grow(line, 1))) || !rect_is_empty(rect_intersect(name, words));
}

// A name is not read over a rule: it has faded when it comes there, and is read again behind it, or in its place.
static void test_off_the_rule(void **state)
{
    static const double MOST = 0.5; // opacity in a frame
    for (int row = 0; row < N_ROWS; row++)
        for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
            const Scene *s = script_built(*state, shape, training(*state), ROWS[row].body);
            const Picture *chart = picture_named(s, "chart");
            const bool meets = strstr(ROWS[row].about, "a rule") != NULL;
            int n_read = 0, n_faded = 0, n_again = 0;
            for (double t_s = 0; has(chart, "rule") && t_s < s->dur_s; t_s += FRAME_S) {
                const double opacity = node_value(name_of(chart, 0), PROP_OPACITY, t_s);
                assert_true(opacity < SEEN || !is_over_rule(s, chart, name_box(s, chart, 0, t_s)));
                assert_true(fabs(opacity - node_value(name_of(chart, 0), PROP_OPACITY, t_s - FRAME_S)) < MOST);
                n_again += n_faded > 0 && opacity == 1;
                n_faded += n_read > 0 && opacity < SEEN;
                n_read += opacity == 1;
            }
            assert_true(!meets || (n_read > 10 && n_faded > 3 && n_again > 10));
        }
}

// What is not drawn is as ever: the name with the value behind it.
static void test_appearing(void **state)
{
    const Scene *s = script_built(*state, CANVAS_WIDE, training(*state),
                                  "appear(chart { ride = true, of = run.metrics, field = 'loss', name = 'training' })");
    const Picture *chart = picture_named(s, "chart");
    assert_true(scene_shows(s, "training") && scene_shows(s, "1.46"));
    assert_true(node_value(picture_item(chart, end_of(chart, 0), "value"), PROP_OPACITY, s->dur_s) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beside_the_points),
        cmocka_unit_test(test_settling_at_the_ends),
        cmocka_unit_test(test_leader),
        cmocka_unit_test(test_off_the_rule),
        cmocka_unit_test(test_appearing),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
