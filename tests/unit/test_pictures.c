// test_pictures.c — the pictures of scene scripts: what they are made of, on every canvas.
#include "engine/anim/picture_data.h"
#include "engine/anim/seen.h"
#include "scenes/kit/kit_verbs.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const RunCandidate TOP[] = {{0, 0.4}, {1, 0.3}, {2, 0.1}, {3, 0.05}, {4, 0.05}, {5, 0.04}, {6, 0.03}};
static const char *const VOCAB[] = {"a", "b", "c", "d", "e", "f", "g"};
static const RunToken DRAWN[] = {{.id = 6, .text = "g", .p = 0.03, .top = TOP, .n_top = 7, .p_other = 0.03},
                                 {.id = 1, .text = "b", .p = 0.3, .top = TOP, .n_top = 7, .p_other = 0.03}};
static const int32_t PROMPT[] = {1, 2, 3};
static const RunGeneration GENERATION = {
    .prompt = "bcd", .prompt_ids = PROMPT, .n_prompt = 3, .n_ctx = 8, .tokens = DRAWN, .n_tokens = 2};
static const Run RUN = {.n_vocab = 7, .vocab = VOCAB, .generation = &GENERATION, .n_params = 1234};

// Builds a scene on a canvas. The error's text when it fails, else "".
static const char *build(Stage *stage, CanvasShape shape, const char *body, Scene **scene)
{
    return script_build_body(stage, shape, &RUN, body, scene);
}

static void test_language(void **state)
{
    const ScriptLanguage language = language_make(&((Stage *)*state)->arena, &KIT_LANGUAGE);
    Err err = {""};
    if (!script_check_language(&language, &err))
        fail_msg("%s", err.text);
}

// The token that was drawn is the seventh; there are five rows.
static void test_next_bars(void **state)
{
    static const char BODY[] = "local bars = next_bars { run.generation[1], most = 5, least = 5 }\n"
                               "appear(bars)\nbars:mark(run.generation[1].id)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(build(*state, shape, BODY, &s), "");
        assert_true(scene_shows(s, "a") && scene_shows(s, "d") && scene_shows(s, "g") && scene_shows(s, "others"));
        assert_false(scene_shows(s, "e")); // whose row the chosen one has
        assert_true(scene_shows(s, "40 %") && scene_shows(s, "3 %") && scene_shows(s, "12 %"));
        Complaints complaints = {"next_bars"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

// Bars that show several predictions in turn have one scale: the likeliest token of them all has all the room.
static void test_one_scale(void **state)
{
    static const char BODY[] = "local as_it_needs = next_bars { run.generation[1], most = 5, least = 5 }\n"
                               "local among = { run.generation[1], run.generation[2] }\n"
                               "local one_scale = next_bars { run.generation[2], most = 5, least = 5, among = among }\n"
                               "appear(as_it_needs)\nleave(as_it_needs)\nappear(one_scale)";
    Scene *s;
    assert_string_equal(build(*state, CANVAS_WIDE, BODY, &s), "");
    const double half = node_last(picture_item(s->pictures[0], 0, "bar"), PROP_W); // of 40 % where 50 % are all
    assert_true(fabs(node_last(picture_item(s->pictures[1], 0, "bar"), PROP_W) - half / 0.8) < 0.01);
}

// Where there is little room there are fewer rows, in type as large as anywhere on the canvas; a stagger takes as long.
static void test_fewer_rows(void **state)
{
    static const char BODY[] = "local bars = next_bars { run.generation[1], most = 5, into = area():cut_top(%s) }\n"
                               "appear(bars, { stagger = 0.1 })\nhold(1)";
    static const char *const HEIGHTS[] = {"1", "0.3"};
    double dur_s[2];
    for (int i = 0; i < 2; i++) {
        Scene *s;
        const char *body = arena_printf(&((Stage *)*state)->arena, BODY, HEIGHTS[i]);
        assert_string_equal(build(*state, CANVAS_SQUARE, body, &s), "");
        assert_true(scene_shows(s, "others") && scene_shows(s, "d") == (i == 0));
        for (int k = 0; k < s->n_nodes; k++)
            assert_true(s->nodes[k]->kind != NODE_TEXT || s->nodes[k]->runs[0]->style.size >= SIZE_LABEL_PHONE);
        dur_s[i] = s->dur_s;
    }
    assert_true(fabs(dur_s[0] - dur_s[1]) < 1e-9);
}

// The words that are nearer to the colour of what was chosen than to any other, as "g 3 %"; "" when none are seen.
static const char *marked_words(Stage *stage, const Scene *s, double t_s)
{
    const Color pick = s->theme->pick, others[] = {s->theme->ink, s->theme->soft};
    const char *words = "";
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        if (node->kind != NODE_TEXT || !node_is_visible(node, t_s))
            continue;
        const Color color = node_color(node, PROP_FILL, t_s);
        const double to_pick = fabs((double)(color.b - pick.b));
        if (to_pick < fabs((double)(color.b - others[0].b)) && to_pick < fabs((double)(color.b - others[1].b)))
            words = arena_printf(&stage->arena, "%s%s%s", words, *words ? " " : "", node->runs[0]->text);
    }
    return words;
}

// At no moment is anything marked but what was drawn: not while other bars come, nor before the next is drawn.
static void test_marks(void **state)
{
    static const char BODY[] = "local first, second = run.generation[1], run.generation[2]\n"
                               "local bars = next_bars { first, most = 5, least = 5 }\n"
                               "appear(bars)\nbars:mark(first.id)\nhold(0.5)\nclick()\n"
                               "change(bars, second, { dur = 'slow' })\nhold(0.5)\nclick()\n"
                               "bars:mark(second.id)\nhold(0.5)";
    Scene *s;
    assert_string_equal(build(*state, CANVAS_WIDE, BODY, &s), "");
    assert_int_equal(s->n_steps, 2);
    const double first_s = s->steps[0].t_s, second_s = s->steps[1].t_s;
    assert_string_equal(marked_words(*state, s, first_s - 0.01), "g 3 %");
    for (double t_s = first_s + 1e-6; t_s < second_s; t_s += 1.0 / 240)
        assert_string_equal(marked_words(*state, s, t_s), "");
    for (double t_s = second_s; t_s < s->dur_s; t_s += 1.0 / 240) {
        const char *words = marked_words(*state, s, t_s);
        assert_true(strstr("b 30 %", words) != NULL); // one of the two is nearer first
    }
    assert_string_equal(marked_words(*state, s, s->dur_s), "b 30 %");
}

// Places for bars tell nothing of what comes there; they become the bars, row by row.
static void test_empty_bars(void **state)
{
    static const char BODY[] = "local empty = next_bars { run.generation[1], most = 5, least = 5, empty = true }\n"
                               "local bars = next_bars { run.generation[1], most = 5, least = 5 }\n"
                               "appear(empty)\nclick()\nbecome(empty, bars)\nhold(1)";
    Scene *s;
    assert_string_equal(build(*state, CANVAS_WIDE, BODY, &s), "");
    const Picture *bars = s->pictures[1];
    for (int i = 0; i < s->n_nodes; i++)
        assert_false(s->nodes[i]->kind == NODE_TEXT && node_is_visible(s->nodes[i], s->steps[0].t_s));
    for (int i = 0; i < bars->n_parts; i++)
        assert_true(node_value(bars->parts[i].group, PROP_OPACITY, s->dur_s) == 1);
    assert_true(scene_shows(s, "40 %"));
}

static void test_words_and_rows(void **state)
{
    static const char BODY[] =
        "local page = area()\n"
        "local head = heading('Before ${run.n_params} parameters', { into = page:cut_top 'fit' })\n"
        "local row = token_row { run.generation.context, slot = run.generation[1], into = page }\n"
        "par(function() appear(head); appear(row) end)\nhold(1)";
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(build(*state, shape, BODY, &s), "");
        assert_true(scene_shows(s, "Before 1,234 parameters") && scene_shows(s, "b") && scene_shows(s, "d"));
        Complaints complaints = {"words and rows"};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
    }
}

