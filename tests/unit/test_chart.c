// test_chart.c — charts fit any range, and what a model wrote fits its column.
#include "scenes/kit/chart.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/verse.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static Scene *new_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "chart");
}

// ---- ticks ----

static void check_ticks(ChartRange range, int n_most, bool whole)
{
    const ChartTicks ticks = chart_ticks(range, n_most, whole);
    const double slack = 1e-6 * (range.high - range.low);
    assert_true(ticks.n <= n_most);
    for (int i = 0; i < ticks.n; i++) {
        assert_true(ticks.values[i] >= range.low - slack && ticks.values[i] <= range.high + slack);
        if (whole)
            assert_true(ticks.values[i] == floor(ticks.values[i]));
        if (i == 0)
            continue;
        char before[64], now_text[64];
        snprintf(before, sizeof before, "%.*f", ticks.decimals, ticks.values[i - 1]);
        snprintf(now_text, sizeof now_text, "%.*f", ticks.decimals, ticks.values[i]);
        assert_string_not_equal(before, now_text);
    }
}

static void test_ticks_fit_any_range(void **state)
{
    (void)state;
    for (int exponent = -5; exponent <= 6; exponent++)
        for (double low = 0; low < 10; low += 0.7)
            for (double span = 0.3; span < 20; span *= 1.9)
                for (int most = 1; most <= 9; most += 2)
                    check_ticks((ChartRange){low * pow(10, exponent), (low + span) * pow(10, exponent)}, most,
                                exponent > 1);
}

static void test_ticks_as_people_write_them(void **state)
{
    (void)state;
    const ChartTicks loss = chart_ticks((ChartRange){1.5, 4.5}, 4, false);
    assert_int_equal(loss.n, 3);
    assert_int_equal(loss.decimals, 0);
    assert_true(loss.values[0] == 2 && loss.values[2] == 4);
    const ChartTicks fine = chart_ticks((ChartRange){0, 1}, 5, false);
    assert_int_equal(fine.decimals, 2); // 0.25 apart
    assert_int_equal(chart_ticks((ChartRange){1, 1}, 5, false).n, 0);
    assert_int_equal(chart_ticks((ChartRange){0, 2}, 9, true).n, 3); // no half steps
}

// ---- lines ----

static Chart *new_chart(Scene *s)
{
    return chart_add(s, NULL, .frame = {100, 100, 1000, 400}, .across = {0, 10000}, .up = {0, 10});
}

// A wild series of more points than units keeps its outline: its first, last, lowest and highest value.
static void test_thinning_keeps_the_outline(void **state)
{
    enum { N = 10001 };
    Scene *s = new_scene(*state);
    double *x = ARENA_ARRAY(scene_arena(s), double, N), *y = ARENA_ARRAY(scene_arena(s), double, N);
    for (int i = 0; i < N; i++) {
        x[i] = i;
        y[i] = 5 + 3 * sin(i * 12.9898) * cos(i * 0.001);
    }
    y[4321] = 0;
    y[7777] = 10;
    y[1000] = (double)NAN;
    const ChartLine *line = chart_line(s, new_chart(s), x, y, N, roles_of(&THEME_DARK)->train, .width = 3);
    assert_true(line->n_points <= 520);
    double lowest = 0, highest = 1e9;
    for (int i = 0; i < line->n_points; i++) {
        lowest = fmax(lowest, line->points[i].y);
        highest = fmin(highest, line->points[i].y);
        assert_true(i == 0 || line->points[i].x >= line->points[i - 1].x);
    }
    assert_true(fabs(lowest - 500) < 1e-9 && fabs(highest - 100) < 1e-9);
    assert_true(line->points[0].x == 100 && line->points[line->n_points - 1].x == 1100);
    assert_true(fabs(line->points[0].y - (500 - 40 * y[0])) < 1e-9);
}

