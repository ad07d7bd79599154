// train.h — a training from its settings to a run folder.
#ifndef GPTREEL_MODEL_TRAIN_TRAIN_H
#define GPTREEL_MODEL_TRAIN_TRAIN_H

#include "model/run/lock.h"
#include "model/train/checkpoint.h"

// What `gptreel train` was asked for, after presets and flags.
typedef struct TrainRequest {
    Settings settings;    // checked
    const char *command;  // to be recorded
    RunLock lock;         // of the folder: who makes the request frees it (run_unlock)
    CheckpointFile *from; // what to go on from, open: train_run closes it; NULL: begin anew
    const char *note;     // what a resume does otherwise than before, to be said; NULL: nothing
    bool help;            // was asked for: there is nothing to be done but that
    bool wrong_usage;
    FILE *shown;          // where the text written at the end is shown; NULL: nowhere
    // Which characters of a text no font has, in words that are in the arena; NULL: none. NULL where nobody knows
    // fonts.
    const char *(*without_glyphs)(Arena *arena, const char *text);
} TrainRequest;

// Trains and leaves a complete run in settings.train.out. The folder is a run that can be read from the first evaluation
// on. On a stop request it returns false; the last checkpoint then lets it go on, to the same numbers as without a
// pause. On a loss or a gradient that is not finite it returns false, too, and the run ends as "diverged".
bool train_run(const TrainRequest *request, Err *err);

// Whether step s is one of the evaluations, or has a line in metrics.jsonl.
bool train_is_evaluated(const TrainConfig *config, int64_t step);
bool train_is_logged(const TrainConfig *config, int64_t step);

#endif
