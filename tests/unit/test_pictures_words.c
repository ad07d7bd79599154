// test_pictures_words.c — pictures of words: boxes, tables, headings; their golden display lists.
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
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

static Scene *built(void **state, CanvasShape shape, const char *body)
{
    Stage *stage = *state;
    return script_built(stage, shape, run_recorded(&stage->arena, FIXTURE_RUN_DIR), body);
}

static void assert_in_order(const Scene *s, CanvasShape shape)
{
    Complaints complaints = {CANVAS_NAMES[shape]};
    check_pictures(s, &complaints);
    assert_int_equal(complaints.n, 0);
}

// A table whose cells light up, and whose title becomes another text.
static const char TABLE[] =
    "local page = area()\n"
    "local title = heading('What each part brings', { into = page:cut_top 'fit' })\n"
    "local t = table_of { { { 'parameters', '${run.n_params:,d}' }, { 'layers', '${run.n_layer}' },\n"
    "                       { 'steps', '${run.steps:,d}' } }, head = { 'what', 'how many' }, into = page }\n"
    "appear(title) appear(t, { stagger = 0.05 }) hold(0.5)\n"
    "t:light { row = 1 } t:light { row = 2, column = 2 } t:light { column = 1 }\n"
    "par(function() change(title, 'After ${run.steps:,d} steps') t:light() end) hold(1)\n"
    "change(t, { { 'layers', '${run.n_layer}' }, { 'width', '${run.n_embd}' } }) hold(1)";

static double light_of(const Picture *table, int row, int col, double t_s)
{
    const int part = picture_part_find(table, part_cell(row, col));
    assert_true(part >= 0);
    return (double)node_color(picture_item(table, part, "light"), PROP_FILL, t_s).a;
}

static void test_table(void **state)
{
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, TABLE);
        assert_in_order(s, shape);
        const Picture *table = s->pictures[1];
        const double shown_s = 0.6 + 0.6 + 8 * 0.05 + 0.5; // nine parts, and a hold
        assert_true(light_of(table, 0, 0, shown_s) < 0.001);
        assert_true(light_of(table, 0, 1, shown_s + 0.35) > 0.99 && light_of(table, 1, 1, shown_s + 0.35) < 0.1);
        assert_true(light_of(table, 0, 1, shown_s + 0.7) < 0.01 && light_of(table, 1, 1, shown_s + 0.7) > 0.99);
        assert_true(light_of(table, 1, 0, shown_s + 1.05) > 0.99 && light_of(table, 1, 1, shown_s + 1.05) < 0.01);
        assert_true(light_of(table, 1, 0, s->dur_s) == 0);
        assert_true(scene_shows(s, "width") && scene_shows(s, "how many"));
        assert_true(picture_part_find(table, part_cell(2, 0)) < 0);
    }
}

static void test_in_rectangles(void **state)
{
    Stage *stage = *state;
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    check_in_rectangles(
        stage, run,
        "table_of { { { 'parameters', '${run.n_params:,d}' }, { 'layers', '${run.n_layer}' }, { 'x', 'y' } },\n"
        "           head = { 'what', 'how many' }, into = into }",
        0.4);
    check_in_rectangles(stage, run, "box('a few words', { into = into })", 0.3);
    check_in_rectangles(stage, run, "heading('a few words', { into = into })", 0.3);
    check_in_rectangles(stage, run, "title('words', { into = into })", 0.3);
    check_in_rectangles(stage, run, "label('a few words', { into = into })", 0.3);
    check_in_rectangles(stage, run, "token_row { run.generation.context, into = into }", 0.3);
    check_in_rectangles(stage, run, "next_bars { run.generation[1], into = into }", 0.4);
}

static void test_words_become_words(void **state)
{
    const Scene *s = built(state, CANVAS_WIDE,
                           "local a = title 'Attention' appear(a)\n"
                           "local b = heading('Attention', { into = area():cut_top 'fit' })\n"
                           "become(a, b) hold(0.5) local c = box('it looks back') become(b, c) hold(0.5)\n"
                           "change(c, 'over ${run.n_ctx} tokens') hold(0.5)");
    assert_in_order(s, CANVAS_WIDE);
    assert_true(scene_shows(s, "it looks back"));
}

