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
    static const struct {
        Ease ease;
        double least, most; // of what swings past the way's ends
    } ROWS[] = {
        {EASE_OVERSHOOT, 0, 1.04}, {EASE_SPRING, 0, 1.12}, {EASE_BACK, -0.08, 1.08},
        {EASE_ELASTIC, 0, 1.28},   {EASE_BOUNCE, 0, 1},
    };
    for (Ease ease = EASE_CURVES; ease < EASE_CURVES + EASE_COUNT; ease++) {
        double least = 0, most = 1, should_least = 0, should_most = 1;
        for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
            if (ROWS[i].ease == ease) {
                should_least = ROWS[i].least;
                should_most = ROWS[i].most;
            }
        assert_near(ease_at(ease, 0), 0);
        assert_near(ease_at(ease, 1), 1);
        assert_near(ease_at(ease, -0.5), 0);
        assert_near(ease_at(ease, 1.5), 1);
        for (int i = 0; i <= 1000; i++) {
            least = fmin(least, ease_at(ease, i / 1000.0));
            most = fmax(most, ease_at(ease, i / 1000.0));
        }
        assert_true(fabs(least - should_least) < 0.001 && fabs(most - should_most) < 0.001);
    }
    assert_near(ease_at(EASE_LINEAR, 0.3), 0.3);
    assert_near(ease_at(EASE_IN, 0.5), 0.125);
    assert_near(ease_at(EASE_OUT, 0.5), 0.875);
    assert_near(ease_at(EASE_IN_OUT, 0.5), 0.5);
    assert_near(ease_at(EASE_DEFAULT, 0.25), ease_at(EASE_IN_OUT, 0.25));
    assert_near(ease_at(EASE_STEP, 0.999), 0);
    assert_near(ease_at(EASE_BOUNCE, 0.201), 0.25); // half of its fall
}

// Where an ease has a function and pieces, both say the same.
static void test_pieces_are_the_function(void **state)
{
    (void)state;
    for (Ease ease = EASE_CURVES; ease < EASE_CURVES + EASE_COUNT; ease++) {
        EaseCurve pieces = *ease;
        pieces.at = NULL;
        for (int i = 0; ease->at && ease->n_pieces > 0 && i <= 100; i++)
            assert_true(fabs(ease_at(&pieces, i / 100.0) - ease_at(ease, i / 100.0)) < 1e-6);
        for (int i = 0; i < ease->n_pieces; i++)
            assert_true(ease->pieces[i].u > (i > 0 ? ease->pieces[i - 1].u : 0));
        assert_true(ease->n_pieces == 0 ||
                    (ease->pieces[ease->n_pieces - 1].u == 1 && ease->pieces[ease->n_pieces - 1].y == 1));
    }
}

// A curve of an author's, as browsers know them: with the points of CSS's `ease`, and one that goes past the end.
static void test_bezier(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    const double css_ease[] = {0.25, 0.1, 0.25, 1}, past[] = {0.3, 1.8, 0.6, 1};
    Ease ease = ease_bezier(&arena, css_ease), far = ease_bezier(&arena, past);
    assert_true(fabs(ease_at(ease, 0.25) - 0.4085) < 1e-4);
    assert_true(fabs(ease_at(ease, 0.5) - 0.8024) < 1e-4);
    double most = 0;
    for (int i = 0; i <= 100; i++)
        most = fmax(most, ease_at(far, i / 100.0));
    assert_true(most > 1.1 && ease_at(far, 1) == 1);
    arena_finish(&arena);
}

// A value never turns back on its way, but where that is what the ease is for.
static void test_eases_rise(void **state)
{
    (void)state;
    for (Ease ease = EASE_CURVES; ease < EASE_OVERSHOOT; ease++)
        for (int i = 1; i <= 1000; i++)
            assert_true(ease_at(ease, i / 1000.0) >= ease_at(ease, (i - 1) / 1000.0));
}

static void test_names_differ(void **state)
{
    (void)state;
    for (int a = 0; a < EASE_COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_string_not_equal(EASE_CURVES[a].name, EASE_CURVES[b].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eases),        cmocka_unit_test(test_pieces_are_the_function),
        cmocka_unit_test(test_bezier),       cmocka_unit_test(test_eases_rise),
        cmocka_unit_test(test_names_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
