// test_pictures_model.c — the pictures of a model's inside: cards, columns of numbers.
#include "engine/anim/figure.h"
#include "engine/anim/picture_data.h"
#include "scenes/kit/columns.h"
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
        {"columns { run.probe.residual[2][3], most_rows = 5, into = into }", 0.2},
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

// Only some channels have rows, the last of them behind dots; colours are those of the value that is asked for.
static void test_some_channels(void **state)
{
    static const char BODY[] = "local c = columns { run.probe.residual[2][3], channels = { 2, 5, 6, 9, 12 }, most_rows = 4,\n"
                               "  full = 1e9 }\nappear(c)\nhold(1)";
    static const int64_t CHANNELS[] = {1, 4, -1, 11};
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), BODY, &s), "");
    const Picture *picture = s->pictures[0];
    int row = 0;
    for (int i = 0; i < picture->n_parts; i++)
        if (picture->parts[i].key.sort == PART_CELL)
            assert_int_equal(picture->parts[i].key.a, CHANNELS[row++]);
    assert_int_equal(row, 4);
    const Columns *data = picture_data(picture);
    const Figure *figure = columns_figure(&((Stage *)*state)->arena, data, 2, 4);
    const Columns pale = {.tensor = data->tensor, .full = 1e9}, own = {.tensor = data->tensor};
    assert_true(color_equal(columns_fill(s, data, figure), columns_fill(s, &pale, figure)));
    assert_false(color_equal(columns_fill(s, &own, figure), columns_fill(s, &pale, figure)));
}

static double printed(const Tensor *tensor, int64_t index, double units)
{
    return round(units * (double)tensor->f32[index]);
}

// The token that is told of has a row that adds up as printed wherever another one has.
static void test_a_telling_sum(void **state)
{
    const Run *run = recorded(state);
    const Tensor *terms[] = {run_tensor(run, PROBE_EMBED_TOKEN), run_tensor(run, PROBE_EMBED_POSITION),
                             run_tensor(run, PROBE_RESIDUAL)};
    const int64_t n_channels = run->n_embd, n_tokens = terms[0]->n_items / n_channels;
    int64_t best = 0;
    int least = -1, decimals = 0;
    for (int digits = 2; digits <= 3 && least != 0; digits++) {
        least = -1;
        for (int64_t t = 0; t < n_tokens; t++) {
            int odd = 0;
            for (int64_t row = 0; row < 8; row++) {
                const int64_t i = t * n_channels + (row < 7 ? row : n_channels - 1);
                const double a = printed(terms[0], i, pow(10, digits)), b = printed(terms[1], i, pow(10, digits)),
                             c = printed(terms[2], i, pow(10, digits));
                odd += (a + b == c ? 0 : 3) + (a == 0) + (b == 0) + (c == 0);
            }
            if (least < 0 || odd < least) {
                least = odd;
                best = t;
                decimals = digits;
            }
        }
    }
    Scene *s;
    const char *body = arena_printf(
        &((Stage *)*state)->arena,
        "local p = run.probe\nlocal t, n = telling_sum(p.embed_token, p.embed_position, p.residual[1])\n"
        "assert(t == %d and n == %d)\nappear(line 'yes')",
        (int)best + 1, decimals);
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, run, body, &s), "");
}

