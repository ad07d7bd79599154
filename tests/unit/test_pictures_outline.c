// test_pictures_outline.c — free outlines: what is read, where they fit, and that one becomes another.
#include "engine/anim/picture_data.h"
#include "support_pictures.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SQUARE "'M 0 0 h 10 v 10 H 0 z'"
#define LEAF "'M5,0 Q 10 5 5 10 C 2 8 0 3 5 0 Z'"

static const Run *recorded(void **state)
{
    return run_recorded(&((Stage *)*state)->arena, FIXTURE_RUN_DIR);
}

static void test_in_rectangles(void **state)
{
    check_in_rectangles(*state, recorded(state), "outline { " SQUARE ", into = into }", 0.7);
    check_in_rectangles(*state, recorded(state), "outline { " LEAF ", filled = false, into = into }", 0.7);
}

// How many shapes of the scene go from a square to what is none, in pieces that match.
static int n_that_become(const Scene *s)
{
    int n = 0;
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        if (node->kind != NODE_PATH || node->n_shapes != 2 || !path_same_verbs(node->shapes[0], node->shapes[1]))
            continue;
        const Rect from = path_bounds(node->shapes[0]), to = path_bounds(node->shapes[1]);
        n += fabs(from.w / from.h - 1) < 1e-6 && fabs(to.w / to.h - 1) > 0.01;
    }
    return n;
}

// A square and a leaf have other commands: one shape goes from the one to the other.
static void test_becomes_another(void **state)
{
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, recorded(state),
                                      "local o = outline { " SQUARE ", into = area() }\nappear(o)\n"
                                      "change(o, " LEAF ")\nhold(1)");
        assert_int_equal(n_that_become(s), 1);
        Complaints complaints = {CANVAS_NAMES[shape]};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"outline { 'L 1 1' }", "column 1 of the outline: it begins with M x y"},
        {"outline { 'M 0 0 A 1 1' }", "column 7 of the outline: M L H V C Q Z are read"},
        {"outline { 'M 0 0 L 1' }", "\"L\" takes 2 numbers"},
        {"outline { 'M 0 0 L 1 1 Z 4' }", "column 15 of the outline: a command is wanted here"},
        {"outline { 'M 0 0' }", "draws nothing"},
        {"local o = outline { " SQUARE " }\nappear(o)\nchange(o, 4)", "an outline changes into another path"},
    };
    check_refused(*state, recorded(state), ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_rectangles),
        cmocka_unit_test(test_becomes_another),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
