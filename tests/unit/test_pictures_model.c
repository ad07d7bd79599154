// test_pictures_model.c — the pictures of a model's inside: cards, columns of numbers.
#include "engine/anim/figure.h"
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

static const Run *recorded(void **state)
{
    return run_recorded(&((Stage *)*state)->arena, FIXTURE_RUN_DIR);
}

static void test_rectangles(void **state)
{
    static const struct {
        const char *make;
        double least;
    } ROWS[] = {
        {"file_card { 'model.py', lines = run.steps, into = into }", 0.2},
        {"card { lit = true, into = into }", 0.05},
        {"columns { run.probe.embed_token, heads = run.probe.tokens, into = into }", 0.45},
        {"columns { run.probe.embed_position, numbered = true, into = into }", 0.2},
        {"columns { run.probe.residual[2][3], sign = '=', label = 'sum', into = into }", 0.2},
        {"flow { run, into = into }", 0.3},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_in_rectangles(*state, recorded(state), ROWS[i].make, ROWS[i].least);
}

// A card of a file becomes an empty card: it is the same rectangle that moves.
static void test_a_file_becomes_a_card(void **state)
{
    static const char BODY[] = "local left, right = area():row { 1, 1 }\n"
                               "local file = file_card { 'model.py', lines = run.steps, into = left }\n"
                               "local block = card { into = right }\n"
                               "appear(file)\nbecome(file, block)\nblock:light()\nhold(1)";
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), BODY, &s), "");
    assert_true(scene_shows(s, "120") && scene_shows(s, "lines"));
    const Picture *card = s->pictures[1];
    const Node *group = card->parts[0].group;
    assert_true(node_value(group, PROP_X, 0.6) == s->pictures[0]->rect.x);
    assert_true(node_value(group, PROP_X, 1.2) == card->rect.x);
}

// The column of one token comes out of all of them, cell by cell, and has room for the numbers.
static void test_a_column_of_all(void **state)
{
    static const char BODY[] = "local left, right = area():row { 1, 2 }\n"
                               "local all = columns { run.probe.embed_token, heads = run.probe.tokens, into = left }\n"
                               "local one = columns { run.probe.embed_token[2], into = right:middle(1, 0.3) }\n"
                               "stagger(function() drop_in(all:heads()); drop_in(all:cells()) end)\n"
                               "become(all, one, { keep = true })\nhold(1)";
    Scene *s;
    const Run *run = recorded(state);
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, run, BODY, &s), "");
    const Picture *all = s->pictures[0], *one = s->pictures[1];
    const float first = run_tensor(run, PROBE_EMBED_TOKEN)->f32[run->n_embd]; // channel 0 of the second token
    assert_true(scene_shows(s, arena_printf(&((Stage *)*state)->arena, first > 0 ? "+%.2f" : "−%.2f",
                                            first > 0 ? (double)first : -(double)first)));
    for (int i = 0; i < one->n_parts; i++)
        assert_true(picture_part_find(all, one->parts[i].key) >= 0);
}

// The pulse lights what it passes, goes on to the norm, and stops in a block where it is to.
static void test_the_way_through(void **state)
{
    static const char BODY[] = "local stream = flow { run, into = area() }\n"
                               "assert(#stream:layers() == 3 and stream:layers()[3] == 3)\n"
                               "local cards, all = {}, {}\n"
                               "for i = 1, 3 do\n"
                               "  cards[i] = card { into = stream:place('block', i) }\n"
                               "  all[i] = { cards[i] }\n"
                               "end\n"
                               "local bars = next_bars { run.probe.next, into = stream:place 'next' }\n"
                               "par(function() appear(cards); rise_in { stream:part 'norm', stream:part 'head' } end)\n"
                               "stream:run { lights = all }\n"
                               "par(function() appear(bars); stream:fan(bars) end)\n"
                               "stream:run { to = 2, lights = all }\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(script_build_body(*state, shape, recorded(state), BODY, &s), "");
        Complaints complaints = {"flow"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
        const Picture *flow = s->pictures[0];
        const Node *rims[] = {flow->parts[0].group, flow->parts[1].group, flow->parts[2].group};
        assert_true(node_value(rims[0], PROP_OPACITY, 100) == 0);
        assert_true(node_value(rims[1], PROP_OPACITY, 100) == 1);
        assert_true(node_value(rims[2], PROP_OPACITY, 100) == 0);
    }
}

// The number that is seen grows up to the one that was given, which is the one at rest.
static void test_lines_are_counted(void **state)
{
    static const char BODY[] = "local file = file_card { 'model.py', lines = run.steps }\n"
                               "par(function() appear(file, { dur = 'slow' }); file:count() end)\nhold(1)";
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), BODY, &s), "");
    const Picture *file = s->pictures[0];
    const Node *count = picture_item(file, picture_part_find(file, part_named("count")), "count");
    double before = -1;
    for (int i = 0; i <= 12; i++) {
        const int variant = (int)node_value(count, PROP_VARIANT, 0.1 * i);
        const double n = node_shown(count, variant)->figures[0].figure->value;
        assert_true(n >= before);
        before = n;
    }
    assert_true(before == 120);
    assert_int_equal(node_shown(count, (int)node_value(count, PROP_VARIANT, 2))->figures[0].figure->kind, FIGURE_RUN);
}

// What they are made of, drawn: a file that becomes a block, a column that comes out of all, the way through a model.
static void test_golden(void **state)
{
    static const struct {
        const char *name, *body;
    } ROWS[] = {
        {"script_file_card", "local left, right = area():row { 1, 1 }\n"
                             "local file = file_card { 'model.py', lines = run.n_layer, into = left }\n"
                             "local block = card { into = right }\n"
                             "appear(file)\nbecome(file, block)\nblock:light()"},
        {"script_columns",
         "local left, right = area():row { 1, 2 }\n"
         "local most, where = 3, right:middle(1, 0.3)\n"
         "local all = columns { run.probe.embed_position, numbered = true, most = most, into = left }\n"
         "local one = columns { run.probe.embed_position[6], sign = '+', into = where }\n"
         "appear(all)\nbecome(all, one, { keep = true })\nall:pour(one)"},
        {"script_flow", "local model = flow { run }\nappear(model)\nmodel:run { to = 2 }"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scene *s;
        assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), ROWS[i].body, &s), "");
        golden_compare(ROWS[i].name, s, &((Stage *)*state)->arena);
    }
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"columns { run.probe.attention }", "this one has 4 dimensions"},
        {"file_card { 'a.py', lines = run.best.val_loss }", "1 to 5000"},
        {"file_card { 'a.py' }", "lines"},
        {"columns { run.probe.logits[1][1] }", "figure"},
        {"local f = flow { run }\nlocal a = f:place 'mlp'", "needs the number of one"},
        {"local f = flow { run }\nlocal a = f:place('block', 4)", "shows 3 blocks"},
    };
    check_refused(*state, recorded(state), ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_a_file_becomes_a_card),
        cmocka_unit_test(test_a_column_of_all),
        cmocka_unit_test(test_the_way_through),
        cmocka_unit_test(test_lines_are_counted),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
