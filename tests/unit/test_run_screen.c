// test_run_screen.c — a run drawn as text: within its columns and rows, falling with the loss, harmless to terminals.
#include "engine/base/utf8.h"
#include "model/cli/run_screen.h"
#include "model/run/lock.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void write_run(Temp *temp, const char *state, const char *metrics, const char *samples)
{
    temp_write_text(
        temp, "run.json",
        arena_printf(&temp->arena,
                     "{\"gptreel_run\": 1, \"corpus\": {\"name\": \"a text\", \"n_vocab\": 2}, \"config\": "
                     "{\"n_layer\": 1, \"n_head\": 1, \"n_embd\": 8, \"n_ctx\": 8}, \"tokenizer\": \"char\", "
                     "\"state\": \"%s\", \"totals\": {\"steps\": 100}}",
                     state));
    temp_write_text(temp, "tokenizer.json",
                    "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 1}, \"merges\": []}}");
    temp_write_text(temp, "metrics.jsonl", metrics);
    temp_write_text(temp, "samples.jsonl", samples);
}

static const char *screen_of(Temp *temp, int n_columns, int n_rows, bool *grows)
{
    Err err = {""};
    const char *text = run_screen(&temp->arena, temp->dir, n_columns, n_rows, grows, &err);
    if (!text)
        fail_msg("%s", err.text);
    return text;
}

static const char METRICS[] = "{\"step\": 0, \"loss\": 4, \"val_loss\": 4}\n"
                              "{\"step\": 50, \"loss\": 2, \"tokens_per_s\": 1000}\n"
                              "{\"step\": 100, \"loss\": 1, \"val_loss\": 1.5, \"tokens_per_s\": 3000}\n";

static void fits(void **state)
{
    Temp *temp = *state;
    bool grows = false;
    Err err = {""};
    RunLock lock; // else nobody trains it any more
    assert_true(run_lock(&lock, temp->dir, &err));
    write_run(temp, "training", METRICS,
              "{\"step\": 100, \"prompt\": \"a\", \"text\": \"b\\u001b[31mb\\nb\\nb\\nb\\nb\\nb\"}\n");
    for (int n_columns = 30; n_columns < 200; n_columns += 17)
        for (int n_rows = 9; n_rows < 60; n_rows += 13) {
            const char *text = screen_of(temp, n_columns, n_rows, &grows);
            int n = 0;
            for (const char *line = text; *line; line += strcspn(line, "\n") + 1, n++)
                assert_true(utf8_columns(line, strcspn(line, "\n")) <= n_columns);
            assert_true(n <= n_rows);
            assert_null(strchr(text, '\033'));
        }
    assert_true(grows);
    const char *text = screen_of(temp, 100, 24, &grows);
    assert_contains(text, "a text, training: step 100, loss 1.000, validation ○ 1.500");
    assert_contains(text, "2000 tokens a second");
    assert_contains(text, "4.000 ○"); // the first validation loss is at the top
    run_unlock(&lock);
}

static void without_numbers(void **state)
{
    Temp *temp = *state;
    bool grows = true;
    write_run(temp, "complete", "", "");
    assert_contains(screen_of(temp, 80, 24, &grows), "a text, complete: step 0");
    assert_false(grows);
    write_run(temp, "complete", "{\"step\": 0, \"loss\": 3}\n", ""); // one alone
    assert_contains(screen_of(temp, 80, 24, &grows), "3.000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fits, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(without_numbers, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
