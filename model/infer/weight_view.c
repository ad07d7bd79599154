// weight_view.c — products with matrices that stay where and as they are.
//
// One row at a time there is no reuse: the time is that of reading the matrix. So each thread streams through its own
// part of it, several rows side by side, with sums that stay in registers or in the first cache.
#include "model/infer/weight_view.h"

#include "model/nn/kernel.h"
#include "model/nn/lanes.h"

#include <cblas.h>
#include <string.h>

enum {
    TOGETHER = 8,              // rows of the matrix that are read side by side
    DOTS = 4,                  // the same for rows that are multiplied with one and the same vector
    PART_ITEMS = 64,           // columns, or rows, that one thread takes at least
    SHARED_BYTES = 1 << 19,    // a matrix from here on is worth waking the other processors for,
    SHARED_PRODUCTS = 1 << 24, // as is a product of so many multiplications
    PANEL_ITEMS = 1 << 18,     // widened at once for a product of several rows
};

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "values are read as they stand in little-endian files"
#endif

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline)) // for each type of values a loop of its own
#else
#define INLINE static inline
#endif

// ---- values ----

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

static int64_t item_bytes(TensorType type)
{
    return type == TENSOR_F32 ? 4 : 2;
}

INLINE void widen_of(TensorType type, float *out, const unsigned char *values, int64_t n)
{
    int64_t i = 0;
    for (; i + LANES <= n; i += LANES)
        lanes_store(out + i, items(type, values, i));
    for (; i < n; i++)
        out[i] = item(type, values, i);
}

static void widen(TensorType type, float *out, const unsigned char *values, int64_t n)
{
    if (type == TENSOR_F16)
        widen_of(TENSOR_F16, out, values, n);
    else if (type == TENSOR_BF16)
        widen_of(TENSOR_BF16, out, values, n);
    else
        memcpy(out, values, sizeof(float) * (size_t)n);
}

WeightView weight_view(const Gpt *gpt, int64_t offset)
{
    const GptParam *param = gpt->params;
    while (param->offset != offset)
        param++;
    const bool is_table = offset == gpt->wte || offset == gpt->wpe || offset == gpt->head;
    const int64_t columns = param->n_dims == 2 ? param->shape[1] : 1;
    return (WeightView){
        .values = gpt->weights ? (const unsigned char *)(gpt->weights + offset) : param->mapped,
        .type = gpt->weights ? TENSOR_F32 : param->mapped_type,
        .transposed = is_table || (!gpt->weights && param->transposed),
        .n_in = is_table ? columns : param->shape[0],
        .n_out = is_table ? param->shape[0] : columns,
    };
}

void weight_view_row(const WeightView *matrix, int64_t row, float *values)
{
    const int64_t n = matrix->transposed ? matrix->n_in : matrix->n_out;
    widen(matrix->type, values, matrix->values + row * n * item_bytes(matrix->type), n);
}

// ---- one row ----

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

static void add_part(float *out, const float *in, const WeightView *m, int64_t first, int64_t n)
{
    if (m->type == TENSOR_F16)
        add_part_of(TENSOR_F16, out, in, m, first, n);
    else if (m->type == TENSOR_BF16)
        add_part_of(TENSOR_BF16, out, in, m, first, n);
    else
        add_part_of(TENSOR_F32, out, in, m, first, n);
}

void rows_add(float *out, const float *in, const float *values, int64_t stride, int64_t n_in, int64_t n_out)
{
    add_rows(TENSOR_F32, out, in, (const unsigned char *)values, stride, n_in, n_out);
}

static void add_row_product(float *out, const float *in, const WeightView *m)
{
    const int64_t n_parts = (m->n_out + PART_ITEMS - 1) / PART_ITEMS;
    const bool shared = m->n_in * m->n_out * item_bytes(m->type) >= SHARED_BYTES && n_parts > 1;
    if (!shared) {
        add_part(out, in, m, 0, m->n_out);
        return;
    }
    const int64_t n_threads = kernel_threads();
#pragma omp parallel for schedule(static, 1)
    for (int64_t thread = 0; thread < n_threads; thread++) {
        const int64_t first = n_parts * thread / n_threads * PART_ITEMS;
        const int64_t end = n_parts * (thread + 1) / n_threads * PART_ITEMS;
        const int64_t last = end < m->n_out ? end : m->n_out;
        if (last > first)
            add_part(out, in, m, first, last - first);
    }
}

// ---- several rows ----

// Rows of the matrix as it stands that are widened at once.
static int64_t panel_rows(const WeightView *m)
{
    const int64_t width = m->transposed ? m->n_in : m->n_out, rows = m->transposed ? m->n_out : m->n_in;
    const int64_t fitting = PANEL_ITEMS / width > 1 ? PANEL_ITEMS / width : 1;
    return fitting < rows ? fitting : rows;
}

int64_t weight_view_panel_items(const WeightView *m)
{
    return panel_rows(m) * (m->transposed ? m->n_in : m->n_out);
}

// Rows first … first + n - 1 as they stand, as float32: themselves, or widened into the panel.
static const float *panel_at(const WeightView *m, int64_t first, int64_t n, int64_t width, float *panel)
{
    const unsigned char *values = m->values + first * width * item_bytes(m->type);
    if (m->type == TENSOR_F32 && (uintptr_t)values % sizeof(float) == 0)
        return (const float *)(const void *)values;
    widen(m->type, panel, values, n * width);
    return panel;
}

static void add_product(float *out, const float *in, const WeightView *m, int64_t n_rows, float *scratch)
{
    const int64_t width = m->transposed ? m->n_in : m->n_out, rows = m->transposed ? m->n_out : m->n_in;
    const int64_t most = panel_rows(m);
    for (int64_t first = 0; first < rows; first += most) {
        const int64_t n = rows - first < most ? rows - first : most;
        const float *panel = panel_at(m, first, n, width, scratch);
        if (m->transposed)
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n_rows, (int)n, (int)width, 1.0f, in, (int)m->n_in,
                        panel, (int)width, 1.0f, out + first, (int)m->n_out);
        else
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)n_rows, (int)width, (int)n, 1.0f, in + first,
                        (int)m->n_in, panel, (int)width, 1.0f, out, (int)m->n_out);
    }
}

void weight_view_multiply(float *out, const float *in, const WeightView *m, const float *bias, const float *residual,
                          int64_t n_rows, float *scratch)
{
    for (int64_t row = 0; row < n_rows; row++) {
        float *to = out + row * m->n_out;
        if (residual && residual != out)
            memcpy(to, residual + row * m->n_out, sizeof(float) * (size_t)m->n_out);
        else if (!residual)
            memset(to, 0, sizeof(float) * (size_t)m->n_out);
        for (int64_t k = 0; bias && k < m->n_out; k++)
            to[k] += bias[k];
    }
    if (n_rows == 1) {
        add_row_product(out, in, m);
    } else if (n_rows * m->n_in * m->n_out >= SHARED_PRODUCTS) {
        add_product(out, in, m, n_rows, scratch);
    } else {
        const int n_threads = kernel_limit_threads(1);
        add_product(out, in, m, n_rows, scratch);
        kernel_limit_threads(n_threads);
    }
}