static void test_by_canvas(void **state)
{
    static const char BODY[] =
        "local n, words = by_canvas { wide = 2, square = 2, tall = 1 }, by_canvas { wide = 'w', square = 's', tall = "
        "'t' }\n"
        "local places = area():grid(n, 1)\nassert(#places == n)\nappear(line(words, { into = places[n] }))";
    static const char *const WORDS[] = {[CANVAS_WIDE] = "w", [CANVAS_SQUARE] = "s", [CANVAS_TALL] = "t"};
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(build(*state, shape, BODY, &s), "");
        assert_true(scene_shows(s, WORDS[shape]));
    }
}

static void test_errors(void **state)
{
    static const struct {
        const char *body, *says;
    } ROWS[] = {
        {"next_bars { run.generation.context[1] }", "was given, not drawn"},
        {"token_row { 'abc' }", "tokens are wanted here"},
        {"local h = heading('so many words that never fit into a small area', { into = area():middle(0.1, 0.1) })",
         "an area of 173 × 97 units is too small for words: \"so many"},
        {"local n = run.n_paramz", "n_paramz"},
        {"local n = by_canvas { wide = 1, tall = 2 }", "square"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Scene *s;
        const char *error = build(*state, CANVAS_WIDE, ROWS[i].body, &s);
        if (!strstr(error, ROWS[i].says))
            fail_msg("\"%s\" does not say \"%s\"", error, ROWS[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_language),   cmocka_unit_test(test_next_bars),      cmocka_unit_test(test_one_scale),
        cmocka_unit_test(test_empty_bars), cmocka_unit_test(test_words_and_rows), cmocka_unit_test(test_by_canvas),
        cmocka_unit_test(test_errors),     cmocka_unit_test(test_marks),          cmocka_unit_test(test_fewer_rows),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
