// test_train.c — trainings from a command line to a run folder: killed, stopped, resumed, gone wrong, misused.
//
// Trainings that are killed or stopped run in processes of their own, forked before this one has used any thread.
#include "support_gpt.h"
#include "support_temp.h"

#include "engine/base/file.h"
#include "engine/base/progress.h"
#include "engine/base/stop.h"
#include "model/infer/record.h"
#include "model/nn/random.h"
#include "model/nn/weights.h"
#include "model/run/writer.h"
#include "model/train/train.h"
#include "model/train/train_parse.h"

#include <math.h>
#include <omp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST_WORDS = 60, N_STEPS = 60 };

// "train" with a small model, the words given here, and the folder `out` below the temporary one.
static bool train(Temp *temp, const char *out, const char *words, Err *err)
{
    static const char small[] = "train --n-layer 2 --n-head 2 --n-embd 16 --n-ctx 16 --batch-size 4 --replicas 2 "
                                "--warmup-steps 5 --decay-steps 0 --log-every 4 --log-first 3 --eval-every 10 "
                                "--eval-early-every 0 --checkpoint-every 7 --sample-tokens 12 --generate-tokens 20 "
                                "--sample-prompt be --more-prompts to|or --dropout 0.1 --micro-batch 1 --record-steps 0,20,31 "
                                "--record-weights wte.* --record-gradients wte.*";
    Arena arena;
    arena_init(&arena);
    char *line = arena_printf(&arena, "%s --steps %d --data %s --out %s %s", small, N_STEPS,
                              temp_path(temp, "corpus.txt"), temp_path(temp, out), words);
    char *argv[MOST_WORDS + 40];
    int argc = 0;
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc] = NULL;
    TrainRequest request;
    const bool ok = train_parse(&request, &arena, argc, argv, err) && train_run(&request, err);
    run_unlock(&request.lock);
    arena_finish(&arena);
    return ok;
}

static void assert_trains(Temp *temp, const char *out, const char *words)
{
    Err err = {""};
    if (!train(temp, out, words, &err))
        fail_msg("%s", err.text);
}

static void assert_refused(Temp *temp, const char *out, const char *words, const char *part)
{
    Err err = {""};
    assert_false(train(temp, out, words, &err));
    assert_contains(err.text, part);
}

// ---- trainings in processes of their own ----

// From here on no loop has more than one thread, however many it asks for. Setting OMP_NUM_THREADS would do nothing: it
// was read long ago, and the replicas ask for as many threads as there are of them.
static void use_one_thread(void)
{
    enum { WANTED = 2, NOT_OBEYED = 3 };
    omp_set_max_active_levels(0);
    int n_threads = 0;
#pragma omp parallel num_threads(WANTED) reduction(+ : n_threads)
    n_threads++;
    if (n_threads != 1)
        _exit(NOT_OBEYED);
}

// Exit code 0: done; 1: an error; 2: an error that says "stopped". `prepare` is called in the new process; NULL: nothing.
static pid_t start_prepared(void (*prepare)(void), Temp *temp, const char *out, const char *words)
{
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0)
        return child;
    stop_install();
    if (prepare)
        prepare();
    Err err = {""};
    const bool ok = train(temp, out, words, &err);
    if (!ok)
        fprintf(stderr, "child: %s\n", err.text);
    _exit(ok ? 0 : strncmp(err.text, "stopped", 7) == 0 ? 2 : 1);
}

static pid_t start(Temp *temp, const char *out, const char *words)
{
    return start_prepared(NULL, temp, out, words);
}

static int wait_for(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void pause_ms(int64_t ms)
{
    const struct timespec length = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&length, NULL);
}

static const Run *read_run(Temp *temp, const char *name)
{
    Err err = {""};
    const Run *run = run_read(&temp->arena, temp_path(temp, name), &err);
    if (!run)
        fail_msg("%s", err.text);
    return run;
}

