// test_train.c — trainings from a command line to a run folder: what is recorded, what goes wrong, what is refused.
#include "support_gpt.h"
#include "support_train.h"

#include "engine/base/file.h"
#include "model/infer/record.h"
#include "model/infer/untrained.h"
#include "model/nn/weights.h"
#include "model/run/writer.h"
#include "model/train/checkpoint.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void recorded_generation_repeats(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "run", "--weights f16 --steps 30 --bias");
    const Run *run = read_run(temp, "run");
    Err err = {""};
    const GptConfig config = saved_config(&temp->arena, run->dir);
    assert_true(config.n_layer == 2 && config.n_ctx == 16 && config.bias);
    Gpt *gpt = gpt_create(&config, &err);
    assert_true(weights_load(gpt, run->dir, &err));
    const Tokenizer *tokenizer = tokenizer_load(&temp->arena, run->tokenizer, run->dir, &err);
    const RunGeneration *g = run->generation;
    assert_non_null(g);
    assert_string_equal(g->prompt, "be");
    assert_int_equal(g->n_tokens, 20);
    const SampleRequest request = {.prompt_ids = g->prompt_ids,
                                   .n_prompt = g->n_prompt,
                                   .n_tokens = g->n_tokens,
                                   .temperature = g->temperature,
                                   .top_k = g->top_k,
                                   .seed = g->seed};
    const char *text = sample_string(&temp->arena, gpt, tokenizer, request, &err);
    const char *recorded = "";
    for (int i = 0; i < g->n_tokens; i++)
        recorded = arena_printf(&temp->arena, "%s%s", recorded, g->tokens[i].text);
    assert_string_equal(text, recorded);
    // The probe is of the same weights: its last row is the distribution that the first token came from.
    const Tensor *logits = run_tensor(run, PROBE_LOGITS);
    assert_true(logits && logits->shape[0] == g->n_prompt && logits->shape[1] == run->n_vocab);
    RunCandidate *candidates = ARENA_ARRAY(&temp->arena, RunCandidate, run->n_vocab);
    sample_distribution(candidates, logits->f32 + (g->n_prompt - 1) * run->n_vocab, run->n_vocab, g->temperature,
                        g->top_k);
    assert_true(fabs(candidates[0].p - g->tokens[0].top[0].p) < 1e-4);
    const Tensor *attention = run_tensor(run, PROBE_ATTENTION);
    assert_true(attention && attention->shape[0] == 2 && attention->shape[1] == 2 && attention->shape[3] == 2);
    // The MLPs' weights stand in the run once: in model.safetensors, where there is one.
    const Tensor *up = run_tensor(run, PROBE_MLP_W_IN), *down = run_tensor(run, PROBE_MLP_W_OUT);
    assert_true(up && up->n_dims == 3 && up->shape[0] == 2 && up->shape[1] == 16 && up->shape[2] == 64);
    assert_true(down && down->n_dims == 3 && down->shape[1] == 64 && down->shape[2] == 16);
    for (int64_t layer = 0; layer < 2; layer++) {
        const size_t n_bytes = sizeof(float) * 16 * 64;
        assert_memory_equal(up->f32 + layer * 1024, gpt->weights + gpt->blocks[layer].c_fc, n_bytes);
        assert_memory_equal(down->f32 + layer * 1024, gpt->weights + gpt->blocks[layer].mlp_c_proj, n_bytes);
    }
    TensorFile probe;
    const char *path = temp_path(temp, "run/probes/30.safetensors");
    assert_true(tensor_file_read(&probe, &temp->arena, path, &err) && !tensor_find(&probe, "mlp.w_in"));
    gpt_destroy(gpt);
}

// Both ways begin where the weights are, with the same loss; each comes to a lower one, all weights to a lower one than
// one alone.
static void check_descent(const float *descent)
{
    enum { MIDDLE = RUN_DESCENT / 2 };
    float lowest[2];
    for (int way = 0; way < 2; way++) {
        const float *places = descent + 2 * way * RUN_DESCENT, *losses = places + RUN_DESCENT;
        lowest[way] = losses[MIDDLE];
        for (int i = 0; i < RUN_DESCENT; i++) {
            assert_true(i == 0 || places[i] > places[i - 1]);
            lowest[way] = fminf(lowest[way], losses[i]);
        }
        assert_true(lowest[way] < losses[MIDDLE]);
    }
    assert_true(descent[RUN_DESCENT + MIDDLE] == descent[3 * RUN_DESCENT + MIDDLE]);
    assert_true(descent[2 * RUN_DESCENT + MIDDLE] == 0 && lowest[1] < lowest[0]);
}

