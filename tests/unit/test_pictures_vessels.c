// test_pictures_vessels.c — vessels: filled by the logarithm of what was recorded, the last one first.
#include "engine/anim/picture_data.h"
#include "support_pictures.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEVELS "{ run.metrics[2].loss, run.metrics[12].loss, run.metrics[30].loss }"

static const Run *recorded(void **state)
{
    return run_recorded(&((Stage *)*state)->arena, FIXTURE_RUN_DIR);
}

static const Node *level_of(const Scene *s, int block)
{
    return picture_item(s->pictures[0], picture_part_find(s->pictures[0], part_index(block)), "level");
}

static void test_in_rectangles(void **state)
{
    check_in_rectangles(*state, recorded(state), "vessels { " LEVELS ", into = into }", 0.5);
    check_in_rectangles(*state, recorded(state), "vessels { " LEVELS ", road = true, goal = 'end', into = into }", 0.5);
}

// Empty at first; then as high as the logarithm says, and the last block has got it before the first.
static void test_fill(void **state)
{
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Run *run = recorded(state);
        const Scene *s = script_built(*state, shape, run,
                                      "local v = vessels { " LEVELS ", road = true }\nappear(v) hold(1)\n"
                                      "v:fill { stagger = 1 } hold(1)");
        const double losses[] = {run->metrics[1].loss, run->metrics[11].loss, run->metrics[29].loss};
        double h[3];
        for (int i = 0; i < 3; i++) {
            h[i] = node_value(level_of(s, i), PROP_H, s->dur_s);
            assert_true(node_value(level_of(s, i), PROP_H, 1) == 0);
        }
        assert_true(fabs((h[0] - h[2]) / (h[1] - h[2]) -
                         log(losses[0] / losses[2]) / log(losses[1] / losses[2])) < 1e-3);
        const double half_s = s->dur_s - 3; // of the time of filling
        assert_true(node_value(level_of(s, 2), PROP_H, half_s) > 0.9 * h[2]);
        assert_true(node_value(level_of(s, 0), PROP_H, half_s) == 0);
        Complaints complaints = {CANVAS_NAMES[shape]};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"vessels { { run.metrics[1].loss } }", "vessels stand for 2 to 24 blocks, not 1"},
        {"vessels { { run.metrics[1].loss, run.metrics[1].loss - run.metrics[1].loss } }", "one of the levels is 0"},
    };
    check_refused(*state, recorded(state), ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_rectangles),
        cmocka_unit_test(test_fill),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