static void assert_same_bytes(Temp *temp, const char *a, const char *b, const char *name)
{
    Err err = {""};
    size_t n_a = 0, n_b = 0;
    const char *left = file_read(&temp->arena, path_join(&temp->arena, temp_path(temp, a), name), &n_a, &err);
    const char *right = file_read(&temp->arena, path_join(&temp->arena, temp_path(temp, b), name), &n_b, &err);
    if (!left || !right)
        fail_msg("%s", err.text);
    if (n_a != n_b || memcmp(left, right, n_a) != 0)
        fail_msg("%s differs between %s and %s", name, a, b);
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

// All but fields that hold times.
static void assert_same_run(Temp *temp, const char *a, const char *b)
{
    static const char *const files[] = {"model.safetensors",        "config.json",
                                        "tokenizer.json",           "samples.jsonl",
                                        "gradients.jsonl",          "generation.jsonl",
                                        "probes/60.safetensors",    "snapshots/0.safetensors",
                                        "snapshots/20.safetensors", "snapshots/31.safetensors"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        assert_same_bytes(temp, a, b, files[i]);
    const Run *left = read_run(temp, a), *right = read_run(temp, b);
    assert_string_equal(left->state, "complete");
    assert_string_equal(right->state, "complete");
    assert_true(left->n_steps == right->n_steps && left->n_tokens == right->n_tokens);
    assert_int_equal(left->n_metrics, right->n_metrics);
    for (int i = 0; i < left->n_metrics; i++) {
        const RunMetric *m = &left->metrics[i], *n = &right->metrics[i];
        assert_true(m->step == n->step && m->n_tokens == n->n_tokens);
        if (!same(m->loss, n->loss) || !same(m->val_loss, n->val_loss) || !same(m->lr, n->lr) ||
            !same(m->grad_norm, n->grad_norm))
            fail_msg("the metrics of step %lld differ", (long long)m->step);
    }
    Err err = {""};
    TensorFile checkpoints[2];
    assert_true(tensor_file_read(&checkpoints[0], &temp->arena,
                                 path_join(&temp->arena, temp_path(temp, a), "checkpoint.safetensors"), &err));
    assert_true(tensor_file_read(&checkpoints[1], &temp->arena,
                                 path_join(&temp->arena, temp_path(temp, b), "checkpoint.safetensors"), &err));
    assert_int_equal(checkpoints[0].n_tensors, checkpoints[1].n_tensors);
    for (int i = 0; i < checkpoints[0].n_tensors; i++)
        assert_memory_equal(checkpoints[0].tensors[i].f32, checkpoints[1].tensors[i].f32,
                            sizeof(float) * (size_t)checkpoints[0].tensors[i].n_items);
}

// Kills the training in `out` at moments spread over its length, resuming each time, until it comes to its end.
static void interrupt_until_done(Temp *temp, const char *out, int signal_number, double whole_s, const char *words)
{
    const char *again = arena_printf(&temp->arena, "--resume %s", words);
    for (uint64_t i = 0; i < 4; i++) {
        const pid_t child = start(temp, out, again);
        pause_ms((int64_t)(1e3 * whole_s * (0.05 + 0.4 * random_double(i, (uint64_t)signal_number, 0))));
        kill(child, signal_number);
        const int code = wait_for(child);
        assert_true(code != 1);
        if (code == 2)
            assert_string_equal(read_run(temp, out)->state, "stopped");
        if (file_exists(path_join(&temp->arena, temp_path(temp, out), "run.json")))
            read_run(temp, out);
    }
    assert_int_equal(wait_for(start(temp, out, again)), 0);
}

static void killed_and_stopped_runs_resume(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    const double begun_s = clock_seconds();
    assert_int_equal(wait_for(start(temp, "whole", "")), 0);
    const double whole_s = clock_seconds() - begun_s;
    interrupt_until_done(temp, "killed", SIGKILL, whole_s, "");
    assert_same_run(temp, "whole", "killed");
    interrupt_until_done(temp, "stopped", SIGINT, whole_s, "");
    assert_same_run(temp, "whole", "stopped");
    // The numbers do not depend on the threads that work on the replicas.
    assert_int_equal(wait_for(start_prepared(use_one_thread, temp, "one_thread", "")), 0);
    assert_same_run(temp, "whole", "one_thread");
}

// Of another architecture, by Muon: what it keeps is brought back, too.
static void killed_runs_of_muon_resume(void **state)
{
    static const char words[] = "--optimizer muon --schedule warmdown --lr-min 0 --norm rms --positions rotary --qk-norm "
                                "--activation relu2 --embed-norm --logit-cap 15 --no-tied-head --init-scheme fan "
                                "--init-zero --n-kv-head 1";
    Temp *temp = *state;
    temp_write_corpus(temp);
    const double begun_s = clock_seconds();
    assert_int_equal(wait_for(start(temp, "whole", words)), 0);
    interrupt_until_done(temp, "killed", SIGKILL, clock_seconds() - begun_s, words);
    assert_same_run(temp, "whole", "killed");
    assert_int_equal(wait_for(start_prepared(use_one_thread, temp, "one_thread", words)), 0);
    assert_same_run(temp, "whole", "one_thread");
}

// A stop request is looked at between micro-batches, not only when a batch is through: one of these takes minutes. An
// idle machine stops within milliseconds; an overloaded one is given time.
static void slow_steps_stop_at_once(void **state)
{
    enum { PATIENCE_S = 20 };
    Temp *temp = *state;
    temp_write_corpus(temp);
    const pid_t child = start(temp, "slow", "--batch-size 65536 --n-layer 20 --n-embd 64 --n-ctx 256 --eval-every 0 "
                                            "--sample-tokens 0");
    while (!checkpoint_exists(temp_path(temp, "slow")))
        pause_ms(20);
    pause_ms(300);
    kill(child, SIGINT);
    const double begun_s = clock_seconds();
    assert_int_equal(wait_for(child), 2);
    assert_true(clock_seconds() - begun_s < PATIENCE_S);
    assert_int_equal(read_run(temp, "slow")->n_steps, 0);
}

static void full_disk(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_int_equal(wait_for(start(temp, "run", "--steps 7")), 0);
    const pid_t child = fork();
    if (child == 0) {
        const struct rlimit limit = {20000, 20000};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        Err err = {""};
        const bool ok = train(temp, "run", "--resume --steps 14", &err);
        _exit(!ok && strstr(err.text, "cannot write") ? 0 : 1);
    }
    assert_int_equal(wait_for(child), 0);
    // The checkpoint from before still serves.
    assert_int_equal(wait_for(start(temp, "run", "--resume --steps 14")), 0);
    assert_int_equal(read_run(temp, "run")->n_steps, 14);
}

// ---- trainings in this process ----

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
    assert_false(train(temp, "run", "--lr 1e30 --warmup-steps 0 --force", &err));
    assert_contains(err.text, "at step ");
    assert_true(checkpoint_exists(temp_path(temp, "run")));
    // run.json counts the updates that the weights beside it have had, not those that led away from there; those when
    // there are no weights.
    assert_false(train(temp, "run", "--lr 1e30 --warmup-steps 0 --checkpoint-every 0 --force", &err));
    const Run *run = read_run(temp, "run");
    assert_string_equal(run->state, "diverged");
    assert_contains(err.text, arena_printf(&temp->arena, "at step %lld;", (long long)run->diverged_at));
    assert_true(run->diverged_at > 1 && run->n_steps == 0 && !run->generation && !run->probe);
    assert_int_equal(run->metrics[run->n_metrics - 1].step, run->diverged_at - 1);
    assert_false(train(temp, "run", "--lr 1e30 --warmup-steps 0 --checkpoint-every 0 --weights none --force", &err));
    assert_int_equal(read_run(temp, "run")->n_steps, read_run(temp, "run")->diverged_at - 1);
}

// ---- what is kept of the updates ----

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

// A run for its curves alone: no weights, and yet all else; and the training can be gone on with.
static void without_weights(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "with", "--steps 20 --decay-steps 20");
    assert_trains(temp, "run", "--steps 10 --decay-steps 20 --weights none");
    assert_trains(temp, "run", "--steps 20 --decay-steps 20 --weights none --resume");
    assert_false(file_exists(temp_path(temp, "run/model.safetensors")));
    assert_false(file_exists(temp_path(temp, "run/config.json")));
    assert_same_bytes(temp, "with", "run", "generation.jsonl");
    assert_same_bytes(temp, "with", "run", "samples.jsonl");
    assert_int_equal(unlink(temp_path(temp, "run/checkpoint.safetensors")), 0);
    const Run *run = read_run(temp, "run");
    assert_string_equal(run->state, "complete");
    assert_non_null(run_tensor(run, PROBE_ATTENTION));
    assert_int_equal(run->n_steps, 20);
}

