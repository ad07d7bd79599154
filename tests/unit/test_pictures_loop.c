// test_pictures_loop.c — the pictures of how a text is written: histogram, strip, rows of tokens, the text itself.
#include "engine/anim/picture_data.h"
#include "support_golden.h"
#include "support_pictures.h"
#include "scenes/kit/run_values.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const VOCAB[] = {"a", "b", "c", "\n", " ", "word ", "."};
static const RunCandidate TOP[] = {{0, 0.4}, {1, 0.3}, {2, 0.1}, {3, 0.05}, {4, 0.05}, {5, 0.04}, {6, 0.03}};
static const RunToken TOKENS[] = {
    {.id = 1, .text = "b", .p = 0.3, .top = TOP, .n_top = 7, .p_other = 0.03, .draw = 0.625},
    {.id = 5, .text = "word ", .p = 0.04, .top = TOP, .n_top = 7, .p_other = 0.03, .draw = 0.92},
    {.id = 3, .text = "\n", .p = 0.05, .top = TOP, .n_top = 7, .p_other = 0.03, .draw = 0.83},
    {.id = 0, .text = "a", .p = 0.4, .top = TOP, .n_top = 7, .p_other = 0.03, .draw = 0.1},
    {.id = 6, .text = ".", .p = 0.03, .top = TOP, .n_top = 7, .p_other = 0.03, .draw = 0.95},
};
static const int32_t PROMPT[] = {2, 0, 1};
static const RunGeneration GENERATION = {
    .prompt = "cab", .prompt_ids = PROMPT, .n_prompt = 3, .n_ctx = 8, .tokens = TOKENS, .n_tokens = 5};
static const Run RUN = {.n_vocab = 7, .vocab = VOCAB, .generation = &GENERATION};

static Scene *built(void **state, CanvasShape shape, const char *body)
{
    return script_built(*state, shape, &RUN, body);
}

static bool is_near(double a, double b)
{
    return fabs(a - b) < 0.51;
}

static void assert_no_complaints(const Scene *s, const char *about)
{
    Complaints complaints = {about, 0};
    check_pictures(s, &complaints);
    assert_int_equal(complaints.n, 0);
}

static void test_rectangles(void **state)
{
    static const struct {
        const char *make;
        double least;
    } ROWS[] = {
        {"histogram { run.generation[1], into = into }", 0.13},
        {"draw_strip { run.generation[2], into = into }", 0.2},
        {"growing_text { run.generation, from = 4, into = into }", 0.2},
        {"pill { { 'predict', 'sample', 'append', 'repeat' }, into = into }", 0.9},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_in_rectangles(*state, &RUN, ROWS[i].make, ROWS[i].least);
}

// Every symbol has a bar, those with signs by falling probability from the left; what was drawn has one of these, and is
// marked alone. Bars stay where they are when predictions change, and have their new signs at once.
static void test_histogram(void **state)
{
    static const char BODY[] = "local hist = histogram { run.generation[5], into = area():middle(1, %s) }\nappear(hist)\n"
                               "hist:mark(run.generation[5].id)\nhold(1)\nchange(hist, run.generation[1])\nhold(1)";
    Arena *arena = &((Stage *)*state)->arena;
    for (int narrow = 0; narrow < 2; narrow++) {
        const Scene *s = built(state, CANVAS_WIDE, arena_printf(arena, BODY, narrow ? "0.35" : "1"));
        const Picture *hist = s->pictures[0];
        const int first = picture_part_find(hist, part_id(0)), drawn = picture_part_find(hist, part_id(6));
        const Node *bar = picture_item(hist, first, "bar"), *lit = picture_item(hist, drawn, "bar");
        assert_true(first >= 0 && drawn >= 0);
        assert_true(node_value(bar, PROP_H, 0) == 0 && is_near(node_value(bar, PROP_H, 9), hist->parts[first].box.h -
                                                               node_value(bar, PROP_Y, 9)));
        assert_true(color_equal(node_color(lit, PROP_FILL, 1.2), s->theme->pick));
        assert_false(color_equal(node_color(lit, PROP_FILL, 9), s->theme->pick));
        assert_false(color_equal(node_color(bar, PROP_FILL, 1.2), s->theme->pick));
        assert_true(hist->parts[drawn].box.x > hist->parts[first].box.x);
        assert_no_complaints(s, "histogram");
    }
    Run many = RUN;
    many.n_vocab = 1000;
    Scene *s;
    assert_string_equal(
        script_build_body(*state, CANVAS_WIDE, &many, "appear(histogram { run.generation[1] })", &s), "");
    assert_int_equal(s->pictures[0]->n_parts, 7 + 7 + 60 + 1); // bars and signs, narrow ones, what they are together

    // Where it is narrow there are fewer narrow bars, none outside of it.
    static const char NARROW[] = "appear(histogram { run.generation[1], into = area():middle(0.4, 0.2) })";
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, &many, NARROW, &s), "");
    const Picture *narrow = s->pictures[0];
    assert_true(narrow->n_parts > 12 && narrow->n_parts < 60);
    for (int i = 0; i < narrow->n_parts; i++)
        assert_true(rect_contains(rect_grow(narrow->rect, 1), narrow->parts[i].box));
}

