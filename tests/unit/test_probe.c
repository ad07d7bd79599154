// test_probe.c — what a probe records is what the model computes, in every architecture and under every selection.
#include "support_gpt.h"
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/infer/probe.h"
#include "model/infer/record.h"
#include "model/nn/weights.h"
#include "model/run/run.h"
#include "model/train/settings.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { T = 7, V = 11 };

static const int32_t IDS[T] = {3, 1, 4, 1, 5, 9, 2};
static const char *const VOCAB[V] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};

static GptConfig small_config(void)
{
    Settings settings;
    settings_init(&settings);
    GptConfig config = settings.gpt;
    config.n_layer = 2;
    config.n_head = 2;
    config.n_embd = 12;
    config.n_ctx = T;
    config.n_vocab = V;
    return config;
}

static const Tokenizer *letters(Temp *temp)
{
    return char_tokenizer(&temp->arena, VOCAB, V);
}

// The file of a probe with the number `step`.
static TensorFile probe_file(Temp *temp, const Gpt *gpt, ProbeRequest request)
{
    Err err = {""};
    TensorFile file;
    if (!request.ids) {
        request.ids = IDS;
        request.n_ids = T;
    }
    if (!probe_record(temp->dir, gpt, letters(temp), &request, &err))
        fail_msg("%s", err.text);
    const char *name = arena_printf(&temp->arena, "probes/%lld.safetensors", (long long)request.step);
    if (!tensor_file_read(&file, &temp->arena, temp_path(temp, name), &err))
        fail_msg("%s", err.text);
    return file;
}

static void assert_near(const TensorFile *file, const char *name, int64_t first, const float *expected, int64_t n)
{
    const Tensor *tensor = tensor_find(file, name);
    if (!tensor || first + n > tensor->n_items)
        fail_msg("%s is missing or too small", name);
    for (int64_t i = 0; i < n; i++)
        if (!(fabsf(tensor->f32[first + i] - expected[i]) < 1e-5f))
            fail_msg("%s[%lld] is %g, not %g", name, (long long)(first + i), (double)tensor->f32[first + i],
                     (double)expected[i]);
}

static void check_attention(const TensorFile *file, const GptConfig *c, const GptBlockActs *acts, int64_t layer)
{
    const int64_t d = gpt_head_width(c), n_grid = c->n_head * T * T;
    assert_near(file, "attention_in", layer * T * c->n_embd, acts->norm_1, T * c->n_embd);
    assert_near(file, "attention", layer * n_grid, acts->probs, n_grid);
    assert_near(file, "residual_mid", layer * T * c->n_embd, acts->mid, T * c->n_embd);
    const float *scores = tensor_find(file, "scores")->f32, *masked = tensor_find(file, "scores_masked")->f32;
    const float *q = tensor_find(file, "q")->f32, *k = tensor_find(file, "k")->f32, *v = tensor_find(file, "v")->f32;
    for (int64_t h = 0; h < c->n_head; h++)
        for (int64_t t = 0; t < T; t++) {
            const int64_t row = (layer * c->n_head + h) * T + t;
            assert_near(file, "heads", row * d, acts->attn_out + t * c->n_head * d + h * d, d);
            double sums[2] = {0, 0};
            for (int64_t s = 0; s < T; s++) {
                const int64_t other = row - t + s;
                double product = 0;
                for (int64_t i = 0; i < d; i++)
                    product += (double)q[row * d + i] * (double)k[other * d + i];
                assert_true(fabs(product / sqrt((double)d) - (double)scores[row * T + s]) < 1e-5);
                assert_true(s <= t ? masked[row * T + s] == scores[row * T + s] : masked[row * T + s] == -INFINITY);
                const double p = (double)acts->probs[(h * T + t) * T + s];
                sums[0] += p;
                sums[1] += p * (double)v[other * d];
            }
            assert_true(fabs(sums[0] - 1) < 1e-5);
            assert_true(fabs(sums[1] - (double)acts->attn_out[t * c->n_head * d + h * d]) < 1e-5);
        }
}

