// snapshot.h — what a training keeps of its updates: the gradient's norm in each layer, and whole weights and gradients at
// steps that were asked for (gradients.jsonl and snapshots/ of the run folder, see run/run.h).
#ifndef GPTREEL_MODEL_TRAIN_SNAPSHOT_H
#define GPTREEL_MODEL_TRAIN_SNAPSHOT_H

#include "model/nn/gpt.h"
#include "model/train/optim.h"

// Refuses --record-steps that are no steps, and names that are no parameter's, or no matrix that Muon takes.
bool snapshot_check(const TrainConfig *config, const Gpt *gpt, Err *err);

// The gradient's norms, before clipping. A group is what stands before the second dot of a block's parameter ("h.0"), or
// before the first one of any other ("wte"). `gradient` is laid out as gpt->weights.
bool gradient_norms_record(const char *dir, int64_t step, const Gpt *gpt, const float *gradient, Err *err);

// What there is after `step` updates. At step 0 gradient is NULL.
typedef struct SnapshotSource {
    const Gpt *gpt;
    const float *gradient; // of the last update, before clipping, laid out as gpt->weights
    double factor;         // that clipping multiplied it with
    const Optimizer *optimizer;
} SnapshotSource;

// If `step` is one of the chosen ones: the chosen weights, and of the last update the chosen parts of the gradient and
// what Muon made of it.
bool snapshot_record(const char *dir, const TrainConfig *config, int64_t step, const SnapshotSource *source, Err *err);

#endif
