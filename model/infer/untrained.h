// untrained.h — a model as it was at step 0, made again from its run: the weights follow from the seed and the settings.
#ifndef GPTREEL_MODEL_INFER_UNTRAINED_H
#define GPTREEL_MODEL_INFER_UNTRAINED_H

#include "model/nn/gpt.h"
#include "model/run/run.h"
#include "model/text/corpus.h"

// Gives the run's model, which is overwritten, the weights of step 0. They are known to be these when their loss on the
// validation part is the one that the run recorded at step 0. False when it is not, when none is recorded, when the run
// began with another model's weights, or when a stop is requested; then the weights are of no use.
bool untrained_restore(Gpt *gpt, const Run *run, const Corpus *corpus);

#endif
