// Forward and backward over the blocks; the arithmetic is in ops.
#include "model/gpt.h"

#include "engine/base/stop.h"

#include <assert.h>
#include <string.h>

// Where a block has dropouts. Place 0 is the embedding's.
enum { PLACE_PROBS = 1, PLACE_JOIN, PLACE_OUT, PLACES_OF_BLOCK = PLACE_OUT };

// The dropout of a place; NULL when there is none.
static const Dropout *dropout_at(GptState *state, int64_t layer, uint32_t place)
{
    state->dropout.place = (uint32_t)layer * PLACES_OF_BLOCK + place;
    return state->dropout.rate > 0 ? &state->dropout : NULL;
}

static void attention_part(const Gpt *gpt, GptState *state, int64_t layer)
{
    const GptConfig *c = &gpt->config;
    const GptBlockAt *at = &gpt->blocks[layer];
    const GptBlockActs *acts = &state->blocks[layer];
    const AttentionShape shape = gpt_attention_shape(c, state->n_batch, state->n_time);
    const int64_t rows = state->n_batch * state->n_time, n_embd = c->n_embd;
    const float *residual = c->residual ? acts->in : NULL;
    float *w = gpt->weights;
    if (at->norm_1 >= 0)
        norm_forward(acts->norm_1, acts->stats_1, acts->in, w + at->norm_1, gpt_at(w, at->norm_1_bias), c->norm_eps,
                     rows, n_embd);
    matmul_forward(acts->qkv, acts->norm_1, w + at->qkv, gpt_at(w, at->qkv_bias), NULL, rows, n_embd,
                   attention_qkv_width(&shape));
    attention_forward(acts->heads, acts->log_sums, acts->probs, state->scratch, acts->qkv, &shape,
                      dropout_at(state, layer, PLACE_PROBS));
    const Dropout *dropout = dropout_at(state, layer, PLACE_JOIN);
    matmul_forward(acts->mid, acts->heads, w + at->join, gpt_at(w, at->join_bias), dropout ? NULL : residual, rows,
                   gpt_heads_width(c), n_embd);
    if (dropout)
        dropout_apply(acts->mid, acts->mid, residual, state->n_batch, state->n_time * n_embd, dropout);
}

static void mlp_part(const Gpt *gpt, GptState *state, int64_t layer)
{
    const GptConfig *c = &gpt->config;
    const GptBlockAt *at = &gpt->blocks[layer];
    const GptBlockActs *acts = &state->blocks[layer];
    const int64_t rows = state->n_batch * state->n_time, n_embd = c->n_embd, n_hidden = gpt_hidden_width(c);
    const float *residual = c->residual ? acts->mid : NULL;
    float *w = gpt->weights;
    if (at->norm_2 >= 0)
        norm_forward(acts->norm_2, acts->stats_2, acts->mid, w + at->norm_2, gpt_at(w, at->norm_2_bias), c->norm_eps,
                     rows, n_embd);
    matmul_forward(acts->fc, acts->norm_2, w + at->fc, gpt_at(w, at->fc_bias), NULL, rows, n_embd, n_hidden);
    gelu_forward(acts->hidden, acts->fc, strcmp(c->gelu, "tanh") == 0, rows * n_hidden);
    const Dropout *dropout = dropout_at(state, layer, PLACE_OUT);
    matmul_forward(acts->out, acts->hidden, w + at->out, gpt_at(w, at->out_bias), dropout ? NULL : residual, rows,
                   n_hidden, n_embd);
    if (dropout)
        dropout_apply(acts->out, acts->out, residual, state->n_batch, state->n_time * n_embd, dropout);
}

