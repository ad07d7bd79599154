// test_run_folder.c — the run folder: what is written is read back; what is missing, torn, foreign or damaged is told
// apart and named.
#include "support_folder.h"

#include "engine/base/file.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void least_run(void **state)
{
    folder_write_least(*state);
    const Run *run = folder_run(*state);
    assert_string_equal(run->command, "gptreel train --data \"my file\xef\xbf\xbd.txt\"");
    assert_true(run->seed == 9007199254740993);
    assert_string_equal(run->corpus_name, "tiny Shakespeare");
    assert_string_equal(run->corpus_sha256, "86c4");
    assert_string_equal(run->init_name, "base");
    assert_string_equal(run->init_sha256, "0123");
    assert_string_equal(run->objective, "next-token"); // of a run that does not say
    assert_int_equal(run->corpus_bytes, 1000);
    assert_int_equal(run->corpus_chars, 999);
    assert_string_equal(run->build, "0.1.0");
    assert_string_equal(run->cpu, "a CPU");
    assert_string_equal(run->instructions, "v3");
    assert_string_equal(run->kernel, "SkylakeX");
    assert_string_equal(run->state, "complete");
    assert_string_equal(run->tokenizer, "char");
    assert_int_equal(run->n_layer, 2);
    assert_int_equal(run->n_hidden, 32);
    assert_int_equal(run->batch_size, 4);
    assert_int_equal(run->n_params, 1234);
    assert_int_equal(run->n_steps, 30);
    assert_int_equal(run->n_tokens, 3000);
    assert_true(run->train_s == 12.5);
    assert_int_equal(run->n_vocab, FOLDER_N_VOCAB);
    for (int i = 0; i < FOLDER_N_VOCAB; i++)
        assert_string_equal(run->vocab[i], FOLDER_VOCAB[i]);
    assert_int_equal(run->n_ctx, 16);
    assert_true(run->has_attention && run->has_residual && run->has_norm);
    assert_string_equal(run->positions, "learned"); // what GPT-2 has, where nothing is said
    assert_int_equal(run->n_metrics + run->n_samples + run->n_gradients + run->n_snapshots + run->n_notes, 0);
    assert_null(run->generation);
    assert_null(run->guess);
    assert_null(run->few_weights);
    assert_true(!run->descent && !run->nudges);
    assert_string_equal(run->init_scheme, "gpt2");
    assert_true(isnan(run->init_std) && !run->init_zero);
    assert_null(run->probe);
    assert_null(run_best(run));
    assert_null(run_tensor(run, PROBE_LOGITS));
    assert_null(run_tensor(NULL, PROBE_LOGITS));
}

