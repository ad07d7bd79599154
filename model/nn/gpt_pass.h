// gpt_pass.h — what the forward and the backward pass share; of no use to others.
//
// A pass is a row of phases. A phase does its share of the rows, the heads, or the columns of gradients: the whole when
// the state has one thread, else one share a thread. No phase needs what another thread writes in it.
#ifndef GPTREEL_MODEL_NN_GPT_PASS_H
#define GPTREEL_MODEL_NN_GPT_PASS_H

#include "model/nn/block.h"

// Where a block has dropouts. Place 0 is the embedding's.
enum { PLACE_PROBS = 1, PLACE_ATTN_PROJ, PLACE_MLP_PROJ, PLACES_OF_BLOCK = PLACE_MLP_PROJ };

// What the phases share.
typedef struct Pass {
    const Gpt *gpt;
    const GptState *state;
    const int32_t *tokens;
    GptTargets targets;
    int64_t first_row, n_rows; // those of the batch, or of a piece of it while the loss is computed
    float *grads;              // NULL when none are asked for
    bool add;                  // to what `grads` holds; else it is written over
    double *losses;            // [n_threads]
} Pass;

// Share `index` of `count`.
typedef struct Slice {
    int index, count;
} Slice;

static inline Range share(Slice slice, int64_t n)
{
    const int64_t first = n * slice.index / slice.count;
    return (Range){first, n * (slice.index + 1) / slice.count - first};
}

typedef void Phase(const Pass *pass, int64_t layer, Slice slice);

static inline void pass_run(const Pass *pass, Phase *phase, int64_t layer)
{
    const int n_threads = pass->state->n_threads;
    if (n_threads == 1) {
        phase(pass, layer, (Slice){0, 1});
        return;
    }
#pragma omp parallel for schedule(static, 1) num_threads(n_threads)
    for (int i = 0; i < n_threads; i++)
        phase(pass, layer, (Slice){i, n_threads});
}

static inline Pass pass_whole(const Gpt *gpt, const GptState *state, const int32_t *tokens)
{
    return (Pass){.gpt = gpt, .state = state, .tokens = tokens, .n_rows = state->n_batch * state->n_time};
}

static inline Dropout dropout_at(const Pass *pass, int64_t layer, uint32_t place)
{
    Dropout dropout = pass->state->dropout;
    dropout.place = (uint32_t)layer * PLACES_OF_BLOCK + place;
    return dropout;
}

// The rows of `range` of a (N, C) array: out = [NULL] residual + what the dropout leaves of `in`.
static inline void drop_rows(const Pass *pass, float *out, const float *in, const float *residual,
                             const Dropout *dropout, Range range)
{
    const int64_t n_embd = pass->gpt->config.n_embd, at = range.first * n_embd;
    dropout_apply(out + at, in + at, residual ? residual + at : NULL, range.first, range.n, pass->state->n_time, n_embd,
                  dropout);
}

// The stream behind the last block.
static inline const float *last_stream(const Pass *pass)
{
    const int64_t n_layer = pass->gpt->config.n_layer;
    return n_layer ? pass->state->blocks[n_layer - 1].out : pass->state->norm_e;
}

#endif