void gpt_forward(const Gpt *gpt, GptState *state, const int32_t *tokens, int64_t n_batch, int64_t n_time)
{
    assert(n_batch <= state->max_batch && n_time <= state->max_time && n_time <= gpt->config.n_ctx);
    const GptConfig *c = &gpt->config;
    float *w = gpt->weights;
    state->n_batch = n_batch;
    state->n_time = n_time;
    embed_forward(state->embedded, tokens, w + gpt->wte, gpt_at(w, gpt->wpe), n_batch, n_time, c->n_embd, 0);
    const Dropout *dropout = dropout_at(state, 0, 0);
    if (dropout)
        dropout_apply(state->embedded, state->embedded, NULL, n_batch, n_time * c->n_embd, dropout);
    for (int64_t layer = 0; layer < c->n_layer && !stop_requested(); layer++) {
        if (c->attention)
            attention_part(gpt, state, layer);
        if (c->mlp)
            mlp_part(gpt, state, layer);
    }
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

// The gradient at a part's output behind its dropout: `room` (N, C) when there is one, or the stream's own.
static const float *through_dropout(const Gpt *gpt, GptState *state, float *room, int64_t layer, uint32_t place)
{
    const Dropout *dropout = dropout_at(state, layer, place);
    if (!dropout)
        return state->d_stream;
    dropout_apply(room, state->d_stream, NULL, state->n_batch, state->n_time * gpt->config.n_embd, dropout);
    return room;
}

// d_stream: from the gradient at the part's output to that at its input.
static void mlp_part_backward(const Gpt *gpt, GptState *state, float *grads, int64_t layer)
{
    const GptConfig *c = &gpt->config;
    const GptBlockAt *at = &gpt->blocks[layer];
    const GptBlockActs *acts = &state->blocks[layer];
    const int64_t rows = state->n_batch * state->n_time, n_hidden = gpt_hidden_width(c);
    const float *w = gpt->weights;
    const float *d_out = through_dropout(gpt, state, state->d_norm, layer, PLACE_OUT);
    matmul_backward(state->d_wide, grads + at->out, gpt_at(grads, at->out_bias), d_out, acts->hidden, w + at->out, rows,
                    n_hidden, c->n_embd);
    gelu_backward(state->d_wide, state->d_wide, acts->fc, strcmp(c->gelu, "tanh") == 0, rows * n_hidden);
    matmul_backward(state->d_norm, grads + at->fc, gpt_at(grads, at->fc_bias), state->d_wide, acts->norm_2, w + at->fc,
                    rows, c->n_embd, n_hidden);
    to_stream(gpt, state, grads, at->norm_2, at->norm_2_bias, acts->mid, acts->stats_2);
}

static void attention_part_backward(const Gpt *gpt, GptState *state, float *grads, int64_t layer)
{
    const GptConfig *c = &gpt->config;
    const GptBlockAt *at = &gpt->blocks[layer];
    const GptBlockActs *acts = &state->blocks[layer];
    const int64_t rows = state->n_batch * state->n_time;
    const AttentionShape shape = gpt_attention_shape(c, state->n_batch, state->n_time);
    const float *w = gpt->weights;
    float *d_heads = state->d_norm; // free until the last product
    const float *d_out = through_dropout(gpt, state, state->d_wide, layer, PLACE_JOIN);
    matmul_backward(d_heads, grads + at->join, gpt_at(grads, at->join_bias), d_out, acts->heads, w + at->join, rows,
                    gpt_heads_width(c), c->n_embd);
    attention_backward(state->d_wide, state->scratch, d_heads, acts->qkv, acts->log_sums, &shape,
                       dropout_at(state, layer, PLACE_PROBS));
    matmul_backward(state->d_norm, grads + at->qkv, gpt_at(grads, at->qkv_bias), state->d_wide, acts->norm_1,
                    w + at->qkv, rows, c->n_embd, attention_qkv_width(&shape));
    to_stream(gpt, state, grads, at->norm_1, at->norm_1_bias, acts->in, acts->stats_1);
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
    for (int64_t layer = c->n_layer - 1; layer >= 0 && !stop_requested(); layer--) {
        if (c->mlp)
            mlp_part_backward(gpt, state, grads, layer);
        if (c->attention)
            attention_part_backward(gpt, state, grads, layer);
    }
    const Dropout *dropout = dropout_at(state, 0, 0);
    if (dropout)
        dropout_apply(state->d_stream, state->d_stream, NULL, state->n_batch, state->n_time * c->n_embd, dropout);
    embed_backward(grads + gpt->wte, gpt_at(grads, gpt->wpe), state->d_stream, tokens, state->n_batch, state->n_time,
                   c->n_embd);
}
