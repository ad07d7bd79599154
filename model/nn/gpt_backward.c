// gpt_backward.c — backward over the blocks, from the gradient that gpt_loss left in front of the head.
#include "model/nn/gpt_pass.h"

#include "engine/base/stop.h"

#include <string.h>

// The gradient at a part's output behind its dropout, in `room` (N, C); or the stream's own when there is none.
static const float *behind_dropout(const Pass *pass, float *room, int64_t layer, uint32_t place)
{
    return dropout_at(pass, layer, place).rate > 0 ? room : pass->state->d_stream;
}

static void drop_backward(const Pass *pass, float *room, int64_t layer, uint32_t place, Range rows)
{
    const Dropout dropout = dropout_at(pass, layer, place);
    if (dropout.rate > 0)
        drop_rows(pass, room, pass->state->d_stream, NULL, &dropout, rows);
}

// The gradient at a norm's output, d_norm, carried to its input and joined with the stream's own: added to it where
// `add`, in its place otherwise. `out` is the norm's output, the input itself where there is none.
static void norm_backward_rows(const Pass *pass, bool add, int64_t weight, const float *in, const float *out,
                               const float *mean_rstd, Range rows)
{
    const Gpt *gpt = pass->gpt;
    const int64_t n_embd = gpt->config.n_embd, at = rows.first * n_embd;
    float *d_stream = pass->state->d_stream + at;
    const float *d_norm = pass->state->d_norm + at;
    if (weight >= 0)
        norm_backward(d_stream, add, d_norm, in + at, gpt->weights + weight, mean_rstd + rows.first * 2, rows.n,
                      n_embd);
    else if (gpt->config.norm->is_rms)
        rms_backward(d_stream, add, d_norm, out + at, mean_rstd + rows.first * 2, rows.n, n_embd);
    else
        for (int64_t i = 0; i < rows.n * n_embd; i++)
            d_stream[i] = (add ? d_stream[i] : 0.0f) + d_norm[i];
}

// d_out: the gradient at the norm's output.
static void norm_weights(const Pass *pass, int64_t weight, int64_t bias, const float *d_out, const float *in,
                         const float *mean_rstd, Slice slice)
{
    const int64_t n_embd = pass->gpt->config.n_embd;
    const Range columns = share(slice, n_embd);
    if (weight >= 0)
        norm_backward_weight(pass->grads + weight, gpt_at(pass->grads, bias), pass->add, d_out, in, mean_rstd,
                             pass->n_rows, n_embd, columns.first, columns.n);
}

static void linear_weights(const Pass *pass, int64_t weight, int64_t bias, const float *d_out, const float *in,
                           int64_t n_in, int64_t n_out, Slice slice)
{
    const Range weight_rows = share(slice, n_in), columns = share(slice, n_out);
    matmul_backward_weight(pass->grads + weight, pass->add, d_out, in, pass->n_rows, n_in, n_out, weight_rows.first,
                           weight_rows.n);
    if (bias >= 0)
        matmul_backward_bias(pass->grads + bias, pass->add, d_out, pass->n_rows, n_out, columns.first, columns.n);
}

static void final_norm_backward(const Pass *pass, int64_t layer, Slice slice)
{
    (void)layer;
    const GptState *state = pass->state;
    norm_weights(pass, pass->gpt->norm_f, pass->gpt->norm_f_bias, state->d_norm, last_stream(pass),
                 state->norm_f_mean_rstd, slice);
    norm_backward_rows(pass, false, pass->gpt->norm_f, last_stream(pass), state->norm_f, state->norm_f_mean_rstd,
                       share(slice, pass->n_rows));
}

// From d_stream, the gradient at the MLP's output, to d_norm, that at its norm's output.
static void mlp_backward(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const GptConfig *c = &gpt->config;
    const GptState *state = pass->state;
    const int64_t n_embd = c->n_embd, n_hidden = gpt_hidden_width(c);
    const Range rows = share(slice, pass->n_rows);
    float *d_hidden = state->d_wide + rows.first * n_hidden;
    drop_backward(pass, state->d_branch, layer, PLACE_MLP_PROJ, rows);
    const float *d_out = behind_dropout(pass, state->d_branch, layer, PLACE_MLP_PROJ) + rows.first * n_embd;
    matmul_backward(d_hidden, d_out, gpt->weights + gpt->blocks[layer].mlp_c_proj, rows.n, n_hidden, n_embd);
    const float *c_fc = state->blocks[layer].c_fc + rows.first * n_hidden;
    if (c->activation->is_relu)
        relu_backward(d_hidden, d_hidden, c_fc, c->activation->squared, rows.n * n_hidden);
    else
        gelu_backward(d_hidden, d_hidden, c_fc, c->gelu->by_tanh, rows.n * n_hidden);
    matmul_backward(state->d_norm + rows.first * n_embd, d_hidden, gpt->weights + gpt->blocks[layer].c_fc, rows.n,
                    n_embd, n_hidden);
}