// What hardly ever comes has no number; a token that is kept has a sign where none was drawn.
static void test_histogram_of_one_choice(void **state)
{
    static const RunCandidate SURE[] = {{0, 0.98},   {1, 0.012},  {3, 0.004}, {4, 0.002},
                                        {5, 0.001}, {6, 0.0006}, {2, 0.0004}};
    static const RunToken EXPECTED[] = {{.id = -1, .top = SURE, .n_top = 7}};
    RunGeneration generation = GENERATION;
    generation.tokens = EXPECTED;
    generation.n_tokens = 1;
    Run run = RUN;
    run.generation = &generation;
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, &run, "appear(histogram { run.generation[1] })", &s), "");
    const Picture *hist = s->pictures[0];
    assert_non_null(picture_item(hist, picture_part_find(hist, part_id(1)), "percent"));
    assert_null(picture_item(hist, picture_part_find(hist, part_id(3)), "percent"));
    static const char BODY[] = "appear(histogram { run.generation[1], into = area():middle(0.35, 0.12)%s })";
    for (int kept = 0; kept < 2; kept++) {
        const char *keep = kept ? ", keep = run.generation.context[1].id" : ""; // which is "c"
        const char *body = arena_printf(&((Stage *)*state)->arena, BODY, keep);
        assert_string_equal(script_build_body(*state, CANVAS_WIDE, &run, body, &s), "");
        assert_int_equal(scene_shows(s, "c"), kept);
    }
}

// How long a bar is for each percent of the number seen beside it, at a time. Fails where several numbers are seen.
static double units_a_percent(const Part *part, const Node *bar, Prop length, double t_s)
{
    const char *number = NULL;
    for (int i = 0; i < part->group->n_children; i++) {
        const Node *words = part->group->children[i];
        if (words->kind != NODE_TEXT || !strchr(words->runs[0]->text, '%') || node_value(words, PROP_OPACITY, t_s) == 0)
            continue;
        assert_null(number);
        number = words->runs[0]->text;
    }
    assert_non_null(number);
    return node_value(bar, length, t_s) / strtod(number, NULL);
}

