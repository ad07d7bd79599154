// test_run_folder.c — the run folder: what is written is read back; what is missing, torn, foreign or damaged is told
// apart and named.
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/run/lock.h"
#include "model/run/run.h"
#include "model/run/writer.h"

#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const VOCAB[] = {"\n", "\"", "\\", "a", "b", "é"};
enum { N_VOCAB = sizeof VOCAB / sizeof VOCAB[0] };

// Settings as a training has them, with the names that a reader looks for.
typedef struct Config {
    int64_t n_layer, n_head, n_embd, n_ctx, batch_size, mlp_ratio, n_hidden;
    bool mlp, attention, residual;
    const char *positions, *norm;
} Config;

#define AT(field) offsetof(Config, field)

static const Opt CONFIG_OPTS[] = {
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

static const Config CONFIG = {.n_layer = 2,
                              .n_head = 2,
                              .n_embd = 8,
                              .n_ctx = 16,
                              .batch_size = 4,
                              .mlp_ratio = 4,
                              .mlp = true,
                              .attention = true,
                              .residual = true};

static const RunSettings SETTINGS = {CONFIG_OPTS, &CONFIG};

static const Run INFO = {
    .command = "gptreel train --data \"my file\xff.txt\"",
    .seed = 9007199254740993,
    .init_name = "base",
    .init_sha256 = "0123",
    .corpus_name = "tiny Shakespeare",
    .corpus_sha256 = "86c4",
    .corpus_bytes = 1000,
    .corpus_chars = 999,
    .n_vocab = N_VOCAB,
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

static void ok(bool result, const Err *err)
{
    if (!result)
        fail_msg("%s", err->text);
}

// run.json and tokenizer.json: the least that is a run.
static void write_least(Temp *temp)
{
    Err err = {""};
    ok(run_begin(temp->dir, &err), &err);
    ok(run_write_info(temp->dir, &INFO, SETTINGS, &err), &err);
    ok(run_write_tokenizer(temp->dir, VOCAB, N_VOCAB, &err), &err);
}

static void write_lines(Temp *temp)
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
        ok(run_append_metric(temp->dir, &metric, &err), &err);
        ok(run_append_sample(temp->dir, &sample, &err), &err);
    }
}

static const RunCandidate TOP[] = {{3, 0.75}, {4, 0.125}};
static const RunToken TOKENS[] = {
    {.id = 3, .text = "a", .p = 0.75, .top = TOP, .n_top = 2, .p_other = 0.125, .entropy_nats = 0.9, .draw = 1.0 / 3},
    {.id = 0, .text = "\n", .p = 0.1f, .entropy_nats = NAN, .p_other = NAN, .draw = 0},
};

static void write_generation(Temp *temp)
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
    ok(run_generation_begin(&writer, temp->dir, &head, &err), &err);
    for (int i = 0; i < 2; i++) {
        ok(run_generation_add(&writer, &TOKENS[i], &err), &err);
        assert_false(file_exists(temp_path(temp, "generation.jsonl")));
    }
    ok(run_generation_end(&writer, &err), &err);
    run_generation_drop(&writer);
}

static void write_probe(Temp *temp, int64_t step)
{
    const float values[N_VOCAB] = {(float)step};
    const TensorOut tensor = {"logits", TENSOR_F16, 2, {1, N_VOCAB}, values};
    Err err = {""};
    TensorWriter writer;
    ok(run_probe_begin(&writer, temp->dir, step, "a\nb", &tensor, 1, &err), &err);
    tensor_writer_put(&writer, 0, 0, values, N_VOCAB);
    ok(tensor_writer_end(&writer, &err), &err);
}

static const char *const GROUPS[] = {"wte", "h.0"};

static void write_gradients(Temp *temp)
{
    for (int64_t step = 10; step <= 30; step += 10) {
        const double norms[] = {step == 10 ? 1e40 : 0.5, (double)step}; // a norm may be larger than a float
        const RunGradient gradient = {step, norms};
        const float value = (float)step;
        const TensorOut tensor = {"weights.wte.weight", TENSOR_F32, 2, {1, 1}, &value};
        Err err = {""};
        ok(run_append_gradient(temp->dir, &gradient, GROUPS, 2, &err), &err);
        ok(run_write_snapshot(temp->dir, step, &tensor, 1, &err), &err);
    }
}

static const Run *read_fine(Temp *temp)
{
    Err err = {""};
    const Run *run = run_read(&temp->arena, temp->dir, &err);
    ok(run != NULL, &err);
    return run;
}

