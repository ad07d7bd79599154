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
    "attention_grid { run.probe.attention[2][1],",
    "attention_grid { run.probe.attention[2][1], row = 4,",
    "attention_arcs { run.probe.attention[2][1],",
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
        const char *body = "";
        for (int k = 0; k < N_RECTS; k++) {
            double share[2];
            for (int j = 0; j < 2; j++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                share[j] = 0.05 + 0.95 * (double)(seed >> 40) / (1 << 24);
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

// ---- what is wrong ----

static void test_errors(void **state)
{
    static const struct {
        const char *body, *says;
    } ROWS[] = {
        {"attention_grid { run.probe.attention[1] }", "the weights of one head are wanted here"},
        {"attention_grid { run.probe.q[1][1] }", "the weights of one head are wanted here"},
        {"attention_grid { run.probe.attention[1][1], row = 8 }", "there is no row 8; these are the weights of 7"},
        {"attention_arcs { run.probe.attention[1][1], row = 0 }", "row"},
        {"telling_head(run.probe.attention[1], { 1 })", "the weights of all layers are wanted here"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scene *s;
        const char *error = script_build_body(*state, CANVAS_WIDE, recorded(state), ROWS[i].body, &s);
        if (!strstr(error, ROWS[i].says))
            fail_msg("\"%s\" does not say \"%s\"", error, ROWS[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_rectangles),
        cmocka_unit_test(test_grid),
        cmocka_unit_test(test_grid_light),
        cmocka_unit_test(test_arcs),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
