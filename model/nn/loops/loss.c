// loss.c — softmax and cross-entropy.
#include "model/nn/levels.h"
#include "model/nn/loops/inline.h"
#include "model/nn/loops/vecmath.h"

#include <math.h>

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

double AT_LEVEL(cross_entropy)(float *d_logits, const float *logits, const int32_t *targets, double scale,
                               int64_t n_rows, int64_t n_vocab)
{
    double loss = 0;
    for (int64_t r = 0; r < n_rows; r++) {
        const float *row = logits + r * n_vocab;
        const float most = row_max(row, n_vocab);
        const float at_target = row[targets[r]];
        float sum = 0;
        if (!d_logits) {
#pragma omp simd reduction(+ : sum)
            for (int64_t i = 0; i < n_vocab; i++)
                sum += vec_exp(row[i] - most);
        } else {
            float *d = d_logits + r * n_vocab;
            sum = row_exp(d, row, most, 1.0f, n_vocab);
            const float factor = (float)(scale / (double)sum);
            for (int64_t i = 0; i < n_vocab; i++)
                d[i] *= factor;
            d[targets[r]] -= (float)scale;
        }
        loss += log((double)sum) - (double)(at_target - most);
    }
    return loss;
}
