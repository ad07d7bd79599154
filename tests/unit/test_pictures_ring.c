// test_pictures_ring.c — the loop of four stations: its words, its places, and what rides along it.
#include "engine/anim/picture_data.h"
#include "support_near.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const VOCAB[] = {"a", "b", "c"};
static const RunCandidate TOP[] = {{0, 0.4}, {1, 0.35}, {2, 0.25}};
static const RunToken TOKENS[] = {{.id = 1, .text = "b", .p = 0.35, .top = TOP, .n_top = 3, .draw = 0.625}};
static const int32_t PROMPT[] = {2, 0, 1};
static const RunGeneration GENERATION = {
    .prompt = "cab", .prompt_ids = PROMPT, .n_prompt = 3, .n_ctx = 8, .tokens = TOKENS, .n_tokens = 1};
static const Run RUN = {.n_vocab = 3, .vocab = VOCAB, .generation = &GENERATION};

static Scene *built(void **state, CanvasShape shape, const char *body)
{
    return script_built(*state, shape, &RUN, body);
}

static const double NEAR = 0.51; // units: what is rounded to whole ones may be so far off

static void test_rectangles(void **state)
{
    static const char MAKE[] = "ring { { 'context', 'predict', 'sample', 'append' },\n"
                               "lines = { 'one', 'a longer line', 'three', 'four' }, again = 'repeat', into = into }";
    check_in_rectangles(*state, &RUN, MAKE, 0.7);
}

// Whether a station is lit when a thing comes home, which takes half a second from where it leaves the arc.
static bool is_lit_on_leaving(const Scene *s, const Node *station, const Node *thing)
{
    double lit_s = 0, home_s = 0;
    while (lit_s < s->dur_s && !color_equal(node_color(station, PROP_STROKE, lit_s), s->theme->accent))
        lit_s += 0.02;
    while (home_s < s->dur_s && fabs(node_value(thing, PROP_X, home_s) - node_value(thing, PROP_X, 99)) >= NEAR)
        home_s += 0.02;
    return lit_s > home_s - 0.5 && lit_s < home_s + 0.3;
}

