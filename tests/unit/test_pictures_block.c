// test_pictures_block.c — heads side by side, and a block over all positions: what they show is what was recorded.
#include "engine/anim/picture_data.h"
#include "model/run/probe_tensors.h"
#include "scenes/kit/number_strip.h"
#include "support_pictures.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run *recorded(void **state)
{
    return run_recorded(&((Stage *)*state)->arena, FIXTURE_RUN_DIR);
}

static Scene *built(void **state, const char *body)
{
    return script_built(*state, CANVAS_WIDE, recorded(state), body);
}

// ---- strips ----

// Colours tell signs and sizes, and a dash stands on what is below zero; a few outliers do not make the rest dark.
static void test_strips(void **state)
{
    Stage *stage = *state;
    static const float VALUES[] = {1, -1, 0, 100, 0.5F, -0.5F, 0.25F, 0};
    const NumberStrip strip = number_strip(&stage->arena, &THEME_DARK, VALUES, 8, 2);
    assert_true(strip.right->n_cols == 8 && strip.right->n_rows == 1 && strip.down->n_rows == 8);
    const uint32_t *pixels = strip.right->pixels;
    assert_true((pixels[0] & 0xFF) > (pixels[0] >> 16 & 0xFF)); // blue
    assert_true((pixels[1] & 0xFF) < (pixels[1] >> 16 & 0xFF)); // red
    assert_true(pixels[2] == pixels[7] && pixels[2] != pixels[6]);
    static const float EVEN[] = {2, -2, 2, -2}, NONE[] = {0, 0};
    assert_true(fabs(number_strip_full(EVEN, 4) - 3.2) < 1e-6);
    assert_true(number_strip_full(NONE, 2) > 0);
}

// ---- heads ----

static const char HEADS[] = "local h = many_heads { run.probe.attention[2], values = run.probe.v[2], into = area() }\n";

static void test_heads(void **state)
{
    Scene *s = built(state, arena_printf(&((Stage *)*state)->arena, "%sappear(h) h:open(2) h:join() hold(1)", HEADS));
    const Tensor *attention = run_tensor(recorded(state), PROBE_ATTENTION);
    const int n_heads = (int)attention->shape[1], n = (int)attention->shape[2];
    const float *weights = attention->f32 + (n_heads + 1) * n * n; // block 2, head 2
    const Picture *heads = picture_named(s, "many_heads");
    const double whole = node_last(item_of(heads, part_index(1), "dot 1 1"), PROP_R);
    for (int row = 1; row < n; row++)
        for (int column = 0; column <= row; column++) {
            const Node *dot = item_of(heads, part_index(1),
                                      arena_printf(&((Stage *)*state)->arena, "dot %d %d", row + 1, column + 1));
            const double weight = (double)weights[row * n + column];
            assert_true(weight < 0.01 || fabs(pow(node_last(dot, PROP_R) / whole, 2) - weight) < 0.01);
        }
    // In a row none is large any more; the slices of the joined vector are equal, in the order of the heads.
    const Rect second_card = picture_part_box(heads, 1), first_card = picture_part_box(heads, 0);
    assert_true(fabs(second_card.w - first_card.w) < 0.01 && fabs(second_card.h - first_card.h) < 0.01);
    const Rect first = picture_part_box(heads, picture_part_find(heads, part_named("slice 1")));
    const Rect second = picture_part_box(heads, picture_part_find(heads, part_named("slice 2")));
    assert_true(fabs(first.w - second.w) < 0.01 && fabs(first.x + first.w - second.x) < 0.01);
}

// An open head is the largest, until all are joined.
static void test_open_head(void **state)
{
    const Scene *s = built(state, arena_printf(&((Stage *)*state)->arena, "%sappear(h) h:open(2) hold(1)", HEADS));
    const Picture *heads = picture_named(s, "many_heads");
    const Rect open = picture_part_box(heads, 1), other = picture_part_box(heads, 0);
    assert_true(open.w > 2 * other.w && open.h > other.h);
}

