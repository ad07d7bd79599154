// test_pictures_formula.c — formulas as pictures: parts, colours, figures, what is refused; their golden display lists.
#include "engine/anim/figure.h"
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "support_golden.h"
#include "support_pictures.h"
#include "support_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Scene *built(void **state, CanvasShape shape, const char *body)
{
    Stage *stage = *state;
    return script_built(stage, shape, run_recorded(&stage->arena, FIXTURE_RUN_DIR), body);
}

static int part_of(const Picture *picture, const char *name)
{
    const int part = picture_part_find_name(picture, name);
    if (part < 0)
        fail_msg("no part %s", name);
    return part;
}

static Color color_of(const Picture *picture, const char *part, const char *item, double t_s)
{
    const Node *node = picture_item(picture, part_of(picture, part), item);
    assert_non_null(node);
    return node_color(node, PROP_FILL, t_s);
}

static void test_colors(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "appear(formula { [[Q + \\textcolor{bad}{K} + \\name{sum}{a + V} + c]],\n"
                           "                 colors = { Q = 'accent', V = 'pick', sum = 'good' }, color = 'soft' })");
    const Theme *theme = &THEME_DARK;
    const Picture *f = picture_named(s, "formula");
    assert_true(color_equal(color_of(f, "Q", "Q#0", s->dur_s), theme->accent));
    assert_true(color_equal(color_of(f, "K", "K#0", s->dur_s), theme->bad));
    assert_true(color_equal(color_of(f, "sum", "a#0", s->dur_s), theme->good));
    assert_true(color_equal(color_of(f, "sum", "V#2", s->dur_s), theme->pick));
    assert_true(color_equal(color_of(f, "c", "c#0", s->dur_s), theme->soft));
}

// A figure in a formula is one, with its record; digits of the formula's own belong to it.
static void test_figures(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE, "appear(formula { [[-\\ln p_2 = ${run.best.val_loss:.2f}]] })");
    const Picture *f = picture_named(s, "formula");
    const Node *number = picture_item(f, part_of(f, "number"), "number#0");
    assert_int_equal(number->shown->n_figures, 1);
    assert_int_equal(number->shown->figures[0].figure->kind, FIGURE_RUN);
    assert_string_equal(number->runs[0]->text, "3.31");
    const Node *two = picture_item(f, part_of(f, "2"), "2#0");
    assert_null(two->shown->figures[0].figure);
}

// What stays travels in its own node, also at another size; what is new comes, what is gone fades.
static void test_change_and_become(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local above, below = area():column { 1, 1 }\n"
                           "local f = formula { [[Q + K]], into = above }\n"
                           "appear(f) hold(1)\nchange(f, [[\\frac{K^Q}{d}]]) hold(1)\n"
                           "become(f, formula { [[d = K]], into = below }) hold(1)");
    assert_int_equal(s->n_pictures, 2);
    int n_q = 0;
    for (int i = 0; i < s->n_nodes; i++)
        n_q += s->nodes[i]->kind == NODE_TEXT && strcmp(s->nodes[i]->runs[0]->text, "Q") == 0;
    assert_int_equal(n_q, 1);
    const Picture *below = s->pictures[1];
    const Node *d = picture_part_node(below, part_of(below, "d"));
    const double y_begin = node_value(d, PROP_Y, 3.22), y_end = node_value(d, PROP_Y, s->dur_s);
    assert_true(y_begin < 540 && y_end > 540);
}

// A fraction's line grows from its middle.
static void test_lines_grow(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE, "appear(formula { [[\\frac{a}{b}]] }) hold(1)");
    const Picture *f = picture_named(s, "formula");
    const Node *line = picture_item(f, part_of(f, "frac"), "frac#0");
    const double w = node_value(line, PROP_W, s->dur_s);
    assert_true(node_value(line, PROP_W, 0) < 1 && node_value(line, PROP_W, 0.1) < w && w > 60);
    assert_true(node_value(line, PROP_X, 0) > node_value(line, PROP_X, s->dur_s));
}

