// test_run_chat.c — what the run of a chat model keeps: written, read back, cut back, and refused when it is damaged.
#include "support_temp.h"

#include "model/run/run.h"
#include "model/run/writer.h"
#include "model/run/writer_chat.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const int32_t IDS[] = {0, 2, 1};
static const bool FLAGS[] = {false, true, true};

static void write_least(Temp *temp)
{
    temp_write_text(temp, "run.json",
                    "{\"gptreel_run\": 1, \"config\": {\"n_layer\": 1, \"n_embd\": 2, \"n_ctx\": 4}}");
    temp_write_text(temp, "tokenizer.json", "{\"model\": {\"vocab\": {\"a\": 0, \"b\": 1, \"c\": 2}}}");
}

static void write_chat(Temp *temp)
{
    Err err = {""};
    write_least(temp);
    for (int64_t step = 0; step < 3; step++) {
        const RunMask mask = {.step = step, .row = 1, .ids = IDS, .learned = FLAGS, .n = 3, .text = "acb"};
        const RunRolloutSample samples[] = {
            {.ids = IDS, .forced = FLAGS, .n = 3, .text = "acb", .reward = 1, .advantage = 0.5},
            {.ids = IDS, .forced = FLAGS, .n = 2, .text = "ac", .reward = 0, .advantage = -0.5}};
        const RunRollout rollout = {
            .step = step, .question = "1+1?", .answer = "2", .samples = samples, .n_samples = 2};
        const RunEval eval = {.step = step,
                              .task = "sums",
                              .split = "test",
                              .temperature = 1,
                              .tool = true,
                              .n = 100,
                              .n_samples = 4,
                              .accuracy = 0.25,
                              .pass = 0.5,
                              .tool_rate = 0.125,
                              .bits_per_byte = (double)NAN};
        assert_true(run_append_mask(temp->dir, &mask, &err) && run_append_rollout(temp->dir, &rollout, &err) &&
                    run_append_eval(temp->dir, &eval, &err));
    }
    const RunTurn turns[] = {{.role = "user", .ids = IDS, .forced = FLAGS, .n = 1, .text = "a"},
                             {.role = "assistant", .ids = IDS, .forced = FLAGS, .n = 3, .text = "acb"}};
    assert_true(run_write_dialogue(temp->dir, turns, 2, &err));
    assert_true(run_write_times(temp->dir, (const RunTime[]){{8, 0.5, 1.25}, {16, 0.5, 2.5}}, 2, &err));
}

static const Run *read(Temp *temp)
{
    Err err = {""};
    const Run *run = run_read(&temp->arena, temp->dir, &err);
    if (!run)
        fail_msg("%s", err.text);
    return run;
}

static void written_and_read(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    write_chat(temp);
    const Run *run = read(temp);
    assert_int_equal(run->n_masks, 3);
    assert_int_equal(run->masks[2].step, 2);
    assert_int_equal(run->masks[2].row, 1);
    assert_memory_equal(run->masks[2].ids, IDS, sizeof IDS);
    assert_memory_equal(run->masks[2].learned, FLAGS, sizeof FLAGS);
    assert_string_equal(run->masks[2].text, "acb");
    assert_int_equal(run->n_rollouts, 3);
    assert_int_equal(run->rollouts[1].n_samples, 2);
    assert_string_equal(run->rollouts[1].question, "1+1?");
    assert_int_equal(run->rollouts[1].samples[1].n, 2);
    assert_true(run->rollouts[1].samples[1].advantage == -0.5 && run->rollouts[1].samples[0].reward == 1);
    assert_int_equal(run->n_evals, 3);
    assert_string_equal(run->evals[0].task, "sums");
    assert_true(run->evals[0].accuracy == 0.25 && run->evals[0].tool && isnan(run->evals[0].bits_per_byte));
    assert_int_equal(run->n_times, 2);
    assert_true(run->times[1].context == 16 && run->times[1].cached_ms == 0.5 && run->times[1].whole_ms == 2.5);
    assert_int_equal(run->n_dialogue, 2);
    assert_string_equal(run->dialogue[1].role, "assistant");
    assert_memory_equal(run->dialogue[1].forced, FLAGS, sizeof FLAGS);

    const RunEval bits = {.task = "text",
                          .split = "val",
                          .temperature = (double)NAN,
                          .accuracy = (double)NAN,
                          .pass = (double)NAN,
                          .tool_rate = (double)NAN,
                          .bits_per_byte = 2.5};
    assert_true(run_write_evals(temp->dir, &bits, 1, &err));
    run = read(temp);
    assert_int_equal(run->n_evals, 1);
    assert_true(run->evals[0].bits_per_byte == 2.5 && isnan(run->evals[0].accuracy) && run->evals[0].n_samples == 0);
    assert_null(strstr(temp_read(temp, "evals.jsonl"), "accuracy"));
}