// The weight that is looked at alone is the steepest of these, too, and goes the way in which its own losses fall;
// some of them go up, some down.
static void check_nudges(const float *nudges, const float *descent)
{
    enum { MIDDLE = RUN_DESCENT / 2 };
    const float *by = nudges + RUN_NUDGES, *losses = descent + RUN_DESCENT;
    int steepest = 0, lowest = 0, n_up = 0, n_down = 0;
    for (int i = 0; i < RUN_NUDGES; i++) {
        steepest = fabsf(by[i]) > fabsf(by[steepest]) ? i : steepest;
        n_up += by[i] > 0;
        n_down += by[i] < 0;
    }
    for (int i = 0; i < RUN_DESCENT; i++)
        lowest = losses[i] < losses[lowest] ? i : lowest;
    assert_true(nudges[steepest] == descent[MIDDLE]);
    assert_int_equal(by[steepest] > 0, lowest > MIDDLE);
    assert_true(n_up > 0 && n_down > 0 && fabsf(by[steepest]) > 1);
}

// Counts, a guess with a surprise as near the loss as the few lines have one, and the prompt; a guess takes held-out
// text.
static void what_tells_what_a_loss_means(void **state)
{
    static const char LINES[] = "Where is your sister, and the others?\nCome on and begin with her as I say.\n";
    Temp *temp = *state;
    char *text = arena_strdup(&temp->arena, "");
    for (int i = 0; i < 40; i++)
        text = arena_printf(&temp->arena, "%s%s", text, LINES);
    temp_write_text(temp, "corpus.txt", text);
    assert_trains(temp, "run", "--steps 10");
    const Run *run = read_run(temp, "run");
    assert_true(run->counts.n_orders > 2 && run->counts.n_held_out > 200);
    assert_close(run->counts.nats[0], log((double)run->n_vocab), 1e-6);
    assert_true(run->counts.nats[run->counts.n_orders - 1] < 0.5); // the lines are always the same
    assert_string_equal(run_reached(run), "noise");
    assert_string_equal(run->prompt, "be");
    assert_false(run->prompt_chosen);
    assert_non_null(run->guess);
    assert_non_null(strstr(
        LINES, arena_printf(&temp->arena, "%s%s%s\n", run->guess->before, run->guess->token.text, run->guess->after)));
    assert_true(fabs(-log(run->guess->token.p) - run_best(run)->val_loss) < 0.3);

    // The weights of step 0, made again, have the loss that was recorded of them; the same guess by these is worth as much
    // as guessing, and a few are kept beside those of the end.
    Err err = {""};
    const CorpusSource source = {.path = temp_path(temp, "corpus.txt"),
                                 .tokenizer = tokenizer_load(&temp->arena, "char", run->dir, &err),
                                 .val_fraction = run->val_fraction,
                                 .n_ctx = run->n_ctx};
    const Corpus *corpus = corpus_load(&temp->arena, &source, &err);
    const GptConfig config = saved_config(&temp->arena, run->dir);
    Gpt *gpt = gpt_create(&config, &err);
    assert_true(weights_load(gpt, run->dir, &err));
    const float last = gpt->weights[gpt->blocks[0].c_fc];
    assert_true(untrained_restore(gpt, run, corpus));
    assert_non_null(run->guess->untrained);
    assert_true(run->guess->untrained->p < run->guess->token.p);
    assert_true(run->few_weights->f32[0] == gpt->weights[gpt->blocks[0].c_fc]);
    assert_true(run->few_weights->f32[run->few_weights->n_items / 2] == last && last != run->few_weights->f32[0]);
    check_descent(run->descent->f32);
    check_nudges(run->nudges->f32, run->descent->f32);
    Run other = *run;
    other.seed++;
    assert_false(untrained_restore(gpt, &other, corpus));
    other = *run;
    other.init_std *= 2;
    assert_false(untrained_restore(gpt, &other, corpus));
    other = *run;
    other.init_name = "base";
    assert_false(untrained_restore(gpt, &other, corpus));
    other = *run;
    other.n_metrics = 0;
    assert_false(untrained_restore(gpt, &other, corpus));
    gpt_destroy(gpt);

    assert_trains(temp, "whole", "--steps 10 --val-fraction 0");
    run = read_run(temp, "whole");
    assert_true(run->counts.n_orders > 2 && !run->guess);
}