// Several files after --data, as a shell puts them there; a resume finds them again.
static void several_corpus_files(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    temp_write_text(temp, "other.txt", "to be or not to be, that is the question\n");
    const char *words = arena_printf(&temp->arena, "--steps 2 %s", temp_path(temp, "other.txt"));
    assert_trains(temp, "run", words);
    assert_string_equal(read_run(temp, "run")->corpus_name, "corpus.txt and 1 more");
    assert_trains(temp, "run", arena_printf(&temp->arena, "%s --steps 3 --resume", words));
    assert_refused(temp, "run", "--steps 4 --resume", "corpus.txt is not the corpus");
}

static const char *resume_note_of(Temp *temp, const char *words)
{
    char *line = arena_printf(&temp->arena, "train --resume --out %s %s", temp_path(temp, "run"), words);
    char *argv[MOST_WORDS];
    int argc = 0;
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc] = NULL;
    TrainRequest request;
    Err err = {""};
    if (!train_parse(&request, &temp->arena, argc, argv, &err))
        fail_msg("%s", err.text);
    checkpoint_close(request.from);
    run_unlock(&request.lock);
    return request.note ? request.note : "";
}

static double recorded_lr(const Run *run, int64_t step)
{
    for (int i = 0; i < run->n_metrics; i++)
        if (run->metrics[i].step == step)
            return run->metrics[i].lr;
    return -1;
}

