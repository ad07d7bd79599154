// gpt.c — the layout of parameters and activations, and the initial weights.
#include "model/nn/gpt.h"

#include "model/nn/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- parameters ----

static int64_t add_param(Gpt *gpt, const char *name, int64_t rows, int64_t columns)
{
    GptParam *param = &gpt->params[gpt->n_params++];
    *param = (GptParam){
        .n_dims = columns ? 2 : 1,
        .shape = {rows, columns},
        .offset = gpt->n_items,
        .n_items = rows * (columns ? columns : 1),
    };
    snprintf(param->name, sizeof param->name, "%s", name);
    gpt->n_items += param->n_items;
    return param->offset;
}

// "NAME.weight" and, where the config wants biases, "NAME.bias"; `columns` 0 for a norm.
static void add_layer(Gpt *gpt, const char *name, int64_t rows, int64_t columns, int64_t *weight, int64_t *bias)
{
    char full[48];
    snprintf(full, sizeof full, "%s.weight", name);
    *weight = add_param(gpt, full, rows, columns);
    if (!gpt->config.bias)
        return;
    snprintf(full, sizeof full, "%s.bias", name);
    *bias = add_param(gpt, full, columns ? columns : rows, 0);
}

static void add_block(Gpt *gpt, int64_t layer)
{
    static const GptBlockAt nothing = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    const GptConfig *c = &gpt->config;
    const bool norm = strcmp(c->norm, "layer") == 0;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    GptBlockAt *at = &gpt->blocks[layer];
    *at = nothing;
    char name[40];
#define LAYER(part, rows, columns, field)                                                                              \
    (snprintf(name, sizeof name, "h.%lld." part, (long long)layer),                                                    \
     add_layer(gpt, name, rows, columns, &at->field, &at->field##_bias))
    if (c->attention) {
        if (norm)
            LAYER("ln_1", c->n_embd, 0, norm_1);
        LAYER("attn.c_attn", c->n_embd, attention_qkv_width(&shape), c_attn);
        LAYER("attn.c_proj", gpt_heads_width(c), c->n_embd, attn_c_proj);
    }
    if (c->mlp) {
        if (norm)
            LAYER("ln_2", c->n_embd, 0, norm_2);
        LAYER("mlp.c_fc", c->n_embd, gpt_hidden_width(c), c_fc);
        LAYER("mlp.c_proj", gpt_hidden_width(c), c->n_embd, mlp_c_proj);
    }
#undef LAYER
}

Gpt *gpt_create_empty(const GptConfig *config, Err *err)
{
    GptConfig full = *config;
    if (!full.lm_head && !full.n_embd)
        full.n_embd = full.n_vocab;
    config = &full;
    if (!gpt_config_check(config, err))
        return NULL;
    enum { PARAMS_OF_BLOCK = 12, PARAMS_OF_REST = 5 };
    Gpt *gpt = mem_alloc(sizeof *gpt);
    gpt->config = *config;
    gpt->params = mem_alloc(sizeof(GptParam) * (size_t)(config->n_layer * PARAMS_OF_BLOCK + PARAMS_OF_REST));
    gpt->blocks = mem_alloc(sizeof(GptBlockAt) * (size_t)(config->n_layer + 1));
    gpt->wpe = gpt->norm_f = gpt->norm_f_bias = -1;
    gpt->wte = add_param(gpt, "wte.weight", config->n_vocab, config->n_embd);
    if (strcmp(config->positions, "learned") == 0)
        gpt->wpe = add_param(gpt, "wpe.weight", config->n_ctx, config->n_embd);
    for (int64_t layer = 0; layer < config->n_layer; layer++)
        add_block(gpt, layer);
    if (strcmp(config->norm, "layer") == 0)
        add_layer(gpt, "ln_f", config->n_embd, 0, &gpt->norm_f, &gpt->norm_f_bias);
    gpt->head = -1;
    if (config->lm_head)
        gpt->head = config->tied_head ? gpt->wte : add_param(gpt, "lm_head.weight", config->n_vocab, config->n_embd);
    return gpt;
}

Gpt *gpt_create(const GptConfig *config, Err *err)
{
    Gpt *gpt = gpt_create_empty(config, err);
    if (!gpt)
        return NULL;
    const double weights_bytes = (double)sizeof(float) * (double)gpt->n_items;
    if (weights_bytes > mem_machine_bytes()) {
        err_set(err,
                "a model of %.3g parameters needs %.3g GB of memory, and this machine has %.3g: smaller --n-embd, "
                "--n-layer or --n-ctx",
                (double)gpt->n_items, 1e-9 * weights_bytes, 1e-9 * mem_machine_bytes());
        gpt_destroy(gpt);
        return NULL;
    }
    gpt->weights = mem_alloc((size_t)weights_bytes);
    return gpt;
}

void gpt_destroy(Gpt *gpt)
{
    if (!gpt)
        return;
    free(gpt->weights);
    free(gpt->blocks);
    free(gpt->params);
    free(gpt);
}

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), n_end = strlen(end);
    return n >= n_end && strcmp(text + n - n_end, end) == 0;
}

