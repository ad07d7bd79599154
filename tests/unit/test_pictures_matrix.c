// test_pictures_matrix.c — matrices and blocks as pictures: products and softmax, what is lit, masked, stretched,
// opened.
#include "engine/anim/figure.h"
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "engine/base/utf8.h"
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

static Scene *built(void **state, const char *body)
{
    Stage *stage = *state;
    return script_built(stage, CANVAS_WIDE, run_recorded(&stage->arena, FIXTURE_RUN_DIR), body);
}

static const char *number_at(const Picture *m, int row, int column)
{
    const Node *node = item_of(m, part_cell(row, column), "number");
    return node ? node->runs[0]->text : "";
}

static double x_of(const Picture *m, int row, int column, double t_s)
{
    return node_value(picture_part_node(m, picture_part_find(m, part_cell(row, column))), PROP_X, t_s);
}

// What the scene computes is what was recorded: softmax(q kᵀ / √d) of a head is its attention.
static void test_attention_is_computed(void **state)
{
    built(state,
          "local p, scores = run.probe, {}\n"
          "local raw = product(p.q[1][1], p.k[1][1], { transposed = true })\n"
          "for i, row in ipairs(raw) do\n"
          "    scores[i] = {}\n"
          "    for j, x in ipairs(row) do scores[i][j] = j <= i and x / math.sqrt(#p.q[1][1][1]) or -math.huge end\n"
          "end\n"
          "local weights, most = softmax(scores), 0\n"
          "for i, row in ipairs(weights) do\n"
          "    for j, w in ipairs(row) do most = math.max(most, math.abs(w - p.attention[1][1][i][j])) end\n"
          "end\n"
          "assert(value(most) < 1e-5, 'weights differ')\n"
          "local n = 400 * count({ 1, 1, 1 }, 'things')\n"
          "local large = softmax({ { n + 1, n, -math.huge } })[1]\n"
          "assert(value(math.abs(large[1] - 1 / (1 + math.exp(-1)))) < 1e-9 and value(large[3]) == 0, 'large scores')\n"
          "appear(matrix { weights, look = 'dots', mask = true }) hold(1)");
}

// Where −∞ has no room, the other numbers have, and it is hatched.
static void test_infinity_is_hatched(void **state)
{
    static const char BODY[] = "local rows = {}\n"
                               "for i = 1, 8 do\n"
                               "    rows[i] = {}\n"
                               "    for j = 1, 8 do rows[i][j] = j <= i and 0 or -math.huge end\n"
                               "end\n"
                               "local narrow, wide = area():row { 1, 6 }\n"
                               "for _, place in ipairs { narrow, wide } do\n"
                               "    appear(matrix { rows, look = 'plain', decimals = 0, fill = true, into = place })\n"
                               "end";
    const Scene *s = built(state, BODY);
    const Picture *narrow = picture_number(s, "matrix", 0), *wide = picture_number(s, "matrix", 1);
    assert_string_equal(number_at(narrow, 1, 0), "0");
    assert_string_equal(number_at(narrow, 0, 1), "");
    assert_non_null(item_of(narrow, part_cell(0, 1), "hatch"));
    assert_string_equal(number_at(wide, 0, 1), "−∞");
    assert_null(item_of(wide, part_cell(0, 1), "hatch"));
}

// A product's numbers come one by one, and the first one with its sum so far.
static void test_sweep(void **state)
{
    const Scene *s = built(state, "local n = count({ 1, 1, 1 }, 'things')\n"
                                  "local a, b = { { n, 2 }, { 1, n } }, { { n, 0 }, { 1, 1 } }\n"
                                  "local left, middle, right = area():row { 1, 1, 1 }\n"
                                  "local ma, mb = matrix { a, into = left }, matrix { b, into = middle }\n"
                                  "local mc = matrix { product(a, b), decimals = 0, open = true, into = right }\n"
                                  "appear(ma) appear(mb) appear(mc)\n"
                                  "mc:sweep(ma, mb) hold(1)");
    const Picture *c = picture_number(s, "matrix", 2);
    assert_string_equal(number_at(c, 0, 0), "11");
    assert_string_equal(number_at(c, 0, 1), "2");
    assert_string_equal(number_at(c, 1, 0), "6");
    assert_string_equal(number_at(c, 1, 1), "3");
    assert_true(scene_shows(s, "9")); // 3 · 3, before 2 · 1 is added
    assert_null(item_of(c, part_cell(1, 1), "place"));
    assert_int_equal(picture_part_find(c, part_named("light")), -1);
}

