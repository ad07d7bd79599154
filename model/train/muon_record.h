// muon_record.h — the matrix of an update by Muon before and after it was made orthogonal, for pictures.
#ifndef GPTREEL_MODEL_TRAIN_MUON_RECORD_H
#define GPTREEL_MODEL_TRAIN_MUON_RECORD_H

#include "model/train/optim.h"

// All in the arena. Singular values stand from the largest to the smallest; a tensor of three matrices has those of the
// first, then of the second, then of the third.
typedef struct MuonRecord {
    float *momentum, *update;             // with the tensor's shape
    float *momentum_sigma, *update_sigma; // [n_sigma]
    int64_t n_sigma;
} MuonRecord;

// `last` is the update that was made last; its moments are those that it left.
bool muon_record(MuonRecord *record, Arena *arena, const TensorUpdate *last, Err *err);

#endif
