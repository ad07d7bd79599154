// support_folder.c — a small run, written file by file.
#include "support_folder.h"

#include "engine/base/file.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

const char *const FOLDER_VOCAB[FOLDER_N_VOCAB] = {"\n", "\"", "\\", "a", "b", "é"};

#define AT(field) offsetof(FolderConfig, field)

const Opt FOLDER_OPTS[] = {
    {"n-layer", 0, OPT_INT, AT(n_layer)},
    {"n-head", 0, OPT_INT, AT(n_head)},
    {"n-embd", 0, OPT_INT, AT(n_embd)},
    {"n-ctx", 0, OPT_INT, AT(n_ctx)},
    {"batch-size", 0, OPT_INT, AT(batch_size)},
    {"mlp-ratio", 0, OPT_INT, AT(mlp_ratio)},
    {"mlp", 0, OPT_FLAG, AT(mlp)},
    {"attention", 0, OPT_FLAG, AT(attention)},
    {"residual", 0, OPT_FLAG, AT(residual)},
    {"norm", 0, OPT_STRING, AT(norm)},
    {"positions", 0, OPT_STRING, AT(positions)},
    {0},
};

const FolderConfig FOLDER_CONFIG = {.n_layer = 2,
                                    .n_head = 2,
                                    .n_embd = 8,
                                    .n_ctx = 16,
                                    .batch_size = 4,
                                    .mlp_ratio = 4,
                                    .mlp = true,
                                    .attention = true,
                                    .residual = true};

const RunSettings FOLDER_SETTINGS = {FOLDER_OPTS, &FOLDER_CONFIG};

const Run FOLDER_INFO = {
    .command = "gptreel train --data \"my file\xff.txt\"",
    .seed = 9007199254740993,
    .init_name = "base",
    .init_sha256 = "0123",
    .corpus_name = "tiny Shakespeare",
    .corpus_sha256 = "86c4",
    .corpus_bytes = 1000,
    .corpus_chars = 999,
    .n_vocab = FOLDER_N_VOCAB,
    .tokenizer = "char",
    .n_params = 1234,
    .build = "0.1.0",
    .cpu = "a CPU",
    .instructions = "v3",
    .kernel = "SkylakeX",
    .state = "complete",
    .n_steps = 30,
    .n_tokens = 3000,
    .train_s = 12.5,
};

void folder_ok(bool result, const Err *err)
{
    if (!result)
        fail_msg("%s", err->text);
}

// run.json and tokenizer.json: the least that is a run.
void folder_write_least(Temp *temp)
{
    Err err = {""};
    folder_ok(run_begin(temp->dir, &err), &err);
    folder_ok(run_write_info(temp->dir, &FOLDER_INFO, FOLDER_SETTINGS, &err), &err);
    folder_ok(run_write_tokenizer(temp->dir, FOLDER_VOCAB, FOLDER_N_VOCAB, &err), &err);
}

void folder_write_lines(Temp *temp)
{
    Err err = {""};
    for (int64_t step = 0; step <= 30; step += 10) {
        const RunMetric metric = {.step = step,
                                  .n_tokens = step * 100,
                                  .loss = 4.174386978149414,
                                  .val_loss = step == 10 ? (double)NAN : 3.0 + (step - 20.0) * (step - 20.0) / 1000.0,
                                  .lr = 1e-3,
                                  .grad_norm = step == 20 ? (double)INFINITY : 0.5,
                                  .reward = step > 0 ? 0.375 : (double)NAN,
                                  .tool_rate = step > 0 ? 0.25 : (double)NAN,
                                  .answer_tokens = step > 0 ? 9.5 : (double)NAN,
                                  .step_ms = 15.25,
                                  .tokens_per_s = 50000};
        const RunSample sample = {.step = step, .prompt = "a\n", .text = "b\té \"\\ \x01"};
        folder_ok(run_append_metric(temp->dir, &metric, &err), &err);
        folder_ok(run_append_sample(temp->dir, &sample, &err), &err);
    }
}

static const RunCandidate TOP[] = {{3, 0.75}, {4, 0.125}};
static const RunToken TOKENS[] = {
    {.id = 3, .text = "a", .p = 0.75, .top = TOP, .n_top = 2, .p_other = 0.125, .entropy_nats = 0.9, .draw = 1.0 / 3},
    {.id = 0, .text = "\n", .p = 0.1f, .entropy_nats = NAN, .p_other = NAN, .draw = 0},
};

void folder_write_generation(Temp *temp)
{
    static const int32_t PROMPT_IDS[] = {3, 0};
    const RunGeneration head = {.prompt = "a\n",
                                .prompt_ids = PROMPT_IDS,
                                .n_prompt = 2,
                                .temperature = 0.8,
                                .top_k = 50,
                                .seed = 1,
                                .n_ctx = 16};
    Err err = {""};
    RunGenerationWriter writer = {0};
    folder_ok(run_generation_begin(&writer, temp->dir, &head, &err), &err);
    for (int i = 0; i < 2; i++) {
        folder_ok(run_generation_add(&writer, &TOKENS[i], &err), &err);
        assert_false(file_exists(temp_path(temp, "generation.jsonl")));
    }
    folder_ok(run_generation_end(&writer, &err), &err);
    run_generation_drop(&writer);
}

void folder_write_probe(Temp *temp, int64_t step)
{
    const float values[FOLDER_N_VOCAB] = {(float)step};
    const TensorOut tensor = {"logits", TENSOR_F16, 2, {1, FOLDER_N_VOCAB}, values};
    Err err = {""};
    TensorWriter writer;
    folder_ok(run_probe_begin(&writer, temp->dir, step, "a\nb", &tensor, 1, &err), &err);
    tensor_writer_put(&writer, 0, 0, values, FOLDER_N_VOCAB);
    folder_ok(tensor_writer_end(&writer, &err), &err);
}

static const char *const GROUPS[] = {"wte", "h.0"};

void folder_write_gradients(Temp *temp)
{
    for (int64_t step = 10; step <= 30; step += 10) {
        const double norms[] = {step == 10 ? 1e40 : 0.5, (double)step}; // a norm may be larger than a float
        const RunGradient gradient = {step, norms};
        const float value = (float)step;
        const TensorOut tensor = {"weights.wte.weight", TENSOR_F32, 2, {1, 1}, &value};
        Err err = {""};
        folder_ok(run_append_gradient(temp->dir, &gradient, GROUPS, 2, &err), &err);
        folder_ok(run_write_snapshot(temp->dir, step, &tensor, 1, &err), &err);
    }
}

const Run *folder_run(Temp *temp)
{
    Err err = {""};
    const Run *run = run_read(&temp->arena, temp->dir, &err);
    folder_ok(run != NULL, &err);
    return run;
}

void folder_refuse(Temp *temp, const char *name, const char *because)
{
    Err err = {""};
    assert_null(run_read(&temp->arena, temp->dir, &err));
    assert_contains(err.text, name);
    assert_contains(err.text, because);
    assert_null(strchr(err.text, '\n'));
}