static void refuse(Temp *temp, const char *name, const char *because)
{
    Err err = {""};
    assert_null(run_read(&temp->arena, temp->dir, &err));
    assert_contains(err.text, name);
    assert_contains(err.text, because);
    assert_null(strchr(err.text, '\n'));
}

static void least_run(void **state)
{
    write_least(*state);
    const Run *run = read_fine(*state);
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
    assert_int_equal(run->n_vocab, N_VOCAB);
    for (int i = 0; i < N_VOCAB; i++)
        assert_string_equal(run->vocab[i], VOCAB[i]);
    assert_int_equal(run->n_ctx, 16);
    assert_true(run->has_attention && run->has_residual && run->has_norm);
    assert_string_equal(run->positions, "learned"); // what GPT-2 has, where nothing is said
    assert_int_equal(run->n_metrics + run->n_samples + run->n_gradients + run->n_snapshots + run->n_notes, 0);
    assert_null(run->generation);
    assert_null(run->probe);
    assert_null(run_best(run));
    assert_null(run_tensor(run, PROBE_LOGITS));
    assert_null(run_tensor(NULL, PROBE_LOGITS));
}

static void whole_run(void **state)
{
    write_least(*state);
    write_lines(*state);
    write_generation(*state);
    Err err = {""};
    const RunSample more[] = {{.step = 30, .prompt = "b", .text = "e"}, {.step = 30, .prompt = "é", .text = ""}};
    for (int i = 0; i < 2; i++)
        ok(run_append_sample(((Temp *)*state)->dir, &more[i], &err), &err);
    write_gradients(*state);
    write_probe(*state, 9);
    write_probe(*state, 30);
    const Run *run = read_fine(*state);
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
    static const Opt HIDDEN_OPTS[] = {{"n-layer", 0, OPT_INT, AT(n_layer)},
                                      {"n-embd", 0, OPT_INT, AT(n_embd)},
                                      {"n-ctx", 0, OPT_INT, AT(n_ctx)},
                                      {"n-hidden", 0, OPT_INT, AT(n_hidden)},
                                      {0}};
    Temp *temp = *state;
    Err err = {""};
    write_least(temp);
    Config config = CONFIG;
    config.mlp_ratio = 3;
    config.attention = false;
    config.residual = false;
    config.norm = "none";
    config.positions = "none";
    ok(run_write_info(temp->dir, &INFO, (RunSettings){CONFIG_OPTS, &config}, &err), &err);
    const Run *run = read_fine(temp);
    assert_true(run->n_hidden == 24 && !run->has_attention && !run->has_residual && !run->has_norm);
    assert_string_equal(run->positions, "none");
    config.mlp = false;
    ok(run_write_info(temp->dir, &INFO, (RunSettings){CONFIG_OPTS, &config}, &err), &err);
    assert_int_equal(read_fine(temp)->n_hidden, 0);
    config.n_hidden = 20;
    ok(run_write_info(temp->dir, &INFO, (RunSettings){HIDDEN_OPTS, &config}, &err), &err);
    assert_int_equal(read_fine(temp)->n_hidden, 20);
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
    refuse(temp, temp->dir, "it has no run.json");
    temp_write_text(temp, "run.json", "{\"name\": \"something else\"}");
    refuse(temp, "run.json", "not of gptreel");
    temp_write_text(temp, "run.json", "[1]");
    refuse(temp, "run.json", "not a JSON object");
    temp_write_text(temp, "run.json", "{\"gptreel_run\": 2, \"config\": {}}");
    refuse(temp, "run.json", "newer");
    temp_write_text(temp, "run.json", "{\"gptreel_run\": 1}");
    refuse(temp, "run.json", "\"config\" is missing");
    temp_write_text(temp, "run.json",
                    "{\"gptreel_run\": 1, \"config\": {\"n_layer\": 1, \"n_embd\": 0, \"n_ctx\": 1}}");
    refuse(temp, "run.json", "\"n_embd\" is 0");
    temp_write_text(temp, "run.json", "{\"gptreel_run\": 1, \"seed\": \"one\", \"config\": {}}");
    refuse(temp, "run.json", "\"seed\" is not a whole number");
}

static void run_json_cut_off_anywhere(void **state)
{
    Temp *temp = *state;
    write_least(temp);
    const char *whole = temp_read(temp, "run.json");
    for (size_t length = 0; length + 2 < strlen(whole); length++) {
        temp_write(temp, "run.json", whole, length);
        refuse(temp, "run.json", "not valid JSON");
    }
}

static void missing_vocabulary(void **state)
{
    Temp *temp = *state;
    write_least(temp);
    assert_int_equal(unlink(temp_path(temp, "tokenizer.json")), 0);
    refuse(temp, "tokenizer.json", "No such file");
}