// In each frame of a change, and after it, every bar is as long as the number beside it says.
static void test_bars_are_as_their_numbers(void **state)
{
    static const char BODY[] = "local bars = %s { run.generation[1], among = { run.generation[1], run.generation[2] } }\n"
                               "appear(bars)\nhold(1)\n"
                               "change(bars, run.generation[2], { dur = 'slow' })\nhold(1)";
    static const RunCandidate OTHER[] = {{5, 0.5}, {0, 0.2}, {3, 0.1}, {2, 0.08}, {1, 0.06}, {4, 0.04}};
    static const RunToken PAIR[] = {{.text = "a", .p = 0.4, .top = TOP, .n_top = 6, .draw = 0.1},
                                    {.id = 5, .text = "word ", .p = 0.5, .top = OTHER, .n_top = 6, .draw = 0.1}};
    static const struct {
        const char *make;
        Prop length;
    } ROWS[] = {{"histogram", PROP_H}, {"next_bars", PROP_W}};
    RunGeneration generation = GENERATION;
    generation.tokens = PAIR;
    generation.n_tokens = 2;
    Run run = RUN;
    run.generation = &generation;
    for (size_t row = 0; row < 2; row++) {
        const char *body = arena_printf(&((Stage *)*state)->arena, BODY, ROWS[row].make);
        const Scene *s = script_built(*state, CANVAS_WIDE, &run, body);
        const Picture *bars = s->pictures[0];
        const int likeliest = picture_part_find(bars, part_id(0));
        for (int frame = 0; frame < 45; frame++) {
            const double t_s = 1.5 + frame / 30.0;
            const double unit = units_a_percent(&bars->parts[likeliest], picture_item(bars, likeliest, "bar"),
                                                ROWS[row].length, t_s);
            for (int id = 0; id < 6; id++) {
                const int part = picture_part_find(bars, part_id(id));
                const double length = units_a_percent(&bars->parts[part], picture_item(bars, part, "bar"),
                                                      ROWS[row].length, t_s);
                assert_true(fabs(length - unit) < 0.01 * unit);
            }
        }
        // On one scale: the likeliest of both has all the room that the page leaves.
        const double longest = node_value(picture_item(bars, likeliest, "bar"), ROWS[row].length, 9);
        const Rect page = bars->rect;
        assert_true(longest > 0.6 * (row == 0 ? page.h : page.w));
    }
}

// What is printed adds up to 100, where the others' number is within a point of what they really have; else it is that.
static void test_others_add_up(void **state)
{
    static const struct {
        double p[4];
        const char *others;
    } ROWS[] = {
        {{0.146, 0.116, 0.1, 0.1}, "53 %"},     // they have 53.8 %
        {{0.146, 0.116, 0.106, 0.106}, "53 %"}, // 52.6 %, and 51 are left
        {{0.496, 0.496, 0.004, 0.002}, "<1 %"}, // nothing is left
    };
    Arena *arena = &((Stage *)*state)->arena;
    for (size_t row = 0; row < sizeof ROWS / sizeof *ROWS; row++) {
        const Figure *shown[4];
        for (int i = 0; i < 4; i++)
            shown[i] = figure_leaf(arena, FIGURE_RUN, ROWS[row].p[i], (FigureSource){.field = "p"});
        assert_string_equal(figure_text(arena, others_figure(arena, shown, 4)->value, ".0%"), ROWS[row].others);
    }
}

// Bars lie down into cells as wide as they are likely; the number falls where it was recorded, and its cell is lit.
static void test_strip(void **state)
{
    static const char BODY[] = "local top, foot, last = area():column { 1, 1, 1 }\n"
                               "local hist = histogram { run.generation[1], into = top }\n"
                               "local strip = draw_strip { run.generation[1], into = foot }\n"
                               "under(strip, hist)\nappear(hist)\n"
                               "become(hist, strip, { keep = true, stagger = 0.01 })\n"
                               "strip:throw(run.generation[1].draw)\n"
                               "local token = strip:lift(run.generation[1].id)\ntravel(token, last)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        const Picture *hist = s->pictures[0], *strip = s->pictures[1];
        const int cell = picture_part_find(strip, part_id(1));
        const Part *part = &strip->parts[cell];
        assert_true(is_near(part->box.x, strip->rect.x + 0.4 * strip->rect.w + 1.5));
        assert_true(is_near(part->box.w, 0.3 * strip->rect.w - 3));
        const Rect bar = hist->parts[picture_part_find(hist, part_id(1))].box;
        assert_true(is_near(node_value(part->group, PROP_X, 0.6), bar.x));
        assert_true(is_near(node_value(part->group, PROP_X, 9), part->box.x));
        const Node *dart = strip->parts[picture_part_find(strip, part_named("dart"))].group;
        assert_true(is_near(node_value(dart, PROP_X, 9), strip->rect.x + 0.625 * strip->rect.w));
        const int hit = picture_part_find(strip, part_named("hit"));
        assert_true(color_equal(node_color(picture_item(strip, hit, "card"), PROP_STROKE, 9), s->theme->pick));
        assert_true(node_value(hist->root, PROP_OPACITY, 9) == 1); // which was kept
        assert_no_complaints(s, "strip");
    }
}