// A column of a transposed matrix is where its row was told to be, and its cells go there.
static void test_transposed(void **state)
{
    const Scene *s = built(state, "local a, b = area():row { 1, 1 }\n"
                                  "local m = matrix { run.probe.q[1][1], into = a }\n"
                                  "appear(m) hold(1)\n"
                                  "become(m, matrix { run.probe.q[1][1], transposed = true, into = b }) hold(1)");
    const Picture *t = picture_number(s, "matrix", 1);
    assert_true(fabs(x_of(t, 2, 0, s->dur_s) - x_of(t, 2, 5, s->dur_s)) < 0.01);
    assert_true(x_of(t, 3, 0, s->dur_s) > x_of(t, 2, 0, s->dur_s));
    assert_true(x_of(t, 2, 0, 1.7) < x_of(t, 2, 0, s->dur_s));
}

// A row alone keeps the keys that it had.
static void test_a_row_comes_out(void **state)
{
    const Scene *s = built(state, "local a, b = area():column { 3, 1 }\n"
                                  "local m = matrix { run.probe.q[1][1], into = a }\n"
                                  "appear(m) hold(1)\n"
                                  "become(m, matrix { run.probe.q[1][1][5], into = b }, { keep = true }) hold(1)");
    assert_true(picture_part_find(picture_number(s, "matrix", 1), part_cell(4, 0)) >= 0);
    assert_int_equal(picture_part_find(picture_number(s, "matrix", 1), part_cell(0, 0)), -1);
}

static void test_broadcast(void **state)
{
    const Scene *s = built(state, "local m = matrix { { { 1 }, { 2 }, { 3 } }, look = 'plain', repeats = 4 }\n"
                                  "appear(m) hold(1) m:broadcast() hold(1)");
    const Picture *m = picture_named(s, "matrix");
    assert_string_equal(number_at(m, 2, 3), "3");
    assert_true(fabs(x_of(m, 2, 3, 1.66) - x_of(m, 2, 0, 1.66)) < 1);
    assert_true(x_of(m, 2, 3, s->dur_s) > x_of(m, 2, 2, s->dur_s) + 20);
}

static void test_mask_and_light(void **state)
{
    const Scene *s = built(state, "local m = matrix { run.probe.attention[1][1], look = 'dots', color = 'query' }\n"
                                  "appear(m) m:mask() m:light { row = 2 } pulse(m:row(2)) pulse(m:cell(3, 1)) hold(1)");
    const Picture *m = picture_named(s, "matrix");
    assert_non_null(item_of(m, part_cell(1, 2), "hatch"));
    assert_null(item_of(m, part_cell(1, 2), "dot"));
    assert_null(item_of(m, part_cell(2, 2), "hatch"));
    assert_true(picture_part_find(m, part_named("light")) >= 0);
    const Color lit = node_color(item_of(m, part_cell(1, 0), "dot"), PROP_FILL, s->dur_s);
    const Color other = node_color(item_of(m, part_cell(2, 0), "dot"), PROP_FILL, s->dur_s);
    assert_false(color_equal(lit, other));
}

// Closed, sheets lie behind one another; open, none covers another.
static void test_block_opens(void **state)
{
    const Scene *s = built(state, "local b = tensor_block { run.probe.attention[1], names = { 'H', 'T', 'T' } }\n"
                                  "appear(b) hold(1) b:open() hold(1)");
    const Picture *b = picture_named(s, "tensor_block");
    const Rect first = picture_part_box(b, picture_part_find(b, part_index(0)));
    const Rect second = picture_part_box(b, picture_part_find(b, part_index(1)));
    assert_true(second.x >= first.x + first.w);
    const Node *sheet = picture_part_node(b, picture_part_find(b, part_index(1)));
    assert_true(node_value(sheet, PROP_X, 1) < node_value(sheet, PROP_X, s->dur_s));
    assert_true(scene_shows(s, "H = 2") && scene_shows(s, "T = 7"));
}

// A ribbon is as wide at either end as its weight there, and goes where its token goes.
static void test_ribbons(void **state)
{
    const Scene *s = built(state, "local n = count({ 1, 1, 1, 1 }, 'things')\n"
                                  "appear(ribbons { { n / 16, n * 3 / 16 }, { n / 8, n / 8 }, from = { 'a', 'b' },\n"
                                  "    to = { 'b', 'a' }, links = { 2, 1 }, asks = 2, numbered = true }) hold(1)");
    const Picture *r = picture_named(s, "ribbons");
    const Node *b = item_of(r, part_cell(1, 0), "cap above"), *to = item_of(r, part_cell(1, 0), "cap below");
    assert_true(fabs(node_value(b, PROP_W, s->dur_s) - 1.5 * node_value(to, PROP_W, s->dur_s)) < 0.1);
    assert_true(node_value(to, PROP_X, s->dur_s) < node_value(b, PROP_X, s->dur_s));
    assert_true(scene_shows(s, "75 %") && scene_shows(s, "1") && !scene_shows(s, "+1")); // a place, and nothing added
}

