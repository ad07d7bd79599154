// test_svg_curve.c — tracks become curves that SVG can say.
#include "engine/svg/svg_curve.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEY(t_s_, value_, ease_)                                                                                       \
    {                                                                                                                  \
        .t_s = (t_s_), .value = {(value_)}, .ease = (ease_)                                                            \
    }

static const Span WHOLE = {0, 4};

static Track *track_of(Temp *temp, const Key *keys, int n)
{
    Track *track = ARENA_NEW(&temp->arena, Track);
    for (int i = 0; i < n; i++)
        track_add(track, &temp->arena, keys[i]);
    return track;
}

static Curve curve_of(Temp *temp, const Track *track, Span span, double tolerance)
{
    const Channel channel = {.track = track, .scale = 1};
    return curve_of_channels(&temp->arena, &channel, 1, span, tolerance);
}

static double most_apart(const Curve *curve, const Track *track, Span span)
{
    double most = 0;
    for (int i = 0; i <= 1000; i++) {
        const double t_s = lerp(span.begin_s, span.end_s, (i + 0.5) / 1001);
        double wanted[TRACK_COMPONENTS], got[CURVE_VALUES];
        track_at(track, t_s, wanted);
        curve_at(curve, t_s, got);
        most = fmax(most, fabs(wanted[0] - got[0]));
    }
    return most;
}

static void every_ease_is_exact(void **state)
{
    Temp *temp = *state;
    for (Ease ease = EASE_CURVES; ease < EASE_CURVES + EASE_COUNT; ease++) {
        const Track *track = track_of(temp, (Key[]){KEY(1, 10, EASE_STEP), KEY(3, 1010, ease)}, 2);
        const Curve curve = curve_of(temp, track, WHOLE, 0);
        if (most_apart(&curve, track, WHOLE) > 1e-4)
            fail_msg("%s is %g apart", ease->name, most_apart(&curve, track, WHOLE));
        assert_true(curve.n_keys <= 3 + EASE_MOST_PIECES);
        for (int i = 0; i < curve.n_keys; i++)
            for (int k = 0; k < 4; k++) // players refuse other splines
                assert_true(curve.keys[i].spline[k] >= 0 && curve.keys[i].spline[k] <= 1);
    }
}

// A curve of an author's that players would refuse is sampled, and one that they know is not.
static void curves_of_authors_play(void **state)
{
    Temp *temp = *state;
    static const double SPLINES[][4] = {{0.3, 1.8, 0.6, 1}, {0.5, -0.6, 0.4, 1.4}, {0.1, 0.9, 0.8, 0.2}};
    for (int i = 0; i < 3; i++) {
        const Ease ease = ease_bezier(&temp->arena, SPLINES[i]);
        const Track *track = track_of(temp, (Key[]){KEY(1, 10, EASE_STEP), KEY(3, 1010, ease)}, 2);
        const Curve curve = curve_of(temp, track, WHOLE, 0.02);
        assert_true(most_apart(&curve, track, WHOLE) < 0.25);
        assert_true(i < 2 ? curve.n_keys > 10 : curve.n_keys < 6);
        for (int k = 0; k < curve.n_keys; k++)
            for (int c = 0; c < 4; c++)
                assert_true(curve.keys[k].spline[c] >= 0 && curve.keys[k].spline[c] <= 1);
    }
}

static void cut_ways_are_sampled_closely(void **state)
{
    Temp *temp = *state;
    const Span part = {1.3, 2.4};
    for (Ease ease = EASE_LINEAR; ease < EASE_CURVES + EASE_COUNT; ease++) {
        const Track *track = track_of(temp, (Key[]){KEY(1, 10, EASE_STEP), KEY(3, 1010, ease)}, 2);
        const Curve curve = curve_of(temp, track, part, 0.02);
        assert_true(most_apart(&curve, track, part) < 0.25);
        assert_true(curve.keys[0].t_s == part.begin_s && curve.keys[curve.n_keys - 1].t_s <= part.end_s);
    }
}

static void put_plain(SvgText *text, const double *value, const void *context)
{
    (void)context;
    svg_put_number(text, value[0], 2);
}

// The numbers of a list that begins behind `name`, separated by semicolons. Returns how many.
static int numbers_of(const char *text, const char *name, double *numbers, int most)
{
    int n = 0;
    for (const char *at = strstr(text, name) + strlen(name); n < most && *at != '"'; at += *at == ';') {
        char *end;
        numbers[n++] = strtod(at, &end);
        assert_ptr_not_equal(end, at);
        at = end;
    }
    return n;
}

