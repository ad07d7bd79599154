// ops_matmul.c — linear layers: sgemm, with bias and residual laid down first so that the product adds to them in one
// pass.
#include "model/nn/ops.h"

#include <cblas.h>
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
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)n_rows, (int)n_out, (int)n_in, 1.0f, in, (int)n_in,
                weight, (int)n_out, add ? 1.0f : 0.0f, out, (int)n_out);
}

void matmul_backward(float *d_in, const float *d_out, const float *weight, int64_t n_rows, int64_t n_in, int64_t n_out)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n_rows, (int)n_in, (int)n_out, 1.0f, d_out, (int)n_out,
                weight, (int)n_out, 0.0f, d_in, (int)n_in);
}

void matmul_backward_weight(float *d_weight, bool add, const float *d_out, const float *in, int64_t n_rows,
                            int64_t n_in, int64_t n_out, int64_t first, int64_t n)
{
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)n, (int)n_out, (int)n_rows, 1.0f, in + first, (int)n_in,
                d_out, (int)n_out, add ? 1.0f : 0.0f, d_weight + first * n_out, (int)n_out);
}

void head_forward(float *out, const float *in, const float *table, int64_t n_rows, int64_t n_in, int64_t n_vocab)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n_rows, (int)n_vocab, (int)n_in, 1.0f, in, (int)n_in,
                table, (int)n_in, 0.0f, out, (int)n_vocab);
}

void head_backward(float *d_in, const float *d_out, const float *table, int64_t n_rows, int64_t n_in, int64_t n_vocab)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)n_rows, (int)n_in, (int)n_vocab, 1.0f, d_out,
                (int)n_vocab, table, (int)n_in, 0.0f, d_in, (int)n_in);
}

void head_backward_weight(float *d_table, bool add, const float *d_out, const float *in, int64_t n_rows, int64_t n_in,
                          int64_t n_vocab, int64_t first, int64_t n)
{
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)n, (int)n_in, (int)n_rows, 1.0f, d_out + first,
                (int)n_vocab, in, (int)n_in, add ? 1.0f : 0.0f, d_table + first * n_in, (int)n_in);
}