static void whole_run(void **state)
{
    folder_write_least(*state);
    folder_write_lines(*state);
    folder_write_generation(*state);
    Err err = {""};
    const RunSample more[] = {{.step = 30, .prompt = "b", .text = "e"}, {.step = 30, .prompt = "é", .text = ""}};
    for (int i = 0; i < 2; i++)
        folder_ok(run_append_sample(((Temp *)*state)->dir, &more[i], &err), &err);
    const RunCandidate top[] = {{4, 0.5}, {1, 0.25}};
    const RunToken untrained = {1, "a", 0.125, top, 1, 0.5, 1.75, (double)NAN};
    const RunGuess written = {"to h", "ve", {1, "a", 0.25, top, 2, 0.25, 1.5, (double)NAN}, &untrained};
    folder_ok(run_write_guess(((Temp *)*state)->dir, &written, &err), &err);
    const TensorOut few = {"weights", TENSOR_F32, 3, {2, 1, 2}, (const float[]){1, 2, 3, 4}};
    folder_ok(run_write_few_weights(((Temp *)*state)->dir, "wte.weight", &few, &err), &err);
    const float descent[4 * RUN_DESCENT] = {[0] = 0.5F, [4 * RUN_DESCENT - 1] = 3};
    const float nudges[2 * RUN_NUDGES] = {[0] = 0.25F, [2 * RUN_NUDGES - 1] = -4};
    folder_ok(run_write_descent(((Temp *)*state)->dir, descent, nudges, &err), &err);
    folder_write_gradients(*state);
    folder_write_probe(*state, 9);
    folder_write_probe(*state, 30);
    const Run *run = folder_run(*state);
    assert_int_equal(run->n_metrics, 4);
    assert_int_equal(run->metrics[3].step, 30);
    assert_int_equal(run->metrics[3].n_tokens, 3000);
    assert_true((float)run->metrics[0].loss == 4.174386978149414f);
    assert_true(isnan(run->metrics[0].reward) && isnan(run->metrics[0].tool_rate));
    assert_true(run->metrics[1].reward == 0.375 && run->metrics[1].tool_rate == 0.25);
    assert_true(run->metrics[1].answer_tokens == 9.5);
    assert_true(isnan(run->metrics[1].val_loss));
    assert_true(isnan(run->metrics[2].grad_norm));
    assert_true((float)run->metrics[2].lr == 1e-3f);
    assert_int_equal(run_best(run)->step, 20);
    assert_int_equal(run->n_samples, 4);
    assert_string_equal(run->samples[0].prompt, "a\n");
    assert_string_equal(run->samples[0].text, "b\té \"\\ \x01");
    assert_int_equal(run->n_more_samples, 2);
    assert_true(run->more_samples[0].step == 30 && run->more_samples[1].step == 30);
    assert_string_equal(run->more_samples[1].prompt, "é");

    const RunGeneration *generation = run->generation;
    assert_string_equal(generation->prompt, "a\n");
    assert_int_equal(generation->n_prompt, 2);
    assert_int_equal(generation->prompt_ids[0], 3);
    assert_true(generation->temperature == 0.8);
    assert_int_equal(generation->top_k, 50);
    assert_int_equal(generation->seed, 1);
    assert_int_equal(generation->n_ctx, 16);
    assert_int_equal(generation->n_tokens, 2);
    assert_true(generation->tokens[0].draw == 1.0 / 3);
    assert_int_equal(generation->tokens[0].n_top, 2);
    assert_int_equal(generation->tokens[0].top[1].id, 4);
    assert_true(generation->tokens[0].top[1].p == 0.125);
    assert_true(generation->tokens[0].p_other == 0.125);
    assert_true((float)generation->tokens[1].p == 0.1f);
    assert_true(isnan(generation->tokens[1].entropy_nats));
    assert_int_equal(generation->tokens[1].n_top, 0);

    assert_string_equal(run->guess->before, "to h");
    assert_string_equal(run->guess->after, "ve");
    assert_true(run->guess->token.id == 1 && run->guess->token.p == 0.25 && run->guess->token.n_top == 2);
    assert_true(run->guess->token.top[0].id == 4 && run->guess->token.p_other == 0.25);
    assert_true(run->guess->token.entropy_nats == 1.5 && isnan(run->guess->token.draw));
    assert_true(run->guess->untrained->p == 0.125 && run->guess->untrained->n_top == 1);
    assert_true(run->guess->untrained->entropy_nats == 1.75 && run->few_weights->f32[2] == 3.0f);
    assert_true(run->descent->f32[0] == 0.5F && run->descent->f32[4 * RUN_DESCENT - 1] == 3);
    assert_true(run->nudges->f32[0] == 0.25F && run->nudges->f32[2 * RUN_NUDGES - 1] == -4);

    assert_int_equal(run->probe->step, 30);
    assert_string_equal(run->probe->prompt, "a\nb");
    assert_true(run_tensor(run, PROBE_LOGITS)->f32[0] == 30.0f);
    assert_null(run_tensor(run, PROBE_ATTENTION));
    assert_true(run->n_gradients == 3 && run->n_gradient_groups == 2);
    assert_string_equal(run->gradient_groups[1], "h.0");
    assert_true(run->gradients[0].norms[0] == 1e40);
    assert_true(run->gradients[2].step == 30 && run->gradients[2].norms[0] == 0.5 && run->gradients[2].norms[1] == 30);
    assert_true(run->n_snapshots == 3 && run->snapshots[0].step == 10 && run->snapshots[2].step == 30);
    assert_true(tensor_find(&run->snapshots[1].file, "weights.wte.weight")->f32[0] == 20.0f);
    assert_int_equal(run->n_notes, 0);
}