// A place is there from the first row on, and a number when its row was added; one column is away meanwhile.
static void test_columns_are_added(void **state)
{
    static const char BODY[] =
        "local probe = run.probe\n"
        "local left, right = area():row { 1, 2 }\n"
        "local a, b, c = right:row { 0.76, 1, 1 }\n"
        "local all = columns { probe.embed_token, heads = probe.tokens, into = left }\n"
        "local one = columns { probe.embed_token[2], heads = probe.tokens, note = 'what', order = 1,\n"
        "  into = a }\n"
        "local place = columns { probe.embed_position[2], sign = '+', label = 'place', note = 'where', into = b }\n"
        "local sum = columns { probe.residual[1][2], sign = '=', label = 'sum', note = 'both', open = true, into = c }\n"
        "appear(all)\nbecome(all, one, { keep = true })\nall:take(2)\n"
        "par(function() appear { place, sum } end)\nclick()\nsum:add { one, place }\nclick()\nall:put_back()\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(script_build_body(*state, shape, recorded(state), BODY, &s), "");
        Complaints complaints = {"columns"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
        const Picture *all = s->pictures[0], *one = s->pictures[1], *sum = s->pictures[3];
        const double begin_s = s->steps[0].t_s, end_s = s->steps[1].t_s;
        for (int i = 0; i < sum->n_parts; i++)
            if (sum->parts[i].key.sort == PART_CELL && sum->parts[i].key.a >= 0) {
                const Node *number = picture_item(sum, i, "number");
                assert_true(number && node_value(number, PROP_OPACITY, begin_s) == 0);
                assert_true(node_value(number, PROP_OPACITY, end_s) == 1);
                assert_true(picture_part_find(one, sum->parts[i].key) >= 0);
            }
        assert_int_equal(picture_part_find(sum, part_named("frame")), -1); // it has gone
        const Node *other = picture_part_node(all, picture_part_find(all, part_cell(0, 2)));
        const Node *away = picture_part_node(all, picture_part_find(all, part_cell(0, 1)));
        assert_true(node_value(other->body, PROP_OPACITY, begin_s) < 0.5 && !away->body);
        assert_true(node_value(other->body, PROP_OPACITY, s->dur_s) == 1);
        assert_non_null(picture_item(all, picture_part_find(all, part_cell(0, 1)), "cell"));
    }
}

// Signs go and the cells stay where they were: right of where they are in a column without one.
static void test_signs_leave(void **state)
{
    static const char BODY[] = "local c = columns { run.probe.embed_token[1], %s into = area() }\n"
                               "appear(c)\nclick()\n%s\nhold(1)";
    Arena *arena = &((Stage *)*state)->arena;
    double end_x[2];
    for (int with = 0; with < 2; with++) {
        const char *body = arena_printf(arena, BODY, with ? "sign = '='," : "", with ? "c:leave_signs()" : "");
        const Scene *s = script_built(*state, CANVAS_WIDE, recorded(state), body);
        const Picture *columns = picture_named(s, "columns");
        const Node *cell = picture_part_node(columns, picture_part_find(columns, part_cell(0, 0)));
        assert_null(item_of(columns, part_cell(0, 0), "sign"));
        end_x[with] = node_value(cell, PROP_X, s->dur_s);
        assert_true(fabs(end_x[with] - node_value(cell, PROP_X, s->steps[0].t_s)) < 0.01);
    }
    assert_true(end_x[1] > end_x[0] + 15);
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
                               "stream:run { to = 2, lights = all }\nclick()\n"
                               "stream:run { from = 2, lights = all }\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(script_build_body(*state, shape, recorded(state), BODY, &s), "");
        Complaints complaints = {"flow"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
        const Picture *flow = s->pictures[0];
        const Node *rims[] = {flow->parts[0].group, flow->parts[1].group, flow->parts[2].group};
        const double stops_s = s->steps[0].t_s;
        for (int i = 0; i < 3; i++) // the one it stopped in stays lit, also when it has gone on
            for (double t_s = stops_s; t_s < 100; t_s += 50)
                assert_true(node_value(rims[i], PROP_OPACITY, t_s) == (i == 1 ? 1 : 0));
        const Node *pulse = flow->parts[picture_part_find(flow, part_named("pulse"))].group;
        const Node *rider = flow->parts[picture_part_find(flow, part_named("rider"))].group;
        const Node *spark = flow->parts[picture_part_find(flow, part_named("spark"))].group;
        assert_true(node_value(rider, PROP_OPACITY, stops_s) == 1 && node_value(rider, PROP_OPACITY, 100) == 0);
        assert_true(node_value(spark, PROP_OPACITY, 100) == 0); // it has gone into the head
        const Prop along = shape == CANVAS_WIDE ? PROP_X : PROP_Y;
        assert_true(node_value(pulse, PROP_OPACITY, stops_s) == 1 && node_value(pulse, PROP_OPACITY, 100) == 0);
        assert_true(node_value(pulse, along, 100) > node_value(pulse, along, stops_s));
    }
}

