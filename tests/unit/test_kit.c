// test_kit.c — what the pictures of the kit show of their numbers, and where: how they look is in the golden files.
#include "engine/anim/scene_data.h"
#include "scenes/kit/kit.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Scene *new_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "kit");
}

static void assert_near(double found, double wanted)
{
    if (!(fabs(found - wanted) < 1e-9))
        fail_msg("%.12g is not %.12g", found, wanted);
}

// ---- type ----

static void test_styles_change_in_one_thing(void **state)
{
    (void)state;
    const TextStyle large = type_sized(&TYPE_VERSE, 2 * TYPE_VERSE.size),
                    end = type_aligned(&TYPE_LABEL_BOLD, ALIGN_END);
    assert_near(large.line_pitch, 2 * TYPE_VERSE.line_pitch);
    assert_int_equal(large.family, TYPE_VERSE.family);
    assert_int_equal(end.align, ALIGN_END);
    assert_int_equal(end.weight, TYPE_LABEL_BOLD.weight);
    assert_near(end.size, TYPE_LABEL_BOLD.size);
}

static void test_the_heading_is_in_the_safe_area(void **state)
{
    Stage *stage = *state;
    for (int shape = 0; shape < 3; shape++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[shape], &THEME_DARK, "heading");
        Node *title = heading_add(s, "A title of some length that says what there is to see");
        assert_true(rect_contains(rect_grow(CANVASES[shape].safe, 3), node_bounds(s, title)));
        Node *changed = heading_change(s, title, "Another", heading_place(s).x + 100);
        assert_near(scene_now(s), DUR_DEFAULT_S);
        assert_near(node_value_now(s, title, PROP_OPACITY), 0);
        assert_near(node_value_now(s, changed, PROP_OPACITY), 1);
        assert_near(node_value_now(s, changed, PROP_X), heading_place(s).x + 100);
    }
}

// ---- blocks and the residual stream ----

static void test_some_blocks_stand_for_all(void **state)
{
    (void)state;
    int layers[BLOCKS_MOST] = {0};
    assert_int_equal(blocks_shown(0, 4, layers), 0);
    assert_int_equal(blocks_shown(2, 4, layers), 2);
    assert_int_equal(layers[1], 1);
    assert_int_equal(blocks_shown(4, 4, layers), 4);
    assert_int_equal(layers[3], 3);
    assert_int_equal(blocks_shown(12, 4, layers), 4);
    assert_int_equal(layers[2], 2);
    assert_int_equal(layers[3], 11); // the last one is the last
}

static void test_lanes_lie_about_the_middle(void **state)
{
    Scene *s = new_scene(*state);
    for (int n = 1; n <= RESIDUAL_MOST_LANES; n++) {
        const Residual *stream = residual_add(s, NULL, .across = 500, .from = 0, .to = 900, .width = 80, .n_lanes = n);
        for (int i = 0; i < n; i++) {
            assert_near(residual_lane_at(stream, i), -residual_lane_at(stream, n - 1 - i));
            assert_true(fabs(residual_lane_at(stream, i)) < 40);
        }
    }
}

// ---- embeddings and neurons ----

static void test_outliers_make_nothing_pale(void **state)
{
    Scene *s = new_scene(*state);
    static const float VALUES[] = {1, -2, 3, -4, 5, -6, 7, -8, 9, -1000};
    assert_near(columns_full(s, VALUES, 10), 9);
    assert_near(columns_full(s, VALUES, 1), 1);
    assert_near(columns_full(s, (float[]){0, 0}, 2), 1);
    assert_near(columns_full(s, NULL, 10), 1);
}

static void test_the_strongest_neurons_are_shown(void **state)
{
    Scene *s = new_scene(*state);
    enum { C = 4, F = 3 };
    static const float IN[C] = {0.1f, -2, 1, 0}, HIDDEN[F] = {4, 0, 2}, OUT[C] = {0, 3, 0, -1};
    static const float W_IN[C * F] = {0, 0, 0, 1, 0, 5, 1, 0, -1}; // channel 1 to neuron 2 carries most: −10
    static const float W_OUT[F * C] = {0, 1};
    const MlpTensors mlp = {IN, HIDDEN, OUT, W_IN, W_OUT, C, F};
    const MlpExcerpt *excerpt = mlp_excerpt(s, &mlp, 2, 2, 6);
    assert_int_equal(excerpt->n[MLP_IN], 2);
    assert_near(excerpt->values[MLP_IN][0], -1); // channels 1 and 2, in their order, of the largest
    assert_near(excerpt->values[MLP_IN][1], 0.5);
    assert_near(excerpt->values[MLP_HIDDEN][0], 1);
    assert_near(excerpt->values[MLP_HIDDEN][1], 0.5);
    assert_near(excerpt->values[MLP_OUT][0], 1);
    assert_int_equal(excerpt->n_wires, 6);
    const MlpWire *strongest = &excerpt->wires[2]; // the last one of the first side
    assert_int_equal(strongest->column, MLP_IN);
    assert_int_equal(strongest->from, 0);
    assert_int_equal(strongest->to, 1);
    assert_near(strongest->carries, -1);
    assert_near(excerpt->wires[5].carries, 1);
    assert_int_equal(excerpt->wires[5].column, MLP_HIDDEN);
    const MlpExcerpt *blank = mlp_excerpt_blank(s, 5, 9);
    assert_int_equal(blank->n[MLP_HIDDEN], 9);
    assert_int_equal(blank->n_wires, 0);
}

// ---- distributions ----

