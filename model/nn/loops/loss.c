// loss.c — softmax, cross-entropy, and the soft cap of logits.
#include "model/nn/levels.h"
#include "model/nn/loops/inline.h"
#include "model/nn/loops/vecmath.h"

#include <math.h>
#include <string.h>

INLINE float row_max(const float *row, int64_t n)
{
    float most = row[0];
#pragma omp simd reduction(max : most)
    for (int64_t i = 0; i < n; i++)
        most = row[i] > most ? row[i] : most;
    return most;
}

// out = e^(scale·(row − most)); returns the sum. `out` may be `row`.
INLINE float row_exp(float *out, const float *row, float most, float scale, int64_t n)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < n; i++) {
        out[i] = vec_exp((row[i] - most) * scale);
        sum += out[i];
    }
    return sum;
}

float AT_LEVEL(softmax_row)(float *row, float scale, int64_t n)
{
    const float most = row_max(row, n);
    const float sum = row_exp(row, row, most, scale, n);
    const float shrink = 1.0f / sum;
    for (int64_t i = 0; i < n; i++)
        row[i] *= shrink;
    return most * scale + logf(sum);
}

void AT_LEVEL(cap_forward)(float *logits, double cap, int64_t n_items)
{
    const float most = (float)cap, shrink = (float)(1 / cap);
#pragma omp simd
    for (int64_t i = 0; i < n_items; i++)
        logits[i] = most * vec_tanh(logits[i] * shrink);
}

// Σ e^(row − most).
INLINE float row_sum(const float *row, float most, int64_t n)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < n; i++)
        sum += vec_exp(row[i] - most);
    return sum;
}

// d = (softmax(row) − onehot) · scale, given the row's largest item; returns Σ e^(row − most).
INLINE float row_gradient(float *d, const float *row, int32_t target, float most, double scale, int64_t n)
{
    const float sum = row_exp(d, row, most, 1.0f, n);
    const float factor = (float)(scale / (double)sum);
#pragma omp simd
    for (int64_t i = 0; i < n; i++)
        d[i] *= factor;
    d[target] -= (float)scale;
    return sum;
}

// The same at the logits before they were capped: cap·tanh(z/cap) has the slope 1 − tanh².
INLINE float row_gradient_capped(float *d, const float *row, int32_t target, float most, double scale, double cap,
                                 int64_t n)
{
    const float sum = row_sum(row, most, n);
    const float factor = (float)(scale / (double)sum), shrink = (float)(1 / cap);
    const float t = row[target] * shrink, at_target = (float)scale * (1.0f - t * t);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        const float tanh = row[i] * shrink;
        d[i] = vec_exp(row[i] - most) * factor * (1.0f - tanh * tanh);
    }
    d[target] -= at_target;
    return sum;
}

double AT_LEVEL(cross_entropy)(float *d_logits, const float *logits, const int32_t *targets, const float *weights,
                               double scale, double cap, int64_t n_rows, int64_t n_vocab)
{
    double loss = 0;
    for (int64_t r = 0; r < n_rows; r++) {
        const float *row = logits + r * n_vocab;
        float *d = d_logits ? d_logits + r * n_vocab : NULL;
        if (targets[r] < 0) {
            if (d)
                memset(d, 0, sizeof(float) * (size_t)n_vocab);
            continue;
        }
        const double weight = weights ? (double)weights[r] : 1;
        const float most = row_max(row, n_vocab);
        const float at_target = row[targets[r]];
        const float sum = !d        ? row_sum(row, most, n_vocab)
                          : cap > 0 ? row_gradient_capped(d, row, targets[r], most, scale * weight, cap, n_vocab)
                                    : row_gradient(d, row, targets[r], most, scale * weight, n_vocab);
        loss += weight * (log((double)sum) - (double)(at_target - most));
    }
    return loss;
}
