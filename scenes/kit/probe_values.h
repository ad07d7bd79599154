// probe_values.h — the run's probe as scripts see it: its prompt, what the model predicts after it, and its tensors.
#ifndef GPTREEL_KIT_PROBE_VALUES_H
#define GPTREEL_KIT_PROBE_VALUES_H

#include "model/run/probe_tensors.h"
#include "scenes/kit/run_values.h"

// A recorded tensor, or what is left of it behind the indices that a script gave. In the scene's arena.
typedef struct TensorView {
    const RunView *view;
    const Tensor *tensor;
    const char *file;                   // that it stands in: "probes/5000.safetensors"
    int64_t index[FIGURE_MOST_INDICES]; // [n_fixed] from 0
    int n_fixed;
} TensorView;

extern const ScriptType PROBE_TYPE;  // object: a RunView whose run has a probe
extern const ScriptType TENSOR_TYPE; // object: a TensorView of at least one dimension; a sequence along its first one

// How many dimensions are left, and how long one of them is, counted from 0 among these.
int tensor_view_dims(const TensorView *view);
int64_t tensor_view_length(const TensorView *view, int dim);

// Its values, row-major.
const float *tensor_view_values(const TensorView *view);

// One of its values as a figure; `index` [tensor_view_dims] counts from 0. In the arena.
const Figure *tensor_view_figure(Arena *arena, const TensorView *view, const int64_t *index);

// Candidate `place` of a token's distribution, from 0 and by falling probability, as a figure. In the arena.
const Figure *token_candidate_figure(Arena *arena, const TokenView *token, int place);

#endif
