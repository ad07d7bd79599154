// weight_loops.h — a matrix that stands in memory or in a mapped file, as float32 or in 16 bits, and the loops over it,
// which are in loops/weight.c.
#ifndef GPTREEL_MODEL_NN_WEIGHT_LOOPS_H
#define GPTREEL_MODEL_NN_WEIGHT_LOOPS_H

#include "model/run/tensor.h"

// (I, O), or (O, I) in memory when `transposed`. The values are the model's or the file's, at any alignment.
typedef struct WeightView {
    const unsigned char *values;
    TensorType type; // TENSOR_F32, TENSOR_F16 or TENSOR_BF16
    bool transposed;
    int64_t n_in, n_out;
} WeightView;

// out [n] = n values of a type as float32.
void weight_view_widen(TensorType type, float *out, const unsigned char *values, int64_t n);

// Columns first … first + n − 1 of out (O) += in (I) · matrix.
void weight_view_add_part(float *out, const float *in, const WeightView *matrix, int64_t first, int64_t n);

// out (O) += in (I) · values (I, O), float32, rows `stride` apart.
void rows_add(float *out, const float *in, const float *values, int64_t stride, int64_t n_in, int64_t n_out);

#endif
