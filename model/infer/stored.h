// stored.h — rows times a matrix that stands in memory or in a mapped file, as float32 or in 16 bits: the products of a
// text that is written token by token. Values of 16 bits are widened in registers, so that a matrix is read once and as
// it is.
#ifndef GPTREEL_MODEL_INFER_STORED_H
#define GPTREEL_MODEL_INFER_STORED_H

#include "model/nn/gpt.h"

// (I, O), or (O, I) in memory when `turned`. The values are the model's or the file's, at any alignment.
typedef struct Stored {
    const unsigned char *values;
    TensorType type; // TENSOR_F32, TENSOR_F16 or TENSOR_BF16
    bool turned;
    int64_t n_in, n_out;
} Stored;

// The parameter at an offset of a Gpt, wherever its values are; a table (V, C) is the matrix from C channels to V symbols.
Stored stored_of(const Gpt *gpt, int64_t offset);

// Row `row` of the values as they stand in memory, as float32.
void stored_row(const Stored *matrix, int64_t row, float *values);

// out (N, O) = [NULL] residual (N, O) + in (N, I) · matrix + [NULL] bias (O). `residual` may be `out` itself; `scratch`
// has room for stored_panel_items floats. Works on all processors when the matrix is large. A single row's result is
// the same for any number of threads; any result is the same for values of 16 bits as for their float32 equals.
void stored_multiply(float *out, const float *in, const Stored *matrix, const float *bias, const float *residual,
                     int64_t n_rows, float *scratch);
int64_t stored_panel_items(const Stored *matrix);

// out (O) += in (I) · values (I, O), float32, rows `stride` apart; on one thread.
void rows_add(float *out, const float *in, const float *values, int64_t stride, int64_t n_in, int64_t n_out);

#endif
