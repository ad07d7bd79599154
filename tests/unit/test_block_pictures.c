// test_block_pictures.c — the pictures of what is inside of a block: what they are made of, in rectangles of any shape.
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "model/run/probe_tensors.h"
#include "support_golden.h"
#include "support_pictures.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

// ---- rectangles ----

static const char *const PICTURES[] = {
    "attention_grid { run.probe.attention[2][1],", //
    "attention_grid { run.probe.attention[2][1], row = 4,",
    "attention_arcs { run.probe.attention[2][1],",
    "attention_heads { run.probe.attention[2],",
    "attention_heads { run.probe.attention[2], row = 3,",
    "mlp_columns { run.probe, layer = 2,",
    "mlp_columns { run.probe, layer = 2, lit = false,",
    "mlp_columns { run.probe, layer = 2, token = 3,",
    "mlp_columns { run.probe, layer = 2, channels = { 1, 3, 4 },",
    "residual_road { run.probe.tokens,",
    "residual_road { run.probe.tokens, halves = { 'attention', 'MLP' }, label = 'stream',",
};

// A point of a node on the canvas.
static Point on_canvas(const Node *node, Point p)
{
    for (; node; node = node->parent)
        p = matrix_apply(node_matrix(node, 1e9), p);
    return p;
}

static bool is_under(const Node *node, const Node *above)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

// Curves are looked at along their way, as control points lie outside.
static bool is_inside(const Scene *s, const Node *node, Rect room)
{
    if (node->kind != NODE_PATH)
        return rect_contains(room, thing_box(s, node));
    for (int i = 0; i <= 32; i++) {
        const Point p = on_canvas(node, path_point_at(node->shapes[0], i / 32.0, NULL));
        if (!rect_contains(room, (Rect){p.x, p.y, 0, 0}))
            return false;
    }
    return true;
}

static void check_inside(const Scene *s, const Picture *picture, const char *what)
{
    const Rect rect = picture_rect(picture), room = rect_grow(rect, 3); // of strokes
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        if (node->kind == NODE_GROUP || node->kind == NODE_GLOW || !is_under(node, picture_node(picture)))
            continue;
        if (!is_inside(s, node, room)) {
            const Rect box = thing_box(s, node);
            fail_msg("%s in %.0f × %.0f at %.0f, %.0f: something lies at %.0f, %.0f, %.0f × %.0f", what, rect.w, rect.h,
                     rect.x, rect.y, box.x, box.y, box.w, box.h);
        }
    }
}

static void test_random_rectangles(void **state)
{
    enum { N_RECTS = 30 };
    uint64_t seed = 1;
    for (size_t i = 0; i < sizeof PICTURES / sizeof *PICTURES; i++) {
        const char *body = "", *make = arena_printf(&((Stage *)*state)->arena, "%s into = into }", PICTURES[i]);
        check_in_rectangles(*state, recorded(state), make, 0.4);
        for (int k = 0; k < N_RECTS; k++) {
            double share[2];
            for (int j = 0; j < 2; j++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                share[j] = 0.4 + 0.6 * (double)(seed >> 40) / (1 << 24);
            }
            body = arena_printf(&((Stage *)*state)->arena, "%sappear(%s into = area():middle(%.3f, %.3f) })\n", body,
                                PICTURES[i], share[0], share[1]);
        }
        Scene *s = script_built(*state, (CanvasShape)(i % 3), recorded(state), body);
        assert_int_equal(s->n_pictures, N_RECTS);
        for (int k = 0; k < N_RECTS; k++)
            check_inside(s, s->pictures[k], PICTURES[i]);
    }
}

// ---- the MLP ----

static int n_neurons(const Picture *mlp, int column)
{
    int n = 0;
    for (int i = 0; i < picture_part_count(mlp); i++)
        n += picture_part_key(mlp, i).sort == PART_CELL && picture_part_key(mlp, i).a == column;
    return n;
}

