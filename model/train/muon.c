// muon.c — one matrix, on one thread: the products are too small to be shared.
//
// A step takes X to aX + b(XXᵀ)X + c(XXᵀ)²X, an odd polynomial of its singular values, whose slope at 0 is large. Tall
// matrices are worked on transposed, so that XXᵀ is the smaller of the two squares.
#include "model/train/muon.h"

#include "engine/base/lists.h"
#include "model/nn/blas.h"
#include "model/nn/kernel.h"
#include "model/nn/optim_loops.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// ---- one matrix ----

int64_t muon_scratch(int64_t rows, int64_t columns)
{
    const int64_t small = rows < columns ? rows : columns;
    return 2 * rows * columns + 2 * small * small;
}

static void transpose(float *out, const float *in, int64_t rows, int64_t columns)
{
    for (int64_t i = 0; i < rows; i++)
        for (int64_t k = 0; k < columns; k++)
            out[k * rows + i] = in[i * columns + k];
}

// The half below the diagonal of a symmetric (m, m), from that above it.
static void mirror(float *square, int64_t m)
{
    for (int64_t i = 1; i < m; i++)
        for (int64_t k = 0; k < i; k++)
            square[i * m + k] = square[k * m + i];
}

// to (m, n) = a·x + (b·A + c·A²)·x with A = x·xᵀ, for m ≤ n; A and B are (m, m). Of symmetric products only the half is
// computed.
static void newton_schulz(float *to, const float *x, float *A, float *B, int m, int n)
{
    const float a = 3.4445f, b = -4.7750f, c = 2.0315f;
    blas_square(m, n, 1, x, n, 0, A, m);
    mirror(A, m);
    memcpy(B, A, sizeof(float) * (size_t)m * (size_t)m);
    blas_square(m, m, c, A, m, b, B, m);
    memcpy(to, x, sizeof(float) * (size_t)m * (size_t)n);
    blas_symmetric_product(m, n, 1, B, m, x, n, a, to, n);
}

void muon_orthogonalise(float *x, int64_t rows, int64_t columns, float *scratch)
{
    enum { STEPS = 5 };
    const bool tall = rows > columns;
    const int64_t m = tall ? columns : rows, n = tall ? rows : columns, n_items = rows * columns;
    float *from = scratch, *to = from + n_items, *A = to + n_items, *B = A + m * m;
    double squares = 0;
    for (int64_t i = 0; i < n_items; i++)
        squares += (double)x[i] * (double)x[i];
    const float shrink = (float)(1 / (sqrt(squares) + 1e-7));
    for (int64_t i = 0; i < n_items; i++)
        x[i] *= shrink;
    if (tall)
        transpose(from, x, rows, columns);
    else
        memcpy(from, x, sizeof(float) * (size_t)n_items);
    for (int step = 0; step < STEPS; step++) {
        newton_schulz(to, from, A, B, (int)m, (int)n);
        float *swapped = from;
        from = to;
        to = swapped;
    }
    if (tall)
        transpose(x, from, m, n);
    else
        memcpy(x, from, sizeof(float) * (size_t)n_items);
}

// ---- a tensor ----

bool muon_takes(const TrainConfig *config, const Gpt *gpt, const GptParam *param)
{
    (void)gpt;
    return param->n_dims == 2 && list_selects(config->muon_tensors, param->name);
}

double muon_momentum(const TrainConfig *config, int64_t update)
{
    const double steps = (double)config->muon_momentum_steps;
    const double done = (double)update < steps ? (double)update / steps : 1;
    return (1 - done) * config->muon_momentum_first + done * config->muon_momentum;
}

int muon_matrices(const Gpt *gpt, const GptParam *param, MuonMatrix matrices[MUON_MOST_MATRICES])
{
    const int64_t columns = param->shape[1], q = gpt_heads_width(&gpt->config), kv = (columns - q) / 2;
    if (!strstr(param->name, ".attn.c_attn.")) {
        matrices[0] = (MuonMatrix){0, columns};
        return 1;
    }
    matrices[0] = (MuonMatrix){0, q};
    matrices[1] = (MuonMatrix){q, kv};
    matrices[2] = (MuonMatrix){q + kv, kv};
    return 3;
}

static void update_matrix(const TensorUpdate *update, MuonMatrix matrix)
{
    const int64_t first = matrix.first, n = matrix.n;
    const GptParam *param = update->param;
    const int64_t rows = param->shape[0];
    const bool is_table = strncmp(param->name, "h.", 2) != 0; // (V, C), from C channels to V symbols
    const double n_in = (double)(is_table ? n : rows), n_out = (double)(is_table ? rows : n);
    const float momentum = (float)muon_momentum(update->config, update->n_updates - 1);
    float *x = mem_array(sizeof(float), rows * n + muon_scratch(rows, n));
    for (int64_t row = 0; row < rows; row++) {
        const int64_t at = row * param->shape[1] + first;
        momentum_piece(x + row * n, update->moments[0] + at, update->grad + at, (float)update->factor, momentum, n);
    }
    muon_orthogonalise(x, rows, n, x + rows * n);
    const float rate = (float)(update->lr * sqrt(fmax(1, n_out / n_in)));
    for (int64_t row = 0; row < rows; row++)
        for (int64_t i = 0; i < n; i++)
            update->weights[row * param->shape[1] + first + i] -= rate * x[row * n + i];
    free(x);
}

void muon_update(const TensorUpdate *update)
{
    MuonMatrix matrices[MUON_MOST_MATRICES];
    const int n = muon_matrices(update->gpt, update->param, matrices);
    const int n_threads = kernel_limit_threads(1); // OpenBLAS's, too: it would wait for ever for threads it does not get
    for (int i = 0; i < n; i++)
        update_matrix(update, matrices[i]);
    kernel_limit_threads(n_threads);
}
