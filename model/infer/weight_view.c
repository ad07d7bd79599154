// weight_view.c — products with matrices that stay where and as they are.
//
// One row at a time there is no reuse: the time is that of reading the matrix. So each thread streams through its own
// part of it.
#include "model/infer/weight_view.h"

#include "model/nn/blas.h"
#include "model/nn/kernel.h"

#include <string.h>

enum {
    PART_ITEMS = 64,           // columns, or rows, that one thread takes at least
    SHARED_BYTES = 1 << 19,    // a matrix from here on is large enough for several threads,
    SHARED_PRODUCTS = 1 << 24, // as is a product of so many multiplications
    PANEL_ITEMS = 1 << 18,     // widened at once for a product of several rows
};

static int64_t item_bytes(TensorType type)
{
    return type == TENSOR_F32 ? 4 : 2;
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
    weight_view_widen(matrix->type, values, matrix->values + row * n * item_bytes(matrix->type), n);
}

// ---- one row ----

static void add_row_product(float *out, const float *in, const WeightView *m)
{
    const int64_t n_parts = (m->n_out + PART_ITEMS - 1) / PART_ITEMS;
    const bool shared = m->n_in * m->n_out * item_bytes(m->type) >= SHARED_BYTES && n_parts > 1;
    if (!shared) {
        weight_view_add_part(out, in, m, 0, m->n_out);
        return;
    }
    const int64_t n_threads = kernel_threads();
#pragma omp parallel for schedule(static, 1)
    for (int64_t thread = 0; thread < n_threads; thread++) {
        const int64_t first = n_parts * thread / n_threads * PART_ITEMS;
        const int64_t end = n_parts * (thread + 1) / n_threads * PART_ITEMS;
        const int64_t last = end < m->n_out ? end : m->n_out;
        if (last > first)
            weight_view_add_part(out, in, m, first, last - first);
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
    weight_view_widen(m->type, panel, values, n * width);
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
            blas_product(BLAS_AS_IS, BLAS_TRANSPOSED, n_rows, n, width, 1, in, m->n_in, panel, width, 1, out + first,
                         m->n_out);
        else
            blas_product(BLAS_AS_IS, BLAS_AS_IS, n_rows, width, n, 1, in + first, m->n_in, panel, width, 1, out,
                         m->n_out);
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