static void test_refused(void **state)
{
    static const Refused ROWS[] = {
        {"formula { [[x + \\alhpa]] }", "column 5 of the formula: there is no \\alhpa; did you mean \\alpha?"},
        {"formula { [[${run.steps} + }]] }", "column 16 of the formula: nothing was begun"},
        {"formula { [[\\ln 65]] }", "column 5 of the formula: \"65\" comes from nowhere"},
        {"formula { [[x]], colors = { x = 'acent' } }", "there is no colour \"acent\"; did you mean accent"},
        {"formula { [[x]], colors = { x = 3 } }", "colors.x is no name of a colour"},
        {"formula { [[\\textcolor{redd}{x}]] }", "there is no colour \"redd\""},
        {"local f = formula { [[x]] } appear(f) pulse(f:part 'y')", "formula has no such part"},
        {"formula { [[\\substack a]] }", "column 1 of the formula: \\substack has its lines in braces"},
        {"formula { [[x \\substack{a \\\\ b]] }", "column 3 of the formula: { has no }"},
        {"formula { [[\\xrightarrow[a{b}]] }", "[ has no ]; close what stands below the arrow"},
        {"formula { [[\\boxed]] }", "what stands in the frame is missing"},
        {"formula { [[\\text{世}]] }", "the font of formulas lacks the character 世"},
        {"appear(formula { [[x_{i_j}]], into = area():cut_top(0.05) })", "too small"},
    };
    Stage *stage = *state;
    check_refused(stage, run_recorded(&stage->arena, FIXTURE_RUN_DIR), ROWS, sizeof ROWS / sizeof *ROWS);
}

static void test_in_rectangles(void **state)
{
    Stage *stage = *state;
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    check_in_rectangles(
        stage, run, "formula { [[\\operatorname{softmax}\\left(\\frac{QK^T}{\\sqrt{d}}\\right)V]], into = into }", 0.7);
    check_in_rectangles(stage, run, "formula { [[x = ${run.steps:,d}]], align = 'left', into = into }", 0.5);
}

// A dozen, in rows of a scene.
static const char SHEET[] =
    "local sheet = {\n"
    "    [[\\operatorname{softmax}\\left(\\frac{QK^T}{\\sqrt{d}}\\right)V]],\n"
    "    [[\\mathcal{L} = -\\frac{1}{N} \\sum_{i=1}^{N} \\log p_\\theta(x_i \\mid x_{<i})]],\n"
    "    [[A_{ij} = \\begin{cases} q_i \\cdot k_j & j \\leq i \\\\ -\\infty & j > i \\end{cases}]],\n"
    "    [[\\begin{bmatrix} 1 & 0 \\\\ \\vdots & \\ddots \\end{bmatrix} \\in \\mathbb{R}^{T \\times T}]],\n"
    "    [[\\begin{aligned} x' &= x + f(x) \\\\ y &= g(x') \\end{aligned}]],\n"
    "    [[\\sqrt[3]{1 + \\sqrt{\\frac{a}{b}}} + \\overline{AB}]],\n"
    "    [[\\underbrace{h_1 + \\cdots + h_n}_{n} \\quad \\overbrace{x + y}^{z}]],\n"
    "    [[\\hat{x} + \\bar{y} + \\vec{v} + \\tilde{m} + \\dot{z} + \\widehat{xyz}]],\n"
    "    [[\\int_0^\\infty e^{-x^2} \\, dx \\qquad \\binom{n}{k}]],\n"
    "    [[\\left\\{ x \\,\\middle|\\, \\frac{x}{2} \\in \\mathbb{N} \\right\\} \\quad \\bigl( \\Bigl( \\bigg|]],\n"
    "    [[\\mathbf{W}\\mathbf{x} + \\mathsf{a}\\mathtt{b}\\mathfrak{c}\\boldsymbol{\\alpha}\\Gamma\\omega]],\n"
    "    [[\\left( \\begin{matrix} a \\\\ b \\\\ c \\\\ d \\\\ e \\end{matrix} \\right) \\to \\lim_{h \\to 0} \\max_x "
    "f]],\n"
    "}\n";

static void test_golden(void **state)
{
    Stage *stage = *state;
    static const char *const NAMES[] = {"formulas_1", "formulas_2", "formulas_3"};
    for (int i = 0; i < 3; i++) {
        const Scene *s =
            built(state, CANVAS_WIDE,
                  arena_printf(&stage->arena,
                               "%slocal cells = area():grid(2, 2)\n"
                               "for i = 1, 4 do\n"
                               "    begin_with(formula { sheet[%d + i], size = 'lead', into = cells[i] })\n"
                               "end\nhold(1)",
                               SHEET, 4 * i));
        golden_compare(NAMES[i], s, &stage->arena);
    }
    const Scene *s = built(state, CANVAS_WIDE,
                           "local f = formula { [[QK^T]], colors = { Q = 'query', K = 'key' } }\n"
                           "appear(f) change(f, [[\\frac{QK^T}{\\sqrt{d}}]]) hold(1)");
    golden_compare("formula_grows", s, &stage->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_colors),  cmocka_unit_test(test_figures),    cmocka_unit_test(test_change_and_become),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_lines_grow), cmocka_unit_test(test_in_rectangles),
        cmocka_unit_test(test_golden),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
