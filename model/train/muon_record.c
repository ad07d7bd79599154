// muon_record.c — the last update's matrices made once more, and their singular values.
#include "model/train/muon_record.h"

#include "model/train/muon.h"

#include <cblas.h>
#include <string.h>

// LAPACK's, which OpenBLAS holds; its header is not in OpenBLAS's package.
void sgesdd_(const char *jobz, const blasint *m, const blasint *n, float *a, const blasint *lda, float *s, float *u,
             const blasint *ldu, float *vt, const blasint *ldvt, float *work, const blasint *lwork, blasint *iwork,
             blasint *info);

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

// Of x (rows, n), which is overwritten. LAPACK counts by columns: to it x is transposed, with the same values.
static bool singular_values(float *sigma, Arena *arena, float *x, int64_t rows, int64_t n, Err *err)
{
    const blasint width = (blasint)n, height = (blasint)rows, one = 1, ask = -1;
    blasint info = 0, *whole = ARENA_ARRAY(arena, blasint, 8 * smaller(rows, n));
    float size = 0;
    sgesdd_("N", &width, &height, x, &width, sigma, NULL, &one, NULL, &one, &size, &ask, whole, &info);
    const blasint n_work = (blasint)size;
    float *work = ARENA_ARRAY(arena, float, n_work);
    sgesdd_("N", &width, &height, x, &width, sigma, NULL, &one, NULL, &one, work, &n_work, whole, &info);
    return info == 0 || err_set(err, "the singular values of an update could not be found (LAPACK says %d)", (int)info);
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
    return singular_values(record->momentum_sigma + at, arena, before, rows, n, err) &&
           singular_values(record->update_sigma + at, arena, after, rows, n, err);
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
