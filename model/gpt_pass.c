// Forward and backward over the blocks; the arithmetic is in ops.
#include "model/gpt.h"

#include "engine/base/stop.h"

#include <assert.h>
#include <string.h>

static void block_forward(const Gpt *gpt, const GptBlockAt *at, GptBlockActs *acts, int64_t n_batch, int64_t n_time)
{
    const GptConfig *c = &gpt->config;
    const int64_t rows = n_batch * n_time, n_embd = c->n_embd, n_hidden = gpt_hidden_width(c);
    float *w = gpt->weights;
    if (c->attention) {
        const AttentionShape shape = gpt_attention_shape(c, n_batch, n_time);
        if (at->norm_1 >= 0)
            norm_forward(acts->norm_1, acts->stats_1, acts->in, w + at->norm_1, gpt_at(w, at->norm_1_bias), c->norm_eps,
                         rows, n_embd);
        matmul_forward(acts->qkv, acts->norm_1, w + at->qkv, gpt_at(w, at->qkv_bias), NULL, rows, n_embd,
                       attention_qkv_width(&shape));
        attention_forward(acts->heads, acts->probs, acts->qkv, &shape);
        matmul_forward(acts->mid, acts->heads, w + at->join, gpt_at(w, at->join_bias), c->residual ? acts->in : NULL,
                       rows, gpt_heads_width(c), n_embd);
    }
    if (c->mlp) {
        if (at->norm_2 >= 0)
            norm_forward(acts->norm_2, acts->stats_2, acts->mid, w + at->norm_2, gpt_at(w, at->norm_2_bias),
                         c->norm_eps, rows, n_embd);
        matmul_forward(acts->fc, acts->norm_2, w + at->fc, gpt_at(w, at->fc_bias), NULL, rows, n_embd, n_hidden);
        gelu_forward(acts->hidden, acts->fc, strcmp(c->gelu, "tanh") == 0, rows * n_hidden);
        matmul_forward(acts->out, acts->hidden, w + at->out, gpt_at(w, at->out_bias), c->residual ? acts->mid : NULL,
                       rows, n_hidden, n_embd);
    }
}

void gpt_forward(const Gpt *gpt, GptState *state, const int32_t *tokens, int64_t n_batch, int64_t n_time)
{
    assert(n_batch <= state->max_batch && n_time <= state->max_time && n_time <= gpt->config.n_ctx);
    const GptConfig *c = &gpt->config;
    float *w = gpt->weights;
    state->n_batch = n_batch;
    state->n_time = n_time;
    embed_forward(state->embedded, tokens, w + gpt->wte, gpt_at(w, gpt->wpe), n_batch, n_time, c->n_embd, 0);
    for (int64_t layer = 0; layer < c->n_layer && !stop_requested(); layer++)
        block_forward(gpt, &gpt->blocks[layer], &state->blocks[layer], n_batch, n_time);
    if (gpt->norm_f >= 0) {
        const float *last = c->n_layer ? state->blocks[c->n_layer - 1].out : state->embedded;
        norm_forward(state->norm_f, state->stats_f, last, w + gpt->norm_f, gpt_at(w, gpt->norm_f_bias), c->norm_eps,
                     n_batch * n_time, c->n_embd);
    }
    if (gpt->head >= 0)
        head_forward(state->logits, state->norm_f, w + gpt->head, n_batch * n_time, c->n_embd, c->n_vocab);
    else
        memcpy(state->logits, state->norm_f, sizeof(float) * (size_t)(n_batch * n_time * c->n_vocab));
}

double gpt_loss(const Gpt *gpt, GptState *state, const int32_t *targets, double scale, bool with_gradients)
{
    return cross_entropy(with_gradients ? state->logits : NULL, state->logits, targets, scale,
                         state->n_batch * state->n_time, gpt->config.n_vocab);
}

