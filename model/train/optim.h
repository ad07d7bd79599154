// optim.h — AdamW as PyTorch computes it, gradient clipping, and the learning rate over time.
//
// Loops run on OpenMP over fixed pieces of the arrays, so that results do not depend on the number of threads.
#ifndef GPTREEL_MODEL_TRAIN_OPTIM_H
#define GPTREEL_MODEL_TRAIN_OPTIM_H

#include "model/nn/gpt.h"
#include "model/train/settings.h"

// The running means of the gradient and of its square.
typedef struct Adam {
    float *m, *v;     // [n_items], laid out as gpt->weights
    int64_t n_updates;
} Adam;

void adam_init(Adam *adam, int64_t n_items);
void adam_finish(Adam *adam);

// Sums the replicas' gradients into the first, grads[0] += grads[1] + …, and returns the norm of the sum. In double, in
// an order that only n_items fixes. The norm is not finite when any item is not.
double gradient_sum(float *const *grads, int n_replicas, int64_t n_items);

// What clip_grad_norm_ multiplies the gradient with; 1 when `clip` is 0.
double gradient_clip(double norm, double clip);

// One update of all weights with gradient · factor. Decay is on tensors of two or more dimensions.
void adam_update(Adam *adam, Gpt *gpt, const float *grad, double factor, double lr, const TrainConfig *config);

// The rate of update number `update`, from 0: linear over warmup_steps, then a cosine from lr to lr_min.
double learning_rate(const TrainConfig *config, int64_t update);

#endif