// The tip of a line that draws itself is where the clock says, and where the line is.
static void test_tip_follows_the_clock(void **state)
{
    Scene *s = new_scene(*state);
    Chart *chart = new_chart(s);
    const ChartLine *line = chart_line(s, chart, (double[]){0, 100, 5000, 10000}, (double[]){10, 3, 2, 1}, 4,
                                       roles_of(&THEME_DARK)->train, .width = 3);
    Node *tip = add_circle(s, chart->group, .r = 4, .fill = roles_of(&THEME_DARK)->train);
    const double t_s[] = {0, 0.5, 1, 2}, across[] = {0, 50, 5000, 10000};
    chart_line_draw(s, chart, line, tip, t_s, across, 4);
    scene_end(s, 2);
    Err err = {""};
    assert_true(scene_seal(s, &err));
    for (int i = 0; i < 4; i++) {
        const Point want = chart_line_at(line, chart_point(chart, across[i], 0).x);
        const Point drawn = path_point_at(line->node->shapes[0], node_value(line->node, PROP_TRIM_END, t_s[i]), NULL);
        assert_true(fabs(node_value(tip, PROP_X, t_s[i]) - want.x) < 1e-6);
        assert_true(fabs(node_value(tip, PROP_Y, t_s[i]) - want.y) < 1e-6);
        assert_true(hypot(drawn.x - want.x, drawn.y - want.y) < 0.01);
    }
}

static void test_nothing_to_draw(void **state)
{
    Scene *s = new_scene(*state);
    Chart *chart =
        chart_add(s, NULL, .frame = {100, 100, 1000, 400}, .across = CHART_RANGE_EMPTY, .up = CHART_RANGE_EMPTY);
    const double none[] = {(double)NAN, (double)INFINITY};
    const ChartLine *empty = chart_line(s, chart, (double[]){0, 1}, none, 2, roles_of(&THEME_DARK)->train, .width = 3);
    assert_null(empty->node);
    chart_line_draw(s, chart, empty, NULL, none, none, 0);
    ChartEnd end = {.line = empty, .words = "nothing"};
    chart_end_labels(s, chart, &end, 1);
    assert_null(end.node);
    scene_end(s, 1);
    assert_true(scene_seal(s, NULL));
}

// ---- labels ----

static void test_end_labels_do_not_touch(void **state)
{
    enum { N = 8 };
    Scene *s = new_scene(*state);
    Chart *chart = new_chart(s);
    ChartEnd ends[N];
    for (int i = 0; i < N; i++)
        ends[i] = (ChartEnd){.line = chart_line(s, chart, (double[]){0, 10000}, (double[]){9, 1 + 0.01 * i}, 2,
                                                roles_of(&THEME_DARK)->train, .width = 3),
                             .words = "label",
                             .color = THEME_DARK.ink};
    chart_end_labels(s, chart, ends, N);
    for (int i = 0; i < N; i++)
        for (int k = i + 1; k < N; k++)
            assert_true(fabs(node_bounds(s, ends[i].node).y - node_bounds(s, ends[k].node).y) > 28);
    assert_true(node_bounds(s, ends[0].node).y > node_bounds(s, ends[N - 1].node).y); // in the order of the ends
}

static void test_values_keep_off_lines(void **state)
{
    Scene *s = new_scene(*state);
    Chart *chart = new_chart(s);
    double x[101], y[101];
    for (int i = 0; i <= 100; i++) {
        x[i] = 100 * i;
        y[i] = 1 + 9 * exp(-0.1 * i);
    }
    const ChartLine *line = chart_line(s, chart, x, y, 101, roles_of(&THEME_DARK)->val, .width = 3);
    const TextStyle style = {.family = FONT_MONO, .size = 28};
    int n_placed = 0;
    for (int i = 0; i <= 100; i += 5) {
        const Node *value = chart_value(s, chart, .across = x[i], .up = y[i], .words = "1.23", .style = &style,
                                        .color = roles_of(&THEME_DARK)->val);
        if (!value)
            continue;
        n_placed++;
        const Rect box = node_bounds(s, value);
        const double baseline = node_value(value, PROP_Y, 0);
        for (double at_x = box.x; at_x <= box.x + box.w; at_x += 1) {
            const double line_y = chart_line_at(line, at_x).y;
            assert_true(line_y < baseline - 20 || line_y > baseline);
        }
    }
    assert_true(n_placed >= 5);
}

