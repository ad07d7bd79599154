// weight_view.h — rows times a matrix that stands in memory or in a mapped file, as float32 or in 16 bits: the products
// of a text that is written token by token. Values of 16 bits are widened in registers, so that a matrix is read once
// and as it is.
#ifndef GPTREEL_MODEL_INFER_WEIGHT_VIEW_H
#define GPTREEL_MODEL_INFER_WEIGHT_VIEW_H

#include "model/nn/gpt.h"

// (I, O), or (O, I) in memory when `transposed`. The values are the model's or the file's, at any alignment.
typedef struct WeightView {
    const unsigned char *values;
    TensorType type; // TENSOR_F32, TENSOR_F16 or TENSOR_BF16
    bool transposed;
    int64_t n_in, n_out;
} WeightView;

// The parameter at an offset of a Gpt, wherever its values are; a table (V, C) is the matrix from C channels to V symbols.
WeightView weight_view(const Gpt *gpt, int64_t offset);

// Row `row` of the values as they stand in memory, as float32.
void weight_view_row(const WeightView *matrix, int64_t row, float *values);

// out (N, O) = [NULL] residual (N, O) + in (N, I) · matrix + [NULL] bias (O). `residual` may be `out` itself; `scratch`
// has room for weight_view_panel_items floats. Works on all processors when the matrix is large. A single row's result
// is the same for any number of threads; any result is the same for values of 16 bits as for their float32 equals.
void weight_view_multiply(float *out, const float *in, const WeightView *matrix, const float *bias,
                          const float *residual, int64_t n_rows, float *scratch);
int64_t weight_view_panel_items(const WeightView *matrix);

// out (O) += in (I) · values (I, O), float32, rows `stride` apart; on one thread.
void rows_add(float *out, const float *in, const float *values, int64_t stride, int64_t n_in, int64_t n_out);

#endif
