// activation.c — GELU in its two forms, and what is positive or the square of that.
#include "model/nn/levels.h"
#include "model/nn/loops/vecmath.h"

// The tanh form is x·σ(2u) with u = √(2/π)·(x + 0.044715·x³), because 1 + tanh u = 2·σ(2u).
static const float TWO_ROOT_2_PI = 1.595769122f;
static const float CUBE = 0.044715f;
static const float BELL_HEIGHT = 0.398942280f; // 1/√(2π)

static inline float sigmoid(float x)
{
    return 1.0f / (1.0f + vec_exp(-x));
}

void AT_LEVEL(gelu_forward)(float *out, const float *in, bool tanh_form, int64_t n_items)
{
    if (tanh_form) {
#pragma omp simd
        for (int64_t i = 0; i < n_items; i++) {
            const float x = in[i];
            out[i] = x * sigmoid(TWO_ROOT_2_PI * (x + CUBE * x * x * x));
        }
        return;
    }
#pragma omp simd
    for (int64_t i = 0; i < n_items; i++) {
        float bell;
        out[i] = in[i] * vec_normal_cdf(in[i], &bell);
    }
}

void AT_LEVEL(gelu_backward)(float *d_in, const float *d_out, const float *in, bool tanh_form, int64_t n_items)
{
    if (tanh_form) {
#pragma omp simd
        for (int64_t i = 0; i < n_items; i++) {
            const float x = in[i];
            const float s = sigmoid(TWO_ROOT_2_PI * (x + CUBE * x * x * x));
            const float du = TWO_ROOT_2_PI * (1.0f + 3.0f * CUBE * x * x);
            d_in[i] = d_out[i] * (s + x * s * (1.0f - s) * du);
        }
        return;
    }
#pragma omp simd
    for (int64_t i = 0; i < n_items; i++) {
        float bell;
        const float below = vec_normal_cdf(in[i], &bell);
        d_in[i] = d_out[i] * (below + in[i] * BELL_HEIGHT * bell);
    }
}

void AT_LEVEL(relu_forward)(float *out, const float *in, bool squared, int64_t n_items)
{
    if (!squared) {
#pragma omp simd
        for (int64_t i = 0; i < n_items; i++)
            out[i] = in[i] > 0 ? in[i] : 0.0f;
        return;
    }
#pragma omp simd
    for (int64_t i = 0; i < n_items; i++) {
        const float x = in[i] > 0 ? in[i] : 0.0f;
        out[i] = x * x;
    }
}

void AT_LEVEL(relu_backward)(float *d_in, const float *d_out, const float *in, bool squared, int64_t n_items)
{
    if (!squared) {
#pragma omp simd
        for (int64_t i = 0; i < n_items; i++)
            d_in[i] = in[i] > 0 ? d_out[i] : 0.0f;
        return;
    }
#pragma omp simd
    for (int64_t i = 0; i < n_items; i++)
        d_in[i] = d_out[i] * 2.0f * (in[i] > 0 ? in[i] : 0.0f);
}