// What a model of the first blocks alone says behind the last token: the same weights with the other blocks left out.
static void check_after(const TensorFile *file, const Gpt *gpt)
{
    const GptConfig *c = &gpt->config;
    const Tensor *after = tensor_find(file, "probabilities_after"), *rows = tensor_find(file, "probabilities");
    assert_true((after != NULL) == (c->n_layer > 0));
    if (!after)
        return;
    assert_memory_equal(after->f32 + (c->n_layer - 1) * V, rows->f32 + (T - 1) * V, sizeof(float) * V);
    for (int64_t n_layer = 1; n_layer <= c->n_layer; n_layer++) {
        GptConfig config = *c;
        config.n_layer = n_layer;
        Err err = {""};
        Gpt *first = gpt_create(&config, &err);
        for (int i = 0; i < first->n_params; i++)
            for (int k = 0; k < gpt->n_params; k++)
                if (strcmp(first->params[i].name, gpt->params[k].name) == 0)
                    memcpy(first->weights + first->params[i].offset, gpt->weights + gpt->params[k].offset,
                           sizeof(float) * (size_t)first->params[i].n_items);
        GptState *state = gpt_state_create(first, 1, T, 0, 1);
        gpt_forward(first, state, IDS, 1, T);
        float p[V];
        memcpy(p, state->logits + (T - 1) * V, sizeof p);
        softmax_row(p, 1, V);
        assert_near(file, "probabilities_after", (n_layer - 1) * V, p, V);
        gpt_state_destroy(state);
        gpt_destroy(first);
    }
}

// Every tensor there is, against a forward pass of the training's.
static void check_probe(Temp *temp, GptConfig config)
{
    static const double temperatures[] = {0, 0.5, 1};
    Gpt *gpt = random_gpt(&config, 0.3f);
    const GptConfig *c = &gpt->config;
    const TensorFile file =
        probe_file(temp, gpt, (ProbeRequest){.select = "*", .temperatures = temperatures, .n_temperatures = 3});
    GptState *state = gpt_state_create(gpt, 1, T, GPT_PROBS, 1);
    gpt_forward(gpt, state, IDS, 1, T);
    const int64_t n_stream = T * c->n_embd, n_hidden = T * gpt_hidden_width(c);
    assert_near(&file, "residual", 0, state->embedded, n_stream);
    for (int64_t layer = 0; layer < c->n_layer; layer++) {
        const GptBlockActs *acts = &state->blocks[layer];
        if (c->attention)
            check_attention(&file, c, acts, layer);
        if (c->mlp) {
            assert_near(&file, "mlp.in", layer * n_stream, acts->norm_2, n_stream);
            assert_near(&file, "mlp.pre", layer * n_hidden, acts->c_fc, n_hidden);
            assert_near(&file, "mlp.hidden", layer * n_hidden, acts->hidden, n_hidden);
            assert_near(&file, "mlp.w_out", layer * c->n_embd * gpt_hidden_width(c),
                        gpt->weights + gpt->blocks[layer].mlp_c_proj, c->n_embd * gpt_hidden_width(c));
        }
        assert_near(&file, "residual", (layer + 1) * n_stream, acts->out, n_stream);
    }
    assert_near(&file, "norm", 0, state->norm_f, n_stream);
    assert_near(&file, "logits", 0, state->logits, T * V);
    assert_near(&file, "probabilities_at", 2 * T * V, tensor_find(&file, "probabilities")->f32, T * V);
    check_after(&file, gpt);
    const float *p = tensor_find(&file, "probabilities_at")->f32;
    for (int64_t t = 0; t < T; t++) {
        const float *logits = state->logits + t * V;
        int64_t best = 0;
        for (int64_t s = 1; s < V; s++)
            best = logits[s] > logits[best] ? s : best;
        assert_true(p[t * V + best] == 1);
        double sums[3] = {0, 0, 0};
        for (int i = 0; i < 3; i++)
            for (int64_t s = 0; s < V; s++)
                sums[i] += (double)p[(i * T + t) * V + s];
        assert_true(sums[0] == 1 && fabs(sums[1] - 1) < 1e-5 && fabs(sums[2] - 1) < 1e-5);
        const double ratio = (double)(p[(T + t) * V] / p[(T + t) * V + 1]); // at temperature 0.5
        assert_true(fabs(log(ratio) - 2 * (double)(logits[0] - logits[1])) < 1e-4);
    }
    assert_true((tensor_find(&file, "attention") != NULL) == (c->n_layer > 0 && c->attention));
    assert_true((tensor_find(&file, "mlp.in") != NULL) == (c->n_layer > 0 && c->mlp));
    assert_true((tensor_find(&file, "embed.position") != NULL) == (gpt->wpe >= 0));
    gpt_state_destroy(state);
    gpt_destroy(gpt);
}

