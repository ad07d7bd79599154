// candidates.h — the most probable symbols of a recorded distribution.
#ifndef GPTREEL_RUN_CANDIDATES_H
#define GPTREEL_RUN_CANDIDATES_H

#include "model/run/run.h"

// The n_most largest of p [n], falling; of equal ones the lower id first. What is 0 or no number is left out. Gives how
// many there are; `top` has room for n_most. Takes O(n log n_most).
int candidates_top(RunCandidate *top, int n_most, const float *p, int64_t n);

// What the run's probe predicts after its prompt, at temperature 1, in the form of a generated token: up to n_most
// candidates in the arena and the sum of all others. Nothing is drawn: id is -1, p and draw are NaN. Without the tensor
// "probabilities" there is no candidate.
RunToken probe_prediction(const Run *run, Arena *arena, int n_most);

// The same as if the model had ended behind block `layer`, from 0; without the tensor "probabilities_after" there is no
// candidate.
RunToken probe_prediction_after(const Run *run, int64_t layer, Arena *arena, int n_most);

#endif
