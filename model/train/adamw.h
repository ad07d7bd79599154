// adamw.h — AdamW as PyTorch computes it.
#ifndef GPTREEL_MODEL_TRAIN_ADAMW_H
#define GPTREEL_MODEL_TRAIN_ADAMW_H

#include "model/train/optim.h"

// Its moments are the running means of the gradient and of its square. Decay is on tensors of two or more dimensions.
void adamw_update(const TensorUpdate *update);

#endif