// The gradient at a norm's output, d_norm, carried to its input and joined with the stream's own: added to it where
// the part was a residual one, in its place otherwise. Without a norm (offset -1) it passes unchanged.
static void to_stream(const Gpt *gpt, GptState *state, float *grads, int64_t norm, int64_t norm_bias, const float *in,
                      const float *stats)
{
    const GptConfig *c = &gpt->config;
    const int64_t rows = state->n_batch * state->n_time, n_items = rows * c->n_embd;
    if (norm >= 0) {
        norm_backward(state->d_stream, c->residual, grads + norm, gpt_at(grads, norm_bias), state->d_norm, in,
                      gpt->weights + norm, stats, rows, c->n_embd);
        return;
    }
    for (int64_t i = 0; i < n_items; i++)
        state->d_stream[i] = (c->residual ? state->d_stream[i] : 0.0f) + state->d_norm[i];
}

// d_stream: from the gradient at the block's output to that at its input.
static void block_backward(const Gpt *gpt, const GptBlockAt *at, const GptBlockActs *acts, GptState *state,
                           float *grads)
{
    const GptConfig *c = &gpt->config;
    const int64_t rows = state->n_batch * state->n_time, n_embd = c->n_embd, n_hidden = gpt_hidden_width(c);
    const float *w = gpt->weights;
    if (c->mlp) {
        matmul_backward(state->d_wide, grads + at->out, gpt_at(grads, at->out_bias), state->d_stream, acts->hidden,
                        w + at->out, rows, n_hidden, n_embd);
        gelu_backward(state->d_wide, state->d_wide, acts->fc, strcmp(c->gelu, "tanh") == 0, rows * n_hidden);
        matmul_backward(state->d_norm, grads + at->fc, gpt_at(grads, at->fc_bias), state->d_wide, acts->norm_2,
                        w + at->fc, rows, n_embd, n_hidden);
        to_stream(gpt, state, grads, at->norm_2, at->norm_2_bias, acts->mid, acts->stats_2);
    }
    if (c->attention) {
        const AttentionShape shape = gpt_attention_shape(c, state->n_batch, state->n_time);
        float *d_heads = state->d_norm; // free until the last product
        matmul_backward(d_heads, grads + at->join, gpt_at(grads, at->join_bias), state->d_stream, acts->heads,
                        w + at->join, rows, gpt_heads_width(c), n_embd);
        attention_backward(state->d_wide, state->d_scores, d_heads, acts->qkv, acts->probs, &shape);
        matmul_backward(state->d_norm, grads + at->qkv, gpt_at(grads, at->qkv_bias), state->d_wide, acts->norm_1,
                        w + at->qkv, rows, n_embd, attention_qkv_width(&shape));
        to_stream(gpt, state, grads, at->norm_1, at->norm_1_bias, acts->in, acts->stats_1);
    }
}

void gpt_backward(const Gpt *gpt, GptState *state, const int32_t *tokens, float *grads)
{
    const GptConfig *c = &gpt->config;
    const int64_t rows = state->n_batch * state->n_time;
    float *d_final = gpt->norm_f >= 0 ? state->d_norm : state->d_stream;
    if (gpt->head >= 0)
        head_backward(d_final, grads + gpt->head, state->logits, state->norm_f, gpt->weights + gpt->head, rows,
                      c->n_embd, c->n_vocab);
    else
        memcpy(d_final, state->logits, sizeof(float) * (size_t)(rows * c->n_vocab));
    if (gpt->norm_f >= 0) {
        const float *last = c->n_layer ? state->blocks[c->n_layer - 1].out : state->embedded;
        norm_backward(state->d_stream, false, grads + gpt->norm_f, gpt_at(grads, gpt->norm_f_bias), state->d_norm, last,
                      gpt->weights + gpt->norm_f, state->stats_f, rows, c->n_embd);
    }
    for (int64_t layer = c->n_layer - 1; layer >= 0 && !stop_requested(); layer--)
        block_backward(gpt, &gpt->blocks[layer], &state->blocks[layer], state, grads);
    embed_backward(grads + gpt->wte, gpt_at(grads, gpt->wpe), state->d_stream, tokens, state->n_batch, state->n_time,
                   c->n_embd);
}
