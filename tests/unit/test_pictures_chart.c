// test_pictures_chart.c — charts, the counters that run along with them, tallies: what they show, in rectangles of any
// shape, from runs that lack this or that.
#include "engine/anim/figure.h"
#include "engine/anim/picture_data.h"
#include "scenes/kit/axis.h"
#include "scenes/kit/chart.h"
#include "support_golden.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N_STEPS = 101, EVERY = 10 };

// A loss that falls from the surprise of 65 symbols, recorded at every step, and evaluated now and then.
static const Run *training(Stage *stage, bool evaluated)
{
    static const RunSample SAMPLES[] = {{0, "ROMEO:\n", "xq7;zzk vvw q jj:pp"},
                                        {30, "ROMEO:\n", "the whe the sor and\nmy the hat"},
                                        {100, "ROMEO:\n", "I will not speak of what\nmy heart hath borne;"}};
    RunMetric *metrics = ARENA_ARRAY(&stage->arena, RunMetric, N_STEPS);
    for (int i = 0; i < N_STEPS; i++) {
        const double loss = 1.5 + 2.7 * exp(-i / 12.0);
        metrics[i] = (RunMetric){.step = i,
                                 .n_tokens = 256 * i,
                                 .loss = loss + (i % 2 ? 0.04 : -0.04),
                                 .val_loss = evaluated && i % EVERY == 0 ? loss + 0.1 : (double)NAN,
                                 .lr = (double)NAN,
                                 .grad_norm = (double)NAN,
                                 .reward = i / 100.0,
                                 .tool_rate = (double)NAN,
                                 .answer_tokens = (double)NAN};
    }
    Run *run = ARENA_NEW(&stage->arena, Run);
    *run = (Run){.n_vocab = 65, .metrics = metrics, .n_metrics = N_STEPS, .samples = SAMPLES, .n_samples = 3};
    return run;
}

static Scene *built(void **state, CanvasShape shape, const Run *run, const char *body)
{
    return script_built(*state, shape, run, body);
}

static void check_all(const char *about, const Scene *s)
{
    Complaints complaints = {about};
    check_pictures(s, &complaints);
    assert_int_equal(complaints.n, 0);
}

// ---- axes ----

static void ticks_are(Axis axis, double gap, bool whole, const double *values, int n)
{
    const AxisTicks ticks = axis_ticks(&axis, gap, whole);
    assert_int_equal(ticks.n, n);
    for (int i = 0; i < n; i++)
        assert_true(fabs(ticks.values[i] - values[i]) < 1e-9);
}

static void test_ticks(void **state)
{
    (void)state;
    ticks_are((Axis){AXIS_LINEAR, 0.9, 4.6}, 0.16, false, (double[]){1, 2, 3, 4}, 4);
    ticks_are((Axis){AXIS_LINEAR, -1.2, 1.2}, 0.2, false, (double[]){-1, -0.5, 0, 0.5, 1}, 5);
    ticks_are((Axis){AXIS_LINEAR, 0, 3}, 0.1, true, (double[]){0, 1, 2, 3}, 4);
    ticks_are((Axis){AXIS_SQRT, 0, 5000}, 0.08, true, (double[]){0, 100, 500, 1000, 2000, 3000, 4000, 5000}, 8);
    ticks_are((Axis){AXIS_LOG, 0.5, 200}, 0.3, false, (double[]){1, 10, 100}, 3);
    assert_int_equal(axis_ticks(&(Axis){AXIS_LINEAR, 0.1, 0.16}, 0.2, false).decimals, 2);
    assert_int_equal(axis_ticks(&(Axis){AXIS_LOG, 0.02, 0.3}, 0.2, false).decimals, 2);
}

static void test_places_on_an_axis(void **state)
{
    (void)state;
    for (AxisScale scale = AXIS_LINEAR; scale <= AXIS_LOG; scale++) {
        Axis axis = {scale, 2, 50};
        assert_true(axis_share(&axis, 2) == 0 && axis_share(&axis, 50) == 1 && axis_share(&axis, 1e9) == 1);
        for (double share = 0; share <= 1; share += 0.125)
            assert_true(fabs(axis_share(&axis, axis_value(&axis, share)) - share) < 1e-12);
        axis_pad(&axis, 0.1, 0.1);
        assert_true(fabs(axis_share(&axis, 50) - 0.9) < 0.02);
        assert_true(axis.low >= 0);
        Axis none = {scale, 1, -1}, one = {scale, 3, 3};
        axis_give_width(&none);
        axis_give_width(&one);
        assert_true(none.low < none.high && one.low < 3 && one.high > 3 && (scale != AXIS_LOG || one.low > 0));
    }
}

