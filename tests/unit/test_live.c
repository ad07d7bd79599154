// test_live.c — a run that is asked with another prompt: what it is described by, what is linked, what is made anew.
#include "engine/base/file.h"
#include "model/cli/live.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void write_run(Temp *temp, const char *name)
{
    Err err = {""};
    assert_true(dir_make(temp_path(temp, arena_printf(&temp->arena, "%s/probes", name)), &err));
    static const char *const FILES[][2] = {
        {"run.json",
         "{\"gptreel_run\": 1, \"corpus\": {\"name\": \"a text\", \"n_vocab\": 2}, \"config\": {\"n_layer\": 1, "
         "\"n_head\": 1, \"n_embd\": 8, \"n_ctx\": 8}, \"tokenizer\": \"char\", \"n_params\": 9, \"totals\": "
         "{\"steps\": 100}}"},
        {"tokenizer.json", "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 1}, \"merges\": []}}"},
        {"metrics.jsonl", "{\"step\": 50, \"loss\": 3, \"val_loss\": 2.5}\n{\"step\": 100, \"loss\": 2}\n"},
        {"model.safetensors", "weights"},
        {"generation.jsonl",
         "{\"prompt\": \"a\", \"prompt_ids\": [0], \"temperature\": 0.7, \"top_k\": 5, \"seed\": 3, "
         "\"context\": 8}\n{\"id\": 1, \"text\": \"b\", \"p\": 0.5, \"top\": [[1, 0.5]], \"other\": 0.5, "
         "\"entropy\": 1, \"draw\": 0.2}\n"},
        {"lock", ""},
        {"probes/100.safetensors", ""},
    };
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
        temp_write_text(temp, arena_printf(&temp->arena, "%s/%s", name, FILES[i][0]), FILES[i][1]);
}

static void linked_and_asked(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    write_run(temp, "run");
    assert_true(live_takes_prompt(temp_path(temp, "run")));
    const char *to = temp_path(temp, "new");
    assert_true(dir_make(to, &err));
    const char *const *words = live_command(&temp->arena, temp_path(temp, "run"), to, "-b a", &err);
    if (!words)
        fail_msg("%s", err.text);
    const char *line = "";
    for (; *words; words++)
        line = arena_printf(&temp->arena, "%s %s", line, *words);
    assert_string_equal(line,
                        arena_printf(&temp->arena,
                                     " gptreel sample %s --prompt=-b a --tokens=1 --temperature=0.69999999999999996 "
                                     "--top-k=5 --seed=3 --threads=1 --record",
                                     to));
    struct stat info;
    assert_int_equal(lstat(temp_path(temp, "new/model.safetensors"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_true(file_exists(temp_path(temp, "new/tokenizer.json")) &&
                file_exists(temp_path(temp, "new/metrics.jsonl")));
    assert_false(file_exists(temp_path(temp, "new/generation.jsonl")) || dir_exists(temp_path(temp, "new/probes")) ||
                 file_exists(temp_path(temp, "new/lock")));
    assert_null(live_command(&temp->arena, temp_path(temp, "nowhere"), to, "a", &err));
}

static void described(void **state)
{
    Temp *temp = *state;
    write_run(temp, "run");
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    assert_true(live_describe(&temp->arena, temp_path(temp, "run"), &out));
    assert_string_equal(json_out_string(&out),
                        "{\"note\": \"a text, 100 steps\", \"steps\": 100, \"train_loss\": 2, \"val_loss\": 2.5");
    json_out_finish(&out);
    assert_true(live_describe(&temp->arena, temp_path(temp, "run"), NULL));
    assert_false(live_describe(&temp->arena, temp->dir, NULL));
    assert_false(live_takes_prompt(temp->dir));
    temp_write_text(temp, "run/metrics.jsonl", "no JSON\n{}\n");
    json_out_init(&out);
    json_out_begin(&out, '{');
    assert_true(live_describe(&temp->arena, temp_path(temp, "run"), &out)); // what is wrong is its note
    assert_contains(json_out_string(&out), "metrics.jsonl, line 1");
    json_out_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(linked_and_asked, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(described, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