static void equals_the_pass(void **state)
{
    GptConfig config = small_config();
    check_probe(*state, config);
    config.bias = true;
    config.n_head = 4;
    config.n_kv_head = 2;
    config.gelu = &GPT_GELUS[GPT_GELU_TANH];
    check_probe(*state, config);
    config.norm = &GPT_NORMS[GPT_NORM_NONE];
    config.residual = false;
    config.tied_head = false;
    config.head_width = 5;
    check_probe(*state, config);
    config = small_config();
    config.mlp = false;
    config.positions = &GPT_POSITIONS[GPT_POSITIONS_NONE];
    check_probe(*state, config);
    config.attention = false;
    config.mlp = true;
    check_probe(*state, config);
    config.n_layer = 0;
    check_probe(*state, config);
    config.lm_head = false;
    config.n_embd = 0;
    config.norm = &GPT_NORMS[GPT_NORM_NONE];
    check_probe(*state, config);
}

static void selections(void **state)
{
    Temp *temp = *state;
    const GptConfig config = small_config();
    Gpt *gpt = random_gpt(&config, 0.3f);
    TensorFile file = probe_file(temp, gpt, (ProbeRequest){.select = "logits, mlp.*,q"});
    static const char *const names[] = {"q",       "mlp.in",   "mlp.pre",   "mlp.hidden",
                                        "mlp.out", "mlp.w_in", "mlp.w_out", "logits"};
    assert_int_equal(file.n_tensors, sizeof names / sizeof names[0]);
    for (int i = 0; i < file.n_tensors; i++)
        assert_string_equal(file.tensors[i].name, names[i]);
    // A prompt longer than the context: its end.
    int32_t ids[3 * T];
    for (int i = 0; i < 3 * T; i++)
        ids[i] = i < 2 * T ? 0 : IDS[i - 2 * T];
    const float *logits = tensor_find(&file, "logits")->f32;
    file = probe_file(temp, gpt, (ProbeRequest){.step = 3, .ids = ids, .n_ids = 3 * T, .select = "*"});
    assert_near(&file, "logits", 0, logits, T * V);
    assert_string_equal(file.meta[1], "dbebfjc");
    assert_null(tensor_find(&file, "temperatures"));

    Err err = {""};
    ProbeRequest request = {.step = 4, .ids = IDS, .n_ids = T, .select = "logits,atention"};
    assert_false(probe_record(temp->dir, gpt, letters(temp), &request, &err));
    assert_contains(err.text, "\"atention\"");
    assert_contains(err.text, "did you mean attention");
    request.select = "probabilities_at";
    assert_false(probe_record(temp->dir, gpt, letters(temp), &request, &err));
    assert_contains(err.text, "none of it");
    request.n_ids = 0;
    assert_false(probe_record(temp->dir, gpt, letters(temp), &request, &err));
    assert_contains(err.text, "at least one token");
    assert_false(file_exists(temp_path(temp, "probes/4.safetensors")));
    gpt_destroy(gpt);
}

typedef struct Drawn {
    int32_t id;
    double p;
} Drawn;

static bool take_drawn(void *context, const RunToken *token, bool *over, Err *err)
{
    (void)over;
    (void)err;
    *(Drawn *)context = (Drawn){token->id, token->p};
    return true;
}

// Without positions, block 1 takes the same away from the tokens before, in whatever order they come.
static void no_positions(void **state)
{
    Temp *temp = *state;
    static const int32_t TURNED[T] = {9, 5, 3, 4, 1, 1, 2};
    const GptConfig config = small_config();
    Gpt *gpt = random_gpt(&config, 0.3f);
    const int64_t D = config.n_embd / config.n_head;
    for (int i = 0; i < 2; i++) {
        ProbeRequest request = {.select = "heads,embed.position", .no_positions = i == 0};
        if (i == 0)
            request.select = "heads";
        const TensorFile file = probe_file(temp, gpt, request);
        const float *heads = tensor_find(&file, "heads")->f32;
        request.ids = TURNED;
        request.n_ids = T;
        request.step = 1;
        const TensorFile turned = probe_file(temp, gpt, request);
        const float *others = tensor_find(&turned, "heads")->f32;
        float most = 0;
        for (int64_t k = (T - 1) * D; k < T * D; k++)
            most = fmaxf(most, fabsf(heads[k] - others[k]));
        assert_true(i == 0 ? most < 1e-5f : most > 1e-3f);
        assert_true((tensor_find(&file, "embed.position") == NULL) == (i == 0));
    }
    gpt_destroy(gpt);
}

