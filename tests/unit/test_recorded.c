// test_recorded.c — what a run recorded of its generation comes to the pictures as it was recorded.
#include "scenes/kit/recorded.h"
#include "support_run.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Scene *new_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "recorded");
}

// What both kinds of records have in common. Gives the sum of the candidates.
static double check_candidates(const Recorded *recorded)
{
    const Run *run = recorded->run;
    double sum = 0, all = 0;
    for (int i = 0; i < recorded->n_sorted; i++) {
        const int id = recorded->ids[i];
        assert_true(recorded->sorted_p[i] > 0 && recorded->p[id] == recorded->sorted_p[i]);
        assert_true(i == 0 || recorded->sorted_p[i] <= recorded->sorted_p[i - 1]);
        assert_ptr_equal(recorded->texts[i], run->vocab[id]);
        sum += recorded->sorted_p[i];
    }
    for (int64_t id = 0; id < run->n_vocab; id++)
        all += recorded->p[id];
    assert_true(fabs(all - sum) < 1e-12); // all others are 0
    return sum;
}

static void test_a_generation(void **state)
{
    Stage *stage = *state;
    Scene *s = new_scene(stage);
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    const RunToken *token = &run->generation->tokens[0];
    const Recorded recorded = recorded_generation(s, run);
    assert_ptr_equal(recorded.generation, run->generation);
    assert_string_equal(recorded.source, "run:generation.top");
    assert_int_equal(recorded.n_context, 7);
    assert_string_equal(recorded.context[0], "R");
    assert_string_equal(recorded.context[6], "\n");
    assert_int_equal(recorded.n_sorted, token->n_top);
    assert_true(check_candidates(&recorded) <= 1 + 1e-6);
    for (int i = 0; i < token->n_top; i++)
        assert_int_equal(recorded.ids[i], token->top[i].id);
    assert_int_equal(recorded.ids[recorded.chosen], token->id);
    assert_string_equal(recorded.choice, token->text);
}

static void test_a_probe_alone(void **state)
{
    Stage *stage = *state;
    Scene *s = new_scene(stage);
    const RunShape shapes[] = {{.name = "small", .n_generated = SHAPE_NONE},
                               {.name = "many symbols", .n_generated = SHAPE_NONE, .n_vocab = 300}};
    for (int i = 0; i < 2; i++) {
        const Run *run = run_made(&stage->arena, &shapes[i]);
        const Recorded recorded = recorded_generation(s, run);
        assert_null(recorded.generation);
        assert_null(recorded.choice);
        assert_int_equal(recorded.chosen, -1);
        assert_string_equal(recorded.source, "run:probe.probabilities");
        assert_int_equal(recorded.n_context, 7);
        assert_int_equal(recorded.n_sorted, i == 0 ? run->n_vocab : 128);
        const double sum = check_candidates(&recorded);
        assert_true(i == 0 ? fabs(sum - 1) < 1e-5 : sum < 1);
    }
}

static void test_nothing_recorded(void **state)
{
    Stage *stage = *state;
    const RunShape shape = {.name = "nothing", .n_generated = SHAPE_NONE, .no_probe = true};
    const Recorded recorded = recorded_generation(new_scene(stage), run_made(&stage->arena, &shape));
    assert_null(recorded.p);
    assert_int_equal(recorded.n_sorted, 0);
    assert_int_equal(recorded.n_context, 0);
    assert_int_equal(recorded.chosen, -1);
}

// ---- how much of the text ----

// What is shown of a text that was generated letter by letter.
static const char *shown_of(Stage *stage, const char *text)
{
    const RunShape shape = {.name = "usual"};
    Run run = *run_made(&stage->arena, &shape);
    RunGeneration generation = *run.generation;
    const int n = (int)strlen(text);
    RunToken *tokens = ARENA_ARRAY(&stage->arena, RunToken, n);
    for (int i = 0; i < n; i++) {
        tokens[i] = generation.tokens[0];
        tokens[i].text = arena_strndup(&stage->arena, text + i, 1);
    }
    generation.tokens = tokens;
    generation.n_tokens = n;
    run.generation = &generation;
    return arena_strndup(&stage->arena, text, (size_t)recorded_generation(new_scene(stage), &run).n_written);
}

