// ops_matmul.c — linear layers: sgemm, with bias and residual laid down first so that the product adds to them in one
// pass.
#include "model/nn/ops.h"

#include "model/nn/blas.h"

#include <string.h>

// Lays residual + bias into out; false when there is neither.
static bool lay_down(float *out, const float *bias, const float *residual, int64_t n_rows, int64_t n_out)
{
    if (bias)
        rows_begin(out, bias, residual, n_rows, n_out);
    else if (residual && residual != out)
        memcpy(out, residual, sizeof(float) * (size_t)(n_rows * n_out));
    return bias || residual;
}

void matmul_forward(float *out, const float *in, const float *weight, const float *bias, const float *residual,
                    int64_t n_rows, int64_t n_in, int64_t n_out)
{
    const bool add = lay_down(out, bias, residual, n_rows, n_out);
    blas_product(BLAS_AS_IS, BLAS_AS_IS, n_rows, n_out, n_in, 1, in, n_in, weight, n_out, add ? 1 : 0, out, n_out);
}

void matmul_backward(float *d_in, const float *d_out, const float *weight, int64_t n_rows, int64_t n_in, int64_t n_out)
{
    blas_product(BLAS_AS_IS, BLAS_TRANSPOSED, n_rows, n_in, n_out, 1, d_out, n_out, weight, n_out, 0, d_in, n_in);
}

void matmul_backward_weight(float *d_weight, bool add, const float *d_out, const float *in, int64_t n_rows,
                            int64_t n_in, int64_t n_out, int64_t first, int64_t n)
{
    blas_product(BLAS_TRANSPOSED, BLAS_AS_IS, n, n_out, n_rows, 1, in + first, n_in, d_out, n_out, add ? 1 : 0,
                 d_weight + first * n_out, n_out);
}

void head_forward(float *out, const float *in, const float *table, int64_t n_rows, int64_t n_in, int64_t n_vocab)
{
    blas_product(BLAS_AS_IS, BLAS_TRANSPOSED, n_rows, n_vocab, n_in, 1, in, n_in, table, n_in, 0, out, n_vocab);
}

void head_backward(float *d_in, const float *d_out, const float *table, int64_t n_rows, int64_t n_in, int64_t n_vocab)
{
    blas_product(BLAS_AS_IS, BLAS_AS_IS, n_rows, n_in, n_vocab, 1, d_out, n_vocab, table, n_in, 0, d_in, n_in);
}

void head_backward_weight(float *d_table, bool add, const float *d_out, const float *in, int64_t n_rows, int64_t n_in,
                          int64_t n_vocab, int64_t first, int64_t n)
{
    blas_product(BLAS_TRANSPOSED, BLAS_AS_IS, n, n_in, n_rows, 1, d_out + first, n_vocab, in, n_in, add ? 1 : 0,
                 d_table + first * n_in, n_in);
}
