// test_compare.c — runs side by side: the numbers are those of the runs, whatever a run lacks.
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/cli/compare.h"
#include "model/run/writer.h"
#include "model/run/writer_chat.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const VOCAB[] = {"a", "b"};

// A run of some steps, one evaluation a step; -1 ends the losses.
static const char *write_run(Temp *temp, const char *name, const char *state, const double *val_losses)
{
    static const Opt OPTS[] = {{"n-layer", 0, OPT_INT, offsetof(Run, n_layer)},
                               {"n-embd", 0, OPT_INT, offsetof(Run, n_embd)},
                               {"n-ctx", 0, OPT_INT, offsetof(Run, n_ctx)},
                               {0}};
    const char *dir = temp_path(temp, name);
    Err err = {""};
    bool ok = run_begin(dir, &err) && run_write_tokenizer(dir, VOCAB, 2, &err);
    int64_t n_steps = 0;
    for (; val_losses[n_steps] >= 0; n_steps++) {
        const RunMetric metric = {.step = n_steps,
                                  .loss = val_losses[n_steps] - 0.5,
                                  .val_loss = val_losses[n_steps],
                                  .lr = (double)NAN,
                                  .grad_norm = (double)NAN,
                                  .step_ms = (double)NAN,
                                  .tokens_per_s = (double)NAN};
        ok = ok && run_append_metric(dir, &metric, &err);
    }
    const Run run = {.command = "",
                     .corpus_name = "",
                     .corpus_sha256 = "",
                     .n_layer = 1,
                     .n_embd = 8,
                     .n_ctx = 16,
                     .tokenizer = "char",
                     .n_params = 1234567,
                     .build = "",
                     .cpu = "",
                     .instructions = "v3",
                     .kernel = "",
                     .state = state,
                     .diverged_at = strcmp(state, "diverged") == 0 ? n_steps : 0,
                     .n_steps = n_steps,
                     .n_tokens = 100 * n_steps,
                     .train_s = n_steps ? 2.5 : (double)NAN};
    if (!ok || !run_write_info(dir, &run, (RunSettings){OPTS, &run}, &err))
        fail_msg("%s", err.text);
    return dir;
}

// What is written for these folders; NULL on an error.
static char *compared(Temp *temp, const char *const *dirs, int n_dirs, bool json, Err *err)
{
    char *text = NULL, *notes = NULL;
    size_t n_text = 0, n_notes = 0;
    FILE *out = open_memstream(&text, &n_text), *said = open_memstream(&notes, &n_notes);
    const CompareRequest request = {.dirs = dirs, .n_dirs = n_dirs, .json = json, .out = out, .notes = said};
    const bool ok = compare_runs(&request, err);
    fclose(out);
    fclose(said);
    assert_true(ok || n_text == 0);
    char *kept = ok ? arena_printf(&temp->arena, "%s%s", notes, text) : NULL;
    free(text);
    free(notes);
    return kept;
}

static const double GOOD[] = {4, 2.5, 2.75, -1}, BAD[] = {4, 3, -1}, NONE[] = {-1};

