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

// A ladder of eight rungs has room for three lines of the last text on every canvas; where its rows are close, a text
// leaves when the next name comes.
static void test_lines_of_the_last(void **state)
{
    static const char BODY[] =
        "local rungs = {}\n"
        "for i = 1, 8 do rungs[i] = " RUNG("one", "i < 8 and 2 or 30") " rungs[i].note = '${run.n_params:short}' end\n"
        "local l = ladder { rungs, into = area():middle(0.85, 1) }\nappear(l) for i = 1, 8 do l:next() end hold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, recorded(state), BODY);
        const Picture *ladder = s->pictures[0];
        assert_non_null(picture_item(ladder, picture_part_find(ladder, part_cell(7, 2)), "line 3"));
        const Node *seventh = picture_part_node(ladder, picture_part_find(ladder, part_cell(6, 2)));
        assert_true((node_value(seventh, PROP_OPACITY, s->dur_s) == 0) == (shape == CANVAS_SQUARE));
        Complaints complaints = {CANVAS_NAMES[shape]};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

// A text that waits comes when it is told to, as slowly as it is told.
static void test_text_waits(void **state)
{
    const Scene *s = script_built(*state, CANVAS_WIDE, recorded(state),
                                  "local l = " LADDER " }\nappear(l) l:next { text = false } hold(1)\n"
                                  "stretch(6, function() l:write() end) l:next() l:next()");
    const Picture *ladder = s->pictures[0];
    const int part = picture_part_find(ladder, part_cell(0, 2));
    const Node *line = picture_item(ladder, part, "line 1"), *group = picture_part_node(ladder, part);
    const double written_s = s->dur_s - 2 * 1.8, n = node_value(line, PROP_REVEAL, s->dur_s);
    assert_true(node_value(group, PROP_OPACITY, written_s - 6.1) == 0 && n > 4);
    assert_true(fabs(node_value(line, PROP_REVEAL, written_s - 3) - n / 2) < 0.1);
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"ladder { { " RUNG("one", "2") " } }", "a ladder has 2 to 10 rungs, not 1"},
        {"ladder { { " RUNG("one", "30") ", " RUNG("two", "2") " } }", "but that of \"two\" does not"},
        {"local l = " LADDER " }\nl:next()", "let the ladder appear first"},
        {"local l = " LADDER " }\nappear(l) l:write()", "no rung of this ladder is there yet"},
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
        cmocka_unit_test(test_lines_of_the_last),
        cmocka_unit_test(test_text_waits),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
