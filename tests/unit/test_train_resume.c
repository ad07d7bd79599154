// test_train_resume.c — trainings that are killed, stopped, out of disk, resumed with other settings, or find a folder
// in use.
//
// Those that are killed or stopped run in processes of their own, forked before this one has used any thread.
#include "support_gpt.h"
#include "support_train.h"

#include "engine/base/file.h"
#include "engine/base/progress.h"
#include "engine/base/stop.h"
#include "model/nn/random.h"
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

// Exit code 0: done; 1: an error; 2: an error that says "stopped". `prepare` is called in the new process; NULL:
// nothing.
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
    const bool ok = train_small(temp, out, words, &err);
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
    static const char words[] =
        "--optimizer muon --schedule warmdown --lr-min 0 --norm rms --positions rotary --qk-norm "
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
    const pid_t child = start(temp, "slow",
                              "--batch-size 65536 --n-layer 20 --n-embd 64 --n-ctx 256 --eval-every 0 "
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
        const bool ok = train_small(temp, "run", "--resume --steps 14", &err);
        _exit(!ok && strstr(err.text, "cannot write") ? 0 : 1);
    }
    assert_int_equal(wait_for(child), 0);
    // The checkpoint from before still serves.
    assert_int_equal(wait_for(start(temp, "run", "--resume --steps 14")), 0);
    assert_int_equal(read_run(temp, "run")->n_steps, 14);
}

// ---- trainings in this process ----

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
    char *argv[20];
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

int main(void)
{
    setenv("GPTREEL_HOME", ".", 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(killed_and_stopped_runs_resume, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(killed_runs_of_muon_resume, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(slow_steps_stop_at_once, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(full_disk, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(without_weights, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(several_corpus_files, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(resumes_with_another_rate, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(folders_in_use, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