// ---- layouts ----

#define LOSSES                                                                                                         \
    "chart { series = { { of = run.metrics, field = 'loss', name = 'training', color = 'train' },"                     \
    " { of = run.metrics, field = 'val_loss', name = 'validation', color = 'val' } }, across = 'step', up = 'loss',"   \
    " scale = 'sqrt', notes = run.samples, rule = { at = math.log(run.n_vocab), words = 'guessing' }, into = "

static void test_rectangles(void **state)
{
    static const struct {
        const char *make;
        double least;
    } ROWS[] = {
        {LOSSES "into }", 0.6},
        {LOSSES "into, large = true }", 0.55},
        {"chart { f = function(x) return math.sin(x) end, to = 6, name = 'a sine', into = into }", 0.6},
        {"chart { of = run.metrics, field = 'reward', format = '.0%', across = 'update', into = into }", 0.6},
        {"(function() local x, y = {}, {} for i = 1, 40 do x[i], y[i] = run.metrics[i].loss, run.metrics[2 * i].loss "
         "end"
         " return chart { x = x, y = y, as = 'points', name = 'pairs', across = 'loss', up = 'later', up_on = 'right',"
         " across_on = 'top', into = into } end)()",
         0.6},
        {"(function() local x, y = {}, {} for i = 1, 6 do x[i], y[i] = run.metrics[i].step, run.metrics[2 * i].loss end"
         " return chart { x = x, y = y, as = 'bars', across = 'step', up = 'loss', across_on = 'top', into = into } "
         "end)()",
         0.6},
        {"(function() local y = {} for i = 1, 90 do y[i] = run.metrics[i].loss end"
         " return chart { y = y, bins = 12, across = 'loss', up = 'how many', up_on = 'right', into = into } end)()",
         0.6},
        {"counters { run.metrics, show = { { field = 'step', name = 'step' } }, into = into }", 0.3},
        {"tally { run.n_vocab, lit = run.metrics[9].loss, into = into }", 0.15},
        {"tally { run.n_vocab, lit = run.metrics[9].loss, align = 'left', into = into }", 0.15},
        {"big('${run.n_vocab}', { into = into })", 0.15},
        {"big('${run.n_vocab}', { into = into, halo = true })", 0.15},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_in_rectangles(*state, training(*state, true), ROWS[i].make, ROWS[i].least);
}

// Everything that can be seen of a chart at once, on every canvas.
static void test_all_that_is_marked(void **state)
{
    static const char BODY[] = "local losses = " LOSSES "area() }\n"
                               "appear(losses)\nfor i = 1, 3 do losses:note(i) end\n"
                               "losses:dots 'validation'\nlosses:mark_best 'validation'\nhold(1)";
    double dur_s = 0; // the same on all
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, training(*state, true), BODY);
        assert_true(scene_shows(s, "training 1.46") && scene_shows(s, "validation 1.60"));
        assert_true(scene_shows(s, "guessing"));
        assert_true(scene_shows(s, "step 100"));
        assert_true(scene_shows(s, "best 1.60"));
        assert_true(dur_s == 0 || fabs(s->dur_s - dur_s) < 1e-9);
        dur_s = s->dur_s;
        check_all("a chart with all marks", s);
    }
}

