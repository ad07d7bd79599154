// weight.c — one row times a matrix of 32 or 16 bits.
//
// One row at a time there is no reuse: the time is that of reading the matrix. So several of its rows are read side by
// side, with sums that stay in registers or in the first cache.
#include "model/nn/levels.h"
#include "model/nn/loops/inline.h"
#include "model/nn/loops/lanes.h"

enum {
    TOGETHER = 8, // rows of the matrix that are read side by side
    DOTS = 4,     // the same for rows that are multiplied with one and the same vector
};

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "values are read as they stand in little-endian files"
#endif

INLINE float item(TensorType type, const unsigned char *values, int64_t i)
{
    if (type == TENSOR_F32)
        return float_of_f32_at(values + 4 * i);
    return type == TENSOR_F16 ? float_of_f16_at(values + 2 * i) : float_of_bf16_at(values + 2 * i);
}

// Items i … i + LANES - 1.
INLINE Lanes items(TensorType type, const unsigned char *values, int64_t i)
{
    if (type == TENSOR_F32)
        return lanes_f32(values + 4 * i);
    return type == TENSOR_F16 ? lanes_f16(values + 2 * i) : lanes_bf16(values + 2 * i);
}

INLINE void widen_of(TensorType type, float *out, const unsigned char *values, int64_t n)
{
    int64_t i = 0;
    for (; i + LANES <= n; i += LANES)
        lanes_store(out + i, items(type, values, i));
    for (; i < n; i++)
        out[i] = item(type, values, i);
}

void AT_LEVEL(weight_view_widen)(TensorType type, float *out, const unsigned char *values, int64_t n)
{
    if (type == TENSOR_F16)
        widen_of(TENSOR_F16, out, values, n);
    else if (type == TENSOR_BF16)
        widen_of(TENSOR_BF16, out, values, n);
    else
        memcpy(out, values, sizeof(float) * (size_t)n);
}

// ---- one row times a matrix ----

// out (n) += in (n_rows) · the first n columns of so many rows, TOGETHER at most, that stand `step` bytes apart.
INLINE void add_few_rows(TensorType type, float *out, const float *in, const unsigned char *values, int64_t step,
                         int n_rows, int64_t n)
{
    Lanes x[TOGETHER];
    for (int r = 0; r < n_rows; r++)
        x[r] = lanes_of(in[r]);
    int64_t k = 0;
    for (; k + LANES <= n; k += LANES) {
        Lanes sum = lanes_f32(out + k);
        for (int r = 0; r < n_rows; r++)
            sum = lanes_fma(x[r], items(type, values + r * step, k), sum);
        lanes_store(out + k, sum);
    }
    for (; k < n; k++)
        for (int r = 0; r < n_rows; r++)
            out[k] = lane_fma(in[r], item(type, values + r * step, k), out[k]);
}

// out (n) += in (n_in) · the first n columns of values (n_in, …), whose rows are `stride` items apart.
INLINE void add_rows(TensorType type, float *out, const float *in, const unsigned char *values, int64_t stride,
                     int64_t n_in, int64_t n)
{
    const int64_t step = stride * (type == TENSOR_F32 ? 4 : 2);
    int64_t i = 0;
    for (; i + TOGETHER <= n_in; i += TOGETHER)
        add_few_rows(type, out, in + i, values + i * step, step, TOGETHER, n);
    for (; i < n_in; i++)
        add_few_rows(type, out, in + i, values + i * step, step, 1, n);
}

// The products of so many rows, DOTS at most, with `in`, added to out.
INLINE void add_few_dots(TensorType type, float *out, const float *in, const unsigned char *values, int64_t step,
                         int n_rows, int64_t n_in)
{
    Lanes sums[DOTS];
    for (int r = 0; r < n_rows; r++)
        sums[r] = lanes_of(0);
    int64_t i = 0;
    for (; i + LANES <= n_in; i += LANES) {
        const Lanes x = lanes_f32(in + i);
        for (int r = 0; r < n_rows; r++)
            sums[r] = lanes_fma(x, items(type, values + r * step, i), sums[r]);
    }
    for (int r = 0; r < n_rows; r++) {
        float sum = lanes_sum(sums[r]);
        for (int64_t rest = i; rest < n_in; rest++)
            sum = lane_fma(in[rest], item(type, values + r * step, rest), sum);
        out[r] += sum;
    }
}

// out (n) += values (n, n_in) · in (n_in).
INLINE void add_dots(TensorType type, float *out, const float *in, const unsigned char *values, int64_t n_in, int64_t n)
{
    const int64_t step = n_in * (type == TENSOR_F32 ? 4 : 2);
    int64_t k = 0;
    for (; k + DOTS <= n; k += DOTS)
        add_few_dots(type, out + k, in, values + k * step, step, DOTS, n_in);
    for (; k < n; k++)
        add_few_dots(type, out + k, in, values + k * step, step, 1, n_in);
}

// Columns first … first + n - 1 of the product.
INLINE void add_part_of(TensorType type, float *out, const float *in, const WeightView *m, int64_t first, int64_t n)
{
    const int64_t bytes = type == TENSOR_F32 ? 4 : 2;
    if (m->transposed)
        add_dots(type, out + first, in, m->values + first * m->n_in * bytes, m->n_in, n);
    else
        add_rows(type, out + first, in, m->values + first * bytes, m->n_out, m->n_in, n);
}

void AT_LEVEL(weight_view_add_part)(float *out, const float *in, const WeightView *m, int64_t first, int64_t n)
{
    if (m->type == TENSOR_F16)
        add_part_of(TENSOR_F16, out, in, m, first, n);
    else if (m->type == TENSOR_BF16)
        add_part_of(TENSOR_BF16, out, in, m, first, n);
    else
        add_part_of(TENSOR_F32, out, in, m, first, n);
}

void AT_LEVEL(rows_add)(float *out, const float *in, const float *values, int64_t stride, int64_t n_in, int64_t n_out)
{
    add_rows(TENSOR_F32, out, in, (const unsigned char *)values, stride, n_in, n_out);
}