// How many of a column's neurons are stronger than one of them.
static int n_stronger(const float *values, int n, int channel)
{
    int n_found = 0;
    for (int i = 0; i < n; i++)
        n_found += fabs((double)values[i]) > fabs((double)values[channel]);
    return n_found;
}

// How many of a picture's neurons and wires are seen.
static int n_seen(const Picture *mlp)
{
    int n = 0;
    for (int i = 0; i < mlp->n_parts; i++)
        for (int k = 0; k < mlp->parts[i].n_items; k++) {
            const Item *item = &mlp->parts[i].items[k].item;
            n += item->kind == ITEM_CIRCLE && item->fill.a > 0;
            n += item->kind == ITEM_PATH && item->stroke.a > 0 && item->drawn > 0;
        }
    return n;
}

// The strongest neurons are there, at every size; in a small picture few of them are seen.
static void test_mlp(void **state)
{
    Scene *s = built(state, "appear(mlp_columns { run.probe, layer = 3, into = area() })\n"
                            "appear(mlp_columns { run.probe, layer = 3, into = area():middle(0.1, 0.1) })");
    const Picture *large = picture_number(s, "mlp_columns", 0), *small = picture_number(s, "mlp_columns", 1);
    const Tensor *hidden = run_tensor(recorded(state), PROBE_MLP_HIDDEN);
    const int width = (int)hidden->shape[2];
    const float *values = hidden->f32 + (3 * hidden->shape[1] - 1) * width; // at the last token
    assert_true(n_neurons(large, 1) == 17 && n_neurons(large, 0) == 9 && n_neurons(small, 1) == 17);
    for (int i = 0; i < picture_part_count(large); i++) {
        const PartKey key = picture_part_key(large, i);
        assert_true(key.sort != PART_CELL || picture_part_find(small, key) >= 0);
        assert_true(key.sort != PART_CELL || key.a != 1 || n_stronger(values, width, (int)key.b) < 17);
    }
    assert_true(n_seen(large) == 35 + 34 && n_seen(small) > 19 && n_seen(small) <= 19 + 18);
    assert_true(scene_shows(s, "24") && scene_shows(s, "96"));
}

// What goes in and out is of the channels that were asked for; inside are the strongest.
static void test_mlp_channels(void **state)
{
    static const int CHANNELS[] = {1, 4, 19};
    Scene *s = built(state, "appear(mlp_columns { run.probe, layer = 3, channels = { 2, 5, 20 }, into = area() })");
    const Picture *mlp = picture_number(s, "mlp_columns", 0);
    assert_true(n_neurons(mlp, 0) == 3 && n_neurons(mlp, 1) == 17 && n_neurons(mlp, 2) == 3);
    for (int i = 0; i < 3; i++)
        assert_true(picture_part_find(mlp, part_cell(0, CHANNELS[i])) >= 0 &&
                    picture_part_find(mlp, part_cell(2, CHANNELS[i])) >= 0);
}

// Light runs from left to right: colours, and the wires that were not there.
static void test_mlp_light(void **state)
{
    Scene *s = built(state, "local mlp = mlp_columns { run.probe, layer = 1, lit = false, into = area() }\n"
                            "appear(mlp)\nhold(1)\nmlp:light { dur = 'slow' }");
    const Picture *mlp = picture_number(s, "mlp_columns", 0);
    assert_true(s->dur_s > 2.79 && s->dur_s < 2.81);
    int n_drawn = 0;
    double first_s = 0;
    for (int i = 0; i < picture_part_count(mlp); i++) {
        const Part *part = &mlp->parts[i];
        for (int k = 0; k < part->n_items; k++) {
            const Node *node = part->items[k].node;
            if (node->kind != NODE_PATH)
                continue;
            assert_true(node_last(node, PROP_TRIM_END) == 1);
            n_drawn += node_value(node, PROP_TRIM_END, 1.6) == 0;
        }
        const Node *neuron = item_of(mlp, part->key, "neuron");
        if (neuron && neuron->tracks[PROP_FILL] && part->key.a != 1) {
            const double begin_s = neuron->tracks[PROP_FILL]->keys[0].t_s;
            assert_true(begin_s >= first_s);
            first_s = begin_s;
        }
    }
    assert_true(n_drawn > 4);
}