// Points may come in any order; bars stand on zero and are as high as their values; bins count every value.
static void test_shapes(void **state)
{
    static const char BODY[] = "local x, y, all = {}, {}, {}\n"
                               "for i = 1, 4 do x[i], y[i] = run.metrics[i].step, run.metrics[10 * i].loss end\n"
                               "for i = 1, 90 do all[i] = run.metrics[i].loss end\n"
                               "local halves = area():grid(3, 1)\n"
                               "local points = chart { x = y, y = x, as = 'points', name = 'p', into = halves[1] }\n"
                               "local bars = chart { x = x, y = y, as = 'bars', name = 'b', into = halves[2] }\n"
                               "local bins = chart { y = all, bins = 9, name = 'n', into = halves[3] }\n"
                               "par(function() points:draw() bars:draw() bins:draw() end) hold(1)";
    const Scene *s = built(state, CANVAS_WIDE, training(*state, true), BODY);
    check_all("points, bars, bins", s);
    double x = 0, counted = 0, unit = 0;
    for (int i = 0; i < 4; i++) {
        const Node *dot = picture_part_node(s->pictures[0], picture_part_find(s->pictures[0], part_cell(0, i)));
        assert_true(node_value(dot, PROP_X, s->dur_s) > x && node_value(dot, PROP_OPACITY, s->dur_s) == 1);
        x = node_value(dot, PROP_X, s->dur_s);
        const Node *bar = picture_item(s->pictures[1], picture_part_find(s->pictures[1], part_cell(0, i)), "bar");
        const ChartData *data = picture_data(s->pictures[1]);
        const double ratio = node_value(bar, PROP_H, s->dur_s) / data->series[0].y[i]->value;
        assert_true(unit == 0 || fabs(ratio - unit) < 1e-6);
        unit = ratio;
    }
    const ChartData *bins = picture_data(s->pictures[2]);
    for (int i = 0; i < bins->series[0].n; i++)
        counted += bins->series[0].y[i]->value;
    assert_true(bins->series[0].n == 9 && counted == 90 && bins->up.low == 0);
}

// Whole bars have room on an axis of logarithms, too: half the way to the next one on either side.
static void test_bars_on_logarithms(void **state)
{
    Stage *stage = *state;
    const Figure *x[3];
    for (int i = 0; i < 3; i++)
        x[i] = figure_leaf(&stage->arena, FIGURE_COUNT, pow(10, i), (FigureSource){.origin = "test"});
    ChartData data = {.across = {AXIS_LOG, 1, 100}, .up = {AXIS_LINEAR, 1, 2}};
    chart_fit_bars(&data, &(Series){.shape = SERIES_BARS, .x = x, .y = x, .n = 3});
    assert_true(fabs(log10(data.across.low) + 0.5) < 1e-9 && fabs(log10(data.across.high) - 2.5) < 1e-9);
    assert_true(data.up.low == 0);
}

static void test_golden(void **state)
{
    Stage *stage = *state;
    static const char BODY[] = "local x, y = {}, {}\n"
                               "for i = 1, 6 do x[i] = run.metrics[10 * i].step; y[i] = run.metrics[10 * i].loss end\n"
                               "local c = chart { x = x, y = y, name = 'loss', across = 'step' }\n"
                               "appear(c)\nc:dots()";
    golden_compare("chart_of_figures", built(state, CANVAS_WIDE, training(stage, true), BODY), &stage->arena);
}

// ---- drawing ----

// The point that draws the first line: the only one with a light is a tip, and they are made in the lines' order.
static const Node *first_tip(const Scene *s)
{
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_GLOW)
            return s->nodes[i]->parent;
    fail_msg("there is no tip");
    return NULL;
}