// A block that the pulse leaves goes dark where that is asked for.
static void test_a_block_is_left(void **state)
{
    static const char BODY[] = "local stream = flow { run, into = area() }\nfade_in(stream:part 'head')\n"
                               "stream:run { to = 1 }\nclick()\nstream:run { from = 1, to = 2, leaves = true }\nhold(1)";
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), BODY, &s), "");
    const Picture *flow = s->pictures[0];
    assert_true(node_value(flow->parts[0].group, PROP_OPACITY, s->steps[0].t_s) == 1);
    assert_true(node_value(flow->parts[0].group, PROP_OPACITY, 100) == 0);
    assert_true(node_value(flow->parts[1].group, PROP_OPACITY, 100) == 1);
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

// Places for the lines alone, then the lines and their number, which need not be written.
static void test_a_blank_file(void **state)
{
    static const char BODY[] = "local left, right = area():row { 1, 1 }\n"
                               "local a = file_card { 'a.py', lines = run.steps, blank = true, into = left }\n"
                               "local b = file_card { 'b.py', lines = run.steps, blank = true, numbered = false,\n"
                               "  into = right }\n"
                               "begin_with { a, b }\npar(function() a:count(); b:count() end)\nhold(1)";
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), BODY, &s), "");
    const Picture *numbered = s->pictures[0], *other = s->pictures[1];
    const int count = picture_part_find(numbered, part_named("count"));
    assert_true(count >= 0 && picture_part_find(other, part_named("count")) < 0);
    const Node *number = picture_item(numbered, count, "count");
    assert_true(node_value(picture_node(numbered), PROP_OPACITY, 0) == 1);
    assert_true(node_value(numbered->parts[count].group, PROP_OPACITY, 0) == 0);
    assert_true(node_value(numbered->parts[count].group, PROP_OPACITY, 2) == 1);
    assert_true(node_shown(number, (int)node_value(number, PROP_VARIANT, 2))->figures[0].figure->value == 120);
    for (int i = 0; i < 2; i++) {
        const Part *lines = &s->pictures[i]->parts[picture_part_find(s->pictures[i], part_named("lines"))];
        assert_int_equal(lines->n_items, 2); // places, and the lines on them
        assert_true(node_value(lines->items[0].node, PROP_TRIM_END, 0) == 1);
        assert_true(node_value(lines->items[1].node, PROP_TRIM_END, 0) == 0);
        assert_true(node_value(lines->items[1].node, PROP_TRIM_END, 2) == 1);
    }
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
        {"local f = flow { run }\nf:run { from = 4 }", "runs on from block 4 of the 3"},
        {"local f = flow { run }\nf:run { from = 2, to = 2 }", "block 2 of the 3 that this flow shows to block 2"},
        {"local t = telling_sum(run.probe.embed_token, run.probe.embed_position, run.probe.residual[1][1])",
         "tensors of the same tokens and channels"},
        {"columns { run.probe.embed_token, channels = { 2, 2 } }", "in rising order"},
        {"columns { run.probe.embed_token, channels = { 1, 9000 } }", "there are "},
        {"local c = columns { run.probe.embed_token }\nappear(c)\nc:take(90)", "show no token 90"},
        {"local c = columns { run.probe.embed_token }\nappear(c)\nc:put_back()", "`take` takes one of them away"},
        {"local c = columns { run.probe.embed_token }\nappear(c)\nc:take(1)\nc:take(2)", "`put_back` it before another"},
        {"local c = columns { run.probe.embed_token[1] }\nappear(c)\nc:add {}", "there is nothing to add"},
        {"local c, d = columns { run.probe.embed_token[1] }, columns { run.probe.embed_token[2] }\nc:add { d }",
         "the same rows of the same token"},
    };
    check_refused(*state, recorded(state), ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_a_file_becomes_a_card),
        cmocka_unit_test(test_a_column_of_all),
        cmocka_unit_test(test_some_channels),
        cmocka_unit_test(test_a_telling_sum),
        cmocka_unit_test(test_columns_are_added),
        cmocka_unit_test(test_signs_leave),
        cmocka_unit_test(test_the_way_through),
        cmocka_unit_test(test_a_block_is_left),
        cmocka_unit_test(test_lines_are_counted),
        cmocka_unit_test(test_a_blank_file),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
