// support_train.h — small trainings from a command line to a run folder.
#ifndef GPTREEL_TESTS_SUPPORT_TRAIN_H
#define GPTREEL_TESTS_SUPPORT_TRAIN_H

#include "support_temp.h"

#include "model/run/run.h"

enum { SMALL_STEPS = 60 };

// "train" with a small model on corpus.txt, the words given here, and the folder `out`, all below the temporary one.
bool train_small(Temp *temp, const char *out, const char *words, Err *err);

// The test fails unless it trains; or unless it is refused with `part` in the message.
void assert_trains(Temp *temp, const char *out, const char *words);
void assert_refused(Temp *temp, const char *out, const char *words, const char *part);

// The run in a folder below the temporary one; the test fails when it cannot be read.
const Run *read_run(Temp *temp, const char *name);

// Fails the test unless a file is the same in two such folders.
void assert_same_bytes(Temp *temp, const char *a, const char *b, const char *name);

#endif
