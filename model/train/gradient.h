// gradient.h — the gradient of a batch: summed over the replicas, and clipped.
#ifndef GPTREEL_MODEL_TRAIN_GRADIENT_H
#define GPTREEL_MODEL_TRAIN_GRADIENT_H

#include <stdint.h>

// Sums the replicas' gradients into the first, grads[0] += grads[1] + …, and returns the norm of the sum. In double, in
// an order that only n_items fixes. The norm is not finite when any item is not.
double gradient_sum(float *const *grads, int n_replicas, int64_t n_items);

// What clip_grad_norm_ multiplies the gradient with; 1 when `clip` is 0.
double gradient_clip(double norm, double clip);

#endif