static void shapes(void **state)
{
    static const Opt HIDDEN_OPTS[] = {{"n-layer", 0, OPT_INT, offsetof(FolderConfig, n_layer)},
                                      {"n-embd", 0, OPT_INT, offsetof(FolderConfig, n_embd)},
                                      {"n-ctx", 0, OPT_INT, offsetof(FolderConfig, n_ctx)},
                                      {"n-hidden", 0, OPT_INT, offsetof(FolderConfig, n_hidden)},
                                      {0}};
    Temp *temp = *state;
    Err err = {""};
    folder_write_least(temp);
    FolderConfig config = FOLDER_CONFIG;
    config.mlp_ratio = 3;
    config.attention = false;
    config.residual = false;
    config.norm = "none";
    config.positions = "none";
    folder_ok(run_write_info(temp->dir, &FOLDER_INFO, (RunSettings){FOLDER_OPTS, &config}, &err), &err);
    const Run *run = folder_run(temp);
    assert_true(run->n_hidden == 24 && !run->has_attention && !run->has_residual && !run->has_norm);
    assert_string_equal(run->positions, "none");
    config.mlp = false;
    folder_ok(run_write_info(temp->dir, &FOLDER_INFO, (RunSettings){FOLDER_OPTS, &config}, &err), &err);
    assert_int_equal(folder_run(temp)->n_hidden, 0);
    config.n_hidden = 20;
    folder_ok(run_write_info(temp->dir, &FOLDER_INFO, (RunSettings){HIDDEN_OPTS, &config}, &err), &err);
    assert_int_equal(folder_run(temp)->n_hidden, 20);
}

// ---- damage ----

static void no_run(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *none = temp_path(temp, "none");
    assert_null(run_read(&temp->arena, none, &err));
    assert_contains(err.text, "there is no folder");
    assert_contains(err.text, none);
    folder_refuse(temp, temp->dir, "it has no run.json");
    temp_write_text(temp, "run.json", "{\"name\": \"something else\"}");
    folder_refuse(temp, "run.json", "not of gptreel");
    temp_write_text(temp, "run.json", "[1]");
    folder_refuse(temp, "run.json", "not a JSON object");
    temp_write_text(temp, "run.json", "{\"gptreel_run\": 2, \"config\": {}}");
    folder_refuse(temp, "run.json", "newer");
    temp_write_text(temp, "run.json", "{\"gptreel_run\": 1}");
    folder_refuse(temp, "run.json", "\"config\" is missing");
    temp_write_text(temp, "run.json",
                    "{\"gptreel_run\": 1, \"config\": {\"n_layer\": 1, \"n_embd\": 0, \"n_ctx\": 1}}");
    folder_refuse(temp, "run.json", "\"n_embd\" is 0");
    temp_write_text(temp, "run.json", "{\"gptreel_run\": 1, \"seed\": \"one\", \"config\": {}}");
    folder_refuse(temp, "run.json", "\"seed\" is not a whole number");
}

static void run_json_cut_off_anywhere(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    const char *whole = temp_read(temp, "run.json");
    for (size_t length = 0; length + 2 < strlen(whole); length++) {
        temp_write(temp, "run.json", whole, length);
        folder_refuse(temp, "run.json", "not valid JSON");
    }
}

static void missing_vocabulary(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    assert_int_equal(unlink(temp_path(temp, "tokenizer.json")), 0);
    folder_refuse(temp, "tokenizer.json", "No such file");
}

static void torn_last_lines(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    folder_write_lines(temp);
    folder_write_generation(temp);
    static const char *const NAMES[] = {"metrics.jsonl", "samples.jsonl", "generation.jsonl"};
    for (int i = 0; i < 3; i++) {
        const char *whole = temp_read(temp, NAMES[i]);
        const size_t length = strlen(whole);
        size_t last = length - 1;
        while (whole[last - 1] != '\n')
            last--;
        for (size_t cut = last + 1; cut < length - 1; cut++) {
            temp_write(temp, NAMES[i], whole, cut);
            const Run *run = folder_run(temp);
            assert_int_equal(run->n_notes, 1);
            assert_contains(run->notes[0], NAMES[i]);
            assert_contains(run->notes[0], i < 2 ? "line 4" : "line 3");
            assert_int_equal(run->n_metrics, i == 0 ? 3 : 4);
            assert_int_equal(run->n_samples, i == 1 ? 3 : 4);
            assert_int_equal(run->generation->n_tokens, i == 2 ? 1 : 2);
        }
        temp_write(temp, NAMES[i], whole, length - 1); // only the line break is missing: nothing is lost
        assert_int_equal(folder_run(temp)->n_notes, 0);
        temp_write(temp, NAMES[i], whole, length);
    }
}

static void empty_lines_files(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    temp_write(temp, "metrics.jsonl", "", 0);
    temp_write_text(temp, "samples.jsonl", "\n \r\n");
    temp_write(temp, "generation.jsonl", "{\"pro", 5);
    const Run *run = folder_run(temp);
    assert_int_equal(run->n_metrics + run->n_samples, 0);
    assert_null(run->generation);
    assert_int_equal(run->n_notes, 1);
}

