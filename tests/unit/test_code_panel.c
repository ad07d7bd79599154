// test_code_panel.c — panels of code: tokens and digits, fitting, lit lines, and what becomes of a line in another
// version.
#include "engine/anim/figure.h"
#include "engine/anim/identity.h"
#include "engine/anim/scene_data.h"
#include "support_golden.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run RUN = {.n_ctx = 64, .n_params = 1234, .command = "lines\nof \"text\""};

static const char LOOP[] = "for _ in range(n):\n"
                           "    logits = model(ids[-${n}:])\n"
                           "\n"
                           "    p = softmax(logits[-1], dim=-1)  # of ${corpus}\n"
                           "    ids.append(sample(p))\n"
                           "\n";
static const EmbeddedFile FILE_BESIDE = {"loop.py", LOOP, sizeof LOOP - 1};

// Builds what stands around a panel `code` on the wide canvas.
static Scene *built(void **state, const char *body)
{
    return script_built_beside(*state, CANVAS_WIDE, &RUN, &FILE_BESIDE, body);
}

static int count_texts(const Scene *s, const char *words)
{
    int n = 0;
    for (int i = 0; i < s->n_nodes; i++)
        n += s->nodes[i]->kind == NODE_TEXT && strcmp(s->nodes[i]->runs[0]->text, words) == 0;
    return n;
}

// Two figures of a line are two things: each stays itself while lines light up.
static void test_figures_of_a_line(void **state)
{
    const Scene *s = built(state, "local c = code { { 'a = b', 'f(${run.n_ctx}, ${run.n_params:d})' } }\n"
                                  "appear(c)\nc:light(1)\nc:light(2)\nhold(1)");
    assert_int_equal(count_texts(s, "64"), 1);
    assert_int_equal(count_texts(s, "1234"), 1);
}

static void test_tokens_have_colors(void **state)
{
    const Scene *s =
        built(state, "appear(code { 'loop.py', n = run.n_ctx, corpus = run.command, label = 'our sketch' })");
    static const struct {
        const char *words;
        const Color *color;
    } ROWS[] = {
        {"for", &THEME_DARK.plus},
        {"model", &THEME_DARK.accent},
        {"logits", &THEME_DARK.ink},
        {"64", &THEME_DARK.accent},
        {"1", &THEME_DARK.ink},
        {"# of ", &THEME_DARK.soft},
        {"=", &THEME_DARK.soft},
        {"our sketch", &THEME_DARK.soft},
        {"lines\\nof \\\"text\\\"", &THEME_DARK.accent}, // as it would be written in a string
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (!color_equal(scene_text(s, ROWS[i].words)->base_fill, *ROWS[i].color))
            fail_msg("\"%s\" has another colour", ROWS[i].words);
    const Shown *shown = scene_text(s, "64")->shown;
    assert_string_equal(shown->figures[0].figure->source.field, "config.n_ctx");
    assert_null(scene_text(s, "1")->shown->figures[0].figure); // it belongs to the language
}

static void test_strings_go_on(void **state)
{
    const Scene *s =
        built(state, "local n = run.n_ctx\n"
                     "appear(code { { 'x = \"\"\"for the', 'one # \"\"\" + \"a\\\\\"b${n}c\" + conv1d' } })");
    assert_true(color_equal(scene_text(s, "\"\"\"for the")->base_fill, THEME_DARK.good));
    assert_true(color_equal(scene_text(s, "one # \"\"\"")->base_fill, THEME_DARK.good));
    assert_true(color_equal(scene_text(s, "\"a\\\"b")->base_fill, THEME_DARK.good));
    assert_true(color_equal(scene_text(s, "c\"")->base_fill, THEME_DARK.good));
    assert_true(color_equal(scene_text(s, "conv1d")->base_fill, THEME_DARK.ink));
}

static void test_digits_need_a_source(void **state)
{
    static const char *const FINE[] = {"x[0]",        "x[-1]",  "x[:2]", "y = 0",    "f(x, dim=1)", "x.transpose(1, 2)",
                                       "x ** 0.5",    "i += 1", "1 - p", "x[1:, 0]", "conv2d(x)",   "x / 2",
                                       "f(x, dim=-1)"};
    static const char *const WRONG[] = {"x[3]",     "x = 1",  "f(n=2)", "lr = 0.1", "f(10)", "# 65 symbols",
                                        "'cuda:0'", "{a: 1}", "2.0",    "x[-64:]",  "12 * n"};
    Scene *s;
    for (size_t i = 0; i < sizeof FINE / sizeof *FINE; i++) {
        const char *body = arena_printf(&((Stage *)*state)->arena, "appear(code { { [==[%s]==] } })", FINE[i]);
        const char *error = script_build_body(*state, CANVAS_WIDE, &RUN, body, &s);
        if (*error)
            fail_msg("%s: %s", FINE[i], error);
    }
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        const char *body = arena_printf(&((Stage *)*state)->arena, "appear(code { { 'a', [==[%s]==] } })", WRONG[i]);
        const char *error = script_build_body(*state, CANVAS_WIDE, &RUN, body, &s);
        if (!strstr(error, "test/film.lua:2: the code, line 2: the digit in `"))
            fail_msg("%s gives \"%s\"", WRONG[i], error);
    }
}

