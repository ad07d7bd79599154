// muon.h — Muon of Keller Jordan (2024): momentum, and an update whose singular values are all made about 1.
#ifndef GPTREEL_MODEL_TRAIN_MUON_H
#define GPTREEL_MODEL_TRAIN_MUON_H

#include "model/train/optim.h"

// The matrices that muon_tensors names.
bool muon_takes(const TrainConfig *config, const Gpt *gpt, const GptParam *param);

// Columns first … first + n − 1 of a tensor. Queries, keys and values stand in one tensor and are matrices of their own.
enum { MUON_MOST_MATRICES = 3 };
typedef struct MuonMatrix {
    int64_t first, n;
} MuonMatrix;

// Returns how many.
int muon_matrices(const Gpt *gpt, const GptParam *param, MuonMatrix matrices[MUON_MOST_MATRICES]);

// Its moment is the running mean of the gradient. A matrix from I to O
// channels has the rate lr · √max(1, O/I); there is no decay.
void muon_update(const TensorUpdate *update);

// The momentum of update number `update`: in a line from muon_momentum_first to muon_momentum over muon_momentum_steps.
double muon_momentum(const TrainConfig *config, int64_t update);

// In place, x (rows, columns): five steps of Newton and Schulz towards the nearest matrix with orthogonal rows (or columns,
// where it is tall). scratch [muon_scratch].
void muon_orthogonalise(float *x, int64_t rows, int64_t columns, float *scratch);
int64_t muon_scratch(int64_t rows, int64_t columns);

#endif