void gpt_init_weights(Gpt *gpt, uint64_t seed)
{
    const GptConfig *c = &gpt->config;
    const double shrink = c->residual && c->n_layer > 0 ? 1 / sqrt(2.0 * (double)c->n_layer) : 1;
    for (int i = 0; i < gpt->n_params; i++) {
        const GptParam *param = &gpt->params[i];
        float *values = gpt->weights + param->offset;
        if (param->n_dims == 1) {
            const float value = ends_with(param->name, ".weight") ? 1.0f : 0.0f;
            for (int64_t k = 0; k < param->n_items; k++)
                values[k] = value;
            continue;
        }
        random_fill_normal(values, (size_t)param->n_items, seed, random_stream(RANDOM_WEIGHTS, (uint32_t)i), 0);
        const float scale = (float)(c->init_std * (ends_with(param->name, "c_proj.weight") ? shrink : 1.0));
        for (int64_t k = 0; k < param->n_items; k++)
            values[k] *= scale;
    }
}

AttentionShape gpt_attention_shape(const GptConfig *config, int64_t n_batch, int64_t n_time)
{
    return (AttentionShape){n_batch, n_time, config->n_head, gpt_kv_heads(config), gpt_head_width(config)};
}

// ---- activations ----

enum { ALIGN_FLOATS = 16 }; // a cache line, and a vector of AVX-512

// Hands out parts of one block of memory: first only counted (memory is NULL), then given.
typedef struct Carver {
    float *memory;
    int64_t used;
} Carver;

static float *carve(Carver *carver, int64_t n_items)
{
    float *part = carver->memory ? carver->memory + carver->used : NULL;
    carver->used += (n_items + ALIGN_FLOATS - 1) / ALIGN_FLOATS * ALIGN_FLOATS;
    return part;
}

