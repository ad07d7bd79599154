// test_pictures_ladder.c — losses as rungs: to scale, labels off one another, words that the model really wrote.
#include "engine/anim/picture_data.h"
#include "scenes/kit/spread.h"
#include "support_pictures.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define RUNG(name_, step) "{ name = '" name_ "', loss = run.metrics[" step "].loss, sample = run.samples[1] }"
#define LADDER "ladder { { " RUNG("first", "2") ", " RUNG("second", "12") ", " RUNG("third", "30") " }"

static const Run *recorded(void **state)
{
    return run_recorded(&((Stage *)*state)->arena, FIXTURE_RUN_DIR);
}

static void test_spread(void **state)
{
    (void)state;
    double middles[] = {10, 11, 12, 90};
    spread_apart(middles, 4, 10, 0, 100);
    for (int i = 1; i < 4; i++)
        assert_true(middles[i] - middles[i - 1] > 10 - 1e-3);
    assert_true(fabs(middles[1] - 11) < 2 && fabs(middles[3] - 90) < 1e-6);
}

static void test_in_rectangles(void **state)
{
    check_in_rectangles(*state, recorded(state), LADDER ", into = into }", 0.7);
    check_in_rectangles(*state, recorded(state), LADDER ", all = true, into = into }", 0.7);
}

static void test_to_scale(void **state)
{
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Run *run = recorded(state);
        const Scene *s = script_built(*state, shape, run,
                                      "local l = " LADDER " }\nappear(l) l:next() l:next() l:next() hold(1)");
        double y[3];
        for (int i = 0; i < 3; i++)
            y[i] = picture_part_box(s->pictures[0], picture_part_find(s->pictures[0], part_cell(i, 0))).y;
        const double a = run->metrics[1].loss, b = run->metrics[11].loss, c = run->metrics[29].loss;
        assert_true(fabs((y[1] - y[0]) / (y[2] - y[0]) - (a - b) / (a - c)) < 1e-6);
        assert_true(scene_shows(s, "second"));
        Complaints complaints = {CANVAS_NAMES[shape]};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"ladder { { " RUNG("one", "2") " } }", "a ladder has 2 to 10 rungs, not 1"},
        {"ladder { { " RUNG("one", "30") ", " RUNG("two", "2") " } }", "but that of \"two\" does not"},
        {"local l = " LADDER " }\nl:next()", "let the ladder appear first"},
        {"local l = " LADDER " }\nappear(l)\nfor i = 1, 4 do l:next() end", "all 3 rungs of this ladder are there"},
    };
    check_refused(*state, recorded(state), ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spread),
        cmocka_unit_test(test_in_rectangles),
        cmocka_unit_test(test_to_scale),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
