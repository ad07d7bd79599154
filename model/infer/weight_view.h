// weight_view.h — rows times a matrix that stands in memory or in a mapped file, as float32 or in 16 bits: the products
// of a text that is written token by token. Values of 16 bits are widened in registers, so that a matrix is read once
// and as it is.
#ifndef GPTREEL_MODEL_INFER_WEIGHT_VIEW_H
#define GPTREEL_MODEL_INFER_WEIGHT_VIEW_H

#include "model/nn/gpt.h"
#include "model/nn/weight_loops.h"

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

#endif