// Without weights in the run its probe has those that the films draw.
static void weightless_run(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "run", "--weights none --steps 3");
    assert_false(file_exists(temp_path(temp, "run/model.safetensors")));
    const Run *run = read_run(temp, "run");
    const Tensor *up = run_tensor(run, PROBE_MLP_W_IN), *down = run_tensor(run, PROBE_MLP_W_OUT);
    assert_true(up && up->type == TENSOR_F16 && up->n_items == 2 * 16 * 64);
    assert_true(down && down->type == TENSOR_F16 && down->n_items == 2 * 16 * 64);
}

static void strange_runs(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "bare",
                  "--n-layer 1 --eval-every 0 --checkpoint-every 0 --steps 5 --replicas 1 --batch-size 1");
    const Run *run = read_run(temp, "bare");
    assert_null(run_best(run));
    assert_true(run->n_samples >= 2 && run->n_layer == 1 && run->generation);
    assert_int_equal(run->n_more_samples, 2 * run->n_samples);
    assert_string_equal(run->more_samples[run->n_more_samples - 1].prompt, "or");
    assert_int_equal(run->more_samples[run->n_more_samples - 1].step, 5);
    assert_int_equal(run->metrics[run->n_metrics - 1].step, 5);
    assert_trains(temp, "none", "--no-mlp --positions none --norm none --steps 2 --val-fraction 0");
    assert_null(run_tensor(read_run(temp, "none"), PROBE_MLP_IN));
    assert_trains(temp, "flat", "--n-layer 0 --no-tied-head --steps 2 --sample-tokens 0 --generate-tokens 0");
    run = read_run(temp, "flat");
    assert_null(run_tensor(run, PROBE_ATTENTION));
    assert_null(run->generation);
    assert_trains(temp, "still", "--steps 0 --n-ctx 1");
    assert_int_equal(read_run(temp, "still")->n_steps, 0);
}

static void loss_that_is_not_finite(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_refused(temp, "run", "--lr 1e30 --warmup-steps 0", "--lr");
    Err err = {""};
    assert_false(train_small(temp, "run", "--lr 1e30 --warmup-steps 0 --force", &err));
    assert_contains(err.text, "at step ");
    assert_true(checkpoint_exists(temp_path(temp, "run")));
    // run.json counts the updates that the weights beside it have had, not those that led away from there; those when
    // there are no weights.
    assert_false(train_small(temp, "run", "--lr 1e30 --warmup-steps 0 --checkpoint-every 0 --force", &err));
    const Run *run = read_run(temp, "run");
    assert_string_equal(run->state, "diverged");
    assert_contains(err.text, arena_printf(&temp->arena, "at step %lld;", (long long)run->diverged_at));
    assert_true(run->diverged_at > 1 && run->n_steps == 0 && !run->generation && !run->probe);
    assert_int_equal(run->metrics[run->n_metrics - 1].step, run->diverged_at - 1);
    assert_false(
        train_small(temp, "run", "--lr 1e30 --warmup-steps 0 --checkpoint-every 0 --weights none --force", &err));
    assert_int_equal(read_run(temp, "run")->n_steps, read_run(temp, "run")->diverged_at - 1);
}

static double norm_of(const float *values, int64_t n)
{
    double squares = 0;
    for (int64_t i = 0; i < n; i++)
        squares += (double)values[i] * (double)values[i];
    return sqrt(squares);
}