static void test_a_text_ends_with_a_sentence(void **state)
{
    Stage *stage = *state;
    assert_string_equal(shown_of(stage, "What news? He comes to-morrow. And then"), "What news? He comes to-morrow.");
    assert_string_equal(shown_of(stage, "There is 3.5 of it left"), "There is 3.5 of it left"); // no sentence's end
    static const char LONG[] = "A line that goes on and on for more than forty letters,\n"
                               "and another one of the same kind that goes on and on without an end to it,\n"
                               "and a third one of them";
    assert_string_equal(shown_of(stage, LONG), "A line that goes on and on for more than forty letters,");
    const char *cut =
        shown_of(stage, "nothing but words and words and words and words and words and words and words "
                        "and words and words and words and words and words and words and words and so on");
    assert_int_equal(strlen(cut), 150);
}

// ---- bars ----

static const RunCandidate TOP[] = {{3, 0.4}, {1, 0.3}, {0, 0.1}, {2, 0.05}, {5, 0.04}, {4, 0.01}};

static const Prediction *predict(Stage *stage, int32_t id, int n_top, int n_rows)
{
    const RunShape shape = {.name = "usual"};
    const Run *run = run_made(&stage->arena, &shape);
    const RunToken token = {.id = id, .top = TOP, .n_top = n_top};
    const Prediction *prediction = recorded_prediction(new_scene(stage), run, &token, n_rows);
    for (int i = 0; i < prediction->n - 1; i++) {
        assert_true(prediction->p[i] == TOP[i].p);
        assert_string_equal(prediction->texts[i], run->vocab[TOP[i].id]);
    }
    return prediction;
}

static void test_the_likeliest_have_rows(void **state)
{
    const Prediction *prediction = predict(*state, 1, 6, 4);
    assert_int_equal(prediction->n, 4);
    assert_int_equal(prediction->chosen, 1);
    assert_true(prediction->p[3] == 0.05);
    assert_true(fabs(prediction->p_other - 0.15) < 1e-12);
}

static void test_the_drawn_one_takes_the_last_row(void **state)
{
    const Prediction *prediction = predict(*state, 4, 6, 4);
    assert_int_equal(prediction->n, 4);
    assert_int_equal(prediction->chosen, 3);
    assert_true(prediction->p[3] == 0.01);
    assert_true(fabs(prediction->p_other - 0.19) < 1e-12);
}

static void test_few_candidates(void **state)
{
    const Prediction *prediction = predict(*state, 9, 2, 4); // 9 was drawn, but not recorded among them
    assert_int_equal(prediction->n, 2);
    assert_int_equal(prediction->chosen, -1);
    const RunToken sure = {.id = 1, .top = (RunCandidate[]){{1, 0.9999}}, .n_top = 1};
    Stage *stage = *state;
    const RunShape shape = {.name = "usual"};
    const Run *run = run_made(&stage->arena, &shape);
    assert_true(recorded_prediction(new_scene(stage), run, &sure, 4)->p_other == 0); // no more than rounding
}

static void test_long_tokens_are_shortened(void **state)
{
    Stage *stage = *state;
    const char *const vocab[] = {"short", "a token of many letters",
                                 "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"};
    const Run run = {.n_vocab = 3, .vocab = vocab};
    const RunToken token = {.id = -1, .top = (RunCandidate[]){{0, 0.5}, {1, 0.3}, {2, 0.2}}, .n_top = 3};
    const Prediction *prediction = recorded_prediction(new_scene(stage), &run, &token, BARS_MOST);
    assert_string_equal(prediction->texts[0], "short");
    assert_string_equal(prediction->texts[1], "a token …");
    assert_string_equal(prediction->texts[2], "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_generation),
        cmocka_unit_test(test_a_probe_alone),
        cmocka_unit_test(test_nothing_recorded),
        cmocka_unit_test(test_a_text_ends_with_a_sentence),
        cmocka_unit_test(test_the_likeliest_have_rows),
        cmocka_unit_test(test_the_drawn_one_takes_the_last_row),
        cmocka_unit_test(test_few_candidates),
        cmocka_unit_test(test_long_tokens_are_shortened),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
