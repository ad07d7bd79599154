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

static Scene *built_on(void **state, CanvasShape shape, const Run *run, const char *body)
{
    Scene *s;
    const char *error = script_build_body(*state, shape, run, body, &s);
    if (*error)
        fail_msg("%s", error);
    return s;
}

static Scene *built(void **state, const char *body)
{
    return built_on(state, CANVAS_WIDE, recorded(state), body);
}

// The scene's picture of a kind, counted from 0.
static const Picture *picture_number(const Scene *s, const char *kind, int number)
{
    for (int i = 0; i < s->n_pictures; i++)
        if (strcmp(picture_kind(s->pictures[i])->name, kind) == 0 && number-- == 0)
            return s->pictures[i];
    fail_msg("there is no %s", kind);
    return NULL;
}

static const Node *item_of(const Picture *picture, PartKey key, const char *name)
{
    const int part = picture_part_find(picture, key);
    return part < 0 ? NULL : picture_item(picture, part, name);
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
        Scene *s = built_on(state, (CanvasShape)(i % 3), recorded(state), body);
        assert_int_equal(s->n_pictures, N_RECTS);
        for (int k = 0; k < N_RECTS; k++)
            check_inside(s, s->pictures[k], PICTURES[i]);
    }
}

// ---- attention ----

static double dot_of(const Picture *grid, int row, int column)
{
    const Node *dot = item_of(grid, part_cell(row, column), "dot");
    assert_non_null(dot);
    return node_last(dot, PROP_R);
}

// The area of a dot is the recorded weight; what lies ahead is hatched, and in a small rectangle left out.
static void test_grid(void **state)
{
    Scene *s = built(state, "appear(attention_grid { run.probe.attention[3][2], into = area() })\n"
                            "appear(attention_grid { run.probe.attention[3][2], into = area():middle(0.1, 0.1) })");
    const Tensor *attention = run_tensor(recorded(state), PROBE_ATTENTION);
    const int n_heads = (int)attention->shape[1], n = (int)attention->shape[2];
    const float *weights = attention->f32 + (2 * n_heads + 1) * n * n;
    for (int size = 0; size < 2; size++) {
        const Picture *grid = picture_number(s, "attention_grid", size);
        for (int row = 1; row < n; row++)
            for (int column = 0; column <= row; column++) {
                const double weight = (double)weights[row * n + column];
                if (weight > 0.01)
                    assert_true(fabs(pow(dot_of(grid, row, column) / dot_of(grid, 0, 0), 2) - weight) < 0.01);
            }
        assert_true((item_of(grid, part_cell(2, 5), "hatch") != NULL) == (size == 0));
        assert_null(item_of(grid, part_cell(2, 5), "dot"));
        assert_true((item_of(grid, part_named("row 3"), "sign") != NULL) == (size == 0));
    }
}