static void mlp_weights(const Pass *pass, int64_t layer, Slice slice)
{
    const GptState *state = pass->state;
    const GptBlockAt *at = &pass->gpt->blocks[layer];
    const GptBlockActs *acts = &state->blocks[layer];
    const int64_t n_embd = pass->gpt->config.n_embd, n_hidden = gpt_hidden_width(&pass->gpt->config);
    linear_weights(pass, at->mlp_c_proj, at->mlp_c_proj_bias,
                   behind_dropout(pass, state->d_branch, layer, PLACE_MLP_PROJ), acts->hidden, n_hidden, n_embd, slice);
    linear_weights(pass, at->c_fc, at->c_fc_bias, state->d_wide, acts->norm_2, n_embd, n_hidden, slice);
    norm_weights(pass, at->norm_2, at->norm_2_bias, state->d_norm, acts->mid, acts->norm_2_mean_rstd, slice);
}

static void mlp_to_stream(const Pass *pass, int64_t layer, Slice slice)
{
    const GptBlockActs *acts = &pass->state->blocks[layer];
    norm_backward_rows(pass, pass->gpt->config.residual, pass->gpt->blocks[layer].norm_2, acts->mid, acts->norm_2,
                       acts->norm_2_mean_rstd, share(slice, pass->n_rows));
}

// From d_stream, the gradient at the attention's output, to that at the heads' outputs, in d_norm.
static void attention_out_backward(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const GptState *state = pass->state;
    const int64_t n_embd = gpt->config.n_embd, n_heads = gpt_heads_width(&gpt->config);
    const Range rows = share(slice, pass->n_rows);
    drop_backward(pass, state->d_branch, layer, PLACE_ATTN_PROJ, rows);
    matmul_backward(state->d_norm + rows.first * n_heads,
                    behind_dropout(pass, state->d_branch, layer, PLACE_ATTN_PROJ) + rows.first * n_embd,
                    gpt->weights + gpt->blocks[layer].attn_c_proj, rows.n, n_heads, n_embd);
}

// From there to the gradient at q, k and v, in d_wide.
static void attention_heads_backward(const Pass *pass, int64_t layer, Slice slice)
{
    const GptState *state = pass->state;
    const GptBlockActs *acts = &state->blocks[layer];
    const AttentionShape shape = gpt_attention_shape(&pass->gpt->config, state->n_batch, state->n_time);
    const Dropout dropout = dropout_at(pass, layer, PLACE_PROBS);
    const Range groups = share(slice, attention_groups(&shape));
    attention_backward(state->d_wide, state->scratch + slice.index * attention_scratch(&shape), state->d_norm,
                       acts->qkv, acts->lse, &shape, dropout.rate > 0 ? &dropout : NULL, groups.first, groups.n);
}

static void qkv_backward(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const GptBlockActs *acts = &pass->state->blocks[layer];
    const HeadsShape heads = gpt_heads_shape(gpt, pass->state->n_time);
    const int64_t n_embd = gpt->config.n_embd, width = heads.qkv_width;
    const Range rows = share(slice, pass->n_rows);
    if (heads.turns || gpt->config.qk_norm)
        heads_backward(pass->state->d_wide, acts->qkv, acts->heads_rstd, &heads, rows.first, rows.n);
    matmul_backward(pass->state->d_norm + rows.first * n_embd, pass->state->d_wide + rows.first * width,
                    gpt->weights + gpt->blocks[layer].c_attn, rows.n, n_embd, width);
}

