// optim.c — sums of gradients, AdamW and momentum.
#include "model/nn/levels.h"

#include <math.h>

double AT_LEVEL(gradient_piece)(float *const *grads, int n_replicas, int64_t first, int64_t n)
{
    float *restrict into = grads[0] + first;
    for (int replica = 1; replica < n_replicas; replica++) {
        const float *restrict from = grads[replica] + first;
        for (int64_t i = 0; i < n; i++)
            into[i] += from[i];
    }
    double squares = 0;
#pragma omp simd reduction(+ : squares)
    for (int64_t i = 0; i < n; i++)
        squares += (double)into[i] * (double)into[i];
    return squares;
}

void AT_LEVEL(adam_piece)(float *restrict p, float *restrict m, float *restrict v, const float *restrict grad,
                          const AdamStep *step, int64_t n)
{
    const AdamStep s = *step;
#pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        const float g = grad[i] * s.factor;
        m[i] = s.beta1 * m[i] + s.rest1 * g;
        v[i] = s.beta2 * v[i] + s.rest2 * g * g;
        p[i] = p[i] * s.shrink - s.rate * m[i] / (sqrtf(v[i]) * s.root_correction + s.eps);
    }
}

void AT_LEVEL(momentum_piece)(float *restrict out, float *restrict m, const float *restrict grad, float factor,
                              float momentum, int64_t n)
{
    const float rest = 1.0f - momentum;
#pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        const float g = grad[i] * factor;
        m[i] = momentum * m[i] + rest * g;
        out[i] = rest * g + momentum * m[i];
    }
}
