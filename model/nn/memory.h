// memory.h — what a model takes is said before the work begins, and refused when the machine has less.
#ifndef GPTREEL_MODEL_NN_MEMORY_H
#define GPTREEL_MODEL_NN_MEMORY_H

#include "engine/base/arena.h"

#include <stdio.h>

// `what` is a sentence with the sum in it. It is printed to `shown` (NULL: nowhere) with what the machine has, from a
// tenth of a gigabyte on: less is not worth a line. False, with `remedy`, when the machine has less than `bytes`.
bool memory_check(FILE *shown, const char *what, double bytes, const char *remedy, Err *err);

// What the process has in memory now.
double memory_now_bytes(void);

#endif
