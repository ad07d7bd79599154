// steps.h — options that are lists of steps: "0,10,100".
#ifndef GPTREEL_MODEL_TRAIN_STEPS_H
#define GPTREEL_MODEL_TRAIN_STEPS_H

#include "engine/base/err.h"

#include <stdint.h>

// Refuses what is no list of whole numbers from 0 on; the error names `option`. NULL is an empty list.
bool steps_check(const char *option, const char *list, Err *err);

// Whether a list that was checked has a step.
bool steps_have(const char *list, int64_t step);

#endif