// A strip made of a histogram's bars has no more symbols than have a sign there.
static void test_strip_of_bars(void **state)
{
    static const char BODY[] = "local hist = histogram { run.generation[%d], into = area():middle(0.5, 0.22) }\n"
                               "local strip = draw_strip { run.generation[%d], like = hist }\nappear { hist, strip }\n"
                               "hold(1)";
    for (int token = 1; token <= 5; token++) {
        const Scene *s = built(state, CANVAS_WIDE, arena_printf(&((Stage *)*state)->arena, BODY, token, token));
        const Picture *hist = s->pictures[0], *strip = s->pictures[1];
        int n_signs = 0, n_cells = 0;
        while (picture_part_find(hist, part_cell(1, n_signs)) >= 0)
            n_signs++;
        for (int id = 0; id < 7; id++) {
            const int part = picture_part_find(strip, part_id(id));
            n_cells += part >= 0 && strip->parts[part].box.h > 10; // others are dots
        }
        assert_true(n_signs > 0 && n_signs < 7 && n_cells == n_signs);
        assert_true(strip->parts[picture_part_find(strip, part_id(TOKENS[token - 1].id))].box.h > 10);
    }
}

// What was drawn is lit on every strip, no wider than it is likely, with its sign where that fits; the dart is within
// it, and has the colour of choice there alone.
static void test_drawn_is_lit(void **state)
{
    static const char BODY[] = "local strip = draw_strip { run.generation[%d], into = area():middle(0.2, %s) }\n"
                               "appear(strip)\nstrip:throw(run.generation[%d].draw)\nhold(1)";
    Arena *arena = &((Stage *)*state)->arena;
    for (int token = 1; token <= 5; token++) {
        const Scene *s = built(state, CANVAS_TALL, arena_printf(arena, BODY, token, token % 2 ? "1" : "0.3", token));
        const Picture *strip = s->pictures[0];
        const int hit = picture_part_find(strip, part_named("hit")), dart = picture_part_find(strip, part_named("dart"));
        const Rect box = strip->parts[hit].box;
        const double x = node_value(strip->parts[dart].group, PROP_X, 99);
        assert_true(box.w <= TOKENS[token - 1].p * strip->rect.w);
        assert_true(is_near(x, strip->rect.x + TOKENS[token - 1].draw * strip->rect.w));
        const Node *sign = picture_item(strip, picture_part_find(strip, part_named("sign")), "sign");
        assert_true(sign || TOKENS[token - 1].p < 0.1);
        for (double t_s = 1; sign && t_s < s->dur_s; t_s += 0.05) // it stays while the cell comes to the front
            assert_true(node_value(sign, PROP_OPACITY, t_s) == 1);
        if (sign)
            assert_string_equal(sign->runs[0]->text, token == 3 ? "↵" : TOKENS[token - 1].text);
        const Node *tip = picture_item(strip, dart, "dart");
        for (double t_s = 0; t_s < 2; t_s += 0.05)
            assert_false(color_equal(node_color(tip, PROP_FILL, t_s), s->theme->pick));
        assert_true(color_equal(node_color(tip, PROP_FILL, 99), s->theme->pick));
    }
}

// A number that fell on the very border of a cell, as seen, still hits that one and not the next.
static void test_drawn_at_a_border(void **state)
{
    static const char BODY[] = "local strip = draw_strip { run.generation[1], into = area():middle(0.2, %s) }\n"
                               "appear(strip)\nstrip:throw(run.generation[1].draw)\nhold(1)";
    static const struct {
        int token; // of TOKENS
        double draw;
    } ROWS[] = {{0, 0.4}, {0, 0.6999}, {1, 0.9}, {1, 0.9399}, {3, 0}, {3, 0.3999}, {4, 0.94}, {4, 0.9699}};
    Arena *arena = &((Stage *)*state)->arena;
    for (size_t i = 0; i < 2 * sizeof ROWS / sizeof *ROWS; i++) {
        RunToken token = TOKENS[ROWS[i / 2].token];
        token.draw = ROWS[i / 2].draw;
        RunGeneration generation = GENERATION;
        generation.tokens = &token;
        generation.n_tokens = 1;
        Run run = RUN;
        run.generation = &generation;
        const Scene *s = script_built(*state, CANVAS_WIDE, &run, arena_printf(arena, BODY, i % 2 ? "1" : "0.3"));
        const Picture *strip = s->pictures[0];
        const Rect box = strip->parts[picture_part_find(strip, part_named("hit"))].box;
        const double x = node_value(strip->parts[picture_part_find(strip, part_named("dart"))].group, PROP_X, 99);
        assert_true(x > box.x + 2 && x < box.x + box.w - 2);
        assert_true(fabs(x - strip->rect.x - token.draw * strip->rect.w) < 15); // and where it fell
    }
}

