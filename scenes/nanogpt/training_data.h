// training_data.h — the losses and texts of a run, as the scene 02_training takes them.
#ifndef GPTREEL_NANOGPT_TRAINING_DATA_H
#define GPTREEL_NANOGPT_TRAINING_DATA_H

#include "scenes/kit/kit.h"

enum { TRAINING_TEXTS = 3, TRAINING_COUNTERS = 3 };

#define TRAINING_MOST_LOSS 99999.0 // that a counter has room for

typedef struct TrainingData {
    const double *step, *loss, *tokens; // [n] of every recorded step; a loss may be no number
    int n;
    const double *val_step, *val; // [n_val] of the evaluations
    int n_val;
    double best_step, best; // NaN when no loss is a number
    bool best_is_val;
    const RunSample *samples[TRAINING_TEXTS]; // start, middle, best; NULL where the run has none
    double most_loss;                         // that is shown
    int decimals;                             // that tell the losses apart
    bool code;                                // the texts are program code
} TrainingData;

TrainingData training_data(Scene *s, const Run *run);

#endif
