// snapshot.h — what a training keeps of its updates: the gradient's norm in each layer, and whole weights and gradients at
// steps that were asked for (gradients.jsonl and snapshots/ of the run folder, see run/run.h).
#ifndef GPTREEL_MODEL_TRAIN_SNAPSHOT_H
#define GPTREEL_MODEL_TRAIN_SNAPSHOT_H

#include "model/nn/gpt.h"
#include "model/train/settings.h"

// Refuses --record-steps that are no steps, and --record-weights and --record-gradients that name no parameter.
bool snapshot_check(const TrainConfig *config, const Gpt *gpt, Err *err);

// The gradient's norms, before clipping. A group is what stands before the second dot of a block's parameter ("h.0"), or
// before the first one of any other ("wte"). `gradient` is laid out as gpt->weights.
bool gradient_norms_record(const char *dir, int64_t step, const Gpt *gpt, const float *gradient, Err *err);

// If `step` is one of the chosen ones: the chosen weights after `step` updates, and of the last of these updates the
// chosen parts of the gradient, before clipping; NULL at step 0, which has none.
bool snapshot_record(const char *dir, const TrainConfig *config, int64_t step, const Gpt *gpt, const float *gradient,
                     Err *err);

#endif