// So many signs as are asked for; dots tell that likelier ones are left out before the one that is kept, and there are
// none where it is among the likeliest.
static void test_few_signs(void **state)
{
    static const char BODY[] = "local drawn = run.generation[%d]\n"
                               "appear(histogram { drawn, most = %d, keep = drawn.id })\n"
                               "appear(heading('${drawn.likeliest_p:.3f}', { into = area():cut_top(0.1) }))";
    for (int token = 1; token <= 5; token++)
        for (int most = 2; most <= 7; most++) {
            const RunToken *drawn = &TOKENS[token - 1];
            int place = 0;
            while (drawn->top[place].id != drawn->id)
                place++;
            Arena *arena = &((Stage *)*state)->arena;
            const Scene *s = built(state, CANVAS_WIDE, arena_printf(arena, BODY, token, most));
            const Picture *hist = s->pictures[0];
            assert_int_equal(picture_part_find(hist, part_named("dots")) >= 0, place >= most);
            assert_true(picture_part_find(hist, part_cell(1, most - 1)) >= 0);
            assert_true(picture_part_find(hist, part_cell(1, most)) < 0);
            assert_true(scene_shows(s, arena_printf(arena, "%.3f", drawn->top[0].p)));
            // Others are what neither signs nor dots stand for.
            const int other = picture_part_find(hist, part_named("other"));
            double left = 1;
            for (int i = 0; i < drawn->n_top && i < (place >= most ? place + 1 : most); i++)
                left -= (double)drawn->top[i].p;
            if (other >= 0)
                assert_true(fabs(atof(picture_item(hist, other, "percent")->runs[0]->text) - 100 * left) <= 1);
        }
}

// The text is laid out once: the first letter stands where it did when all is there. Quick turns take no time.
static void test_growing_text(void **state)
{
    static const char BODY[] = "local text, side = area():split { 2, 1 }\n"
                               "local story = growing_text { run.generation, from = 2, into = text }\n"
                               "local bars = next_bars { run.generation[1], full = 1, into = side }\n"
                               "appear { story, bars }\n"
                               "paced(story:rest(), { within = 2, first = 1.5, least = 0.01 }, function(token, turn)\n"
                               "  if turn:readable() then\n"
                               "    change(bars, token)\n    bars:mark(token.id)\n"
                               "    story:take(token, { from = bars:part(token.id), avoid = bars })\n"
                               "  else story:take(token) end\nend)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        const Picture *story = s->pictures[0];
        const int b = picture_part_find(story, part_index(3)), word = picture_part_find(story, part_index(4));
        const Node *first = story->parts[b].group, *second = story->parts[word].group;
        assert_true(node_color(picture_item(story, b, "letter 1"), PROP_FILL, 0.7).a == 1);
        assert_true(node_color(picture_item(story, word, "letter 1"), PROP_FILL, 0.7).a == 0);
        assert_true(color_equal(node_color(picture_item(story, word, "letter 1"), PROP_FILL, 9), s->theme->ink));
        assert_true(is_near(node_value(second, PROP_X, 9), story->parts[word].box.x));
        assert_true(is_near(node_value(first, PROP_X, 9), node_value(first, PROP_X, 1.2)));
        assert_true(fabs(s->dur_s - (0.6 + 0.6 + 2 + 1)) < 0.01);
        assert_int_equal(picture_part_find(story, part_index(5)), -1); // the line's end has no ink
        assert_no_complaints(s, "growing text");
    }
}