// Beside low rows tokens are signs without tiles, and a long one takes no more room than a short one.
static void test_long_token_beside_a_row(void **state)
{
    Stage *stage = *state;
    const RunShape shape = {.begins = "<|endoftext|>", .n_prompt = 5};
    const Scene *s = script_built(stage, CANVAS_WIDE, run_made(&stage->arena, &shape),
                                  "local low = area():cut_top(0.19)\n"
                                  "appear(matrix { run.probe.attention[1][1], rows = run.probe.tokens, look = 'dots',\n"
                                  "                into = low })");
    const Picture *m = picture_number(s, "matrix", 0);
    assert_null(item_of(m, part_named("row 1"), "card"));
    assert_string_equal(item_of(m, part_named("row 1"), "sign")->runs[0]->text, "…");
    assert_int_equal(utf8_count(item_of(m, part_named("row 2"), "sign")->runs[0]->text), 1);
}

static void test_refused(void **state)
{
    static const Refused ROWS[] = {
        {"ribbons { {}, {}, from = { 'a' }, to = { 'a' }, links = { 1 } }", "and there are 0 of above"},
        {"ribbons { {}, {}, from = { 'a' }, to = { 'a' }, links = { 2 } }", "names each place below once"},
        {"matrix { { { 1, 2 }, { 1 } } }", "row 2 of the matrix has 1 numbers and the first has 2"},
        {"matrix { { { 1, 2.5 } } }", "row 1, column 2 of the matrix comes from nowhere"},
        {"matrix { { { 1, 'a' } } }", "row 1, column 2 of the matrix is no number"},
        {"matrix { {} }", "a matrix is a tensor of two dimensions"},
        {"matrix { { { 1, 1 } }, rows = { 'a', 'b' } }", "`rows` names 2, and the matrix has 1 of them"},
        {"product({ { 1, 1 } }, { { 1, 1 } })", "(1, 2) × (1, 2) is no product"},
        {"local m = matrix { { { 1 } } } appear(m) m:light { row = 2 }", "this matrix is (1, 1)"},
        {"local m = matrix { { { 1 } }, open = true } appear(m) m:sweep(m, m, { row = 7 })", "this matrix is (1, 1)"},
        {"local m = matrix { { { 1 } } } appear(m) m:row(3)", "there is no such cell"},
        {"local m = matrix { { { 1 } } } appear(m) m:broadcast()", "nothing to repeat"},
        {"local m = matrix { { { 1 } } } appear(m) m:sweep(m, m)", "all numbers of this product are there"},
        {"local m = matrix { { { 1 } } } appear(m) change(m, { { 1, 1 } })",
         "a matrix of (1, 1) changes to others of that shape"},
        {"tensor_block { run.probe.attention }", "a block is made of three dimensions, and this tensor has 4"},
        {"tensor_block { { 1, 2, 3 } }", "three figures that are its shape"},
        {"tensor_block { { count({}, 'a'), count({ 1 }, 'b'), count({ 1 }, 'c') }, open = true }",
         "whole numbers from 1 on"},
    };
    Stage *stage = *state;
    check_refused(stage, run_recorded(&stage->arena, FIXTURE_RUN_DIR), ROWS, sizeof ROWS / sizeof *ROWS);
}

static void test_in_rectangles(void **state)
{
    Stage *stage = *state;
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    check_in_rectangles(stage, run,
                        "matrix { run.probe.attention[1][1], rows = run.probe.tokens, columns = run.probe.tokens, "
                        "name = 'weights', legend = true, mask = true, into = into }",
                        0.5);
    check_in_rectangles(stage, run, "matrix { run.probe.q[1][1], fill = true, transposed = true, into = into }", 0.4);
    check_in_rectangles(
        stage, run,
        "ribbons { { mean(run.probe.attention[1][1][7]) }, { mean(run.probe.attention[1][1][7]) }, from = { "
        "'a' }, to = { 'a' }, links = { 1 }, numbered = true, into = into }",
        0.6);
    check_in_rectangles(stage, run, "tensor_block { run.probe.attention[1], names = { 'H', 'T', 'T' }, into = into }",
                        0.5);
}

static void test_golden(void **state)
{
    Stage *stage = *state;
    const Scene *s =
        built(state, "local left, right = area():row { 1, 1 }\n"
                     "local m = matrix { run.probe.q[1][1], rows = run.probe.tokens, name = 'q', shape = true,\n"
                     "                   color = 'query', legend = true, into = left }\n"
                     "local w = matrix { run.probe.attention[1][1], look = 'dots', mask = true, into = right }\n"
                     "appear(m) appear(w) m:light { row = 3 } w:light { row = 3, column = 2 } hold(1)");
    golden_compare("matrix", s, &stage->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attention_is_computed),
        cmocka_unit_test(test_sweep),
        cmocka_unit_test(test_transposed),
        cmocka_unit_test(test_a_row_comes_out),
        cmocka_unit_test(test_broadcast),
        cmocka_unit_test(test_mask_and_light),
        cmocka_unit_test(test_infinity_is_hatched),
        cmocka_unit_test(test_block_opens),
        cmocka_unit_test(test_ribbons),
        cmocka_unit_test(test_long_token_beside_a_row),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_in_rectangles),
        cmocka_unit_test(test_golden),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