// What other programs write, or a run that went on twice from one step: the rest can be drawn.
static void skipped_metrics(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    temp_write_text(temp, "metrics.jsonl",
                    "{\"step\":0,\"loss\":4}\n{\"step\":1,\"loss\":NaN,\"val_loss\":-Infinity,\"name\":\"a \\\"NaN\"}\n"
                    "{\"step\":1,\"loss\":9}\n{\"step\":0,\"loss\":9}\n{\"step\":2,\"loss\":3}\n");
    const Run *run = folder_run(temp);
    assert_int_equal(run->n_metrics, 3);
    assert_true(run->metrics[0].loss == 4 && run->metrics[2].step == 2 && run->metrics[2].loss == 3);
    assert_true(isnan(run->metrics[1].loss) && isnan(run->metrics[1].val_loss));
    assert_int_equal(run->n_notes, 2);
    assert_contains(run->notes[0], "metrics.jsonl, line 3: its step does not come after the one before, skipped; "
                                   "so in 2 lines");
    assert_contains(run->notes[1], "line 2: a value is not a finite number, left out");
}

static void damaged_lines(void **state)
{
    static const struct {
        const char *name, *text, *because;
    } CASES[] = {
        {"metrics.jsonl", "{\"step\":0}\n{\"step\":\n{\"step\":2}\n", "line 2, column"},
        {"metrics.jsonl", "{\"step\":0}\n{\"step\":1,\"lo\n", "line 2, column"},
        {"metrics.jsonl", "{\"loss\":0}\n", "line 1: \"step\" is missing"},
        {"metrics.jsonl", "{\"step\":-1}\n", "\"step\" is -1"},
        {"metrics.jsonl", "{\"step\":0,\"loss\":\"low\"}\n", "\"loss\" is not a number"},
        {"metrics.jsonl", "[0]\n", "line 1: not a JSON object"},
        {"metrics.jsonl", "{\"step\":0,\"loss\":NAN}\n", "line 1, column"},
        {"metrics.jsonl", "{\"step\":NaN}\n", "line 1: \"step\" is missing"},
        {"samples.jsonl", "{\"step\":0,\"text\":NaN}\n", "line 1, column"},
        {"gradients.jsonl", "{\"step\":1}\n", "\"norms\" is missing"},
        {"gradients.jsonl", "{\"step\":1,\"norms\":[1]}\n", "\"norms\" is not"},
        {"gradients.jsonl", "{\"step\":1,\"norms\":{\"a\":\"x\"}}\n", "\"a\" is not a number"},
        {"gradients.jsonl", "{\"step\":1,\"norms\":{\"a\":1}}\n{\"step\":2,\"norms\":{\"b\":1}}\n",
         "line 2: \"norms\""},
        {"gradients.jsonl", "{\"step\":1,\"norms\":{\"a\":1}}\n{\"step\":1,\"norms\":{\"a\":1}}\n",
         "comes after step 1"},
        {"samples.jsonl", "{\"step\":0,\"prompt\":\"a\"}\n", "\"text\" is missing"},
        {"samples.jsonl", "{\"step\":0,\"text\":\"\xff\"}\n", "line 1, column"},
        {"samples.jsonl", "{\"step\":1,\"text\":\"\"}\n{\"step\":0,\"text\":\"\"}\n",
         "line 2: step 0 comes after step 1"},
        {"generation.jsonl", "{\"prompt\":\"a\"}\n", "\"prompt_ids\" is missing"},
        {"generation.jsonl", "{\"prompt\":\"a\",\"prompt_ids\":[6]}\n", "an id in \"prompt_ids\" is 6"},
        {"generation.jsonl", "{\"prompt\":\"\",\"prompt_ids\":[]}\n{\"id\":6,\"text\":\"\",\"p\":1}\n", "\"id\" is 6"},
        {"generation.jsonl", "{\"prompt\":\"\",\"prompt_ids\":[]}\n{\"id\":1,\"text\":\"\",\"p\":2}\n", "probability"},
        {"generation.jsonl", "{\"prompt\":\"\",\"prompt_ids\":[]}\n{\"id\":1,\"text\":\"\"}\n", "probability"},
        {"generation.jsonl", "{\"prompt\":\"\",\"prompt_ids\":[]}\n{\"id\":1,\"text\":\"\",\"p\":1,\"draw\":1}\n",
         "draw"},
        {"generation.jsonl", "{\"prompt\":\"\",\"prompt_ids\":[]}\n{\"id\":1,\"text\":\"\",\"p\":1,\"top\":[[9,1]]}\n",
         "an id in \"top\" is 9"},
        {"generation.jsonl", "{\"prompt\":\"\",\"prompt_ids\":[]}\n{\"id\":1,\"text\":\"\",\"p\":1,\"top\":[[1]]}\n",
         "line 2: \"top\" holds"},
        {"generation.jsonl",
         "{\"prompt\":\"\",\"prompt_ids\":[]}\n{\"id\":1,\"text\":\"\",\"p\":1,\"top\":[[1,0.1],[2,0.2]]}\n",
         "falling"},
    };
    Temp *temp = *state;
    folder_write_least(temp);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const char *path = temp_write_text(temp, CASES[i].name, CASES[i].text);
        folder_refuse(temp, path, CASES[i].because);
        assert_int_equal(unlink(path), 0);
    }
}