static void cut_back(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    int64_t n_strays = 0;
    write_chat(temp);
    assert_true(run_cut_back(temp->dir, 1, 0, &n_strays, &err));
    const Run *run = read(temp);
    assert_int_equal(run->n_masks, 1);
    assert_int_equal(run->n_rollouts, 1);
    assert_int_equal(run->n_evals, 1);
    assert_int_equal(run->n_dialogue, 2);
    temp_write_text(temp, "masks.jsonl",
                    "{\"step\": 0, \"row\": 0, \"ids\": [1], \"learned\": [1], \"text\": \"b\"}\n{\"st");
    run = read(temp);
    assert_int_equal(run->n_masks, 1);
    assert_int_equal(run->n_notes, 1);
    assert_contains(run->notes[0], "masks.jsonl, line 2");
    assert_true(run_begin(temp->dir, &err));
    write_least(temp);
    run = read(temp);
    assert_int_equal(run->n_masks + run->n_rollouts + run->n_evals + run->n_dialogue, 0);
}

static void damaged_lines(void **state)
{
    static const struct {
        const char *name, *line, *because;
    } CASES[] = {
        {"masks.jsonl", "{\"row\": 0, \"ids\": [], \"learned\": [], \"text\": \"\"}", "\"step\" is missing"},
        {"masks.jsonl", "{\"step\": 0, \"row\": 0, \"ids\": [0], \"learned\": [], \"text\": \"\"}", "another length"},
        {"masks.jsonl", "{\"step\": 0, \"row\": 0, \"ids\": [3], \"learned\": [1], \"text\": \"\"}", "an id is 3"},
        {"masks.jsonl", "{\"step\": 0, \"row\": 0, \"ids\": [0], \"learned\": [2], \"text\": \"\"}", "a flag is 2"},
        {"masks.jsonl", "{\"step\": 0, \"row\": 0, \"learned\": [2], \"text\": \"\"}", "\"ids\" is missing"},
        {"rollouts.jsonl", "{\"step\": 0, \"question\": \"a\", \"answer\": \"b\"}", "\"samples\" is missing"},
        {"rollouts.jsonl", "{\"step\": 0, \"question\": \"a\", \"answer\": \"b\", \"samples\": [7]}",
         "\"ids\" is missing"},
        {"evals.jsonl", "{\"step\": 0, \"task\": \"sums\", \"split\": \"test\", \"accuracy\": 2}", "between 0 and 1"},
        {"evals.jsonl", "{\"step\": 0, \"split\": \"test\"}", "\"task\" is missing"},
        {"times.jsonl", "{\"cached_ms\": 1}", "\"context\" is missing"},
        {"dialogue.jsonl", "{\"role\": \"king\", \"ids\": [], \"forced\": [], \"text\": \"\"}", "neither \"user\" nor"},
    };
    Temp *temp = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        write_chat(temp);
        const char *path = temp_write_text(temp, CASES[i].name, arena_printf(&temp->arena, "%s\n", CASES[i].line));
        assert_null(run_read(&temp->arena, temp->dir, &err));
        assert_contains(err.text, path);
        assert_contains(err.text, CASES[i].because);
        assert_true(run_begin(temp->dir, &err));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(written_and_read, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(cut_back, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(damaged_lines, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
