// gpt_forward.c — forward over the blocks, and the loss.
#include "model/nn/gpt_pass.h"

#include "engine/base/stop.h"

#include <assert.h>
#include <string.h>

// Rows of a norm of the stream that belongs to no block.
static void norm_rows(const Pass *pass, float *out, float *mean_rstd, const float *in, int64_t weight, int64_t bias,
                      Range rows)
{
    const GptConfig *c = &pass->gpt->config;
    float *w = pass->gpt->weights;
    const int64_t at = rows.first * c->n_embd;
    if (c->norm->exists)
        block_norm(c, out + at, mean_rstd + 2 * rows.first, in + at, gpt_at(w, weight), gpt_at(w, bias), rows.n);
}

static void embed_rows(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const GptState *state = pass->state;
    const int64_t n_embd = gpt->config.n_embd;
    const Range rows = share(slice, pass->n_rows);
    for (int64_t row = rows.first; row < rows.first + rows.n; row++)
        embed_forward(state->embedded + row * n_embd, pass->tokens + row, gpt->weights + gpt->wte,
                      gpt_at(gpt->weights, gpt->wpe), 1, 1, n_embd, row % state->n_time);
    const Dropout dropout = dropout_at(pass, layer, 0);
    if (dropout.rate > 0)
        drop_rows(pass, state->embedded, state->embedded, NULL, &dropout, rows);
    if (gpt->config.embed_norm)
        norm_rows(pass, state->norm_e, state->norm_e_mean_rstd, state->embedded, gpt->norm_e, gpt->norm_e_bias, rows);
}

// The last layer of a part: back to the stream, through the part's dropout.
static void project_rows(const Block *block, BlockLayer layer, float *out, const float *in, const float *residual,
                         Range rows)
{
    const Pass *pass = block->context;
    const Dropout dropout = dropout_at(pass, block->at, layer == BLOCK_ATTN_C_PROJ ? PLACE_ATTN_PROJ : PLACE_MLP_PROJ);
    const bool drops = dropout.rate > 0;
    block_linear(block, layer, out, in, drops ? NULL : residual, rows);
    if (drops)
        drop_rows(pass, out, out, residual, &dropout, rows);
}

static Block block_at(const Pass *pass, int64_t layer)
{
    Block block = block_of(pass->gpt, layer, pass->state->n_time);
    block.project = project_rows;
    block.context = pass;
    return block;
}

static void rows_to_heads(const Pass *pass, int64_t layer, Slice slice)
{
    const Block block = block_at(pass, layer);
    block_to_heads(&block, &pass->state->blocks[layer], share(slice, pass->n_rows));
}

static void rows_from_heads(const Pass *pass, int64_t layer, Slice slice)
{
    const Block block = block_at(pass, layer);
    block_from_heads(&block, &pass->state->blocks[layer], share(slice, pass->n_rows));
}

static void attention_heads(const Pass *pass, int64_t layer, Slice slice)
{
    const GptState *state = pass->state;
    const GptBlockActs *acts = &state->blocks[layer];
    const AttentionShape shape = gpt_attention_shape(&pass->gpt->config, state->n_batch, state->n_time);
    const Dropout dropout = dropout_at(pass, layer, PLACE_PROBS);
    const Range groups = share(slice, attention_groups(&shape));
    attention_forward(acts->attn_out, acts->lse, acts->probs, state->scratch + slice.index * attention_scratch(&shape),
                      acts->qkv, &shape, dropout.rate > 0 ? &dropout : NULL, groups.first, groups.n);
}

static void final_norm_rows(const Pass *pass, int64_t layer, Slice slice)
{
    (void)layer;
    const Gpt *gpt = pass->gpt;
    norm_rows(pass, pass->state->norm_f, pass->state->norm_f_mean_rstd, last_stream(pass), gpt->norm_f,
              gpt->norm_f_bias, share(slice, pass->n_rows));
}