static void snapshots_and_norms(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "run", "--steps 31 --no-mlp --record-weights wte.weight --record-gradients h.1.* --clip 0.01");
    const Run *run = read_run(temp, "run");
    static const char *const groups[] = {"wte", "wpe", "h.0", "h.1", "ln_f"};
    assert_int_equal(run->n_gradient_groups, sizeof groups / sizeof groups[0]);
    for (int i = 0; i < run->n_gradient_groups; i++)
        assert_string_equal(run->gradient_groups[i], groups[i]);
    assert_int_equal(run->n_gradients, run->n_metrics - 1); // one a logged step; none before the first update
    for (int i = 0; i < run->n_gradients; i++) {
        assert_int_equal(run->gradients[i].step, run->metrics[i + 1].step);
        const double whole =
            norm_of((const float[]){(float)run->gradients[i].norms[0], (float)run->gradients[i].norms[1],
                                    (float)run->gradients[i].norms[2], (float)run->gradients[i].norms[3],
                                    (float)run->gradients[i].norms[4]},
                    5);
        assert_true(fabs(whole - run->metrics[i + 1].grad_norm) < 1e-5 * whole);
    }
    static const int64_t steps[] = {0, 20, 31};
    assert_int_equal(run->n_snapshots, 3);
    Err err = {""};
    const GptConfig config = saved_config(&temp->arena, run->dir);
    Gpt *gpt = gpt_create(&config, &err);
    gpt_init_weights(gpt, (uint64_t)run->seed);
    for (int i = 0; i < 3; i++) {
        const TensorFile *file = &run->snapshots[i].file;
        assert_int_equal(run->snapshots[i].step, steps[i]);
        const Tensor *weights = tensor_find(file, "weights.wte.weight");
        assert_true(weights && weights->shape[0] == run->n_vocab && weights->shape[1] == 16);
        if (i == 2)
            assert_true(weights_load(gpt, run->dir, &err));
        if (i != 1)
            assert_memory_equal(weights->f32, gpt->weights + gpt->wte, sizeof(float) * (size_t)weights->n_items);
        double squares = 0;
        for (int k = 0; k < file->n_tensors; k++)
            if (strncmp(file->tensors[k].name, "gradients.h.1.", 14) == 0)
                squares += pow(norm_of(file->tensors[k].f32, file->tensors[k].n_items), 2);
        for (int k = 0; k < run->n_gradients; k++)
            if (run->gradients[k].step == steps[i])
                assert_true(fabs(sqrt(squares) - run->gradients[k].norms[3]) < 1e-5 * run->gradients[k].norms[3]);
        assert_int_equal(file->n_tensors, i == 0 ? 1 : 4); // ln_1, c_attn, c_proj
    }
    gpt_destroy(gpt);
    assert_refused(temp, "no", "--record-steps 0,x", "--record-steps");
    assert_refused(temp, "no", "--record-steps 0.5", "whole numbers");
    assert_refused(temp, "no", "--record-weights wte.wieght", "wte.weight");
    assert_refused(temp, "no", "--record-steps=", "--record-steps");
    assert_false(file_exists(temp_path(temp, "no/run.json")));
}

static void bad_weights(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "run", "--steps 1");
    const Run *run = read_run(temp, "run");
    Err err = {""};
    GptConfig config = saved_config(&temp->arena, run->dir);
    config.n_embd = 32;
    Gpt *gpt = gpt_create(&config, &err);
    assert_false(weights_load(gpt, run->dir, &err));
    assert_contains(err.text, "wte.weight");
    gpt_destroy(gpt);
    config.n_embd = 16;
    config.n_layer = 1;
    gpt = gpt_create(&config, &err);
    assert_false(weights_load(gpt, run->dir, &err));
    assert_contains(err.text, "h.1.");
    gpt_destroy(gpt);
    config.n_layer = 2;
    gpt = gpt_create(&config, &err);
    gpt->weights[3] = (float)NAN;
    assert_true(weights_save(gpt, TENSOR_F16, run->dir, &err));
    assert_false(weights_load(gpt, run->dir, &err));
    assert_contains(err.text, "wte.weight holds values that are no numbers");
    gpt_destroy(gpt);
    config.n_embd = 65536;
    config.n_layer = 1000;
    config.mlp_ratio = 64;
    assert_null(gpt_create(&config, &err));
    assert_contains(err.text, "memory");
}

// Paths of this machine do not get into the run.
static void recorded_command(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "run", arena_printf(&temp->arena, "--steps 0 --data=%s", temp_path(temp, "corpus.txt")));
    const char *command = read_run(temp, "run")->command;
    assert_contains(command, "--data corpus.txt");
    assert_contains(command, "--data=corpus.txt");
    assert_contains(command, "--out run");
    assert_null(strstr(command, temp->dir));
}

static void refused_settings(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_refused(temp, "run", "--dropout 1", "--dropout");
    assert_refused(temp, "run", "--n-head 3", "--n-head");
    assert_refused(temp, "run", "--data /nowhere/at/all", "/nowhere/at/all");
    assert_refused(temp, "run", "--n-ctx 100000", "corpus.txt");
    assert_refused(temp, "run", "--stepz 1", "steps");
}

int main(void)
{
    setenv("GPTREEL_HOME", ".", 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(recorded_generation_repeats, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(what_tells_what_a_loss_means, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(weightless_run, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(strange_runs, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(loss_that_is_not_finite, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(snapshots_and_norms, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bad_weights, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(recorded_command, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused_settings, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
