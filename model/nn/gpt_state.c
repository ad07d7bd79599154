// gpt_state.c — room for the activations of a batch and their gradients, carved out of one block of memory.
#include "model/nn/gpt.h"

#include <stdlib.h>

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
    const bool norm = c->norm->exists;
    const AttentionShape shape = gpt_attention_shape(c, n_batch, n_time);
    acts->in = acts->norm_1 = acts->mid = in;
    if (c->attention) {
        if (norm) {
            acts->norm_1 = carve(carver, stream);
            acts->norm_1_mean_rstd = carve(carver, rows * 2);
        }
        acts->qkv = carve(carver, rows * attention_qkv_width(&shape));
        if (c->qk_norm)
            acts->heads_rstd = carve(carver, rows * (shape.n_head + shape.n_kv_head));
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
    state->norm_e = state->embedded;
    if (c->embed_norm) {
        state->norm_e = carve(carver, stream);
        state->norm_e_mean_rstd = carve(carver, rows * 2);
    }
    float *at = state->norm_e;
    for (int64_t layer = 0; layer < c->n_layer; layer++) {
        GptBlockActs *acts = carver->memory ? &state->blocks[layer] : &(GptBlockActs){0};
        carve_block(carver, acts, c, at, state->max_batch, state->max_time, needs);
        at = acts->out;
    }
    state->norm_f = at;
    if (c->norm->exists) {
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

// More items than the buffers have together, in numbers that do not overflow.
static double bound_of_items(const GptConfig *c, int64_t max_batch, int64_t max_time, int n_threads)
{
    enum { BUFFERS_OF_BLOCK = 12 };
    const AttentionShape shape = gpt_attention_shape(c, max_batch, max_time);
    const double rows = (double)max_batch * (double)max_time;
    const double heads = (double)c->n_head * ((double)max_time + 3 * (double)gpt_head_width(c) + 3);
    const double widest = (double)c->n_embd + (double)gpt_hidden_width(c) + heads;
    return BUFFERS_OF_BLOCK * (rows + ALIGN_FLOATS) * (widest + ALIGN_FLOATS) * ((double)c->n_layer + 2) +
           rows * (double)c->n_vocab + (double)n_threads * (double)attention_scratch(&shape);
}

int64_t gpt_state_bytes(const Gpt *gpt, int64_t max_batch, int64_t max_time, int needs, int n_threads)
{
    if (bound_of_items(&gpt->config, max_batch, max_time, n_threads) > (double)INT64_MAX / sizeof(float))
        return INT64_MAX;
    GptState state = empty_state(max_batch, max_time, n_threads);
    Carver carver = {0};
    carve_state(&carver, &state, gpt, needs);
    return (int64_t)sizeof(float) * (carver.used + ALIGN_FLOATS);
}

GptState *gpt_state_create(const Gpt *gpt, int64_t max_batch, int64_t max_time, int needs, int n_threads)
{
    GptState *state = mem_alloc(sizeof *state);
    *state = empty_state(max_batch, max_time, n_threads);
    state->blocks = mem_array(sizeof(GptBlockActs), gpt->config.n_layer + 1);
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
