// architecture_data.h — what 01_architecture shows of a run, as plain arrays. What the run lacks is NULL.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_DATA_H
#define GPTREEL_NANOGPT_ARCHITECTURE_DATA_H

#include "scenes/kit/kit.h"

enum { ARCH_TOKENS = 7, ARCH_BLOCKS = BLOCKS_MOST };

typedef struct ArchData {
    int n_tokens, n_prompt;          // shown, which are the prompt's last ones; and all
    const char *texts[ARCH_TOKENS];  // as the tokenizer has them
    const char *labels[ARCH_TOKENS]; // as they are shown
    const float *tokens, *positions; // (n_tokens, n_embd) embeddings of the shown ones, or NULL
    bool has_positions;              // the model has learned positions, so far as is known
    int64_t n_embd, n_hidden;
    double full_token, full_position;
    int n_layers, n_blocks;             // all; drawn
    int layers[ARCH_BLOCKS];            // which ones are drawn
    int heads[ARCH_BLOCKS];             // which head of each
    const double *weights[ARCH_BLOCKS]; // (n_tokens, n_tokens), or NULL
    const MlpExcerpt *excerpts[ARCH_BLOCKS];
    bool has_attention, has_mlp; // what the model's blocks contain
    int n_heads;
    int opened;                   // which of the drawn ones opens
    const Prediction *prediction; // NULL: not recorded; as many rows as the canvas has room for
    const char *prediction_source;
} ArchData;

const ArchData *arch_data(Scene *s, const Run *run);

#endif