static void test_bars_hold_all_symbols(void **state)
{
    Scene *s = new_scene(*state);
    enum { MANY = 1000 };
    double p[MANY];
    for (int i = 0; i < MANY; i++)
        p[i] = (i % 7 + 1) / 4000.0;
    for (int n = 1; n <= MANY; n *= 10) {
        const HistogramSpec spec = {.x = 100, .y = 50, .w = 300, .h = 80, .p = p, .n = n};
        const Histogram *histogram = histogram_add_with(s, spec);
        assert_true(histogram->n_bars <= n && histogram->n_bars <= 100);
        assert_int_equal(histogram_bar_of(histogram, 0), 0);
        assert_int_equal(histogram_bar_of(histogram, n - 1), histogram->n_bars - 1);
        double sum = 0, whole = 0, highest = 0;
        for (int i = 0; i < n; i++)
            whole += p[i];
        for (int bar = 0; bar < histogram->n_bars; bar++) {
            const Rect box = histogram_bar_box(histogram, bar);
            assert_true(rect_contains(rect_grow((Rect){100, 50, 300, 80}, 1e-9), box));
            assert_near(box.y + box.h, 130);
            highest = fmax(highest, box.h);
            sum += histogram->p[bar];
        }
        assert_near(sum, whole);
        assert_near(highest, 80);
    }
}

static void test_a_cell_is_as_wide_as_its_symbol_is_likely(void **state)
{
    Scene *s = new_scene(*state);
    static const char *const TEXTS[] = {"a", "b", "c", "d", "e"};
    static const double P[] = {0.5, 0.3, 0.1, 0.06, 0.002};
    for (int chosen = -1; chosen < 5; chosen++) {
        const double draw = chosen == 4 ? 0.961 : 0.2;
        const StripSpec spec = {
            .x = 40, .y = 500, .w = 1000, .h = 60, .texts = TEXTS, .p = P, .n = 5, .chosen = chosen, .draw = draw};
        const Strip *strip = strip_add_with(s, spec);
        double right = 0;
        for (int i = 0; i < strip->n_cells; i++) {
            const Rect box = strip->boxes[i];
            assert_true(box.x >= right && box.x + box.w <= 1000 + 1e-9);
            if (strip->symbols[i] >= 0)
                assert_true(fabs(box.w - 1000 * P[strip->symbols[i]]) <= 3 + 1e-9); // less a gap
            right = box.x + box.w;
        }
        assert_true((strip->chosen >= 0) == (chosen >= 0));
        assert_true((strip->marker != NULL) == (chosen >= 0));
        const Rect box = strip_chosen_box(strip);
        if (chosen >= 0)
            assert_true(fabs(box.w - 1000 * P[chosen]) <= 3 + 1e-9);
        if (chosen == 0 || chosen == 4) // the others are not what was thrown at
            assert_true(node_value_now(s, strip->marker, PROP_X) + 40 >= box.x - 2 &&
                        node_value_now(s, strip->marker, PROP_X) + 40 <= box.x + box.w + 2);
    }
}

// ---- the ring ----

static void test_arcs_lead_from_station_to_station(void **state)
{
    Scene *s = new_scene(*state);
    for (int n = 2; n <= RING_MOST_STATIONS; n += 5) {
        const Ring *ring = ring_add(s, NULL, .x = 900, .y = 500, .r = 300, .station_r = 28, .n_stations = n);
        for (int arc = 0; arc < n; arc++) {
            Point along;
            const Point begin = ring_arc_place(ring, arc, 0, NULL), end = ring_arc_place(ring, arc, 1, NULL);
            const Point middle = ring_arc_place(ring, arc, 0.5, &along),
                        next = ring_arc_place(ring, (arc + 1) % n, 0, NULL);
            assert_near(hypot(middle.x - 900, middle.y - 500), 300);
            assert_near(hypot(along.x, along.y), 1);
            assert_near(along.x * (middle.x - 900) + along.y * (middle.y - 500), 0);
            assert_true(ring_arc_angle(ring, arc, 1) > ring_arc_angle(ring, arc, 0)); // clockwise, as y grows down
            // A station's circle is between the end of one arc and the beginning of the next.
            const Point station = {900 + node_value_now(s, ring->stations[(arc + 1) % n], PROP_X),
                                   500 + node_value_now(s, ring->stations[(arc + 1) % n], PROP_Y)};
            assert_near(hypot(station.x - end.x, station.y - end.y), 28);
            assert_near(hypot(station.x - next.x, station.y - next.y), 28);
            assert_true(hypot(begin.x - end.x, begin.y - end.y) > 28);
        }
    }
}

// ---- the chart ----

static void test_decimals_tell_losses_apart(void **state)
{
    (void)state;
    static const struct {
        ChartRange range;
        int decimals;
    } CASES[] = {{{1.4, 4.2}, 2}, {{2, 2.15}, 3}, {{2, 2.01}, 4}, {{2, 2}, 2}, {{0, 100}, 1}, {{0, 5000}, 0}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_int_equal(chart_decimals(CASES[i].range), CASES[i].decimals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_styles_change_in_one_thing),
        cmocka_unit_test(test_the_heading_is_in_the_safe_area),
        cmocka_unit_test(test_some_blocks_stand_for_all),
        cmocka_unit_test(test_lanes_lie_about_the_middle),
        cmocka_unit_test(test_outliers_make_nothing_pale),
        cmocka_unit_test(test_the_strongest_neurons_are_shown),
        cmocka_unit_test(test_bars_hold_all_symbols),
        cmocka_unit_test(test_a_cell_is_as_wide_as_its_symbol_is_likely),
        cmocka_unit_test(test_arcs_lead_from_station_to_station),
        cmocka_unit_test(test_decimals_tell_losses_apart),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