// A speaker's long name is no wider than the page, however narrow that is.
static void test_long_speaker(void **state)
{
    static const char *const LONG_VOCAB[] = {"THE DUKE OF GLOUCESTER:", "\n", "ab"};
    static const RunCandidate LONG_TOP[] = {{2, 0.9}};
    static const RunToken LONG_TOKENS[] = {{.id = 2, .text = "ab", .p = 0.9, .top = LONG_TOP, .n_top = 1, .p_other = 0.1}};
    static const int32_t LONG_PROMPT[] = {0, 1};
    static const RunGeneration LONG = {.prompt = "THE DUKE OF GLOUCESTER:\n", .prompt_ids = LONG_PROMPT, .n_prompt = 2,
                                       .n_ctx = 8, .tokens = LONG_TOKENS, .n_tokens = 1};
    static const Run LONG_RUN = {.n_vocab = 3, .vocab = LONG_VOCAB, .generation = &LONG};
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = script_built(*state, shape, &LONG_RUN,
                                      "local story = growing_text { run.generation, into = area():middle(0.4, 0.5) }\n"
                                      "appear(story)\nstory:take(story:rest()[1])\nhold(1)");
        const Picture *story = picture_named(s, "growing_text");
        const Rect name = story->parts[picture_part_find(story, part_index(0))].box;
        assert_true(name.w > 0 && name.x + name.w <= story->rect.x + story->rect.w + 0.1);
        assert_no_complaints(s, "a long name");
    }
}

// Where a letter is on its way from a bar at whose top it leaves: in no other bar's place, and over its own one first.
static void check_flight(const Scene *s, double from_s, double to_s)
{
    const Picture *story = picture_named(s, "growing_text"), *hist = picture_named(s, "histogram");
    const Part *letter = &story->parts[picture_part_find(story, part_index(3))];
    const Part *own = &hist->parts[picture_part_find(hist, part_id(1))];
    const Rect home = letter->box;
    const double bar_x = own->box.x + own->box.w / 2;
    bool set_out = false;
    for (double t_s = from_s; t_s < to_s; t_s += 1.0 / 60) {
        const double x = node_value(letter->group, PROP_X, t_s) + home.w / 2;
        const double y = node_value(letter->group, PROP_Y, t_s) + home.h / 2;
        set_out = set_out || (fabs(x - bar_x) < 2 && y < own->box.y);
        for (int i = 0; i < hist->n_parts && set_out; i++)
            if (rect_contains(hist->parts[i].box, (Rect){x, y, 0, 0}))
                fail_msg("at %.2f s the letter is in part %d of the bars", t_s, i);
        assert_true(x > 0 && y > 0 && x < s->canvas.width && y < s->canvas.height);
    }
    assert_true(set_out);
}

// A letter leaves a bar at its top, to a text above all bars or beside them.
static void test_letter_of_a_bar(void **state)
{
    static const char *const LAYOUTS[][2] = {{"local bars, text = area():row { 3, 2 }", "middle(0.25)"},
                                             {"local text, bars = area():column { 2, 3 }", "cut_top(0.5)"}};
    for (int i = 0; i < 2; i++)
        for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
            if (i == 0 && shape != CANVAS_WIDE)
                continue; // beside one another there is no room for both
            const char *body = arena_printf(
                &((Stage *)*state)->arena,
                "%s\nlocal hist = histogram { run.generation[1], into = bars:cut_bottom(0.6) }\n"
                "local story = growing_text { run.generation, from = 1, into = text:%s }\n"
                "appear { hist, story }\n"
                "click()\nlocal token = story:rest()[1]\n"
                "story:take(token, { from = hist:part(token.id), avoid = { hist }, up = true })\nhold(2)",
                LAYOUTS[i][0], LAYOUTS[i][1]);
            const Scene *s = built(state, shape, body);
            check_flight(s, s->steps[0].t_s, s->dur_s - 2.1);
            assert_no_complaints(s, "a letter of a bar");
        }
}