// Spoken lines, clicks and lengths do not depend on the canvas.
static void test_one_clock(void **state)
{
    static const char BODY[] =
        "local all = {} for _, n in ipairs { 'one', 'two', 'three', 'four', 'five', 'six', 'seven' } do all[#all + 1] "
        "= "
        "box(n) end\n"
        "local way = arrow(all[1], all[7])\n"
        "spoken('one', 'They stand in a row, where there is room for one.', function() arrange(all)\n"
        "stagger(function() appear(all) end) end) click()\n"
        "spoken('two', 'Then they go.', function() appear(way) arrange(all, { columns = 2, ease = 'spring' }) end)\n"
        "click() beat(3, function() leave(way) leave(all) end)";
    const Scene *wide = built(state, CANVAS_WIDE, BODY);
    for (CanvasShape shape = CANVAS_SQUARE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        assert_true(s->dur_s == wide->dur_s);
        assert_int_equal(s->n_says, wide->n_says);
        assert_int_equal(s->n_steps, wide->n_steps);
        for (int i = 0; i < s->n_says; i++)
            assert_true(s->says[i].t_s == wide->says[i].t_s && s->says[i].dur_s == wide->says[i].dur_s);
        for (int i = 0; i < s->n_steps; i++)
            assert_true(s->steps[i].t_s == wide->steps[i].t_s);
    }
}

// ---- what they were ----

static void test_golden(void **state)
{
    static const struct {
        const char *name, *body;
    } ROWS[] = {
        {"pictures_words",
         "local page = area()\n"
         "local h = heading('What comes next?', { into = page:cut_top 'fit' })\n"
         "local l = line('${run.n_params:,d} parameters', { into = page:cut_bottom 'fit', color = 'accent' })\n"
         "local s = label('from the run', { into = page:cut_bottom 'fit', align = 'right' })\n"
         "local t = title('Tokens', { into = page })\n"
         "par(function() appear(h) rise_in(l) fade_in(s) pop_in(t) end)\nchange(t, 'Next tokens') hold(0.2)"},
        {"pictures_tokens",
         "local left, right = area():split { 1, 1 }\n"
         "local row = token_row { run.generation.context, slot = run.generation[1], into = left }\n"
         "local bars = next_bars { run.generation[1], most = 5, least = 5, into = right }\n"
         "stagger(function() drop_in(row:parts()) end) appear(bars) bars:mark(run.generation[1].id) hold(0.2)"},
        {"pictures_diagram",
         "local a, b, c = box('text', { size = 'heading' }), box('model', { color = 'accent' }), box 'between'\n"
         "arrange({ a, c, b }, { gap = 'fifth' }) local ab = arrow(a, b, { label = 'goes there' })\n"
         "par(function() fade_in { a, b, c } end) appear(ab) next_to(b, a, 'below') hold(0.2)"},
        {"pictures_table", TABLE},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        golden_compare(ROWS[i].name, built(state, CANVAS_WIDE, ROWS[i].body), &((Stage *)*state)->arena);
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"table_of { { 'a', 'b' } }", "a table is made of rows, each a list of cells"},
        {"table_of { { { 'a', 'b' }, { 'c' } } }", "row 2 of the table has 1 cells and the first has 2"},
        {"table_of { { { 'a', 5 } } }", "a plain number has no source"},
        {"table_of { { { 'a', '5' } } }", "the digit 5 in \"5\" comes from nowhere"},
        {"table_of { { { 'a' } }, head = { 'x', 'y' } }", "the table's head has 2 columns, and its rows have 1"},
        {"local t = table_of { { { 'a' } } } appear(t) t:light { row = 3 }", "there is no such cell: this table has 1 rows below its head, and 1 columns"},
        {"local t = table_of { { { 'a' } } } appear(t) t:light(1)", "options stand in a table: { name = value }"},
        {"local t = table_of { { { 'a' } } } appear(t) change(t, 'words')", "a table is made of rows"},
        {"local t = title 'a' appear(t) change(t, { 'b' })", "words are wanted here"},
        {"local t = title 'a' appear(t) change(t, 5)", "a plain number has no source"},
    };
    Stage *stage = *state;
    check_refused(stage, run_recorded(&stage->arena, FIXTURE_RUN_DIR), ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_in_rectangles),
        cmocka_unit_test(test_words_become_words),
        cmocka_unit_test(test_one_clock),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