static void attention_weights(const Pass *pass, int64_t layer, Slice slice)
{
    const GptState *state = pass->state;
    const GptConfig *c = &pass->gpt->config;
    const GptBlockAt *at = &pass->gpt->blocks[layer];
    const GptBlockActs *acts = &state->blocks[layer];
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    linear_weights(pass, at->attn_c_proj, at->attn_c_proj_bias,
                   behind_dropout(pass, state->d_branch, layer, PLACE_ATTN_PROJ), acts->attn_out, gpt_heads_width(c),
                   c->n_embd, slice);
    linear_weights(pass, at->c_attn, at->c_attn_bias, state->d_wide, acts->norm_1, c->n_embd,
                   attention_qkv_width(&shape), slice);
    norm_weights(pass, at->norm_1, at->norm_1_bias, state->d_norm, acts->in, acts->norm_1_mean_rstd, slice);
}

static void attention_to_stream(const Pass *pass, int64_t layer, Slice slice)
{
    const GptBlockActs *acts = &pass->state->blocks[layer];
    norm_backward_rows(pass, pass->gpt->config.residual, pass->gpt->blocks[layer].norm_1, acts->in, acts->norm_1,
                       acts->norm_1_mean_rstd, share(slice, pass->n_rows));
}

static void embed_norm_weights(const Pass *pass, int64_t layer, Slice slice)
{
    (void)layer;
    const Gpt *gpt = pass->gpt;
    const GptState *state = pass->state;
    norm_weights(pass, gpt->norm_e, gpt->norm_e_bias, state->d_stream, state->embedded, state->norm_e_mean_rstd, slice);
}

// From the gradient at the first block's input to that at the sum of the tables' rows, in d_stream.
static void embed_rows_backward(const Pass *pass, int64_t layer, Slice slice)
{
    const Gpt *gpt = pass->gpt;
    const GptState *state = pass->state;
    const Range rows = share(slice, pass->n_rows);
    const int64_t n_embd = gpt->config.n_embd, at = rows.first * n_embd;
    float *d = state->d_stream + at;
    if (gpt->norm_e >= 0)
        norm_backward(d, false, d, state->embedded + at, gpt->weights + gpt->norm_e,
                      state->norm_e_mean_rstd + 2 * rows.first, rows.n, n_embd);
    else if (gpt->config.embed_norm)
        rms_backward(d, false, d, state->norm_e + at, state->norm_e_mean_rstd + 2 * rows.first, rows.n, n_embd);
    drop_backward(pass, state->d_stream, layer, 0, rows);
}

// The tables that nothing else has written to yet, when gradients are not added to.
static void begin_tables(const Pass *pass)
{
    const Gpt *gpt = pass->gpt;
    const GptConfig *c = &gpt->config;
    if (pass->add)
        return;
    if (gpt->head != gpt->wte)
        memset(pass->grads + gpt->wte, 0, sizeof(float) * (size_t)(c->n_vocab * c->n_embd));
    if (gpt->wpe >= 0)
        memset(pass->grads + gpt->wpe, 0, sizeof(float) * (size_t)(c->n_ctx * c->n_embd));
}

void gpt_backward(const Gpt *gpt, GptState *state, const int32_t *tokens, float *grads, bool add)
{
    const GptConfig *c = &gpt->config;
    Pass pass = pass_whole(gpt, state, tokens);
    pass.grads = grads;
    pass.add = add;
    if (c->norm->exists)
        pass_run(&pass, final_norm_backward, 0);
    for (int64_t layer = c->n_layer - 1; layer >= 0 && !stop_requested(); layer--) {
        if (c->mlp) {
            pass_run(&pass, mlp_backward, layer);
            pass_run(&pass, mlp_weights, layer);
            pass_run(&pass, mlp_to_stream, layer);
        }
        if (c->attention) {
            pass_run(&pass, attention_out_backward, layer);
            pass_run(&pass, attention_heads_backward, layer);
            pass_run(&pass, qkv_backward, layer);
            pass_run(&pass, attention_weights, layer);
            pass_run(&pass, attention_to_stream, layer);
        }
    }
    if (c->embed_norm)
        pass_run(&pass, embed_norm_weights, 0);
    pass_run(&pass, embed_rows_backward, 0);
    begin_tables(&pass);
    embed_backward(grads + gpt->wte, gpt_at(grads, gpt->wpe), state->d_stream, tokens, state->n_batch, state->n_time,
                   c->n_embd);
}