// Lines that stay keep their nodes, tokens that stay move within theirs.
static void test_versions(void **state)
{
    const Scene *s = built(state, "local c = code { { 'a = f(x)', 'b = g(a)', 'return b' } }\n"
                                  "appear(c)\n"
                                  "change(c, { 'start()', 'a = f(x, y)', 'return b' })\nhold(1)");
    assert_int_equal(count_texts(s, "return"), 1);
    assert_int_equal(count_texts(s, "f"), 1);
    assert_int_equal(count_texts(s, ")"), 3); // of both calls that were, and the new line's
    assert_int_equal(count_texts(s, "y"), 1);
    const Node *stays = scene_text(s, "f"); // in its line, which moves down
    assert_true(fabs(node_value(stays, PROP_X, s->dur_s) - node_value(stays, PROP_X, 0)) < 0.01);
    assert_true(node_value(stays->parent, PROP_Y, s->dur_s) > node_value(stays->parent, PROP_Y, 0) + 50);
    assert_non_null(scene_text(s, "g")->parent->tracks[PROP_OPACITY]); // leaves
}

static void test_lines_are_lit(void **state)
{
    const Scene *s = built(state, "local c = code { { 'a()', '', 'b()', 'c()' } }\n"
                                  "appear(c)\nc:light(3, 4)\nhold(1)\nc:light_each()");
    const double lit_s = 1.5;
    const Color others = node_color(scene_text(s, "a"), PROP_FILL, lit_s);
    assert_true(color_equal(others, s->theme->soft));
    assert_false(color_equal(node_color(scene_text(s, "b"), PROP_FILL, lit_s), others));
    assert_false(color_equal(node_color(scene_text(s, "a"), PROP_FILL, s->dur_s), others));
    assert_true(s->dur_s > 0.6 + 0.2 + 1 + 3 * 0.5 &&
                s->dur_s < 0.6 + 0.2 + 1 + 3 * 0.5 + 0.3); // none for the empty one
}

// In a colour of its own, and the others need not step back.
static void test_lines_are_lit_in_colors(void **state)
{
    const Scene *s = built(state, "local c = code { { 'a()', 'b()' } }\nappear(c)\n"
                                  "c:light(2, 2, { color = 'pick', dim = false })\nhold(1)");
    const Picture *code = s->pictures[0];
    const Node *edge = picture_item(code, picture_part_find(code, part_named("band")), "edge");
    assert_true(color_equal(node_color(edge, PROP_FILL, 9), s->theme->pick));
    assert_true(node_color(scene_text(s, "a"), PROP_FILL, s->dur_s).a == 1);
}

static void test_rectangles(void **state)
{
    check_in_rectangles(*state, &RUN,
                        "code { { 'for _ in range(n):', '    p = softmax(model(ids))', '', '    ids.append(p)' },\n"
                        "         label = 'our sketch', into = into }",
                        0.6);
}