static void torn_last_lines(void **state)
{
    Temp *temp = *state;
    write_least(temp);
    write_lines(temp);
    write_generation(temp);
    static const char *const NAMES[] = {"metrics.jsonl", "samples.jsonl", "generation.jsonl"};
    for (int i = 0; i < 3; i++) {
        const char *whole = temp_read(temp, NAMES[i]);
        const size_t length = strlen(whole);
        size_t last = length - 1;
        while (whole[last - 1] != '\n')
            last--;
        for (size_t cut = last + 1; cut < length - 1; cut++) {
            temp_write(temp, NAMES[i], whole, cut);
            const Run *run = read_fine(temp);
            assert_int_equal(run->n_notes, 1);
            assert_contains(run->notes[0], NAMES[i]);
            assert_contains(run->notes[0], i < 2 ? "line 4" : "line 3");
            assert_int_equal(run->n_metrics, i == 0 ? 3 : 4);
            assert_int_equal(run->n_samples, i == 1 ? 3 : 4);
            assert_int_equal(run->generation->n_tokens, i == 2 ? 1 : 2);
        }
        temp_write(temp, NAMES[i], whole, length - 1); // only the line break is missing: nothing is lost
        assert_int_equal(read_fine(temp)->n_notes, 0);
        temp_write(temp, NAMES[i], whole, length);
    }
}

static void empty_lines_files(void **state)
{
    Temp *temp = *state;
    write_least(temp);
    temp_write(temp, "metrics.jsonl", "", 0);
    temp_write_text(temp, "samples.jsonl", "\n \r\n");
    temp_write(temp, "generation.jsonl", "{\"pro", 5);
    const Run *run = read_fine(temp);
    assert_int_equal(run->n_metrics + run->n_samples, 0);
    assert_null(run->generation);
    assert_int_equal(run->n_notes, 1);
}

// What other programs write, or a run that went on twice from one step: the rest can be drawn.
static void skipped_metrics(void **state)
{
    Temp *temp = *state;
    write_least(temp);
    temp_write_text(temp, "metrics.jsonl",
                    "{\"step\":0,\"loss\":4}\n{\"step\":1,\"loss\":NaN,\"val_loss\":-Infinity,\"name\":\"a \\\"NaN\"}\n"
                    "{\"step\":1,\"loss\":9}\n{\"step\":0,\"loss\":9}\n{\"step\":2,\"loss\":3}\n");
    const Run *run = read_fine(temp);
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
    write_least(temp);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const char *path = temp_write_text(temp, CASES[i].name, CASES[i].text);
        refuse(temp, path, CASES[i].because);
        assert_int_equal(unlink(path), 0);
    }
}

static void damaged_probe(void **state)
{
    Temp *temp = *state;
    write_least(temp);
    write_probe(temp, 3);
    temp_write_text(temp, "probes/notes.txt", "not a probe");
    temp_write_text(temp, "probes/4x.safetensors", "not a probe");
    temp_write_text(temp, "probes/04.safetensors", "not a probe");
    assert_int_equal(read_fine(temp)->probe->step, 3);
    const char *path = temp_write_text(temp, "probes/12.safetensors", "damaged");
    refuse(temp, path, "cut off");
    const float value = 1;
    const TensorOut misshapen = {"logits", TENSOR_F32, 2, {1, 1}, &value};
    Err written = {""};
    ok(tensor_file_write(path, &misshapen, 1, NULL, &written), &written);
    refuse(temp, path, "tensor \"logits\" is (1, 1), not (T, V)");
    // Who needs no tensors does not look at them.
    Err err = {""};
    const Run *run = run_read_texts(&temp->arena, temp->dir, &err);
    assert_true(run && !run->probe && run->n_vocab == N_VOCAB);
}

// ---- resume and restart ----

