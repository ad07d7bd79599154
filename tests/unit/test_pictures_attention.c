// test_pictures_attention.c — the pictures of attention: dots, arcs and heads are the recorded weights.
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "model/run/probe_tensors.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grid),       cmocka_unit_test(test_sizes_of_letters),
        cmocka_unit_test(test_grid_light), cmocka_unit_test(test_grid_alone),
        cmocka_unit_test(test_arcs),       cmocka_unit_test(test_arcs_flow),
        cmocka_unit_test(test_heads),      cmocka_unit_test(test_change),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
