// test_code_parts.c — code that is typed, gives values, has parts, and whose new lines are lit.
#include "engine/anim/figure.h"
#include "engine/anim/scene_data.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run RUN = {.n_ctx = 8, .n_params = 1234};

static const char PROGRAM[] = "# program.py\n"
                              "import torch\n"
                              "\n"
                              "# ---- the batch ----\n"
                              "n_ctx = 8\n"
                              "x = cut(text, n_ctx)\n"
                              "\n"
                              "# ---- the loss ----\n"
                              "\n"
                              "loss = f(x, 65)\n"
                              "# ---- the end ----\n"
                              "done(x)\n";
static const EmbeddedFile FILE_BESIDE = {"program.py", PROGRAM, sizeof PROGRAM - 1};

static Scene *built(void **state, const char *body)
{
    return script_built_beside(*state, CANVAS_WIDE, &RUN, &FILE_BESIDE, body);
}

// Only its lines are there, with the numbers that they have in the file; and the number is the figure that it says.
static void test_part(void **state)
{
    const Scene *s =
        built(state, "appear(code { 'program.py', part = 'the batch', n_ctx = run.n_ctx, numbered = true,\n"
                     "map = true })");
    assert_null(scene_find_text(s, "import"));
    assert_null(scene_find_text(s, "loss"));
    assert_non_null(scene_find_text(s, "5"));
    assert_non_null(scene_find_text(s, "6"));
    assert_null(scene_find_text(s, "7"));
    const Figure *figure = scene_find_text(s, "8")->shown->figures[0].figure;
    assert_string_equal(figure->source.field, "config.n_ctx");
    assert_int_equal(scene_find_text(s, "5")->shown->figures[0].figure->kind, FIGURE_ORDINAL);
}

static void test_keys_appear_one_by_one(void **state)
{
    const Scene *s = built(state, "local c = code { { 'a = f(x)', '', 'return a' } }\nappear(c)\nc:type()\nhold(1)");
    const Node *first = scene_find_text(s, "a"), *last = scene_find_text(s, "return");
    assert_true(node_value(first, PROP_REVEAL, 0.5) == 0 && node_value(first, PROP_REVEAL, s->dur_s) == 1);
    assert_true(node_value(last, PROP_REVEAL, 0.7) == 0 && node_value(last, PROP_REVEAL, s->dur_s) == 6);
    // So many keys at so many a second, and a pause between the lines.
    assert_true(fabs(s->dur_s - (0.6 + (8 + 8) / 42.0 + 0.25 + 1)) < 0.02);
}

static void test_value_comes_out_of_its_line(void **state)
{
    const Scene *s = built(state, "local c = code { { 'a = f(x)', 'return a' }, beside = '(B, T)' }\nappear(c)\n"
                                  "c:value('return', '(B, T)', { color = 'pick' })\nc:light_all()\nhold(1)");
    const Node *value = scene_find_text(s, "(B, T)");
    assert_true(color_equal(value->base_fill, THEME_DARK.pick));
    assert_true(fabs(node_value(value->parent, PROP_Y, s->dur_s) -
                     node_value(scene_find_text(s, "return")->parent, PROP_Y, s->dur_s)) < 100);
}

// Lines that the version before had are not lit.
static void test_new_lines_are_lit(void **state)
{
    const Scene *s = built(state, "local c = code { { 'a = f(x)', 'return a' } }\nappear(c)\n"
                                  "change(c, { 'a = f(x)', 'print(a.shape)', '', 'return a', 'done()' })\nhold(1)");
    const Picture *code = s->pictures[0];
    const Rect first = picture_part_box(code, picture_part_find(code, part_named("band")));
    const Rect second = picture_part_box(code, picture_part_find(code, part_named("band#2")));
    assert_true(second.y > first.y + 100);
    assert_int_equal(picture_part_find(code, part_named("band#3")), -1);
}

// Another part takes the place of the first one, whose lines leave.
static void test_show(void **state)
{
    const Scene *s = built(state, "local c = code { 'program.py', part = 'the batch', n_ctx = run.n_ctx, map = true }\n"
                                  "appear(c)\nc:light('x =')\nc:show 'the end'\nhold(1)");
    const Picture *code = s->pictures[0];
    assert_true(picture_part_find(code, part_named("map")) >= 0);
    assert_int_equal(picture_part_find(code, part_named("band")), -1);
    assert_true(node_value(scene_find_text(s, "done"), PROP_OPACITY, s->dur_s) == 1);
    assert_true(node_value(scene_find_text(s, "cut")->parent, PROP_OPACITY, s->dur_s) == 0);
}

static void test_errors(void **state)
{
    static const struct {
        const char *body, *says;
    } ROWS[] = {
        {"code { 'program.py', part = 'the los', n_ctx = run.n_ctx }",
         "program.py has no part \"the los\", which a comment as `# ---- the los ----` begins; it has the loss or the "
         "end"},
        {"code { 'program.py', part = 'the batch', n_ctx = run.n_params }",
         "program.py, line 5: `n_ctx = 8`, but its figure is 1234; they must be equal"},
        {"code { 'program.py', part = 'the batch' }", "program.py, line 5: the digit in `8` comes from nowhere"},
        {"local c = code { 'program.py', part = 'the batch', n_ctx = run.n_ctx } appear(c) c:show 'the loss'",
         "program.py, line 10: the digit in `65` comes from nowhere"},
        {"code { { 'a' }, language = 'klingon' }", "there is no language `klingon` that code has colours for"},
        {"local c = code { { 'a' } } appear(c) c:value(1, 'b')", "this code has no room for values"},
        {"local c = code { { 'a', 'b' } } appear(c) c:light('c')", "no line that is shown has `c` in it"},
        {"local c = code { { 'a', 'b' } } appear(c) c:light(2, 1)", "there is no line 1 behind the first named"},
        {"local c = code { { 'a', 'b' } } appear(c) c:light(run)", "a line is named by its number, or by words"},
        {"local c = code { { '', 'b' } } appear(c) c:type()", "the first line that is typed is empty"},
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
        cmocka_unit_test(test_part),
        cmocka_unit_test(test_keys_appear_one_by_one),
        cmocka_unit_test(test_value_comes_out_of_its_line),
        cmocka_unit_test(test_new_lines_are_lit),
        cmocka_unit_test(test_show),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