// More steps raise the rate again, which is said, with how the old fall is kept; a rate can be another, and the run
// says since when.
static void resumes_with_another_rate(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "run", "--steps 20 --lr 0.01 --lr-min 0.001 --log-every 1");
    assert_string_equal(resume_note_of(temp, ""), "");
    assert_string_equal(resume_note_of(temp, "--log-every 3 --steps 20"), "");
    assert_string_equal(resume_note_of(temp, "--steps 30 --decay-steps 20"),
                        "from step 20 on: --steps 30 --decay-steps 20 (before: --steps 20 --decay-steps 0)");
    const char *note = resume_note_of(temp, "--steps 30");
    assert_contains(note, "from step 20 on: --steps 30 (before: --steps 20); the learning rate of step 21 becomes ");
    assert_contains(note, ", and was to be 0.001; --decay-steps 20 keeps the fall that was begun");
    assert_string_equal(read_run(temp, "run")->changes, "");
    assert_trains(temp, "run", "--resume --steps 24 --lr 0.01 --lr-min 0.001 --decay-steps 20 --log-every 1");
    assert_trains(temp, "run", "--resume --steps 28 --lr 0.005 --lr-min 0.005 --decay-steps 20 --log-every 1");
    const Run *run = read_run(temp, "run");
    assert_close(recorded_lr(run, 24), 0.001, 1e-9);
    assert_close(recorded_lr(run, 25), 0.005, 1e-9);
    assert_string_equal(run->changes, "from step 20 on: --steps 24 --decay-steps 20; "
                                      "from step 24 on: --steps 28 --lr 0.005 --lr-min 0.005");
}

static void folders_in_use(void **state)
{
    Temp *temp = *state;
    temp_write_corpus(temp);
    assert_trains(temp, "run", "--steps 4");
    assert_refused(temp, "run", "--steps 4", "--force");
    assert_refused(temp, "run", "--resume --steps 8 --n-embd 32", "--n-embd");
    assert_refused(temp, "run", "--resume --steps 8 --beta2 0.5", "--beta2");
    assert_refused(temp, "run", "--resume --steps 3", "step 4");
    assert_trains(temp, "run", "--resume --steps 8");
    assert_int_equal(read_run(temp, "run")->n_steps, 8);
    temp_write_text(temp, "corpus.txt", "another corpus, as long as a window has to be, and a little longer than that");
    assert_refused(temp, "run", "--resume --steps 9", "corpus");
    temp_write_corpus(temp);
    assert_trains(temp, "run", "--steps 4 --force");
    assert_int_equal(read_run(temp, "run")->n_steps, 4);
    assert_int_equal(unlink(path_join(&temp->arena, temp_path(temp, "run"), "checkpoint.safetensors")), 0);
    assert_refused(temp, "run", "--resume --steps 8", "no checkpoint");
    temp_write_text(temp, "file", "");
    assert_refused(temp, "file/run", "", "file");
    // Files of somebody else under the names of a run's.
    assert_true(dir_make(temp_path(temp, "foreign"), NULL));
    temp_write_text(temp, "foreign/model.safetensors", "weights");
    assert_refused(temp, "foreign", "--steps 1", "model.safetensors");
    assert_string_equal(temp_read(temp, "foreign/model.safetensors"), "weights");
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
        cmocka_unit_test_setup_teardown(killed_and_stopped_runs_resume, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(killed_runs_of_muon_resume, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(slow_steps_stop_at_once, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(full_disk, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(recorded_generation_repeats, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(weightless_run, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(strange_runs, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(loss_that_is_not_finite, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(snapshots_and_norms, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(without_weights, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(several_corpus_files, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(resumes_with_another_rate, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(folders_in_use, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bad_weights, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(recorded_command, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused_settings, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
