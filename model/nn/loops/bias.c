// bias.c — what a linear layer's bias adds to rows, and its gradient.
#include "model/nn/levels.h"

#include <string.h>

void AT_LEVEL(rows_begin)(float *out, const float *bias, const float *residual, int64_t n_rows, int64_t n_out)
{
    for (int64_t row = 0; row < n_rows; row++) {
        float *to = out + row * n_out;
        const float *from = residual ? residual + row * n_out : NULL;
        if (from)
            for (int64_t i = 0; i < n_out; i++)
                to[i] = bias[i] + from[i];
        else
            memcpy(to, bias, sizeof(float) * (size_t)n_out);
    }
}

void AT_LEVEL(matmul_backward_bias)(float *d_bias, bool add, const float *d_out, int64_t n_rows, int64_t n_out,
                                    int64_t first, int64_t n)
{
    float *restrict sums = d_bias + first;
    if (!add)
        memset(sums, 0, sizeof(float) * (size_t)n);
    for (int64_t row = 0; row < n_rows; row++) {
        const float *restrict d = d_out + row * n_out + first;
        for (int64_t i = 0; i < n; i++)
            sums[i] += d[i];
    }
}
