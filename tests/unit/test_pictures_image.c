// test_pictures_image.c — pictures from files as scenes show them.
#include "engine/anim/picture_data.h"
#include "support_pictures.h"
#include "support_run.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char SVG[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><rect width='30' height='9'/></svg>";
static const EmbeddedFile FILE_BESIDE = {"wide.svg", SVG, sizeof SVG - 1};

static const char *build(Stage *stage, CanvasShape shape, const char *body, Scene **s)
{
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    return script_build_beside(stage, shape, run, &FILE_BESIDE, body, s);
}

static void test_in_rectangles(void **state)
{
    Stage *stage = *state;
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    check_beside_in_rectangles(stage, run, &FILE_BESIDE, "image { 'wide.svg', into = into }", 0.1);
}

// It keeps its proportions, has two pixels a unit, and takes as much of an open area as it fills.
static void test_fits(void **state)
{
    Stage *stage = *state;
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        const char *error = build(stage, shape,
                                  "local page = area()\n"
                                  "local top = image { 'wide.svg', into = page:cut_top 'fit' }\n"
                                  "local other = page:middle(0.5, 0.5)\n"
                                  "rise_in(top) hold(0.2) settle(top, other) hold(0.2)",
                                  &s);
        assert_string_equal(error, "");
        const Node *node = picture_item(s->pictures[0], 0, "pixels");
        const double w = node_value(node, PROP_W, 0), h = node_value(node, PROP_H, 0);
        assert_true(fabs(w - 2 * h) < 0.01);
        assert_true(fabs(w - fmin(s->canvas.safe.w, 2 * s->canvas.safe.h)) < 1);
        assert_true(node->image->n_cols >= 2 * w - 1);
        assert_true(node_value(node, PROP_W, s->dur_s) <= s->canvas.safe.w / 2 + 1);
    }
}

static void test_changes(void **state)
{
    Scene *s;
    assert_string_equal(build(*state, CANVAS_WIDE,
                              "local a = image { 'wide.svg' } appear(a) change(a, 'wide.svg') hold(1)", &s), "");
    assert_contains(build(*state, CANVAS_WIDE, "local a = image { 'wide.svg' } appear(a) change(a, { 1 })", &s),
                    "an image changes into another file");
    assert_contains(build(*state, CANVAS_WIDE, "appear(image { 'other.svg' })", &s), "other.svg");
    assert_contains(build(*state, CANVAS_WIDE, "appear(image { 'film.lua' })", &s),
                    "film.lua is not a PNG, JPEG or SVG; save the picture as one of these");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_rectangles),
        cmocka_unit_test(test_fits),
        cmocka_unit_test(test_changes),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