// The tip stands on the line where the drawn part of it ends, and comes to the end; what counts shows recorded steps.
static void test_drawing(void **state)
{
    static const char BODY[] = "local page = area()\n"
                               "local board = counters { run.metrics, into = page:cut_top 'fit', show = {\n"
                               "  { field = 'step', name = 'step' }, { field = 'loss', name = 'loss' } } }\n"
                               "local losses = " LOSSES "page }\n"
                               "appear(board)\nlosses:axes()\n"
                               "stretch(4, function()\n"
                               "  losses:draw { to = run.samples[2].step, counters = board }\n"
                               "  meanwhile(function() losses:note(2) end)\n"
                               "  losses:draw { counters = board }\n"
                               "end)\nhold(1)";
    enum { OF_LINE = 1000, OF_TIP = 1002 };
    const Scene *s = built(state, CANVAS_SQUARE, training(*state, true), BODY);
    const Picture *chart = picture_named(s, "chart"), *board = picture_named(s, "counters");
    const int line = picture_part_find(chart, part_cell(OF_LINE, 0));
    const Node *path = picture_item(chart, line, "line"), *tip = first_tip(s);
    const Rect box = picture_part_box(chart, line);
    assert_true(node_value(path, PROP_TRIM_END, 0.5) == 0 && node_value(path, PROP_TRIM_END, s->dur_s) == 1);
    assert_true(node_value(picture_part_node(chart, line), PROP_OPACITY, 0.5) == 0);
    double last = 0;
    for (double t_s = 1; t_s < s->dur_s; t_s += 0.1) {
        const double drawn = node_value(path, PROP_TRIM_END, t_s);
        const Point on = path_point_at(path->shapes[0], drawn, NULL);
        assert_true(fabs(box.x + on.x - node_value(tip, PROP_X, t_s)) < 3);
        assert_true(fabs(box.y + on.y - node_value(tip, PROP_Y, t_s)) < 25); // between two keys the line may zigzag
        assert_true(drawn >= last);
        last = drawn;
    }
    const Node *loss = picture_item(board, 1, "value");
    assert_true(loss->n_runs > 20);
    for (int i = 0; i < loss->n_runs; i++)
        assert_true(shown_first_bare_digit(loss->runs[i]->text, node_shown(loss, i)) < 0);
    const int end = (int)node_value(loss, PROP_VARIANT, s->dur_s);
    assert_string_equal(loss->runs[end]->text, "1.46");
    assert_string_equal(node_shown(loss, end)->figures[0].figure->source.record, "step=100");
    // Evaluations are sparse: their line begins at the second one, as what is between them is seen.
    const Node *val = picture_item(chart, picture_part_find(chart, part_cell(OF_LINE, 1)), "line");
    assert_true(path_point_at(val->shapes[0], 0, NULL).x > 0.1 * box.w);
    assert_int_equal(picture_part_find(chart, part_cell(OF_TIP, 0)), -1); // tips are gone
    check_all("a chart that draws itself", s);
}

// In another place everything is still there, and the lines move as lines.
static void test_settling(void **state)
{
    static const char BODY[] = "local left = area():split { 3, 2 }\n"
                               "local losses = " LOSSES "area():middle(0.7) }\n"
                               "losses:draw()\nlosses:dots 'validation'\nsettle(losses, left)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, training(*state, true), BODY);
        const Picture *chart = picture_named(s, "chart");
        const Node *line = picture_item(chart, picture_part_find(chart, part_cell(1000, 0)), "line");
        assert_int_equal(line->n_shapes, 2);
        assert_true(node_value(line, PROP_TRIM_END, s->dur_s) == 1);
        check_all("a chart in another place", s);
    }
}

static int n_dots(const Picture *chart, int series)
{
    int n = 0;
    for (int i = 0; i < picture_part_count(chart); i++) {
        const PartKey key = picture_part_key(chart, i);
        n += key.sort == PART_CELL && key.a == series;
    }
    return n;
}

// From near there are no other dots than before: one that comes meanwhile would stand off its moving line.
static void test_dots_from_near(void **state)
{
    static const char DOTS[] = "local losses = " LOSSES "area():middle(0.4, 0.25) }\n"
                               "appear(losses)\nlosses:dots 'training'\nhold(1)\n";
    const char *near = arena_printf(&((Stage *)*state)->arena, "%slosses:near_best 'training'", DOTS);
    const Run *run = training(*state, true);
    const int n = n_dots(picture_named(built(state, CANVAS_WIDE, run, DOTS), "chart"), 0);
    assert_true(n > 2);
    assert_int_equal(n_dots(picture_named(built(state, CANVAS_WIDE, run, near), "chart"), 0), n);
}