// ---- verse ----

static void test_verse_of_a_play(void **state)
{
    Scene *s = new_scene(*state);
    VerseLine lines[VERSE_MOST_LINES];
    const char *text = "ROMEO:\nHe jests at scars.\n\nFirst Citizen:\nSpeak:\nspeak!";
    const int n = verse_layout(s, &(VerseSpec){.text = text}, lines);
    assert_int_equal(n, 5);
    assert_int_equal(lines[0].kind, VERSE_SPEAKER);
    assert_string_equal(lines[0].words, "ROMEO");
    assert_string_equal(lines[1].words, "He jests at scars.");
    assert_int_equal(lines[2].kind, VERSE_SPEAKER);
    assert_string_equal(lines[2].words, "First Citizen");
    assert_int_equal(lines[3].kind, VERSE_SPEECH); // a colon alone makes no speaker
    assert_true(lines[2].y - lines[1].y > lines[1].y - lines[0].y);
    for (int i = 0; i < n; i++)
        assert_memory_equal(lines[i].words, text + lines[i].first, (size_t)lines[i].n_bytes);
}

static void test_verse_fits_its_column(void **state)
{
    Scene *s = new_scene(*state);
    const char *const TEXTS[] = {
        "A line that is a good deal wider than the narrow column it is to be set in, as lines are.",
        "Honorificabilitudinitatibus-honorificabilitudinitatibus",
        "a\tb  c   d    e     f      g       h        i         j",
        "\xc3\xa9\xc3\xa8\xe2\x98\x83\xf0\x9f\x98\x80 and what no font has \xff\xfe",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        for (int hang = 0; hang < 2; hang++) {
            const VerseSpec spec = {.text = TEXTS[i], .max_width = 300, .max_lines = 9, .hang = hang * 24.0};
            const Verse *verse = verse_add_with(s, spec);
            assert_true(verse->n_lines >= 1 && verse->n_lines <= 9);
            const Rect box = node_bounds(s, verse->group);
            assert_true(box.x >= -1e-9 && box.x + box.w <= 301);
        }
    scene_end(s, 1);
    assert_true(scene_seal(s, NULL));
}

static void test_verse_is_cut(void **state)
{
    Scene *s = new_scene(*state);
    VerseLine lines[VERSE_MOST_LINES];
    const VerseSpec spec = {.text = "one\ntwo\n\nROMEO:\nthree\nfour", .max_lines = 4};
    assert_int_equal(verse_layout(s, &spec, lines), 2); // no name without a word said
    assert_int_equal(verse_layout(s, &(VerseSpec){.text = ""}, lines), 0);
    assert_int_equal(verse_layout(s, &(VerseSpec){.text = "\n \n"}, lines), 0);
}

static void test_what_reads_as_code(void **state)
{
    (void)state;
    assert_true(verse_is_code("static int count(const char *text)\n{\n    return text[0] == 0;\n}\n"));
    assert_false(verse_is_code("ROMEO:\nBut, soft! what light through yonder window breaks?\nIt is the east;"));
    assert_false(verse_is_code(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks_fit_any_range),
        cmocka_unit_test(test_ticks_as_people_write_them),
        cmocka_unit_test(test_thinning_keeps_the_outline),
        cmocka_unit_test(test_tip_follows_the_clock),
        cmocka_unit_test(test_nothing_to_draw),
        cmocka_unit_test(test_end_labels_do_not_touch),
        cmocka_unit_test(test_values_keep_off_lines),
        cmocka_unit_test(test_verse_of_a_play),
        cmocka_unit_test(test_verse_fits_its_column),
        cmocka_unit_test(test_verse_is_cut),
        cmocka_unit_test(test_what_reads_as_code),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