// The logits of a piece of the batch, into the beginning of `logits`.
static void logits_rows(const Pass *pass, int64_t layer, Slice slice)
{
    (void)layer;
    const Gpt *gpt = pass->gpt;
    const int64_t n_vocab = gpt->config.n_vocab, n_embd = gpt->config.n_embd;
    const Range rows = share(slice, pass->n_rows);
    float *logits = pass->state->logits + rows.first * n_vocab;
    const float *in = pass->state->norm_f + (pass->first_row + rows.first) * n_embd;
    if (gpt->head >= 0)
        head_forward(logits, in, gpt->weights + gpt->head, rows.n, n_embd, n_vocab);
    else
        memcpy(logits, in, sizeof(float) * (size_t)(rows.n * n_vocab));
    if (gpt->config.logit_cap > 0)
        cap_forward(logits, gpt->config.logit_cap, rows.n * n_vocab);
}

void gpt_forward(const Gpt *gpt, GptState *state, const int32_t *tokens, int64_t n_batch, int64_t n_time)
{
    assert(n_time <= state->max_time && n_time <= gpt->config.n_ctx);
    assert(n_batch * n_time <= state->max_batch * state->max_time);
    const GptConfig *c = &gpt->config;
    state->n_batch = n_batch;
    state->n_time = n_time;
    const Pass pass = pass_whole(gpt, state, tokens);
    pass_run(&pass, embed_rows, 0);
    for (int64_t layer = 0; layer < c->n_layer && !stop_requested(); layer++) {
        if (c->attention) {
            pass_run(&pass, rows_to_heads, layer);
            pass_run(&pass, attention_heads, layer);
        }
        pass_run(&pass, rows_from_heads, layer);
    }
    pass_run(&pass, final_norm_rows, 0);
    if (!state->d_stream)
        pass_run(&pass, logits_rows, 0);
}

// ---- loss ----

// The gradient at the end of the stream, in front of the head.
static float *d_final(const Pass *pass)
{
    return pass->gpt->config.norm->exists ? pass->state->d_norm : pass->state->d_stream;
}

static void loss_rows(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const int64_t n_vocab = gpt->config.n_vocab, n_embd = gpt->config.n_embd;
    const Range rows = share(slice, pass->n_rows);
    float *logits = pass->state->logits + rows.first * n_vocab;
    logits_rows(pass, layer, slice);
    const GptTargets *targets = &pass->targets;
    const int64_t first = pass->first_row + rows.first;
    pass->losses[slice.index] += cross_entropy(pass->grads ? logits : NULL, logits, targets->ids + first,
                                               targets->weights ? targets->weights + first : NULL, targets->scale,
                                               gpt->config.logit_cap, rows.n, n_vocab);
    if (!pass->grads)
        return;
    float *d_in = d_final(pass) + first * n_embd;
    if (gpt->head >= 0)
        head_backward(d_in, logits, gpt->weights + gpt->head, rows.n, n_embd, n_vocab);
    else
        memcpy(d_in, logits, sizeof(float) * (size_t)(rows.n * n_vocab));
}

static void head_weights(const Pass *pass, int64_t layer, Slice slice)
{
    (void)layer;
    const Gpt *gpt = pass->gpt;
    const int64_t n_embd = gpt->config.n_embd;
    const Range symbols = share(slice, gpt->config.n_vocab);
    head_backward_weight(pass->grads + gpt->head, pass->add, pass->state->logits,
                         pass->state->norm_f + pass->first_row * n_embd, pass->n_rows, n_embd, gpt->config.n_vocab,
                         symbols.first, symbols.n);
}

double gpt_loss(const Gpt *gpt, GptState *state, const GptTargets *targets, float *grads, bool add)
{
    const int64_t n_rows = state->n_batch * state->n_time;
    Pass pass = pass_whole(gpt, state, NULL);
    pass.targets = *targets;
    pass.grads = grads;
    pass.add = add;
    pass.losses = state->losses;
    memset(state->losses, 0, sizeof(double) * (size_t)state->n_threads);
    for (int64_t first = 0; first < n_rows && !stop_requested(); first += state->n_logit_rows) {
        pass.first_row = first;
        pass.n_rows = n_rows - first < state->n_logit_rows ? n_rows - first : state->n_logit_rows;
        pass_run(&pass, loss_rows, 0);
        if (grads && gpt->head >= 0)
            pass_run(&pass, head_weights, 0);
        pass.add = true;
    }
    double sum = 0;
    for (int i = 0; i < state->n_threads; i++)
        sum += state->losses[i];
    return sum;
}