static void damaged_probe(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    folder_write_probe(temp, 3);
    temp_write_text(temp, "probes/notes.txt", "not a probe");
    temp_write_text(temp, "probes/4x.safetensors", "not a probe");
    temp_write_text(temp, "probes/04.safetensors", "not a probe");
    assert_int_equal(folder_run(temp)->probe->step, 3);
    const char *path = temp_write_text(temp, "probes/12.safetensors", "damaged");
    folder_refuse(temp, path, "cut off");
    const float value = 1;
    const TensorOut misshapen = {"logits", TENSOR_F32, 2, {1, 1}, &value};
    Err written = {""};
    folder_ok(tensor_file_write(path, &misshapen, 1, NULL, &written), &written);
    folder_refuse(temp, path, "tensor \"logits\" is (1, 1), not (T, V)");
    // Who needs no tensors does not look at them.
    Err err = {""};
    const Run *run = run_read_texts(&temp->arena, temp->dir, &err);
    assert_true(run && !run->probe && run->n_vocab == FOLDER_N_VOCAB);
}

// One of before there were nudges has none; tensors of other shapes are refused.
static void tensors_of_descent(void **state)
{
    static const float values[4 * RUN_DESCENT];
    static const struct {
        TensorOut tensors[2];
        const char *says;
    } rows[] = {
        {{{"losses", TENSOR_F32, 3, {2, 2, RUN_DESCENT}, values}}, "no tensor \"descent\" of (2, 2, 17)"},
        {{{"descent", TENSOR_F32, 2, {2, RUN_DESCENT}, values}}, "no tensor \"descent\" of (2, 2, 17)"},
        {{{"descent", TENSOR_F32, 3, {2, 2, RUN_DESCENT - 1}, values}}, "no tensor \"descent\" of (2, 2, 17)"},
        {{{"descent", TENSOR_F32, 3, {2, 2, RUN_DESCENT}, values}, {"nudges", TENSOR_F32, 2, {2, 3}, values}},
         "another shape than (2, 48)"},
        {{{"descent", TENSOR_F32, 3, {2, 2, RUN_DESCENT}, values}, {"nudges", TENSOR_F32, 1, {4}, values}},
         "another shape than (2, 48)"},
    };
    Temp *temp = *state;
    Err err = {""};
    folder_write_least(temp);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const int n = rows[i].tensors[1].name ? 2 : 1;
        const char *path = temp_path(temp, "descent.safetensors");
        folder_ok(tensor_file_write(path, rows[i].tensors, n, NULL, &err), &err);
        folder_refuse(temp, "descent.safetensors", rows[i].says);
    }
    folder_ok(run_write_descent(temp->dir, values, NULL, &err), &err);
    const Run *run = folder_run(temp);
    assert_true(run->descent && !run->nudges);
}

// A folder that is there and cannot be read is not as if it were empty.
static void unreadable_folder(void **state)
{
    Temp *temp = *state;
    folder_write_least(temp);
    assert_int_equal(rmdir(temp_path(temp, "probes")), 0);
    temp_write_text(temp, "probes", "a file where a folder should be");
    folder_refuse(temp, temp_path(temp, "probes"), "cannot read the folder");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        TEST(least_run),
        TEST(whole_run),
        TEST(shapes),
        TEST(no_run),
        TEST(run_json_cut_off_anywhere),
        TEST(missing_vocabulary),
        TEST(torn_last_lines),
        TEST(empty_lines_files),
        TEST(skipped_metrics),
        TEST(damaged_lines),
        TEST(damaged_probe),
        TEST(tensors_of_descent),
        TEST(unreadable_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
