// optim_loops.h — the loops of the optimizers, over pieces of arrays laid out as a model's weights. In loops/optim.c.
#ifndef GPTREEL_MODEL_NN_OPTIM_LOOPS_H
#define GPTREEL_MODEL_NN_OPTIM_LOOPS_H

#include <stdint.h>

// Items first … first + n − 1: the replicas' gradients summed into grads[0]; returns the sum of their squares.
double gradient_piece(float *const *grads, int n_replicas, int64_t first, int64_t n);

// The constants of one update by AdamW: the gradient is multiplied by `factor`, the weight by `shrink`.
typedef struct AdamStep {
    float factor, beta1, beta2, rest1, rest2, shrink, rate, root_correction, eps;
} AdamStep;

// One update of n weights p and their running means m and v.
void adam_piece(float *p, float *m, float *v, const float *grad, const AdamStep *step, int64_t n);

// A running mean m ← momentum·m + (1 − momentum)·g with g = grad·factor, and out, what one more such step would make of it
// (Nesterov).
void momentum_piece(float *out, float *m, const float *grad, float factor, float momentum, int64_t n);

#endif