// ---- the road ----

#define ROAD "residual_road { run.probe.tokens, halves = { 'attention', 'MLP' }, edge_to_edge = true, into = area(), "

// From edge to edge of every canvas, the last lane lit; the halves have their places beside it.
static void test_road(void **state)
{
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s = script_built(*state, shape, recorded(state),
                            "local road = " ROAD "label = 'residual stream' }\nappear(road)\n"
                            "appear(line('here', { into = road:place 'attention' }))\n"
                            "appear(line('there', { into = road:place 'MLP' }))\n"
                            "appear(line('above', { into = road:place 'remark' }))");
        const Picture *road = picture_number(s, "residual_road", 0);
        const Rect band = picture_part_box(road, picture_part_find(road, part_named("road")));
        const Canvas canvas = scene_canvas(s);
        assert_true(shape == CANVAS_TALL ? band.y == 0 && band.h == canvas.height
                                         : band.x == 0 && band.w == canvas.width);
        for (int i = 0; i < 3; i++) {
            const Rect place = picture_rect(picture_number(s, "words", i));
            assert_true(rect_contains(canvas.safe, place) && rect_is_empty(rect_intersect(place, band)));
        }
        const Color lane = item_of(road, part_index(6), "lane")->base_fill;
        assert_true(color_equal(lane, THEME_DARK.accent) && picture_part_find(road, part_index(7)) < 0);
        Complaints complaints = {"residual road"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

// A branch draws itself, then its tip; the sum shines until the next half is in focus.
static void test_road_branches(void **state)
{
    Scene *s = built(state, "local road = " ROAD "}\nappear(road)\nroad:branch 'attention'\nroad:join 'attention'\n"
                            "hold(1)\nroad:branch 'MLP'");
    const Picture *road = picture_number(s, "residual_road", 0);
    const Node *line = item_of(road, part_named("in 1"), "line"), *tip = item_of(road, part_named("in 1"), "tip");
    assert_true(node_value(line, PROP_TRIM_END, 0.6) == 0 && node_value(line, PROP_TRIM_END, 1.1) == 1);
    assert_true(node_value(tip, PROP_TRIM_END, 1) == 0 && node_value(tip, PROP_TRIM_END, 1.3) == 1);
    assert_true(node_last(item_of(road, part_named("out 1"), "line"), PROP_TRIM_END) == 1);
    assert_true(node_last(item_of(road, part_named("out 2"), "line"), PROP_TRIM_END) == 0);
    const Node *ring = item_of(road, part_named("plus 1"), "ring");
    const Node *out = road->parts[picture_part_find(road, part_named("out 1"))].group;
    const Node *sent = out->children[out->n_children - 1]; // what the half made goes along the branch, until it is added
    assert_true(node_value(sent, PROP_OPACITY, 1.1) == 0 && node_value(sent, PROP_OPACITY, 1.5) == 1);
    assert_true(node_value(sent, PROP_Y, 1.7) > node_value(sent, PROP_Y, 1.3) + 100);
    assert_true(node_last(sent, PROP_OPACITY) == 0);
    double color[TRACK_COMPONENTS];
    track_at(ring->tracks[PROP_STROKE], 2.5, color);
    assert_true(fabs(color[0] - (double)THEME_DARK.accent.r) < 0.01);
    assert_true(color_equal(node_last_color(ring, PROP_STROKE), THEME_DARK.soft));
}

// Where nothing is added, there is no sum, and the road is broken beside each half; without norms there are none.
static void test_road_broken(void **state)
{
    Scene *s = built(state, "appear(" ROAD "added = false, norm = false })");
    const Picture *road = picture_number(s, "residual_road", 0);
    assert_true(picture_part_find(road, part_named("plus 1")) < 0 && picture_part_find(road, part_named("norm 1")) < 0);
    const Node *bed = item_of(road, part_named("road"), "bed");
    const Node *next = item_of(road, part_named("road"), "bed, stretch 2");
    assert_non_null(item_of(road, part_named("road"), "bed, stretch 3"));
    assert_true(node_last(next, PROP_X) > node_last(bed, PROP_X) + node_last(bed, PROP_W) + 400);
}

// ---- all together ----

static void test_golden(void **state)
{
    Scene *s = built(state, "local road = " ROAD "}\n"
                            "local page = road:place 'attention'\nlocal over = page:cut_top 'third'\n"
                            "local grid = attention_grid { run.probe.attention[2][1], row = 7, into = page }\n"
                            "local arcs = attention_arcs { run.probe.attention[2][1], into = grid:over(over) }\n"
                            "local mlp = mlp_columns { run.probe, layer = 2, lit = false, into = road:place 'MLP' }\n"
                            "local heads = attention_heads { run.probe.attention[2], into = road:place 'words' }\n"
                            "appear { road, grid, arcs, mlp, heads }\nroad:branch 'MLP'\nmlp:light()\ngrid:light(3)\nhold(1)");
    golden_compare("pictures_block", s, &((Stage *)*state)->arena);
}

// ---- what is wrong ----

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"attention_grid { run.probe.attention[1] }", "the weights of one head are wanted here"},
        {"attention_grid { run.probe.q[1][1] }", "the weights of one head are wanted here"},
        {"attention_grid { run.probe.attention[1][1], row = 8 }", "there is no row 8; these are the weights of 7"},
        {"attention_arcs { run.probe.attention[1][1], row = 0 }", "row"},
        {"local a = attention_arcs { run.probe.attention[1][1], drawn = false }\nappear(a)\na:flow()",
         "`draw` them before anything flows"},
        {"attention_heads { run.probe.attention[1][1] }", "the heads of one layer are wanted here"},
        {"attention_heads { run.probe.attention[1] }:most 'next'", "previous"},
        {"mlp_columns { run.probe, layer = 4 }", "there is no MLP in layer 4 at token 7 of 7"},
        {"mlp_columns { run.probe, layer = 1, token = 9 }", "there is no MLP in layer 1 at token 9 of 7"},
        {"mlp_columns { run.probe, layer = 1, channels = { 1, 25 } }", "and there are 24 of them"},
        {"mlp_columns { run.probe, layer = 1, channels = { 2, 2 } }", "channels are given in rising order"},
        {"mlp_columns { run.probe, layer = 1, channels = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 } }",
         "at most 9 channels have room"},
        {"residual_road { run.probe.tokens, halves = { 'a', 'b', 'c', 'd' } }", "3 halves at most, not 4"},
        {"residual_road { run.probe.tokens, halves = { 'a' }, into = area():middle(0.2) }:place 'a'",
         "no room for halves"},
        {"residual_road { run.probe.tokens, halves = { 'a' } }:place 'b'", "runs past no \"b\""},
        {"telling_head(run.probe.attention[1], { 1 })", "the weights of all layers are wanted here"},
    };
    check_refused(*state, recorded(state), ROWS, sizeof ROWS / sizeof *ROWS);
    static const Refused HIDDEN[] = {
        {"local grid = attention_grid { run.probe.attention[1][1] }\nappear(grid) grid:light(3)",
         "row 3 is not drawn; of 40 tokens the last 8 are, from row 33 on"},
    };
    const RunShape *shape = RUN_SHAPES;
    while (shape->n_prompt != 40)
        shape++;
    check_refused(*state, run_made(&((Stage *)*state)->arena, shape), HIDDEN, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_rectangles),
        cmocka_unit_test(test_mlp),
        cmocka_unit_test(test_mlp_channels),
        cmocka_unit_test(test_mlp_light),
        cmocka_unit_test(test_road),
        cmocka_unit_test(test_road_branches),
        cmocka_unit_test(test_road_broken),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