// What a strip shows is the sum of the values by the weights of the last token.
static void test_sums(void **state)
{
    Scene *s = built(state, arena_printf(&((Stage *)*state)->arena, "%sappear(h) hold(1)", HEADS));
    const Tensor *attention = run_tensor(recorded(state), PROBE_ATTENTION), *v = run_tensor(recorded(state), PROBE_V);
    const int n_heads = (int)v->shape[1], n = (int)v->shape[2], n_channels = (int)v->shape[3];
    const float *weights = attention->f32 + ((n_heads + 1) * n - 1) * n, *values = v->f32 + n_heads * n * n_channels;
    const Picture *heads = picture_named(s, "many_heads");
    const Image *image = item_of(heads, part_index(0), "cells")->image;
    assert_int_equal(image->n_cols, n_channels);
    for (int c = 0; c < n_channels; c++) {
        double sum = 0;
        for (int j = 0; j < n; j++)
            sum += (double)weights[j] * (double)values[j * n_channels + c];
        const bool blue = (image->pixels[c] & 0xFF) > (image->pixels[c] >> 16 & 0xFF);
        assert_true(fabs(sum) < 0.02 || blue == (sum > 0));
    }
}

// ---- the block ----

static const char BLOCK[] =
    "local b = talk_think { run.probe, layer = 2, weights = run.probe.attention[2], into = area() }\n";

// A flow is as wide as the mean weight over the heads; none leads to what was before.
static void test_flows(void **state)
{
    Scene *s = built(
        state, arena_printf(&((Stage *)*state)->arena, "%sappear(b) b:talk() b:light(3) b:think() hold(1)", BLOCK));
    const Tensor *attention = run_tensor(recorded(state), PROBE_ATTENTION);
    const int n_heads = (int)attention->shape[1], n = (int)attention->shape[2];
    const Picture *block = picture_named(s, "talk_think");
    const double whole = node_last(item_of(block, part_cell(0, 0), "flow"), PROP_STROKE_WIDTH) - 1; // its weight is 1
    for (int to = 0; to < n; to++)
        for (int from = 0; from < n; from++) {
            double mean = 0;
            for (int h = 0; h < n_heads; h++)
                mean += (double)attention->f32[((n_heads + h) * n + to) * n + from] / n_heads;
            const Node *flow = item_of(block, part_cell(to, from), "flow");
            assert_true((flow != NULL) == (mean >= 0.02));
            assert_true(!flow || fabs(node_last(flow, PROP_STROKE_WIDTH) - 1 - mean * whole) < 0.01);
        }
}

// Lamps light when the tokens think, and what comes out is there then.
static void test_thinks(void **state)
{
    Scene *s =
        built(state, arena_printf(&((Stage *)*state)->arena, "%sappear(b) b:talk() hold(1) b:think() hold(1)", BLOCK));
    const Picture *block = picture_named(s, "talk_think");
    const Node *lamps = item_of(block, part_named("panel 1"), "lamps 4");
    assert_non_null(lamps);
    assert_false(color_equal(node_color(lamps, PROP_FILL, 1.5), node_color(lamps, PROP_FILL, s->dur_s)));
    const Node *out = picture_part_node(block, picture_part_find(block, part_named("out 1")));
    assert_true(node_value(out, PROP_OPACITY, 1.5) == 0 && node_value(out, PROP_OPACITY, s->dur_s) == 1);
}

// ---- both ----

static void test_refused(void **state)
{
    static const Refused ROWS[] = {
        {"many_heads { run.probe.attention, values = run.probe.v[1] }", "the heads of one layer are wanted here"},
        {"many_heads { run.probe.attention[1], values = run.probe.v[1][1] }", "the values of the same heads"},
        {"local h = many_heads { run.probe.attention[1], values = run.probe.v[1] } appear(h) h:open(99)",
         "there is no head 99; this layer has"},
        {"local h = many_heads { run.probe.attention[1], values = run.probe.v[1] } appear(h) h:habit(99)",
         "there is no head 99; this layer has"},
        {"talk_think { run.probe, layer = 99, weights = run.probe.attention[1] }",
         "no stream before and after block 99"},
        {"talk_think { run.probe, layer = 1, weights = run.probe.attention[1][1] }", "the heads of one layer"},
        {"local b = talk_think { run.probe, layer = 1, weights = run.probe.attention[1] } appear(b) b:light(99)",
         "there is no token 99 here"},
    };
    check_refused(*state, recorded(state), ROWS, sizeof ROWS / sizeof *ROWS);
}

static void test_in_rectangles(void **state)
{
    check_in_rectangles(*state, recorded(state),
                        "many_heads { run.probe.attention[1], values = run.probe.v[1], into = into }", 0.75);
    check_in_rectangles(*state, recorded(state),
                        "talk_think { run.probe, layer = 1, weights = run.probe.attention[1], into = into }", 0.75);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strips),        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_open_head),  cmocka_unit_test(test_sums),
        cmocka_unit_test(test_flows),         cmocka_unit_test(test_thinks), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_in_rectangles),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
