// test_pictures_dials.c — dials: a pointer tells its weight's value, and turns to where that goes.
#include "engine/anim/picture_data.h"
#include "engine/anim/seen.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 6 };
static const float NUDGES[2 * N] = {-0.5F, 0, 0.5F, 1, 2, -4, /* by */ 1, -1, 0.25F, 0, -8, 2};
static const float PLACES[] = {0, 0.5F, 2, -1};

static const Run *moved_run(Stage *stage)
{
    Arena *arena = &stage->arena;
    Tensor *nudges = ARENA_NEW(arena, Tensor), *descent = ARENA_NEW(arena, Tensor);
    *nudges = (Tensor){.name = "nudges", .n_dims = 2, .shape = {2, N}, .n_items = 2L * N, .f32 = NUDGES};
    *descent = (Tensor){.name = "descent", .n_dims = 1, .shape = {4}, .n_items = 4, .f32 = PLACES};
    Run *run = ARENA_NEW(arena, Run);
    *run = (Run){.nudges = nudges, .descent = descent, .n_vocab = 3};
    return run;
}

#define DIALS(room) "dials { run.nudges, name = 'weights:', up = 'more', down = 'less', into = " room " }"

static double turned(const Scene *s, int i, const char *item, Prop prop, double t_s)
{
    return node_value(item_of(picture_named(s, "dials"), part_index(i), item), prop, t_s);
}

static double angle(const Scene *s, int i, double t_s)
{
    return turned(s, i, "pointer", PROP_ROTATE, t_s);
}

// Of one tensor, which is as it is in a run.
static void test_rectangles(void **state)
{
    check_in_rectangles(*state, moved_run(*state), DIALS("into"), 0.3);
    check_in_rectangles(*state, moved_run(*state), "dials { run.nudges, into = into }", 0.3);
}

// At first a pointer stands by its value: up at 0, larger ones further to the right. Then each has turned the way that
// its weight went, with an arc behind it, to where one of that value stands; what goes up and down is told only then.
static void test_turn(void **state)
{
    static const char BODY[] = "local d = " DIALS("area()") "\nappear(d)\nhold(1)\n"
                               "stretch(2, function() d:turn(run.descent[2]) end)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, moved_run(*state), BODY);
        const double before_s = s->dur_s - 3.5, half_s = s->dur_s - 2, after_s = s->dur_s - 0.5;
        assert_true(angle(s, 1, before_s) == 0);
        for (int i = 0; i < N; i++) {
            const double by = (double)NUDGES[N + i], from = angle(s, i, before_s), to = angle(s, i, after_s);
            const double half = angle(s, i, half_s), drawn = turned(s, i, "turned", PROP_TRIM_END, after_s);
            assert_true(by == 0 ? half == from && to == from : (half - from) * by > 0 && (to - half) * by > 0);
            assert_true(by == 0 ? drawn == 0 : drawn > 0 && drawn < 1);
            assert_true(turned(s, i, "turned", PROP_TRIM_END, before_s) == 0 && fabs(to) < 0.75 * PI);
            for (int k = 0; k < N; k++)
                assert_true(NUDGES[i] >= NUDGES[k] || from < angle(s, k, before_s));
        }
        assert_true(fabs(angle(s, 0, after_s)) < 1e-3);                         // -0.5 + 0.5·1
        assert_true(fabs(angle(s, 1, after_s) - angle(s, 0, before_s)) < 1e-3); // 0 - 0.5·1
        static const char *const WORDS[] = {"weights:", "more", "less"};
        for (int i = 0; i < 3; i++) {
            assert_int_equal(node_is_visible(scene_text(s, WORDS[i]), before_s), i == 0);
            assert_true(node_is_visible(scene_text(s, WORDS[i]), after_s));
        }
        Complaints complaints = {"dials that turn"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

// They go on and back from where they are, and laid out elsewhere they stay as they are turned.
static void test_turn_again(void **state)
{
    const Scene *s = script_built(*state, CANVAS_WIDE, moved_run(*state),
                                  "local d = " DIALS("area():cut_left(0.6)") "\nappear(d)\nhold(1)\n"
                                  "d:turn(run.descent[2]) hold(1) d:turn(run.descent[3]) hold(1)\n"
                                  "settle(d, area()) hold(1) d:turn(run.descent[1]) hold(1)");
    const double begin_s = 1.5, end_s = s->dur_s - 0.5;
    for (int i = 0; i < N; i++) {
        assert_true(fabs(angle(s, i, end_s) - angle(s, i, begin_s)) < 1e-3);
        assert_true(turned(s, i, "turned", PROP_TRIM_END, end_s) < 1e-3);
        assert_true(fabs(angle(s, i, end_s - 2) - angle(s, i, end_s - 3.6)) < 1e-3); // before and after it settled
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"local d = " DIALS("area()") "\nd:turn(run.descent[2])", "let them come before they turn"},
        {"local d = " DIALS("area()") "\nappear(d)\nd:turn(run.descent[4])", "by 0 or more"},
        {"dials { run.descent }", "as run.nudges has them"},
        {"dials { run.nudges[1] }", "as run.nudges has them"},
        {"dials { run.nudges, into = area():cut_top(0.05):cut_left(0.05) }", "too small"},
    };
    check_refused(*state, moved_run(*state), ROWS, sizeof ROWS / sizeof *ROWS);
    Run *run = arena_memdup(&((Stage *)*state)->arena, moved_run(*state), sizeof *run);
    Tensor *nudges = arena_memdup(&((Stage *)*state)->arena, run->nudges, sizeof *nudges);
    nudges->f32 = (const float[2 * N]){[N + 2] = NAN};
    run->nudges = nudges;
    check_refused(*state, run, &(Refused){"dials { run.nudges }", "entry 3 is none"}, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_turn),
        cmocka_unit_test(test_turn_again),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
