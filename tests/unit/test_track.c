// test_track.c — keys in order of time, and the values between them.
#include "engine/anim/track.h"
#include "support_near.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double track_value(const Track *track, double t_s)
{
    double value[TRACK_COMPONENTS];
    track_at(track, t_s, value);
    return value[0];
}

static void test_tracks(void **state)
{
    Temp *temp = *state;
    Track track = {0};
    track_add(&track, &temp->arena, (Key){.t_s = 2, .value = {10}, .ease = EASE_LINEAR});
    track_add(&track, &temp->arena, (Key){.t_s = 1, .value = {0}, .ease = EASE_LINEAR}); // keys come in any order
    track_add(&track, &temp->arena, (Key){.t_s = 3, .value = {10}, .ease = EASE_STEP});
    track_add(&track, &temp->arena, (Key){.t_s = 3, .value = {50}, .ease = EASE_STEP}); // a jump: the later one holds
    track_add(&track, &temp->arena, (Key){.t_s = 5, .value = {90}, .ease = EASE_STEP});
    assert_near(track_value(&track, 0), 0);
    assert_near(track_value(&track, 1.5), 5);
    assert_near(track_value(&track, 2.5), 10);
    assert_near(track_value(&track, 2.999999), 10);
    assert_near(track_value(&track, 3), 50);
    assert_near(track_value(&track, 4.999999), 50);
    assert_near(track_value(&track, 5), 90);
    assert_near(track_value(&track, 99), 90);
}

// All components go together.
static void test_colors(void **state)
{
    Temp *temp = *state;
    Track track = {0};
    track_add(&track, &temp->arena, (Key){.t_s = 0, .value = {0, 1, 0.5, 1}, .ease = EASE_LINEAR});
    track_add(&track, &temp->arena, (Key){.t_s = 4, .value = {1, 0, 0.5, 0}, .ease = EASE_LINEAR});
    double value[TRACK_COMPONENTS];
    track_at(&track, 1, value);
    assert_near(value[0], 0.25);
    assert_near(value[1], 0.75);
    assert_near(value[2], 0.5);
    assert_near(value[3], 0.75);
}

// The key is found by halving: as it is by looking at one after the other, whatever the number of keys.
static void test_any_number_of_keys(void **state)
{
    Temp *temp = *state;
    for (int n = 1; n <= 40; n++) {
        Track track = {0};
        for (int i = 0; i < n; i++) // times 0, 7, 14 … of n, in a mixed order
            track_add(&track, &temp->arena, (Key){.t_s = i * 7 % n, .value = {10.0 * (i * 7 % n)}, .ease = EASE_STEP});
        assert_int_equal(track.n_keys, n);
        for (int i = 1; i < n; i++)
            assert_true(track.keys[i - 1].t_s <= track.keys[i].t_s);
        for (double t_s = -0.5; t_s < n + 1; t_s += 0.25) {
            double wanted = track.keys[0].value[0];
            for (int i = 0; i < n; i++)
                wanted = track.keys[i].t_s <= t_s ? track.keys[i].value[0] : wanted;
            assert_near(track_value(&track, t_s), wanted);
        }
    }
}

// Times that were changed: the order of writing decides where two are the same.
static void test_sorting(void **state)
{
    Temp *temp = *state;
    Track track = {0};
    for (int i = 0; i < 6; i++)
        track_add(&track, &temp->arena, (Key){.t_s = i, .value = {i}, .serial = i});
    static const double TIMES_S[6] = {3, 1, 3, 0, 1, 3};
    for (int i = 0; i < 6; i++)
        track.keys[i].t_s = TIMES_S[i];
    track_sort(&track);
    static const double WANTED[6] = {3, 1, 4, 0, 2, 5}; // by their values
    for (int i = 0; i < 6; i++)
        assert_near(track.keys[i].value[0], WANTED[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tracks),
        cmocka_unit_test(test_colors),
        cmocka_unit_test(test_any_number_of_keys),
        cmocka_unit_test(test_sorting),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
