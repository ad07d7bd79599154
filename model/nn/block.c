// block.c — norms, layers and activation of a block, in their order.
#include "model/nn/block.h"

#include <string.h>

const float *block_norm(const GptConfig *c, float *out, float *mean_rstd, const float *in, const float *weight,
                        const float *bias, int64_t n_rows)
{
    if (!c->norm->exists)
        return in;
    if (c->norm->is_rms)
        rms_forward(out, mean_rstd, in, c->norm_eps, n_rows, c->n_embd);
    else
        norm_forward(out, mean_rstd, in, weight, bias, c->norm_eps, n_rows, c->n_embd);
    return out;
}

void block_activation(const GptConfig *c, float *out, const float *in, int64_t n_items)
{
    if (c->activation->is_relu)
        relu_forward(out, in, c->activation->squared, n_items);
    else
        gelu_forward(out, in, c->gelu->by_tanh, n_items);
}

BlockMatrix block_matrix(const Gpt *gpt, int64_t block, BlockLayer layer)
{
    const GptConfig *c = &gpt->config;
    const GptBlockAt *at = &gpt->blocks[block];
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    switch (layer) {
    case BLOCK_C_ATTN:
        return (BlockMatrix){at->c_attn, at->c_attn_bias, c->n_embd, attention_qkv_width(&shape)};
    case BLOCK_ATTN_C_PROJ:
        return (BlockMatrix){at->attn_c_proj, at->attn_c_proj_bias, gpt_heads_width(c), c->n_embd};
    case BLOCK_C_FC:
        return (BlockMatrix){at->c_fc, at->c_fc_bias, c->n_embd, gpt_hidden_width(c)};
    case BLOCK_MLP_C_PROJ:
        return (BlockMatrix){at->mlp_c_proj, at->mlp_c_proj_bias, gpt_hidden_width(c), c->n_embd};
    }
    return (BlockMatrix){-1, -1, 0, 0};
}

void block_linear(const Block *block, BlockLayer layer, float *out, const float *in, const float *residual, Range rows)
{
    float *w = block->gpt->weights;
    const BlockMatrix matrix = block_matrix(block->gpt, block->at, layer);
    const int64_t at = rows.first * matrix.n_out;
    matmul_forward(out + at, in + rows.first * matrix.n_in, w + matrix.weight, gpt_at(w, matrix.bias),
                   residual ? residual + at : NULL, rows.n, matrix.n_in, matrix.n_out);
}

Block block_of(const Gpt *gpt, int64_t at, int64_t n_time)
{
    const GptBlockAt *offsets = &gpt->blocks[at];
    return (Block){
        .gpt = gpt,
        .at = at,
        .heads = gpt_heads_shape(gpt, n_time),
        .norm_1 = gpt_at(gpt->weights, offsets->norm_1),
        .norm_1_bias = gpt_at(gpt->weights, offsets->norm_1_bias),
        .norm_2 = gpt_at(gpt->weights, offsets->norm_2),
        .norm_2_bias = gpt_at(gpt->weights, offsets->norm_2_bias),
        .linear = block_linear,
        .project = block_linear,
    };
}

static void norm_rows(const Block *block, float *out, float *mean_rstd, const float *in, const float *weight,
                      const float *bias, Range rows)
{
    const int64_t at = rows.first * block->gpt->config.n_embd;
    if (block->gpt->config.norm->exists)
        block_norm(&block->gpt->config, out + at, mean_rstd + 2 * rows.first, in + at, weight, bias, rows.n);
}

void block_to_heads(const Block *block, const GptBlockActs *acts, Range rows)
{
    const GptConfig *c = &block->gpt->config;
    if (!c->attention)
        return;
    norm_rows(block, acts->norm_1, acts->norm_1_mean_rstd, acts->in, block->norm_1, block->norm_1_bias, rows);
    block->linear(block, BLOCK_C_ATTN, acts->qkv, acts->norm_1, NULL, rows);
    if (block->heads.turns || c->qk_norm)
        heads_forward(acts->qkv, acts->heads_rstd, &block->heads, rows.first, rows.n);
}

void block_from_heads(const Block *block, const GptBlockActs *acts, Range rows)
{
    const GptConfig *c = &block->gpt->config;
    if (c->attention)
        block->project(block, BLOCK_ATTN_C_PROJ, acts->mid, acts->attn_out, c->residual ? acts->in : NULL, rows);
    if (!c->mlp)
        return;
    const int64_t hidden = gpt_hidden_width(c), at = rows.first * hidden;
    norm_rows(block, acts->norm_2, acts->norm_2_mean_rstd, acts->mid, block->norm_2, block->norm_2_bias, rows);
    block->linear(block, BLOCK_C_FC, acts->c_fc, acts->norm_2, NULL, rows);
    block_activation(c, acts->hidden + at, acts->c_fc + at, rows.n * hidden);
    block->project(block, BLOCK_MLP_C_PROJ, acts->out, acts->hidden, c->residual ? acts->mid : NULL, rows);
}
