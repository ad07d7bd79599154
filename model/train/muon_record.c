// muon_record.c — the last update's matrices made once more, and their singular values.
#include "model/train/muon_record.h"

#include "model/nn/blas.h"
#include "model/train/muon.h"

#include <string.h>

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

// Nesterov's momentum as it went into the update, and what Muon made of it.
static bool record_matrix(MuonRecord *record, Arena *arena, const TensorUpdate *last, MuonMatrix matrix, Err *err)
{
    const int64_t rows = last->param->shape[0], columns = last->param->shape[1], n = matrix.n;
    const float momentum = (float)muon_momentum(last->config, last->n_updates - 1);
    float *before = ARENA_ARRAY(arena, float, rows * n), *after = ARENA_ARRAY(arena, float, rows * n);
    for (int64_t row = 0; row < rows; row++)
        for (int64_t i = 0; i < n; i++) {
            const int64_t at = row * columns + matrix.first + i;
            const float gradient = last->grad[at] * (float)last->factor;
            before[row * n + i] = momentum * last->moments[0][at] + (1 - momentum) * gradient;
        }
    memcpy(after, before, sizeof(float) * (size_t)(rows * n));
    muon_orthogonalise(after, rows, n, ARENA_ARRAY(arena, float, muon_scratch(rows, n)));
    for (int64_t row = 0; row < rows; row++) {
        const size_t n_bytes = sizeof(float) * (size_t)n;
        memcpy(record->momentum + row * columns + matrix.first, before + row * n, n_bytes);
        memcpy(record->update + row * columns + matrix.first, after + row * n, n_bytes);
    }
    const int64_t at = record->n_sigma;
    record->n_sigma += smaller(rows, n);
    return blas_singular_values(record->momentum_sigma + at, arena, before, rows, n, err) &&
           blas_singular_values(record->update_sigma + at, arena, after, rows, n, err);
}

bool muon_record(MuonRecord *record, Arena *arena, const TensorUpdate *last, Err *err)
{
    const int64_t n_items = last->param->n_items, rows = last->param->shape[0];
    MuonMatrix matrices[MUON_MOST_MATRICES];
    const int n = muon_matrices(last->gpt, last->param, matrices);
    *record = (MuonRecord){
        .momentum = ARENA_ARRAY(arena, float, n_items),
        .update = ARENA_ARRAY(arena, float, n_items),
        .momentum_sigma = ARENA_ARRAY(arena, float, n * rows),
        .update_sigma = ARENA_ARRAY(arena, float, n * rows),
    };
    for (int i = 0; i < n; i++)
        if (!record_matrix(record, arena, last, matrices[i], err))
            return false;
    return true;
}
