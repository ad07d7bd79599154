// descent.h — which way is down: how the loss changes when weights are moved, before any training.
#ifndef GPTREEL_MODEL_INFER_DESCENT_H
#define GPTREEL_MODEL_INFER_DESCENT_H

#include "model/nn/gpt.h"
#include "model/run/run.h"
#include "model/text/corpus.h"

typedef struct Descent {
    const float *losses; // (2, 2, RUN_DESCENT) as Run.descent has them
    const float *nudges; // (2, RUN_NUDGES) as Run.nudges; NULL of a model that has fewer weights in matrices
} Descent;

// Looks at the mean loss of the first windows of the run's first batch, without dropout, while weights move: the one
// weight of a matrix with the largest gradient alone, and all of them along the gradient; the same way to both sides of
// where they are, so far that the lowest loss is seen. `gpt` has the weights of step 0, and has them again afterwards.
// What it gives lives in the arena; NULL where the loss does not fall, or when a stop is requested.
const Descent *descent_look(Arena *arena, Gpt *gpt, const Run *run, const Corpus *corpus);

#endif