// One step is lit at a time, or all, and none moves by it.
static void test_pill(void **state)
{
    static const char BODY[] = "local steps = pill { { 'predict', 'sample', 'append' }, into = area():middle(0.2) }\n"
                               "rise_in(steps)\nsteps:light(2)\nhold(1)\nsteps:light(3, { color = 'pick' })\n"
                               "hold(1)\nsteps:light_all()\nhold(2)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = built(state, shape, BODY);
        const Picture *pill = s->pictures[0];
        const Node *second = picture_item(pill, picture_part_find(pill, part_index(1)), "words");
        const Node *third = picture_item(pill, picture_part_find(pill, part_index(2)), "words");
        assert_true(color_equal(node_color(second, PROP_FILL, 1.5), s->theme->accent));
        assert_true(color_equal(node_color(third, PROP_FILL, 2.6), s->theme->pick));
        assert_true(color_equal(node_color(second, PROP_FILL, 2.6), s->theme->soft));
        assert_true(color_equal(node_color(second, PROP_FILL, 9), s->theme->accent));
        assert_true(color_equal(node_color(third, PROP_FILL, 9), s->theme->accent));
        assert_true(is_near(node_value(second, PROP_X, 9), node_value(second, PROP_X, 0)));
        assert_no_complaints(s, "pill");
    }
}

// Without a token in the text that it stands for, a place opens, is filled, is closed again.
static void test_row_of_tokens(void **state)
{
    static const char BODY[] = "local left = area():row { 1, 1 }\n"
                               "local row = token_row { run.generation.context, align = 'inward', into = left }\n"
                               "appear(row)\nrow:open(run.generation[1])\nrow:fill()\nhold(1)";
    const Scene *s = built(state, CANVAS_WIDE, BODY);
    const Picture *row = s->pictures[0];
    assert_int_equal(row->n_parts, 4);
    const Rect last = row->parts[3].box;
    assert_true(is_near(last.x + last.w, row->rect.x + row->rect.w)); // towards the middle of the canvas
    assert_true(scene_shows(s, "b"));
}

// What they are made of, drawn: bars that lie down, a text that grows.
static void test_golden(void **state)
{
    static const struct {
        const char *name, *body;
    } ROWS[] = {
        {"script_strip", "local top, foot = area():column { 1, 1 }\n"
                         "local hist = histogram { run.generation[1], into = top }\n"
                         "local strip = draw_strip { run.generation[1], into = foot }\n"
                         "appear(hist)\nbecome(hist, strip, { keep = true, stagger = 0.1 })\n"
                         "strip:throw(run.generation[1].draw)"},
        {"script_ring", "local loop = ring { { 'context', 'predict', 'sample', 'append' }, again = 'repeat' }\n"
                        "appear(loop)\nloop:go 'predict'\nloop:go 'context'"},
        {"script_growing_text", "local story = growing_text { run.generation, from = 2 }\nappear(story)\n"
                                "for _, token in ipairs(story:rest()) do story:take(token) hold(0.1) end\nhold(1)"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        golden_compare(ROWS[i].name, built(state, CANVAS_WIDE, ROWS[i].body), &((Stage *)*state)->arena);
}

static void test_errors(void **state)
{
    static const Refused ROWS[] = {
        {"histogram { run.generation.context[1] }", "was given, not drawn"},
        {"local d = draw_strip { run.generation[1] }\nappear(d)\nd:throw(run.generation[2].draw)",
         "is 0.6250, not 0.9200"},
        {"local d = draw_strip { run.generation[1] }\nappear(d)\nd:lift(run.generation[2].id)",
         "that was drawn is 1, not 5"},
        {"local t = growing_text { run.generation }\nappear(t)\nt:take(run.generation[2])", "taken in their order"},
        {"local r = token_row { run.generation.context }\nappear(r)\nr:fill()", "has no place for a next token"},
        {"growing_text { run.generation.context }", "generation"},
        {"local p = pill { { 'a', 'b' } }\nappear(p)\np:light(3)", "no step 3 in this pill, which has 2"},
    };
    check_refused(*state, &RUN, ROWS, sizeof ROWS / sizeof *ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_histogram),
        cmocka_unit_test(test_histogram_of_one_choice),
        cmocka_unit_test(test_bars_are_as_their_numbers),
        cmocka_unit_test(test_others_add_up),
        cmocka_unit_test(test_strip),
        cmocka_unit_test(test_strip_of_bars),
        cmocka_unit_test(test_drawn_is_lit),
        cmocka_unit_test(test_drawn_at_a_border),
        cmocka_unit_test(test_few_signs),
        cmocka_unit_test(test_growing_text),
        cmocka_unit_test(test_long_speaker),
        cmocka_unit_test(test_letter_of_a_bar),
        cmocka_unit_test(test_pill),
        cmocka_unit_test(test_row_of_tokens),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