// All names are there from the first, lines come when their station is reached; the thing waits half way and ends in
// its place.
static void test_ring(void **state)
{
    static const char BODY[] =
        "local loop = ring { { 'context', 'predict', 'sample', 'append' },\n"
        "  lines = { 'one', 'two', 'three', 'four' }, again = 'repeat' }\nappear(loop)\n"
        "local row = token_row { run.generation.context, slot = run.generation[1], into = loop:place 'context' }\n"
        "local strip = draw_strip { run.generation[1], into = loop:place('sample'):cut_top(0.5) }\n"
        "loop:go 'predict'\nloop:go 'sample'\nappear(row)\nappear(strip)\nstrip:throw(run.generation[1].draw)\n"
        "local token = strip:lift(run.generation[1].id)\n"
        "over(token, loop)\nloop:carry(token, 'append')\nhold(1)\nloop:carry(token, 'append', row:slot())\n"
        "row:fill(token)\nloop:say('sample', 'rare')\n"
        "loop:go 'context'\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        const Picture *loop = s->pictures[0], *row = s->pictures[1], *token = s->pictures[3];
        assert_true(scene_shows(s, "append") && scene_shows(s, "repeat") && scene_shows(s, "three"));
        const Node *said = picture_item(loop, picture_part_find(loop, part_cell(2, 2)), "line");
        assert_string_equal(said->runs[0]->text, "rare");
        assert_int_equal(row->n_parts, 4); // the token that was drawn is one of them
        assert_true(node_value(token->root, PROP_OPACITY, 99) == 0);
        const Rect place = row->parts[3].box;
        const double x = node_value(token->root, PROP_X, 99) + token->rect.x + token->rect.w / 2;
        const double h = node_value(token->root, PROP_SCALE_Y, 99) * token->rect.h;
        assert_within(x, place.x + place.w / 2, NEAR);
        assert_within(h, place.h, 8);
        assert_true(is_lit_on_leaving(s, item_of(loop, part_named("append"), "circle"), token->root));
        const int closing = picture_part_find(loop, part_cell(1, 0));
        assert_true(node_value(picture_item(loop, closing, "arc"), PROP_TRIM_END, 99) == 1);
        Complaints complaints = {"ring", 0};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

// A second time round, the line of a station behind the one that is gone to is not there until that is reached again.
static void test_ring_anew(void **state)
{
    static const char BODY[] = "local loop = ring { { 'a', 'b', 'c', 'd' }, lines = { 'one', 'two', 'three', 'four' } }\n"
                               "appear(loop)\nloop:go 'b'\nloop:go 'c'\nloop:go 'd'\n%shold(1)";
    static const struct {
        const char *more;
        bool lines[4], arcs[4];
    } ROWS[] = {
        {"", {true, true, true, true}, {false, true, true, true}},
        {"loop:go 'a'\n", {true, true, true, true}, {true, true, true, true}},
        {"loop:go 'a'\nloop:go 'b'\n", {true, true, false, false}, {true, true, false, false}},
        {"loop:go 'a'\nloop:go 'b'\nloop:go 'c'\n", {true, true, true, false}, {true, true, true, false}},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const Scene *s = built(state, CANVAS_WIDE, arena_printf(&((Stage *)*state)->arena, BODY, ROWS[i].more));
        const Picture *loop = s->pictures[0];
        for (int k = 0; k < 4; k++) {
            assert_int_equal(item_of(loop, part_cell(2, k), "line") != NULL, ROWS[i].lines[k]);
            const Node *arc = item_of(loop, part_cell(1, k), "arc");
            assert_int_equal(arc && node_value(arc, PROP_TRIM_END, 99) == 1, ROWS[i].arcs[k]);
        }
    }
}

// Two stations together have all that each has.
static void test_ring_places(void **state)
{
    static const char BODY[] = "local loop = ring { { 'a', 'b', 'c', 'd' } }\nappear(loop)\n"
                               "local one = histogram { run.generation[1], into = loop:place 'b' }\n"
                               "local both = histogram { run.generation[1], into = loop:place('b', 'c') }\n"
                               "appear(one)\nleave(one)\nappear(both)\nhold(1)";
    const Scene *s = built(state, CANVAS_WIDE, BODY);
    const Rect one = s->pictures[1]->rect, both = s->pictures[2]->rect;
    assert_true(rect_contains(both, one) && both.w > 2 * one.w);
}

// An arc is a way for anything.
static void test_arc(void **state)
{
    static const char BODY[] = "local loop = ring { { 'a', 'b', 'c', 'd' } }\nappear(loop)\n"
                               "local row = token_row { run.generation.context, into = loop:place 'b' }\nappear(row)\n"
                               "travel(row, loop:place 'c', { via = loop:arc 'c' })\nhold(1)";
    const Scene *s = built(state, CANVAS_WIDE, BODY);
    const Picture *loop = s->pictures[0], *row = s->pictures[1];
    const Rect ring = loop->parts[picture_part_find(loop, part_cell(1, 2))].box;
    double lowest = 0;
    for (double t_s = 1.2; t_s < 1.9; t_s += 0.02)
        lowest = fmax(lowest, node_value(row->root, PROP_Y, t_s) + row->rect.y + row->rect.h / 2);
    assert_true(fabs(lowest - (ring.y + ring.h)) < row->rect.h); // it went down to the ring's foot
    assert_true(node_value(row->root, PROP_X, 9) > ring.w / 4); // and to the right, up to the next station
}

// So is the last one, back to the first station, for a thing that stands in the middle of its row.
static void test_last_arc(void **state)
{
    static const char BODY[] = "local loop = ring { { 'a', 'b', 'c', 'd' } }\n"
                               "local thing = heading('X', { into = loop:place('d'):middle(0.3), align = 'middle' })\n"
                               "local to = heading('Y', { into = loop:place('a'):middle(0.3), align = 'middle' })\n"
                               "appear(loop)\nappear(thing)\nappear(to)\n"
                               "loop:go 'b'\nloop:go 'c'\nloop:go 'd'\nloop:carry(thing, 'a', to)\nhold(1)";
    const Scene *s = built(state, CANVAS_WIDE, BODY);
    const Picture *thing = s->pictures[1], *to = s->pictures[2];
    const double half = thing->rect.x + thing->rect.w / 2;
    assert_within(node_value(thing->root, PROP_X, 99) + half, to->rect.x + to->rect.w / 2, NEAR);
    double highest = s->canvas.height;
    for (double t_s = 0; t_s < s->dur_s; t_s += 0.05)
        highest = fmin(highest, node_value(thing->root, PROP_Y, t_s) + thing->rect.y + thing->rect.h / 2);
    assert_true(highest < to->rect.y); // it came along above all else
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"ring { { 'one', 'two' } }", "`stations` of a ring are 4, not 2"},
        {"local r = ring { { 'a', 'b', 'c', 'd' } }\nr:go 'e'", "no station \"e\"; it has a, b, c and d"},
        {"local r = ring { { 'a', 'b', 'c', 'd' } }\nappear(r)\nr:say('a', 'x')", "this ring has no lines"},
    };
    check_refused(*state, &RUN, ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangles),  cmocka_unit_test(test_ring), cmocka_unit_test(test_ring_anew),
        cmocka_unit_test(test_ring_places), cmocka_unit_test(test_arc),  cmocka_unit_test(test_last_arc),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
