// norm.c — layer norm, and the norm by the root of the mean square. The simd reductions let the compiler sum in vector
// lanes, in an order fixed by the build.
#include "model/nn/levels.h"
#include "model/nn/loops/inline.h"

#include <math.h>
#include <string.h>

INLINE void norm_row(float *restrict out, float *restrict mean_rstd, const float *restrict in,
                     const float *restrict weight, const float *restrict bias, float eps, int64_t n)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t c = 0; c < n; c++)
        sum += in[c];
    const float mean = sum / (float)n;
    float squares = 0;
#pragma omp simd reduction(+ : squares)
    for (int64_t c = 0; c < n; c++)
        squares += (in[c] - mean) * (in[c] - mean);
    const float scale = 1.0f / sqrtf(squares / (float)n + eps);
    if (bias)
        for (int64_t c = 0; c < n; c++)
            out[c] = (in[c] - mean) * scale * weight[c] + bias[c];
    else
        for (int64_t c = 0; c < n; c++)
            out[c] = (in[c] - mean) * scale * weight[c];
    mean_rstd[0] = mean;
    mean_rstd[1] = scale;
}

void AT_LEVEL(norm_forward)(float *out, float *mean_rstd, const float *in, const float *weight, const float *bias,
                            double eps, int64_t n_rows, int64_t n_embd)
{
    for (int64_t row = 0; row < n_rows; row++)
        norm_row(out + row * n_embd, mean_rstd + row * 2, in + row * n_embd, weight, bias, (float)eps, n_embd);
}

// With h = (in − mean)·scale and g = d_out·weight:  d_in = scale · (g − mean(g) − h·mean(g·h)).
void AT_LEVEL(norm_backward)(float *d_in, bool add, const float *d_out, const float *in, const float *weight,
                             const float *mean_rstd, int64_t n_rows, int64_t n_embd)
{
    for (int64_t row = 0; row < n_rows; row++) {
        const float *x = in + row * n_embd;
        const float *dy = d_out + row * n_embd;
        float *dx = d_in + row * n_embd;
        const float mean = mean_rstd[row * 2], scale = mean_rstd[row * 2 + 1];
        float sum_g = 0, sum_gh = 0;
#pragma omp simd reduction(+ : sum_g, sum_gh)
        for (int64_t c = 0; c < n_embd; c++) {
            const float g = dy[c] * weight[c];
            sum_g += g;
            sum_gh += g * ((x[c] - mean) * scale);
        }
        const float mean_g = sum_g / (float)n_embd, mean_gh = sum_gh / (float)n_embd;
#pragma omp simd
        for (int64_t c = 0; c < n_embd; c++) {
            const float h = (x[c] - mean) * scale;
            dx[c] = (add ? dx[c] : 0.0f) + scale * (dy[c] * weight[c] - mean_g - h * mean_gh);
        }
    }
}

void AT_LEVEL(norm_backward_weight)(float *d_weight, float *d_bias, bool add, const float *d_out, const float *in,
                                    const float *mean_rstd, int64_t n_rows, int64_t n_embd, int64_t first, int64_t n)
{
    float *restrict weight_sums = d_weight + first;
    if (!add)
        memset(weight_sums, 0, sizeof(float) * (size_t)n);
    for (int64_t row = 0; row < n_rows; row++) {
        const float *restrict x = in + row * n_embd + first;
        const float *restrict dy = d_out + row * n_embd + first;
        const float mean = mean_rstd[row * 2], scale = mean_rstd[row * 2 + 1];
        for (int64_t c = 0; c < n; c++)
            weight_sums[c] += dy[c] * ((x[c] - mean) * scale);
    }
    if (d_bias)
        matmul_backward_bias(d_bias, add, d_out, n_rows, n_embd, first, n);
}

void AT_LEVEL(rms_forward)(float *out, float *rstd, const float *in, double eps, int64_t n_rows, int64_t n_embd)
{
    for (int64_t row = 0; row < n_rows; row++) {
        const float *x = in + row * n_embd;
        float *y = out + row * n_embd;
        float squares = 0;
#pragma omp simd reduction(+ : squares)
        for (int64_t c = 0; c < n_embd; c++)
            squares += x[c] * x[c];
        const float scale = 1.0f / sqrtf(squares / (float)n_embd + (float)eps);
#pragma omp simd
        for (int64_t c = 0; c < n_embd; c++)
            y[c] = x[c] * scale;
        rstd[row] = scale;
    }
}

// d_in = scale · (d_out − out·mean(d_out·out)).
void AT_LEVEL(rms_backward)(float *d_in, bool add, const float *d_out, const float *out, const float *rstd,
                            int64_t n_rows, int64_t n_embd)
{
    for (int64_t row = 0; row < n_rows; row++) {
        const float *y = out + row * n_embd, *dy = d_out + row * n_embd;
        float *dx = d_in + row * n_embd;
        float dot = 0;
#pragma omp simd reduction(+ : dot)
        for (int64_t c = 0; c < n_embd; c++)
            dot += dy[c] * y[c];
        const float mean = dot / (float)n_embd, scale = rstd[row];
        if (add)
#pragma omp simd
            for (int64_t c = 0; c < n_embd; c++)
                dx[c] += scale * (dy[c] - y[c] * mean);
        else
#pragma omp simd
            for (int64_t c = 0; c < n_embd; c++)
                dx[c] = scale * (dy[c] - y[c] * mean);
    }
}