// Words and axes leave, lines stay and move as lines; the best value is within the canvas, its line left of it.
static void test_near_the_best(void **state)
{
    static const char BODY[] =
        "local losses = " LOSSES "area() }\n"
        "appear(losses)\nlosses:dots 'validation'\nlocal best = losses:lowest 'validation'\n"
        "burst(losses:near_best 'validation')\n"
        "appear(big('${best:.2f}', { into = area():middle(0.2), above_camera = true }))\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, training(*state, true), BODY);
        const Picture *chart = picture_named(s, "chart");
        const int line = picture_part_find(chart, part_cell(CHART_LINE, 1));
        const Rect safe = scene_canvas(s).safe;
        const Rect best = picture_part_box(chart, picture_part_find(chart, part_named("best")));
        assert_int_equal(picture_part_find(chart, part_named("rule")), -1);
        assert_int_equal(picture_part_find(chart, part_named("across")), -1);
        assert_true(picture_part_find(chart, part_named("best value")) < 0);
        assert_int_equal(picture_item(chart, line, "line")->n_shapes, 2);
        assert_true(best.x > safe.x + safe.w / 2 && best.x < safe.x + safe.w);
        assert_true(best.y > safe.y + safe.h / 2 && best.y < safe.y + safe.h);
        assert_true(picture_part_box(chart, line).x < 0);
        assert_true(scene_shows(s, "1.60"));
    }
}

// Words keep off an area that is to be clear, and the lines that come there pass below it.
static void test_a_clear_area(void **state)
{
    static const char BODY[] =
        "local losses = " LOSSES "area(), clear = area():cut_top(0.6):cut_right(0.4) }\n"
        "appear(losses)\nlosses:dots 'validation'\npar(function() for i = 1, 3 do losses:note(i) end end)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, training(*state, true), BODY);
        const Picture *chart = picture_named(s, "chart");
        const ChartFrame *frame = chart_frame((Scene *)s, picture_data(chart), picture_rect(chart));
        const Rect clear = frame->data->clear;
        for (int i = 0; i < picture_part_count(chart); i++)
            if (picture_part_key(chart, i).sort == PART_CELL && picture_part_key(chart, i).a == CHART_NOTE)
                assert_true(rect_is_empty(rect_intersect(picture_part_box(chart, i), clear)));
        for (int i = 0; i < frame->lines[0].n_points; i++)
            assert_true(frame->lines[0].points[i].x < clear.x || frame->lines[0].points[i].y > clear.y + clear.h);
        check_all("a chart with a clear area", s);
    }
}

// Dots that belong to a line come as it draws itself; without values, names stand alone at the ends.
static void test_dots_on_the_way(void **state)
{
    static const char BODY[] =
        "local losses = chart { of = run.metrics, field = 'val_loss', name = 'validation', dots = true, filled = true,"
        " values = 'none', into = area() }\nstretch(4, function() losses:draw() end)\nhold(1)";
    const Scene *s = built(state, CANVAS_WIDE, training(*state, true), BODY);
    const Picture *chart = picture_named(s, "chart");
    const Node *first = picture_part_node(chart, picture_part_find(chart, part_cell(0, 1)));
    const Node *last = picture_part_node(chart, picture_part_find(chart, part_cell(0, 10)));
    const Node *fill = picture_item(chart, picture_part_find(chart, part_cell(CHART_LINE, 0)), "fill");
    const double middle_s = s->dur_s - 3;
    assert_true(node_value(first, PROP_OPACITY, middle_s) == 1 && node_value(last, PROP_OPACITY, middle_s) == 0);
    assert_true(node_value(last, PROP_OPACITY, s->dur_s) == 1);
    assert_true(node_value(fill, PROP_OPACITY, middle_s) == 0 && node_value(fill, PROP_OPACITY, s->dur_s) == 1);
    assert_true(scene_shows(s, "validation") && !scene_shows(s, "validation 1.60") && !scene_shows(s, "1.60"));
    check_all("dots on the way", s);
}

// The dot's value is that of the function where the dot stands; while it runs, it is not seen.
static void test_a_dot_that_moves(void **state)
{
    static const char BODY[] =
        "local c = chart { f = function(x) return x * x end, from = 0, to = 4, name = 'square', across = 'x' }\n"
        "appear(c)\nc:point_at(1)\nc:point_at(3)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, training(*state, true), BODY);
        const Picture *chart = picture_named(s, "chart");
        const int point = picture_part_find(chart, part_named("point"));
        const Node *value = picture_item(chart, point, "value");
        assert_string_equal(value->runs[(int)node_value(value, PROP_VARIANT, s->dur_s)]->text, "9.00");
        assert_string_equal(value->runs[0]->text, "1.00");
        const Node *node = picture_part_node(chart, point);
        const double from = node_value(node, PROP_X, 0), to = node_value(node, PROP_X, s->dur_s);
        assert_true(to > from);
        // A value is seen only where it is that of the place: at the start or at the end of the way.
        for (double t_s = 0; t_s < s->dur_s; t_s += 1 / 60.0) {
            const bool second = node_value(value, PROP_VARIANT, t_s) == node_value(value, PROP_VARIANT, s->dur_s);
            const double off = fabs(node_value(node, PROP_X, t_s) - (second ? to : from));
            assert_true(node_value(value, PROP_OPACITY, t_s) < 0.5 || off < 0.02 * (to - from));
        }
        check_all("a dot that moves", s);
    }
}

