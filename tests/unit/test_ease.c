// test_ease.c — how a value goes from one key to the next.
#include "engine/anim/ease.h"
#include "support_near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_eases(void **state)
{
    (void)state;
    for (Ease ease = EASE_DEFAULT; ease < EASE_COUNT; ease++) {
        assert_near(ease_at(ease, 0), 0);
        assert_near(ease_at(ease, 1), 1);
        assert_near(ease_at(ease, -0.5), 0);
        assert_near(ease_at(ease, 1.5), 1);
        double most = 0;
        for (int i = 0; i <= 1000; i++)
            most = fmax(most, ease_at(ease, i / 1000.0));
        assert_true(most <= (ease == EASE_OVERSHOOT ? 1.0401 : 1));
        assert_true(ease != EASE_OVERSHOOT || most > 1.03);
    }
    assert_near(ease_at(EASE_LINEAR, 0.3), 0.3);
    assert_near(ease_at(EASE_IN, 0.5), 0.125);
    assert_near(ease_at(EASE_OUT, 0.5), 0.875);
    assert_near(ease_at(EASE_IN_OUT, 0.5), 0.5);
    assert_near(ease_at(EASE_STEP, 0.999), 0);
}

// Where a row says that its spline is the function, it is.
static void test_splines_are_exact(void **state)
{
    (void)state;
    for (Ease ease = EASE_DEFAULT; ease < EASE_COUNT; ease++) {
        const EaseRow *row = &EASE_ROWS[ease];
        for (int i = 0; row->exact && i <= 100; i++) {
            const double s = i / 100.0, r = 1 - s;
            const double x = 3 * r * r * s * row->spline[0] + 3 * r * s * s * row->spline[2] + s * s * s;
            const double y = 3 * r * r * s * row->spline[1] + 3 * r * s * s * row->spline[3] + s * s * s;
            assert_near(row->at(x), y);
        }
    }
}

// A value never turns back on its way, but where it goes past the end.
static void test_eases_rise(void **state)
{
    (void)state;
    for (Ease ease = EASE_DEFAULT; ease < EASE_COUNT; ease++)
        for (int i = 1; i <= 1000 && ease != EASE_OVERSHOOT; i++)
            assert_true(ease_at(ease, i / 1000.0) >= ease_at(ease, (i - 1) / 1000.0));
}

static void test_names_differ(void **state)
{
    (void)state;
    for (Ease a = EASE_DEFAULT; a < EASE_COUNT; a++)
        for (Ease b = EASE_DEFAULT; b < a; b++)
            assert_string_not_equal(EASE_ROWS[a].name, EASE_ROWS[b].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eases),
        cmocka_unit_test(test_splines_are_exact),
        cmocka_unit_test(test_eases_rise),
        cmocka_unit_test(test_names_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