static int64_t largest(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void carve_block(Carver *carver, GptBlockActs *acts, const GptConfig *c, float *in, int64_t n_batch,
                        int64_t n_time, int needs)
{
    const int64_t rows = n_batch * n_time, stream = rows * c->n_embd;
    const bool norm = strcmp(c->norm, "layer") == 0;
    const AttentionShape shape = gpt_attention_shape(c, n_batch, n_time);
    acts->in = acts->norm_1 = acts->mid = in;
    if (c->attention) {
        if (norm) {
            acts->norm_1 = carve(carver, stream);
            acts->norm_1_mean_rstd = carve(carver, rows * 2);
        }
        acts->qkv = carve(carver, rows * attention_qkv_width(&shape));
        if (needs & GPT_GRADIENTS)
            acts->lse = carve(carver, rows * c->n_head);
        if (needs & GPT_PROBS)
            acts->probs = carve(carver, rows * n_time * c->n_head);
        acts->attn_out = carve(carver, rows * gpt_heads_width(c));
        acts->mid = carve(carver, stream);
    }
    acts->norm_2 = acts->out = acts->mid;
    if (c->mlp) {
        if (norm) {
            acts->norm_2 = carve(carver, stream);
            acts->norm_2_mean_rstd = carve(carver, rows * 2);
        }
        acts->c_fc = carve(carver, rows * gpt_hidden_width(c));
        acts->hidden = carve(carver, rows * gpt_hidden_width(c));
        acts->out = carve(carver, stream);
    }
}

// Rows whose logits are in memory at once: all when somebody looks at them, else what LOGITS_AT_ONCE has room for, as a
// vocabulary of 50,257 would take more than everything else.
static int64_t logit_rows(const GptConfig *c, int64_t rows, int needs)
{
    enum { LOGITS_AT_ONCE = 1 << 24 };
    const int64_t n = LOGITS_AT_ONCE / c->n_vocab;
    return !(needs & GPT_GRADIENTS) || n > rows ? rows : n < 1 ? 1 : n;
}

static void carve_state(Carver *carver, GptState *state, const Gpt *gpt, int needs)
{
    const GptConfig *c = &gpt->config;
    const int64_t rows = state->max_batch * state->max_time, stream = rows * c->n_embd;
    state->embedded = carve(carver, stream);
    float *at = state->embedded;
    for (int64_t layer = 0; layer < c->n_layer; layer++) {
        GptBlockActs *acts = carver->memory ? &state->blocks[layer] : &(GptBlockActs){0};
        carve_block(carver, acts, c, at, state->max_batch, state->max_time, needs);
        at = acts->out;
    }
    state->norm_f = at;
    if (gpt->norm_f >= 0) {
        state->norm_f = carve(carver, stream);
        state->norm_f_mean_rstd = carve(carver, rows * 2);
    }
    state->n_logit_rows = logit_rows(c, rows, needs);
    state->logits = carve(carver, state->n_logit_rows * c->n_vocab);
    state->losses = (double *)(void *)carve(carver, 2 * state->n_threads);
    const AttentionShape shape = gpt_attention_shape(c, state->max_batch, state->max_time);
    state->scratch = carve(carver, c->attention ? state->n_threads * attention_scratch(&shape) : 0);
    if (!(needs & GPT_GRADIENTS))
        return;
    const int64_t heads_width = c->attention ? gpt_heads_width(c) : 0;
    const int64_t qkv_width = c->attention ? attention_qkv_width(&shape) : 0;
    state->d_stream = carve(carver, stream);
    state->d_branch = c->dropout > 0 ? carve(carver, stream) : NULL;
    state->d_norm = carve(carver, rows * largest(c->n_embd, heads_width));
    state->d_wide = carve(carver, rows * largest(gpt_hidden_width(c), qkv_width));
}

static GptState empty_state(int64_t max_batch, int64_t max_time, int n_threads)
{
    return (GptState){.max_batch = max_batch, .max_time = max_time, .n_threads = n_threads};
}

int64_t gpt_state_bytes(const Gpt *gpt, int64_t max_batch, int64_t max_time, int needs, int n_threads)
{
    GptState state = empty_state(max_batch, max_time, n_threads);
    Carver carver = {0};
    carve_state(&carver, &state, gpt, needs);
    return (int64_t)sizeof(float) * (carver.used + ALIGN_FLOATS);
}

GptState *gpt_state_create(const Gpt *gpt, int64_t max_batch, int64_t max_time, int needs, int n_threads)
{
    GptState *state = mem_alloc(sizeof *state);
    *state = empty_state(max_batch, max_time, n_threads);
    state->blocks = mem_alloc(sizeof(GptBlockActs) * (size_t)(gpt->config.n_layer + 1));
    state->memory_bytes = gpt_state_bytes(gpt, max_batch, max_time, needs, n_threads);
    state->memory = mem_alloc((size_t)state->memory_bytes);
    const uintptr_t off = (uintptr_t)state->memory % (sizeof(float) * ALIGN_FLOATS);
    Carver carver = {.memory = state->memory + (off ? ALIGN_FLOATS - off / sizeof(float) : 0)};
    carve_state(&carver, state, gpt, needs);
    return state;
}

void gpt_state_destroy(GptState *state)
{
    if (!state)
        return;
    free(state->memory);
    free(state->blocks);
    free(state);
}