// From one end of the line to the other the dot's value covers neither the axis's numbers nor the line's name.
static void test_a_dot_at_the_ends(void **state)
{
    static const char BODY[] =
        "local c = chart { f = function(x) return 4 - x end, from = 0, to = 4, name = 'falling', across = 'x' }\n"
        "c:draw()\nc:point_at(0)\nc:point_at(4)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, training(*state, true), BODY);
        const Picture *chart = picture_named(s, "chart");
        const Rect frame = chart_frame((Scene *)s, picture_data(chart), picture_rect(chart))->box;
        const int point = picture_part_find(chart, part_named("point"));
        const Node *node = picture_part_node(chart, point), *plate = picture_item(chart, point, "plate");
        for (double t_s = 0; t_s < s->dur_s; t_s += 0.1) {
            const double x = node_value(node, PROP_X, t_s) + node_value(plate, PROP_X, t_s);
            assert_true(x > frame.x - 0.01 && x + node_value(plate, PROP_W, t_s) < frame.x + frame.w + 0.01);
        }
        check_all("a dot at the ends", s);
    }
}

// ---- runs that lack something ----

static void test_other_runs(void **state)
{
    static const char BODY[] = "local losses = " LOSSES "area() }\n"
                               "losses:draw()\nlosses:mark_best 'training'\nhold(1)";
    const Scene *s = built(state, CANVAS_WIDE, training(*state, false), BODY);
    assert_true(scene_shows(s, "training 1.46") && !scene_shows(s, "validation 1.60"));
    check_all("a run without evaluations", s);

    // What diverges runs along the upper edge, and what is no number is left out.
    Run run = *training(*state, true);
    RunMetric *metrics = arena_memdup(&((Stage *)*state)->arena, run.metrics, sizeof *metrics * N_STEPS);
    for (int i = 60; i < N_STEPS; i++) {
        metrics[i].loss = i < 70 ? 1e12 : (double)NAN;
        metrics[i].val_loss = (double)NAN;
    }
    run.metrics = metrics;
    check_all("a run that diverged", built(state, CANVAS_TALL, &run, BODY));

    // One step, of one value; a rule that is far from it is left out.
    run = *training(*state, false);
    run.n_metrics = 1;
    run.samples = NULL;
    run.n_samples = 0;
    static const char ALONE[] =
        "local c = chart { of = run.metrics, field = 'reward', name = 'reward',"
        " rule = { at = math.log(run.n_vocab), words = 'guessing' } }\nappear(c)\nc:dots()\nhold(1)";
    const Scene *alone = built(state, CANVAS_WIDE, &run, ALONE);
    assert_false(scene_shows(alone, "guessing"));
    check_all("a single step", alone);
}

// ---- values of any size ----

// A training whose losses are so many times as large, one of which may be a spike.
static const Run *scaled(Stage *stage, double times, int spike)
{
    Run *run = arena_memdup(&stage->arena, training(stage, true), sizeof *run);
    RunMetric *metrics = arena_memdup(&stage->arena, run->metrics, sizeof *metrics * N_STEPS);
    for (int i = 0; i < N_STEPS; i++) {
        metrics[i].loss *= times;
        metrics[i].val_loss *= times;
    }
    if (spike >= 0)
        metrics[spike].loss = 1000;
    run->metrics = metrics;
    return run;
}

