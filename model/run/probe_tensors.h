// probe_tensors.h — the tensors of a probe: their names in probes/STEP.safetensors, and the shapes that they have
// there.
//
// Of a prompt with T tokens: L layers, S = L + 1 places between them, H heads of D channels, C channels of the stream,
// F hidden width of the MLP, V symbols, N temperatures. All are row-major float32 on reading, but for the tokens.
#ifndef GPTREEL_RUN_PROBE_TENSORS_H
#define GPTREEL_RUN_PROBE_TENSORS_H

#include "model/run/tensor.h"

// To add one: a row here and in the table, and where infer/probe.c makes it.
typedef enum ProbeTensor {
    PROBE_TOKENS,           // (T) int32: ids of the prompt
    PROBE_EMBED_TOKEN,      // (T, C)
    PROBE_EMBED_POSITION,   // (T, C)
    PROBE_ATTENTION_IN,     // (L, T, C) after the block's first norm
    PROBE_Q,                // (L, H, T, D)
    PROBE_K,                // (L, H, T, D) heads that share keys and values repeat them
    PROBE_V,                // (L, H, T, D)
    PROBE_SCORES,           // (L, H, T, T) q · k / √D, of every row with every column
    PROBE_SCORES_MASKED,    // (L, H, T, T) the same with −∞ above the diagonal
    PROBE_ATTENTION,        // (L, H, T, T) after the softmax; 0 above the diagonal
    PROBE_HEADS,            // (L, H, T, D) the sums of v that the attention weighs
    PROBE_ATTENTION_OUT,    // (L, T, C) what attention adds to the stream
    PROBE_RESIDUAL,         // (S, T, C) the stream before each block, and after the last
    PROBE_RESIDUAL_MID,     // (L, T, C) the stream between attention and MLP
    PROBE_MLP_IN,           // (L, T, C) after the block's second norm
    PROBE_MLP_PRE,          // (L, T, F) before the GELU
    PROBE_MLP_HIDDEN,       // (L, T, F) after it
    PROBE_MLP_OUT,          // (L, T, C) what the MLP adds to the stream
    PROBE_MLP_W_IN,         // (L, C, F) the weights, so that wires can be drawn; where they are missing, those in
    PROBE_MLP_W_OUT,        // (L, F, C) model.safetensors are taken
    PROBE_NORM,             // (T, C) after the final norm
    PROBE_LOGITS,           // (T, V)
    PROBE_PROBABILITIES,    // (T, V) at temperature 1
    PROBE_PROBABILITIES_AFTER, // (L, V) behind the last token, as if the model ended with that block: the stream behind the
                            // block through the final norm and the head, at temperature 1. Of the last block it is the
                            // last row of "probabilities". Known as the logit lens (infer/probe.c)
    PROBE_TEMPERATURES,     // (N)
    PROBE_PROBABILITIES_AT, // (N, T, V) at each of them; 0: the likeliest has all
    PROBE_TENSOR_COUNT
} ProbeTensor;

// Without which a model, or what a probe was asked for, has no such tensor.
typedef enum ProbePart {
    PROBE_PART_ALWAYS,
    PROBE_PART_POSITIONS, // a table of them
    PROBE_PART_BLOCKS,
    PROBE_PART_ATTENTION,
    PROBE_PART_MLP,
    PROBE_PART_TEMPERATURES,
} ProbePart;

typedef struct ProbeTensorRow {
    const char *name;
    const char *dims; // a letter each
    ProbePart part;
} ProbeTensorRow;

extern const ProbeTensorRow PROBE_TENSORS[PROBE_TENSOR_COUNT];

// What the letters stand for in one probe; below 0: not known yet.
typedef struct ProbeSizes {
    int64_t of[26]; // by letter, 'A' first
} ProbeSizes;

static inline int64_t *probe_size(ProbeSizes *sizes, char letter)
{
    return &sizes->of[letter - 'A'];
}

// Checks that every tensor of the file that has a known name has its shape and kind of numbers, and the tokens are ids
// below V. Lengths that `sizes` does not know are those of the first tensor that has them. An error names the tensor.
bool probe_tensors_check(const TensorFile *file, ProbeSizes sizes, const char *path, Err *err);

#endif