// A line that is too long goes on in another row, set in, rather than in smaller type; as one thing all the same.
static void test_long_lines_go_on(void **state)
{
    static const char BODY[] = "local c = code { { 'for _ in range(n):',"
                               " '    logits = model(text[-1:], cache=cache, sampler=sampler)', 'done()' },"
                               " into = area():middle(0.5) }\nappear(c)\nc:light(2)\nhold(1)";
    Scene *wide, *tall;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, &RUN, BODY, &wide), "");
    assert_string_equal(script_build_body(*state, CANVAS_TALL, &RUN, BODY, &tall), "");
    const Node *on_wide[] = {scene_text(wide, "logits"), scene_text(wide, "sampler")};
    const Node *on_tall[] = {scene_text(tall, "logits"), scene_text(tall, "sampler")};
    assert_true(node_value(on_wide[0], PROP_Y, 0) == node_value(on_wide[1], PROP_Y, 0));
    const double pitch = node_value(on_tall[1], PROP_Y, 0) - node_value(on_tall[0], PROP_Y, 0);
    assert_true(pitch >= 1.2 * SIZE_LABEL_PHONE && on_tall[0]->parent == on_tall[1]->parent);
    assert_true(on_tall[0]->runs[0]->style.size == SIZE_LABEL_PHONE);
    assert_true(node_value(scene_text(tall, "done")->parent, PROP_Y, 0) - node_value(on_tall[0]->parent, PROP_Y, 0) >
                1.9 * pitch);
    assert_true(fabs(wide->dur_s - tall->dur_s) < 1e-9);
}

// All lines are the author's: where they have no room that is said, with the size that is needed.
static void test_too_many_lines(void **state)
{
    static const char BODY[] = "local lines = {}\nfor i = 1, 12 do lines[i] = 'x = x + self.attention(x)' end\n"
                               "appear(code { lines, into = area():middle(0.4) })";
    Scene *s;
    const char *error = script_build_body(*state, CANVAS_WIDE, &RUN, BODY, &s);
    assert_non_null(strstr(error, "test/film.lua:4: an area of 1728 × 389 units is too small for code: \"x\" has no "
                                  "room; it needs one of about 1728 × 430"));
}

static void test_rules_of_pictures(void **state)
{
    static const char BODY[] = "local page = area()\n"
                               "local c = code { 'loop.py', n = run.n_ctx, corpus = 'it', label = 'our sketch',"
                               " into = page:cut_bottom 'fit' }\nappear(c)\nc:light_each()\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(script_build_beside(*state, shape, &RUN, &FILE_BESIDE, BODY, &s), "");
        Complaints complaints = {"code"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
        if (shape == CANVAS_WIDE)
            golden_compare("pictures_code", s, &((Stage *)*state)->arena);
    }
}

static void test_errors(void **state)
{
    static const struct {
        const char *body, *says;
    } ROWS[] = {
        {"code { 'none.py' }", "cannot read test/none.py"},
        {"code { '../loop.py' }", "is no file of the film's folder"},
        {"code { 'loop.py', n = run.n_ctx }", "nothing says what `${corpus}` is; give it as an option, corpus = …"},
        {"code { 'loop.py', n = 64, corpus = 'it' }", "`${n}` is a plain number, which has no source"},
        {"code { 'loop.py', n = run.n_ctx, corpus = 'it', lable = 'a' }",
         "there is no option `lable`, and no ${lable} in loop.py"},
        {"code { {} }", "the code has no code"},
        {"local c = code { { 'a' } } appear(c) c:light(2)", "there is no line 2 in this code, which has 1"},
        {"local c = code { { 'a' } } appear(c) change(c, run)", "is nothing that can be shown"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scene *s;
        const char *error = script_build_beside(*state, CANVAS_WIDE, &RUN, &FILE_BESIDE, ROWS[i].body, &s);
        if (!strstr(error, ROWS[i].says))
            fail_msg("\"%s\" does not say \"%s\"", error, ROWS[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_of_a_line),
        cmocka_unit_test(test_tokens_have_colors),
        cmocka_unit_test(test_strings_go_on),
        cmocka_unit_test(test_digits_need_a_source),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_lines_are_lit),
        cmocka_unit_test(test_lines_are_lit_in_colors),
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_long_lines_go_on),
        cmocka_unit_test(test_too_many_lines),
        cmocka_unit_test(test_rules_of_pictures),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
