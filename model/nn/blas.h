// blas.h — products of matrices by OpenBLAS, which is loaded where a model begins: commands without one do without it.
//
// Matrices stand row by row; the lead of one is the distance from a row to the next.
#ifndef GPTREEL_MODEL_NN_BLAS_H
#define GPTREEL_MODEL_NN_BLAS_H

#include "engine/base/arena.h"

#include <stdint.h>

// Loads the library, unless it is there, with the core type that kernel.h chooses, and takes the buffers that it needs
// for so many threads at once. False when there is no library, or no address space for it: OpenBLAS itself would ask for
// ever. The thread that makes models calls it, before loops with that many threads; products load it for themselves.
bool blas_reserve(int n_threads, Err *err);

// The core type whose kernels run, as OpenBLAS names it, and how the library describes itself. Static storage.
const char *blas_core_type(void);
const char *blas_library(void);

typedef enum BlasForm { BLAS_AS_IS, BLAS_TRANSPOSED } BlasForm;

// c (m, n) = alpha · a (m, k) · b (k, n) + beta · c, of a and b in the forms said.
void blas_product(BlasForm form_a, BlasForm form_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
                  int64_t lead_a, const float *b, int64_t lead_b, float beta, float *c, int64_t lead_c);

// c (m, m) = alpha · a (m, k) · aᵀ + beta · c, of which the upper triangle is read and written.
void blas_square(int64_t m, int64_t k, float alpha, const float *a, int64_t lead_a, float beta, float *c,
                 int64_t lead_c);

// c (m, n) = alpha · a (m, m) · b (m, n) + beta · c; a is symmetric, and its upper triangle is read.
void blas_symmetric_product(int64_t m, int64_t n, float alpha, const float *a, int64_t lead_a, const float *b,
                            int64_t lead_b, float beta, float *c, int64_t lead_c);

// The singular values of x (rows, n), the largest first, as many as its smaller side; x is overwritten. Scratch is in the
// arena.
bool blas_singular_values(float *sigma, Arena *arena, float *x, int64_t rows, int64_t n, Err *err);

#endif