static void tables(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *dirs[] = {write_run(temp, "runs/good", "complete", GOOD), write_run(temp, "runs/bad", "stopped", BAD),
                          write_run(temp, "runs/none", "complete", NONE)};
    // clang-format off
    const char *rows[] = {
        "run            parameters  context  steps  tokens seen  train loss  val loss  best val  at step   time  tokens/s\n",
        "good            1,234,567       16      3          300      2.2500    2.7500    2.5000        1  2.5 s       120\n",
        "bad (stopped)   1,234,567       16      2          200      2.5000    3.0000    3.0000        1  2.5 s        80\n",
        "none            1,234,567       16      0            0           –         –         –        –      –         –\n",
    };
    // clang-format on
    assert_string_equal(compared(temp, dirs, 3, false, &err),
                        arena_printf(&temp->arena, "%s%s%s%s", rows[0], rows[1], rows[2], rows[3]));
    // A folder of runs begins with the worst; what is no run in it does not matter.
    assert_true(dir_make(temp_path(temp, "runs/notes"), &err));
    temp_write_text(temp, "runs/file", "");
    const char *folder = temp_path(temp, "runs");
    assert_string_equal(compared(temp, &folder, 1, false, &err),
                        arena_printf(&temp->arena, "%s%s%s%s", rows[0], rows[3], rows[2], rows[1]));
    const char *wild = write_run(temp, "wild", "diverged", BAD);
    assert_contains(compared(temp, &wild, 1, false, &err), "\nwild (diverged at step 2)   1,234,567 ");
    // A terminal shows a name, and does not obey it.
    const char *sly = write_run(temp, "sly\x1b[2J\xe2\x80\xae", "complete", BAD);
    assert_contains(compared(temp, &sly, 1, false, &err), "\nsly^[[2J<U+202E>   1,234,567 ");
    // Two of one name go by their paths.
    const char *twice[] = {dirs[0], write_run(temp, "more/good", "complete", BAD)};
    assert_contains(compared(temp, twice, 2, false, &err), "/more/good ");
    // Scores of a chat model.
    const RunEval eval = {.step = 2, .task = "sums", .split = "test", .temperature = 1, .tool = true, .n = 100,
                          .n_samples = 8, .accuracy = 0.325, .pass = 0.5, .tool_rate = 0.25,
                          .bits_per_byte = (double)NAN};
    assert_true(run_append_eval(dirs[1], &eval, &err));
    assert_contains(compared(temp, dirs, 3, false, &err), "tokens/s  sums sampled  one right   calls\n");
    assert_contains(compared(temp, dirs, 3, false, &err), "       80        32.5 %     50.0 %  25.0 %\n");
    assert_contains(compared(temp, dirs, 3, false, &err), "–             –          –       –\n");
    assert_contains(compared(temp, dirs, 3, true, &err), "\"sums_sampled\": 0.325");
    // A torn line is said.
    FILE *metrics = fopen(path_join(&temp->arena, dirs[0], "metrics.jsonl"), "ab");
    fputs("{\"step\": 9, \"lo", metrics);
    fclose(metrics);
    assert_contains(compared(temp, dirs, 1, false, &err), "broken off within, skipped\nrun ");
}

static void json(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *dirs[] = {write_run(temp, "g\"ood", "complete", GOOD), write_run(temp, "none", "complete", NONE),
                          write_run(temp, "wild", "diverged", BAD)};
    json_t *all = json_loads(compared(temp, dirs, 3, true, &err), 0, NULL);
    assert_int_equal(json_array_size(all), 3);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(all, 2), "diverged_at")), 2);
    const json_t *good = json_array_get(all, 0), *none = json_array_get(all, 1);
    assert_string_equal(json_string_value(json_object_get(good, "run")), dirs[0]);
    assert_int_equal(json_integer_value(json_object_get(good, "parameters")), 1234567);
    assert_int_equal(json_integer_value(json_object_get(good, "best_step")), 1);
    assert_true(json_number_value(json_object_get(good, "val_loss")) == 2.75);
    assert_true(json_number_value(json_object_get(good, "tokens_per_s")) == 120);
    assert_true(json_is_null(json_object_get(none, "val_loss")) && json_is_null(json_object_get(none, "best_step")));
    assert_true(json_is_null(json_object_get(none, "diverged_at")));
    json_decref(all);
}

static void refused(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *dirs[] = {write_run(temp, "good", "complete", GOOD), temp_path(temp, "missing")};
    assert_null(compared(temp, dirs, 2, false, &err));
    assert_contains(err.text, "there is no folder");
    assert_true(dir_make(dirs[1], &err));
    assert_null(compared(temp, dirs, 2, false, &err));
    assert_contains(err.text, "there is no run in ");
    write_run(temp, "missing/inner", "complete", GOOD);
    temp_write_text(temp, "missing/inner/metrics.jsonl", "{\n{\n");
    assert_null(compared(temp, dirs, 2, true, &err));
    assert_contains(err.text, "metrics.jsonl, line 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tables, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(json, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
