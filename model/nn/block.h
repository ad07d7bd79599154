// block.h — a block's forward pass over rows, the same for training, for a text that is written token by token and for
// a probe: two steps, between which the caller lets the heads look at what they may see.
//
// Callers differ in where the matrices are, in what happens where a part joins the stream, and in the attention:
// training has sequences side by side, a decoder a cache, a probe one sequence whose every step it records.
#ifndef GPTREEL_MODEL_NN_BLOCK_H
#define GPTREEL_MODEL_NN_BLOCK_H

#include "model/nn/gpt.h"

// Rows of arrays that begin at row 0.
typedef struct Range {
    int64_t first, n;
} Range;

typedef enum BlockLayer { BLOCK_C_ATTN, BLOCK_ATTN_C_PROJ, BLOCK_C_FC, BLOCK_MLP_C_PROJ } BlockLayer;

// Where the layer of a block stands in the model: offsets, -1 of a bias that it lacks, and widths.
typedef struct BlockMatrix {
    int64_t weight, bias, n_in, n_out;
} BlockMatrix;
BlockMatrix block_matrix(const Gpt *gpt, int64_t block, BlockLayer layer);

typedef struct Block Block;

// Rows of out (N, O) = [NULL] residual (N, O) + in (N, I) · the layer's matrix + its bias. `residual` may be `out`.
typedef void BlockLinear(const Block *block, BlockLayer layer, float *out, const float *in, const float *residual,
                         Range rows);

struct Block {
    const Gpt *gpt;
    int64_t at; // which of the blocks
    HeadsShape heads;
    const float *norm_1, *norm_1_bias, *norm_2, *norm_2_bias; // (C); NULL of a norm without them
    BlockLinear *linear;                                      // of c_attn and c_fc
    BlockLinear *project;                                     // of the layers that end a part; may be `linear`
    const void *context;                                      // of the caller's
};

// Block `at` of a model with weights of its own, over sequences of n_time tokens. Layers are block_linear, which takes
// the matrices from there.
Block block_of(const Gpt *gpt, int64_t at, int64_t n_time);
BlockLinear block_linear;

// From acts->in to acts->qkv, through norm_1. Nothing where blocks have no attention.
void block_to_heads(const Block *block, const GptBlockActs *acts, Range rows);

// From acts->attn_out to acts->mid, then through norm_2, c_fc and hidden to acts->out, as far as the block has the
// parts.
void block_from_heads(const Block *block, const GptBlockActs *acts, Range rows);

// The activation of an MLP's middle.
void block_activation(const GptConfig *config, float *out, const float *in, int64_t n_items);

// n rows (C) through the config's norm, weight and bias [NULL] being its parameters; mean_rstd (n, 2). Returns `out`,
// or `in` where the config has no norm.
const float *block_norm(const GptConfig *config, float *out, float *mean_rstd, const float *in, const float *weight,
                        const float *bias, int64_t n_rows);

#endif