// What a text goes on with has the chance that the probe of the same prompt shows, however long the prompt is.
static void agrees_with_generation(void **state)
{
    Temp *temp = *state;
    const GptConfig config = small_config();
    Gpt *gpt = random_gpt(&config, 0.3f);
    const Tokenizer *tokenizer = letters(temp);
    int32_t ids[3 * T];
    for (int i = 0; i < 3 * T; i++)
        ids[i] = (IDS[i % T] + i) % V;
    for (int n = 1; n <= 3 * T; n++) {
        Err err = {""};
        Drawn drawn = {.id = -1};
        const SampleRequest request = {.prompt_ids = ids, .n_prompt = n, .n_tokens = 1, .temperature = 1,
                                       .take = take_drawn, .context = &drawn};
        assert_true(sample_text(gpt, tokenizer, &request, &err));
        const TensorFile file =
            probe_file(temp, gpt, (ProbeRequest){.step = n, .ids = ids, .n_ids = n, .select = "probabilities"});
        const Tensor *rows = tensor_find(&file, "probabilities");
        assert_int_equal(rows->n_items, (n < T ? n : T) * V);
        assert_close((double)rows->f32[rows->n_items - V + drawn.id], drawn.p, 1e-5);
    }
    // A recorded text has the prompt that was seen.
    Err err = {""};
    const SampleRequest request = {.prompt_ids = ids, .n_prompt = 3 * T, .n_tokens = 2, .temperature = 1};
    assert_true(record_generation(temp->dir, (Shown){.out = NULL}, gpt, tokenizer, request, &err));
    const char *line = file_read(&temp->arena, temp_path(temp, "generation.jsonl"), NULL, &err);
    assert_non_null(line);
    assert_contains(line, arena_printf(&temp->arena, "\"prompt\": \"%s\"",
                                       tokenizer_decode(tokenizer, &temp->arena, ids + 2 * T, T)));
    gpt_destroy(gpt);
}

// The probe that ships is what the weights beside it give.
static void shipped_probe_repeats(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Run *run = run_read(&temp->arena, "model/runs/shakespeare", &err);
    if (!run)
        fail_msg("%s", err.text);
    const GptConfig config = saved_config(&temp->arena, run->dir);
    Gpt *gpt = gpt_create(&config, &err);
    assert_true(weights_load(gpt, run->dir, &err));
    const Tokenizer *tokenizer = tokenizer_load(&temp->arena, run->tokenizer, run->dir, &err);
    const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
    const ProbeRequest request = {
        .ids = tokens->i32, .n_ids = tokens->n_items, .select = PROBE_OF_FILMS_ALONE, .weight_type = TENSOR_F16};
    assert_true(probe_record(temp->dir, gpt, tokenizer, &request, &err));
    TensorFile file;
    assert_true(tensor_file_read(&file, &temp->arena, temp_path(temp, "probes/0.safetensors"), &err));
    assert_int_equal(file.n_tensors, run->probe->file.n_tensors);
    for (int i = 0; i < file.n_tensors; i++) {
        const Tensor *then = &run->probe->file.tensors[i], *now = tensor_find(&file, then->name);
        assert_non_null(now);
        assert_int_equal(now->n_items, then->n_items);
        assert_memory_equal(now->shape, then->shape, sizeof now->shape);
        for (int64_t k = 0; now->f32 && k < now->n_items; k++)
            if (!(fabsf(now->f32[k] - then->f32[k]) < 2e-4f))
                fail_msg("%s[%lld] was %g and is %g", then->name, (long long)k, (double)then->f32[k],
                         (double)now->f32[k]);
    }
    gpt_destroy(gpt);
}

// Symbols beyond the tokens are padding: neither recorded nor given a share of what is likely.
static void padding_is_left_out(void **state)
{
    enum { PADDED = V + 5 };
    Temp *temp = *state;
    static const double temperatures[] = {0.5};
    GptConfig config = small_config();
    config.n_vocab = PADDED;
    Gpt *gpt = random_gpt(&config, 0.3f);
    const TensorFile file =
        probe_file(temp, gpt, (ProbeRequest){.select = "*", .temperatures = temperatures, .n_temperatures = 1});
    GptState *pass = gpt_state_create(gpt, 1, T, GPT_PROBS, 1);
    gpt_forward(gpt, pass, IDS, 1, T);
    assert_int_equal(tensor_find(&file, "logits")->shape[1], V);
    const float *probabilities = tensor_find(&file, "probabilities")->f32;
    for (int64_t t = 0; t < T; t++) {
        assert_near(&file, "logits", t * V, pass->logits + t * PADDED, V);
        double sum = 0;
        for (int64_t i = 0; i < V; i++)
            sum += (double)probabilities[t * V + i];
        assert_true(fabs(sum - 1) < 1e-5);
    }
    gpt_state_destroy(pass);
    gpt_destroy(gpt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(equals_the_pass, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(selections, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(agrees_with_generation, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(no_positions, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(shipped_probe_repeats, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(padding_is_left_out, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
