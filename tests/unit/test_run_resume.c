// test_run_resume.c — a run folder that is gone on with or begun anew, and one that cannot be written.
#include "support_folder.h"

#include "engine/base/file.h"

#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

static void cut_back(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    int64_t n_strays = 0;
    folder_write_least(temp);
    folder_write_lines(temp);
    folder_write_probe(temp, 20);
    folder_write_probe(temp, 30);
    const char *before = temp_read(temp, "metrics.jsonl");
    const char *torn = arena_printf(&temp->arena, "%s{\"step\": 40, \"lo", before);
    temp_write_text(temp, "metrics.jsonl", torn);
    folder_write_gradients(temp);
    folder_ok(run_cut_back(temp->dir, 30, 30, &n_strays, &err), &err);
    assert_string_equal(temp_read(temp, "metrics.jsonl"), before);
    assert_true(folder_run(temp)->n_gradients == 3 && folder_run(temp)->n_snapshots == 3);

    folder_ok(run_cut_back(temp->dir, 21, 20, &n_strays, &err), &err);
    const Run *run = folder_run(temp);
    assert_true(run->n_gradients == 2 && run->n_snapshots == 2);
    folder_ok(run_cut_back(temp->dir, 20, 19, &n_strays, &err), &err);
    assert_true(folder_run(temp)->n_gradients == 2 && folder_run(temp)->n_metrics == 2);
    temp_write_text(temp, "metrics.jsonl", before);
    folder_write_probe(temp, 20);
    folder_ok(run_cut_back(temp->dir, 20, 20, &n_strays, &err), &err);
    run = folder_run(temp);
    assert_int_equal(run->n_metrics, 3);
    assert_int_equal(run->n_samples, 2);
    assert_int_equal(run->probe->step, 20);
    const char *kept = temp_read(temp, "metrics.jsonl");
    assert_memory_equal(kept, before, strlen(kept));

    const RunMetric next = {.step = 21, .loss = 1, .val_loss = NAN};
    folder_ok(run_append_metric(temp->dir, &next, &err), &err);
    assert_int_equal(folder_run(temp)->n_metrics, 4);
}

// Two trainings that wrote side by side: a resume keeps what one of them can have written.
static void cut_back_strays(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    int64_t n_strays = 0;
    temp_write_text(temp, "metrics.jsonl",
                    "{\"step\":0}\n{\"step\":0}\n{\"step\":2}\n{\"step\":1}\n{\"step\":3}\n{\"step\":9}\n");
    temp_write_text(temp, "samples.jsonl", "{\"step\":0}\n{\"step\":0}\n{\"step\":2}\n{\"step\":0}\n");
    folder_ok(run_cut_back(temp->dir, 5, 5, &n_strays, &err), &err);
    assert_int_equal(n_strays, 3);
    assert_string_equal(temp_read(temp, "metrics.jsonl"), "{\"step\":0}\n{\"step\":2}\n{\"step\":3}\n");
    assert_string_equal(temp_read(temp, "samples.jsonl"), "{\"step\":0}\n{\"step\":0}\n{\"step\":2}\n");
}

static void cut_back_nothing(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    int64_t n_strays = 0;
    static const char *const leftovers[] = {"checkpoint.safetensors.part-abcdefghijkl",
                                            "probes/7.safetensors.part-abcdefghijkm",
                                            "snapshots/0.safetensors.part-abcdefghijkn"};
    static const char *const others[] = {"notes.txt.part-12", "checkpoint.safetensors.partial", "probes/mine.part-1"};
    folder_write_probe(temp, 1);
    assert_true(dir_make(temp_path(temp, "snapshots"), &err));
    for (int i = 0; i < 3; i++) {
        temp_write_text(temp, leftovers[i], "half");
        temp_write_text(temp, others[i], "somebody else's");
    }
    folder_ok(run_cut_back(temp->dir, 5, 5, &n_strays, &err), &err);
    for (int i = 0; i < 3; i++)
        assert_true(!file_exists(temp_path(temp, leftovers[i])) && file_exists(temp_path(temp, others[i])));
    assert_false(file_exists(temp_path(temp, "metrics.jsonl")));
    const char *path = temp_write_text(temp, "metrics.jsonl", "{\"step\":1}\nrubbish\n{\"step\":2}\n");
    assert_false(run_cut_back(temp->dir, 5, 5, &n_strays, &err));
    assert_contains(err.text, path);
    assert_contains(err.text, "line 2");
    assert_string_equal(temp_read(temp, "metrics.jsonl"), "{\"step\":1}\nrubbish\n{\"step\":2}\n");
}

static void begin_anew(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    folder_write_least(temp);
    folder_write_lines(temp);
    folder_write_generation(temp);
    folder_write_probe(temp, 30);
    folder_write_gradients(temp);
    temp_write_text(temp, "mine.txt", "kept");
    folder_ok(run_begin(temp->dir, &err), &err);
    folder_refuse(temp, temp->dir, "no run.json");
    folder_write_least(temp);
    const Run *run = folder_run(temp);
    assert_int_equal(run->n_metrics + run->n_samples + run->n_gradients + run->n_snapshots, 0);
    assert_null(run->generation);
    assert_null(run->probe);
    assert_string_equal(temp_read(temp, "mine.txt"), "kept");
}

static void dropped_generation(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    folder_write_generation(temp);
    const RunGeneration head = {.prompt = "new"};
    Err err = {""};
    RunGenerationWriter writer = {0};
    run_generation_drop(&writer);
    folder_ok(run_generation_begin(&writer, temp->dir, &head, &err), &err);
    run_generation_drop(&writer);
    assert_string_equal(folder_run(temp)->generation->prompt, "a\n");
}

static void unwritable(void **state)
{
    Temp *temp = *state;
    const char *none = temp_path(temp, "none");
    const RunMetric metric = {0};
    Err err = {""};
    assert_false(run_write_info(none, &FOLDER_INFO, FOLDER_SETTINGS, &err));
    assert_contains(err.text, none);
    assert_false(run_append_metric(none, &metric, &err));
    assert_contains(err.text, "metrics.jsonl: No such file");
    const char *file = temp_write_text(temp, "file", "");
    assert_false(run_begin(file, &err));
    assert_contains(err.text, file);
}

// /dev/full takes nothing, as a full disk does.
static void full_disk(void **state)
{
    Temp *temp = *state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(symlink("/dev/full", temp_path(temp, "metrics.jsonl")), 0);
    const RunMetric metric = {0};
    Err err = {""};
    assert_false(run_append_metric(temp->dir, &metric, &err));
    assert_contains(err.text, "No space left");
}

// A disk that has room for a part of a line only: that part is taken back.
static void disk_fills_within_a_line(void **state)
{
    Temp *temp = *state;
    const RunMetric metric = {.step = 1, .loss = 2};
    Err err = {""};
    folder_ok(run_append_metric(temp->dir, &metric, &err), &err);
    const char *before = temp_read(temp, "metrics.jsonl");
    struct rlimit whole;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &whole), 0);
    const struct rlimit small = {strlen(before) + 10, whole.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const bool appended = run_append_metric(temp->dir, &metric, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &whole), 0);
    signal(SIGXFSZ, handler);
    assert_false(appended);
    assert_contains(err.text, "metrics.jsonl: No space left");
    assert_string_equal(temp_read(temp, "metrics.jsonl"), before);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        TEST(cut_back),           TEST(cut_back_nothing), TEST(cut_back_strays), TEST(begin_anew),
        TEST(dropped_generation), TEST(unwritable),       TEST(full_disk),       TEST(disk_fills_within_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
