// lineage.h — the model that a training begins with: which one it was.
#ifndef GPTREEL_MODEL_TRAIN_LINEAGE_H
#define GPTREEL_MODEL_TRAIN_LINEAGE_H

#include "model/infer/pretrained.h"

// All NULL: random weights.
typedef struct Lineage {
    const char *name;      // of the folder it stood in
    const char *sha256;    // of its files of weights, one behind the other; lower-case hex
    const char *objective; // of the run that it is of; NULL: it is of none
} Lineage;

// In the arena. False when the folder's run cannot be read.
bool lineage_of(Lineage *lineage, Arena *arena, const Pretrained *pretrained, Err *err);

#endif