// About the sizes at which letters still have room, they are left out before they are too small; so are bars.
static void test_sizes_of_letters(void **state)
{
    static const struct {
        const char *make;
        double least; // share of the page
    } ROWS[] = {
        {"attention_grid { run.probe.attention[1][1], into = area():cut_left(%.4f) }", 0.2},
        {"attention_grid { run.probe.attention[1][1], row = 1, into = area():cut_left(%.4f) }", 0.2},
        {"next_bars { run.generation[1], most = 8, into = area():cut_top(%.4f) }", 0.38},
        {"columns { run.probe.embed_token, heads = run.probe.tokens, into = area():cut_top(%.4f) }", 0.13},
        {"columns { run.probe.embed_token, heads = run.probe.tokens, into = area():cut_left(%.4f) }", 0.11},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (int step = 0; step < 14; step++) {
            char make[200];
            snprintf(make, sizeof make, ROWS[i].make, ROWS[i].least + 0.0025 * step);
            built(state, arena_printf(&((Stage *)*state)->arena, "appear(%s)", make));
        }
}

// A row in question stands apart in a frame, its dots bright.
static void test_grid_light(void **state)
{
    Scene *s = built(state, "local grid = attention_grid { run.probe.attention[1][1], into = area() }\n"
                            "appear(grid)\ngrid:light(4)");
    const Picture *grid = picture_number(s, "attention_grid", 0);
    assert_non_null(item_of(grid, part_named("frame"), "frame"));
    const Color lit = node_last_color(item_of(grid, part_cell(3, 1), "dot"), PROP_FILL);
    const Color quiet = node_last_color(item_of(grid, part_cell(4, 1), "dot"), PROP_FILL);
    assert_true(color_equal(lit, item_of(grid, part_cell(3, 1), "dot")->base_fill) && !color_equal(lit, quiet));
}

// Arcs stand over the columns of a grid, and are as wide as the weights.
static void test_arcs(void **state)
{
    Scene *s = built(state, "local page = area()\nlocal over = page:cut_top 'third'\n"
                            "local grid = attention_grid { run.probe.attention[1][2], row = 7, into = page }\n"
                            "local arcs = attention_arcs { run.probe.attention[1][2], drawn = false,\n"
                            "                              into = grid:over(over) }\n"
                            "appear { grid, arcs }\narcs:draw(6)");
    const Picture *grid = picture_number(s, "attention_grid", 0), *arcs = picture_number(s, "attention_arcs", 0);
    for (int i = 0; i < 7; i++) {
        const Rect tile = picture_part_box(arcs, picture_part_find(arcs, part_index(i)));
        const Rect cell = picture_part_box(grid, picture_part_find(grid, part_cell(6, i)));
        assert_true(fabs(tile.x + tile.w / 2 - cell.x - cell.w / 2) < 0.01);
    }
    const Tensor *attention = run_tensor(recorded(state), PROBE_ATTENTION);
    const float *row = attention->f32 + (7 + 5) * 7;
    for (int j = 0; j < 5; j++) {
        const Node *arc =
            item_of(arcs, part_named((const char *[]){"arc 1", "arc 2", "arc 3", "arc 4", "arc 5"}[j]), "arc");
        const double width = node_last(arc, PROP_STROKE_WIDTH), pitch = picture_rect(arcs).w / 7;
        assert_true(fabs(width - fmax(1.5, 0.3 * pitch * fmin((double)row[j], 0.75))) < 0.01);
        assert_true(node_value(arc, PROP_TRIM_END, 0.5) == 0 && node_last(arc, PROP_TRIM_END) == 1);
    }
    assert_null(item_of(arcs, part_named("arc 6"), "arc"));
}

// How much a head of a layer of the fixture looks at the token before, as a mean over all that have one.
// A row alone has all of the rectangle, and so larger cells.
static void test_grid_alone(void **state)
{
    Scene *s = built(state, "local upper, lower = area():column { 1, 1 }\n"
                            "appear(attention_grid { run.probe.attention[1][1], row = 5, into = upper })\n"
                            "appear(attention_grid { run.probe.attention[1][1], row = 5, alone = true, into = lower })");
    const Picture *all = picture_number(s, "attention_grid", 0), *alone = picture_number(s, "attention_grid", 1);
    for (int row = 0; row < 7; row++) {
        const int there = picture_part_find(alone, part_cell(row, 0));
        assert_true((there >= 0) == (row == 4));
        assert_true(row != 4 || picture_part_box(alone, there).w >
                                    picture_part_box(all, picture_part_find(all, part_cell(4, 0))).w);
    }
    assert_non_null(item_of(alone, part_named("frame"), "frame"));
}

// Along each arc as many dots as its weight, from the token that is looked at to the one that looks.
static void test_arcs_flow(void **state)
{
    Scene *s = built(state, "local arcs = attention_arcs { run.probe.attention[1][2], row = 6, into = area() }\n"
                            "appear(arcs)\narcs:flow()");
    const Picture *arcs = picture_number(s, "attention_arcs", 0);
    const float *row = run_tensor(recorded(state), PROBE_ATTENTION)->f32 + (7 + 5) * 7;
    const Node *stage = scene_stage(s), *dots = stage->children[stage->n_children - 1];
    int n_dots = 0;
    for (int j = 0; j < 5; j++)
        n_dots += (int)fmax((double)row[j] > 0.02 ? 1 : 0, round(20 * (double)row[j]));
    assert_true(n_dots > 0);
    assert_int_equal(dots->n_children, n_dots);
    const Rect looks = picture_part_box(arcs, picture_part_find(arcs, part_index(5)));
    for (int i = 0; i < n_dots; i++) {
        assert_true(fabs(node_last(dots->children[i], PROP_X) - looks.x - looks.w / 2) < 0.01);
        assert_true(node_value(dots->children[i], PROP_X, 0) < looks.x);
        assert_true(node_last(dots->children[i], PROP_OPACITY) == 0);
    }
}

static double looks_before(const Tensor *attention, int layer, int head)
{
    const int n = (int)attention->shape[2];
    double sum = 0;
    for (int row = 1; row < n; row++)
        sum += (double)attention->f32[((layer * attention->shape[1] + head) * n + row) * n + row - 1];
    return sum / (n - 1);
}

// Every head is a part; the one that looks most at the token before is found, with the figure that says how much.
static void test_heads(void **state)
{
    const Tensor *attention = run_tensor(recorded(state), PROBE_ATTENTION);
    const int n_heads = (int)attention->shape[1];
    int most = 0;
    for (int head = 1; head < n_heads; head++)
        if (looks_before(attention, 1, head) > looks_before(attention, 1, most))
            most = head;
    Scene *s = built(state, "local page = area()\nlocal below = page:cut_bottom 'quarter'\n"
                            "local heads = attention_heads { run.probe.attention[2], into = page }\n"
                            "stagger(function() rise_in(heads:parts()) end)\nheads:light(5)\n"
                            "local head, share = heads:most 'previous'\n"
                            "focus(head, function() appear(line('${share:.3f}', { into = below })) end)\nhold(1)");
    const Picture *heads = picture_number(s, "attention_heads", 0);
    assert_int_equal(picture_part_count(heads), n_heads);
    Arena *arena = &((Stage *)*state)->arena;
    assert_true(scene_shows(s, arena_printf(arena, "%.3f", looks_before(attention, 1, most))));
    for (int i = 0; i < n_heads; i++) {
        const Node *body = picture_part_node(heads, i)->body;
        assert_true((body != NULL) == (i != most)); // all but that one step back
        assert_true(scene_shows(s, arena_printf(arena, "head %d", i + 1)));
    }
    const Node *lit = item_of(heads, part_index(0), "dot 5 2"), *quiet = item_of(heads, part_index(0), "dot 4 2");
    assert_true(color_equal(node_last_color(lit, PROP_FILL), lit->base_fill));
    assert_false(color_equal(node_last_color(quiet, PROP_FILL), lit->base_fill));
}

// Other weights of the same tokens: dots and arcs go on as what they are.
static void test_change(void **state)
{
    Scene *s = built(state, "local page = area()\nlocal over = page:cut_top 'third'\n"
                            "local grid = attention_grid { run.probe.attention[1][1], into = page }\n"
                            "local arcs = attention_arcs { run.probe.attention[1][1], into = grid:over(over) }\n"
                            "local heads = attention_heads { run.probe.attention[1], into = over }\n"
                            "appear { grid, arcs, heads }\nchange(grid, run.probe.attention[3][2])\n"
                            "change(arcs, run.probe.attention[3][2])\nchange(heads, run.probe.attention[3])");
    Scene *other =
        built(state, "local page = area()\nlocal over = page:cut_top 'third'\n"
                     "local grid = attention_grid { run.probe.attention[3][2], into = page }\n"
                     "appear { grid, attention_arcs { run.probe.attention[3][2], into = grid:over(over) } }\n"
                     "appear(attention_heads { run.probe.attention[3], into = over })");
    static const struct {
        const char *kind, *item;
        Prop prop;
        PartKey key;
    } ROWS[] = {{"attention_grid", "dot", PROP_R, {PART_CELL, 5, 2}},
                {"attention_heads", "dot 6 3", PROP_R, {PART_INDEX, 1, 0}}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const Node *now = item_of(picture_number(s, ROWS[i].kind, 0), ROWS[i].key, ROWS[i].item);
        const Node *wanted = item_of(picture_number(other, ROWS[i].kind, 0), ROWS[i].key, ROWS[i].item);
        assert_true(fabs(node_last(now, ROWS[i].prop) - node_last(wanted, ROWS[i].prop)) < 0.01);
        assert_true(now->tracks[ROWS[i].prop]->n_keys > 2); // it grew, and changed
    }
    const PartKey arc = part_named("arc 2");
    const Node *now = item_of(picture_number(s, "attention_arcs", 0), arc, "arc");
    const Node *wanted = item_of(picture_number(other, "attention_arcs", 0), arc, "arc");
    assert_true(fabs(node_last(now, PROP_STROKE_WIDTH) - node_last(wanted, PROP_STROKE_WIDTH)) < 0.01);
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
        Scene *s = built_on(state, shape, recorded(state),
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
        cmocka_unit_test(test_grid),
        cmocka_unit_test(test_sizes_of_letters),
        cmocka_unit_test(test_grid_light),
        cmocka_unit_test(test_grid_alone),
        cmocka_unit_test(test_arcs),
        cmocka_unit_test(test_arcs_flow),
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_change),
        cmocka_unit_test(test_mlp),
        cmocka_unit_test(test_mlp_light),
        cmocka_unit_test(test_road),
        cmocka_unit_test(test_road_branches),
        cmocka_unit_test(test_road_broken),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
