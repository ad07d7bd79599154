// test_svg_seen.c — when something is seen, put together.
#include "engine/svg/svg_seen.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

static void sight_is_put_together(void **state)
{
    Temp *temp = *state;
    const Key keys[] = {KEY(0, 0, EASE_STEP), KEY(1, 0, EASE_LINEAR), KEY(2, 1, EASE_OUT), KEY(3, 0, EASE_STEP)};
    const Curve curve = curve_of(temp, track_of(temp, keys, 4), WHOLE, 0);
    const Seen seen = seen_of_curve(&temp->arena, &curve, 0, 0.002, WHOLE);
    assert_int_equal(seen.n_spans, 1);
    assert_true(seen.spans[0].begin_s == 1 && seen.spans[0].end_s == 3);
    Span early = {0, 0.5}, late = {2.5, 4};
    const Seen other = seen_or(&temp->arena, (Seen){&late, 1}, (Seen){&early, 1});
    assert_int_equal(other.n_spans, 2);
    const Seen both = seen_and(&temp->arena, seen, other);
    assert_int_equal(both.n_spans, 1);
    assert_true(both.spans[0].begin_s == 2.5 && both.spans[0].end_s == 3);
    assert_true(seen_covers(seen, both) && !seen_covers(both, seen));
    assert_true(seen_at(other, 0.5) && !seen_at(other, 1));
    assert_int_equal(seen_close(&temp->arena, other, 3).n_spans, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sight_is_put_together),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