// Digits follow the value: neither nothing but zeros, nor thirty digits, nor those of a spike, where the axis is cut.
static void test_values_of_any_size(void **state)
{
    static const char BODY[] = "local losses = " LOSSES "area() }\n"
                               "appear(losses)\nlosses:dots 'validation'\nlosses:mark_best 'validation'\nhold(1)";
    static const struct {
        double times;
        int spike;
        const char *shown[3];
    } ROWS[] = {
        {1, -1, {"best 1.60", "training 1.46", NULL}},
        {1, 40, {"best 1.60", "training 1.46", "up to 1,000"}},
        {1e-7, -1, {"best 160.1e−9", "200e−9", NULL}},
        {1e30, -1, {"best 1.601e30", "2e30", NULL}},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
            const Scene *s = built(state, shape, scaled(*state, ROWS[i].times, ROWS[i].spike), BODY);
            for (int k = 0; k < 3 && ROWS[i].shown[k]; k++)
                if (!scene_shows(s, ROWS[i].shown[k]))
                    fail_msg("times %g, spike at %d: \"%s\" is not seen", ROWS[i].times, ROWS[i].spike,
                             ROWS[i].shown[k]);
            const bool is_cut = picture_part_find(picture_named(s, "chart"), part_named("cut")) >= 0;
            assert_int_equal(is_cut, ROWS[i].spike >= 0);
            check_all("values of any size", s);
        }
}

// ---- errors ----

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"chart { into = area() }", "give one of these"},
        {"chart { of = run.metrics, field = 'loss', f = math.sin }", "give one of these"},
        {"chart { of = run.metrics }", "say which `field`"},
        {"chart { of = run.metrics, field = 'lss' }", "no field \"lss\""},
        {"chart { of = run.metrics, field = 'lr' }", "has any values"},
        {"chart { f = function(x) return 'x' end }", "`f` gave \"x\" for 0; let it return a number or a figure"},
        {"chart { series = { { f = function(x) if x < 0.5 then return x end end } } }", "gave nil for 0.5; let it"},
        {"chart { y = function(x) return x end }", "option `y` of chart is a function"},
        {"chart { f = math.sin, from = 2, to = 1 }", "not from 2 to 1"},
        {"chart { f = math.sin, from = -1, to = 1, scale = 'log' }", "no place for -1"},
        {"local m = run.metrics\nchart { x = { m[2].step, m[1].step }, y = { m[1].loss, m[2].loss } }", "must rise"},
        {"local m = run.metrics\nchart { x = { m[1].step }, y = { m[1].loss, m[2].loss } }", "belong together"},
        {"chart { f = math.sin, format = 'x' }", "no format"},
        {"local c = " LOSSES "area() }\nc:dots 'validation'", "not been shown yet"},
        {"local c = " LOSSES "area() }\nappear(c)\nc:dots 'val'", "no series \"val\"; it has"},
        {"local c = " LOSSES "area() }\nappear(c)\nc:draw()", "are there already"},
        {"local c = " LOSSES "area() }\nappear(c)\nc:note(4)", "has 3 notes"},
        {"local c = " LOSSES "area() }\nappear(c)\nc:point_at('late', 'validation')", "a place along the axis"},
        {"counters { run.metrics, show = { { field = 'lss', name = 'loss' } } }", "no field \"lss\""},
        {"counters { run.metrics, show = { { field = 'lr', name = 'rate' } } }", "no recorded step has all"},
        {"local m = run.metrics\nchart { x = { m[1].step }, y = { m[1].loss }, bins = 4 }", "leave `x` out"},
        {"chart { y = {}, bins = 4 }", "none of these is a number"},
        {"tally { run.metrics[5].tokens }", "1 to 400 dots"},
        {"local t = tally { run.n_vocab }\nappear(t)\nchange(t, 4)", "give a figure"},
    };
    check_refused(*state, training(*state, true), ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks),
        cmocka_unit_test(test_places_on_an_axis),
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_all_that_is_marked),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_bars_on_logarithms),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_drawing),
        cmocka_unit_test(test_settling),
        cmocka_unit_test(test_dots_from_near),
        cmocka_unit_test(test_near_the_best),
        cmocka_unit_test(test_a_clear_area),
        cmocka_unit_test(test_dots_on_the_way),
        cmocka_unit_test(test_a_dot_that_moves),
        cmocka_unit_test(test_a_dot_at_the_ends),
        cmocka_unit_test(test_other_runs),
        cmocka_unit_test(test_values_of_any_size),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