static void cut_back(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    int64_t n_strays = 0;
    write_least(temp);
    write_lines(temp);
    write_probe(temp, 20);
    write_probe(temp, 30);
    const char *before = temp_read(temp, "metrics.jsonl");
    const char *torn = arena_printf(&temp->arena, "%s{\"step\": 40, \"lo", before);
    temp_write_text(temp, "metrics.jsonl", torn);
    write_gradients(temp);
    ok(run_cut_back(temp->dir, 30, 30, &n_strays, &err), &err);
    assert_string_equal(temp_read(temp, "metrics.jsonl"), before);
    assert_true(read_fine(temp)->n_gradients == 3 && read_fine(temp)->n_snapshots == 3);

    ok(run_cut_back(temp->dir, 21, 20, &n_strays, &err), &err);
    const Run *run = read_fine(temp);
    assert_true(run->n_gradients == 2 && run->n_snapshots == 2);
    ok(run_cut_back(temp->dir, 20, 19, &n_strays, &err), &err);
    assert_true(read_fine(temp)->n_gradients == 2 && read_fine(temp)->n_metrics == 2);
    temp_write_text(temp, "metrics.jsonl", before);
    write_probe(temp, 20);
    ok(run_cut_back(temp->dir, 20, 20, &n_strays, &err), &err);
    run = read_fine(temp);
    assert_int_equal(run->n_metrics, 3);
    assert_int_equal(run->n_samples, 2);
    assert_int_equal(run->probe->step, 20);
    const char *kept = temp_read(temp, "metrics.jsonl");
    assert_memory_equal(kept, before, strlen(kept));

    const RunMetric next = {.step = 21, .loss = 1, .val_loss = NAN};
    ok(run_append_metric(temp->dir, &next, &err), &err);
    assert_int_equal(read_fine(temp)->n_metrics, 4);
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
    ok(run_cut_back(temp->dir, 5, 5, &n_strays, &err), &err);
    assert_int_equal(n_strays, 3);
    assert_string_equal(temp_read(temp, "metrics.jsonl"), "{\"step\":0}\n{\"step\":2}\n{\"step\":3}\n");
    assert_string_equal(temp_read(temp, "samples.jsonl"), "{\"step\":0}\n{\"step\":0}\n{\"step\":2}\n");
}

// One writer at a time; whose lock is freed by its end.
static void one_writer(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    RunLock first, second;
    ok(run_lock(&first, temp->dir, &err), &err);
    assert_true(run_is_locked(temp->dir));
    assert_false(run_lock(&second, temp->dir, &err));
    assert_contains(err.text, arena_printf(&temp->arena, "process %ld on ", (long)getpid()));
    run_unlock(&second);
    run_unlock(&first);
    run_unlock(&first);
    assert_false(run_is_locked(temp->dir) || file_exists(temp_path(temp, "lock")));
    temp_write_text(temp, "lock", "process 1 on\x1b[31m a machine that crashed\n"); // which nobody holds
    assert_false(run_is_locked(temp->dir));
    ok(run_lock(&first, temp->dir, &err), &err);
    run_unlock(&first);
    ok(run_lock(&first, temp_path(temp, "fresh"), &err), &err);
    run_unlock(&first);
    assert_false(dir_exists(temp_path(temp, "fresh"))); // made for the lock alone
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
    write_probe(temp, 1);
    assert_true(dir_make(temp_path(temp, "snapshots"), &err));
    for (int i = 0; i < 3; i++) {
        temp_write_text(temp, leftovers[i], "half");
        temp_write_text(temp, others[i], "somebody else's");
    }
    ok(run_cut_back(temp->dir, 5, 5, &n_strays, &err), &err);
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
    write_least(temp);
    write_lines(temp);
    write_generation(temp);
    write_probe(temp, 30);
    write_gradients(temp);
    temp_write_text(temp, "mine.txt", "kept");
    ok(run_begin(temp->dir, &err), &err);
    refuse(temp, temp->dir, "no run.json");
    write_least(temp);
    const Run *run = read_fine(temp);
    assert_int_equal(run->n_metrics + run->n_samples + run->n_gradients + run->n_snapshots, 0);
    assert_null(run->generation);
    assert_null(run->probe);
    assert_string_equal(temp_read(temp, "mine.txt"), "kept");
}

static void dropped_generation(void **state)
{
    Temp *temp = *state;
    write_least(temp);
    write_generation(temp);
    const RunGeneration head = {.prompt = "new"};
    Err err = {""};
    RunGenerationWriter writer = {0};
    run_generation_drop(&writer);
    ok(run_generation_begin(&writer, temp->dir, &head, &err), &err);
    run_generation_drop(&writer);
    assert_string_equal(read_fine(temp)->generation->prompt, "a\n");
}

static void unwritable(void **state)
{
    Temp *temp = *state;
    const char *none = temp_path(temp, "none");
    const RunMetric metric = {0};
    Err err = {""};
    assert_false(run_write_info(none, &INFO, SETTINGS, &err));
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
    ok(run_append_metric(temp->dir, &metric, &err), &err);
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
        TEST(cut_back),
        TEST(cut_back_nothing),
        TEST(cut_back_strays),
        TEST(one_writer),
        TEST(begin_anew),
        TEST(dropped_generation),
        TEST(unwritable),
        TEST(full_disk),
        TEST(disk_fills_within_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