// As a browser reads it, digits and all: a fast way in a long file, cut so that it has to be sampled.
static void what_is_written_is_within_a_quarter_pixel(void **state)
{
    Temp *temp = *state;
    enum { MOST = 500 };
    const Span part = {1.0317, 26.1};
    for (Ease ease = EASE_LINEAR; ease < EASE_CURVES + EASE_COUNT; ease++) {
        const double most = ease > EASE_OVERSHOOT ? 1 : 0.25; // what swings is several times as fast
        if (ease == EASE_STEP)
            continue;
        const Track *track = track_of(temp, (Key[]){KEY(1.0113, 10, EASE_STEP), KEY(1.2671, 1510, ease)}, 2);
        const Curve curve = curve_of(temp, track, part, 0.02);
        SvgText text = {0};
        curve_put(&text, &curve, part, put_plain, NULL);
        double values[MOST], times[MOST], wanted[TRACK_COMPONENTS];
        const int n = numbers_of(text.data, " values=\"", values, MOST);
        assert_int_equal(numbers_of(text.data, " keyTimes=\"", times, MOST), n);
        svg_text_finish(&text);
        for (int i = 0; i + 1 < n; i++)
            for (int k = 0; k < 8; k++) {
                const double u = k / 8.0;
                track_at(track, part.begin_s + lerp(times[i], times[i + 1], u) * (part.end_s - part.begin_s), wanted);
                if (fabs(lerp(values[i], values[i + 1], u) - wanted[0]) > most)
                    fail_msg("%s: %g for %g", ease->name, lerp(values[i], values[i + 1], u), wanted[0]);
            }
    }
}

static void dense_keys_are_thinned(void **state)
{
    Temp *temp = *state;
    Track *track = ARENA_NEW(&temp->arena, Track);
    for (int i = 0; i <= 480; i++)
        track_add(track, &temp->arena, (Key){.t_s = i / 120.0, .value = {300 * sin(i / 120.0)}, .ease = EASE_LINEAR});
    const Curve curve = curve_of(temp, track, WHOLE, 0.02);
    assert_true(most_apart(&curve, track, WHOLE) < 0.05);
    assert_true(curve.n_keys < 240);
}

static void jumps_hold_and_leap(void **state)
{
    Temp *temp = *state;
    const Key keys[] = {KEY(0, 1, EASE_STEP), KEY(1, 5, EASE_STEP), KEY(2, 5, EASE_LINEAR), KEY(2, 9, EASE_STEP)};
    const Track *track = track_of(temp, keys, 4);
    const Curve curve = curve_of(temp, track, WHOLE, 0);
    assert_true(most_apart(&curve, track, WHOLE) < 1e-9);
    double value;
    curve_at(&curve, 1, &value);
    assert_true(value == 5);
    const Track *still = track_of(temp, (Key[]){KEY(1, 7, EASE_STEP), KEY(2, 7, EASE_OUT)}, 2);
    const Curve constant = curve_of(temp, still, WHOLE, 0);
    assert_false(curve_moves(&constant, 0));
}

static void assert_attributes(Temp *temp, const Key *keys, int n, const char *expected)
{
    SvgText text = {0};
    const Curve curve = curve_of(temp, track_of(temp, keys, n), WHOLE, 0);
    curve_put(&text, &curve, WHOLE, put_plain, NULL);
    assert_string_equal(text.data, expected);
    svg_text_finish(&text);
}

static void attributes_span_the_whole(void **state)
{
    assert_attributes(*state, (Key[]){KEY(1, 0, EASE_STEP), KEY(2, 8, EASE_LINEAR)}, 2,
                      " values=\"0;0;8;8\" keyTimes=\"0;.25;.5;1\"");
    assert_attributes(*state, (Key[]){KEY(0, 0, EASE_STEP), KEY(2, 8, EASE_STEP), KEY(3, 2, EASE_STEP)}, 3,
                      " values=\"0;8;2\" keyTimes=\"0;.5;.75\" calcMode=\"discrete\"");
    assert_attributes(*state, (Key[]){KEY(0, 0, EASE_STEP), KEY(4, 8, EASE_IN)}, 2,
                      " values=\"0;8\" keyTimes=\"0;1\" keySplines=\".333 0 .667 0\" calcMode=\"spline\"");
    assert_attributes(*state, (Key[]){KEY(0, 0, EASE_STEP), KEY(1, 4, EASE_STEP), KEY(4, 8, EASE_LINEAR)}, 3,
                      " values=\"0;0;4;8\" keyTimes=\"0;.25;.25;1\"");
}

static void jagged(const void *context, double t_s, double *value)
{
    (void)context;
    value[0] = t_s < 2 ? t_s * t_s : 10 - t_s;
}

static void functions_are_sampled(void **state)
{
    Temp *temp = *state;
    const double breaks[] = {2};
    const Curve curve = curve_sample(&temp->arena, jagged, NULL, breaks, 1, 1, WHOLE, 0.01);
    double value;
    for (int i = 0; i < 100; i++) {
        double wanted;
        const double t_s = 0.04 * i + 0.001;
        jagged(NULL, t_s, &wanted);
        curve_at(&curve, t_s, &value);
        assert_true(fabs(wanted - value) < 0.03);
    }
    curve_at(&curve, 2, &value);
    assert_true(value == 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_ease_is_exact),          cmocka_unit_test(curves_of_authors_play),
        cmocka_unit_test(cut_ways_are_sampled_closely), cmocka_unit_test(what_is_written_is_within_a_quarter_pixel),
        cmocka_unit_test(dense_keys_are_thinned),       cmocka_unit_test(jumps_hold_and_leap),
        cmocka_unit_test(attributes_span_the_whole),    cmocka_unit_test(functions_are_sampled),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
