// gpt_forward.c — forward over the blocks, and the loss.
#include "model/nn/gpt_pass.h"

#include "engine/base/stop.h"

#include <assert.h>

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
}

// Norms rows of the stream, where there is a norm.
static void norm_rows(const Pass *pass, float *out, float *mean_rstd, const float *in, int64_t weight, int64_t bias,
                      Range rows)
{
    const GptConfig *c = &pass->gpt->config;
    float *w = pass->gpt->weights;
    if (weight >= 0)
        norm_forward(out + rows.first * c->n_embd, mean_rstd + rows.first * 2, in + rows.first * c->n_embd, w + weight,
                     gpt_at(w, bias), c->norm_eps, rows.n, c->n_embd);
}

// The last layer of a part: back to the stream, through the part's dropout, joined with the residual.
static void join_rows(const Pass *pass, float *out, const float *in, int64_t weight, int64_t bias,
                      const float *residual, int64_t n_in, const Dropout *dropout, Range rows)
{
    const GptConfig *c = &pass->gpt->config;
    float *w = pass->gpt->weights;
    const int64_t n_embd = c->n_embd, at = rows.first * n_embd;
    const float *base = c->residual ? residual : NULL;
    const bool drops = dropout->rate > 0;
    matmul_forward(out + at, in + rows.first * n_in, w + weight, gpt_at(w, bias), base && !drops ? base + at : NULL,
                   rows.n, n_in, n_embd);
    if (drops)
        drop_rows(pass, out, out, base, dropout, rows);
}

static void qkv_rows(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const GptBlockAt *at = &gpt->blocks[layer];
    const GptBlockActs *acts = &pass->state->blocks[layer];
    const AttentionShape shape = gpt_attention_shape(&gpt->config, 1, 1);
    const int64_t n_embd = gpt->config.n_embd, width = attention_qkv_width(&shape);
    const Range rows = share(slice, pass->n_rows);
    norm_rows(pass, acts->norm_1, acts->norm_1_mean_rstd, acts->in, at->norm_1, at->norm_1_bias, rows);
    matmul_forward(acts->qkv + rows.first * width, acts->norm_1 + rows.first * n_embd, gpt->weights + at->c_attn,
                   gpt_at(gpt->weights, at->c_attn_bias), NULL, rows.n, n_embd, width);
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

static void attention_out_rows(const Pass *pass, int64_t layer, Slice slice)
{
    const GptBlockAt *at = &pass->gpt->blocks[layer];
    const GptBlockActs *acts = &pass->state->blocks[layer];
    const Dropout dropout = dropout_at(pass, layer, PLACE_ATTN_PROJ);
    join_rows(pass, acts->mid, acts->attn_out, at->attn_c_proj, at->attn_c_proj_bias, acts->in,
              gpt_heads_width(&pass->gpt->config), &dropout, share(slice, pass->n_rows));
}

static void mlp_rows(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const GptConfig *c = &gpt->config;
    const GptBlockAt *at = &gpt->blocks[layer];
    const GptBlockActs *acts = &pass->state->blocks[layer];
    const int64_t n_hidden = gpt_hidden_width(c);
    const Range rows = share(slice, pass->n_rows);
    const int64_t at_hidden = rows.first * n_hidden;
    norm_rows(pass, acts->norm_2, acts->norm_2_mean_rstd, acts->mid, at->norm_2, at->norm_2_bias, rows);
    matmul_forward(acts->c_fc + at_hidden, acts->norm_2 + rows.first * c->n_embd, gpt->weights + at->c_fc,
                   gpt_at(gpt->weights, at->c_fc_bias), NULL, rows.n, c->n_embd, n_hidden);
    gelu_forward(acts->hidden + at_hidden, acts->c_fc + at_hidden, is_tanh(c), rows.n * n_hidden);
    const Dropout dropout = dropout_at(pass, layer, PLACE_MLP_PROJ);
    join_rows(pass, acts->out, acts->hidden, at->mlp_c_proj, at->mlp_c_proj_bias, acts->mid, n_hidden, &dropout, rows);
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
}

void gpt_forward(const Gpt *gpt, GptState *state, const int32_t *tokens, int64_t n_batch, int64_t n_time)
{
    assert(n_batch <= state->max_batch && n_time <= state->max_time && n_time <= gpt->config.n_ctx);
    const GptConfig *c = &gpt->config;
    state->n_batch = n_batch;
    state->n_time = n_time;
    const Pass pass = pass_whole(gpt, state, tokens);
    pass_run(&pass, embed_rows, 0);
    for (int64_t layer = 0; layer < c->n_layer && !stop_requested(); layer++) {
        if (c->attention) {
            pass_run(&pass, qkv_rows, layer);
            pass_run(&pass, attention_heads, layer);
            pass_run(&pass, attention_out_rows, layer);
        }
        if (c->mlp)
            pass_run(&pass, mlp_rows, layer);
    }
    pass_run(&pass, final_norm_rows, 0);
    if (!state->d_stream)
        pass_run(&pass, logits_rows, 0);
}

// ---- loss ----

// The gradient at the end of the stream, in front of the head.
static float *d_final(const Pass *pass)
{
    return pass->gpt->norm_f >= 0 ? pass->state->d_norm : pass->state->d_stream;
}

static void loss_rows(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const int64_t n_vocab = gpt->config.n_vocab, n_embd = gpt->config.n_embd;
    const Range rows = share(slice, pass->n_rows);
    float *logits = pass->state->logits + rows.first * n_vocab;
    logits_rows(pass, layer, slice);
    pass->losses[slice.index] +=
        cross_entropy(pass->grads ? logits : NULL, logits, pass->targets + pass->first_row + rows.first, pass->scale,
                      rows.n, n_vocab);
    if (!pass->grads)
        return;
    float *d_in = d_final(pass) + (pass->first_row + rows.first) * n_embd;
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

double gpt_loss(const Gpt *gpt, GptState *state, const int32_t *targets, double scale, float *grads, bool add)
{
    const int64_t n_rows = state->n_batch * state->n_time;
    Pass pass = pass_whole(gpt, state, NULL);
    pass.targets = targets;
    pass.scale = scale;
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
