// train_parse.h — from the command line of `gptreel train` to what is to be done.
#ifndef GPTREEL_MODEL_TRAIN_TRAIN_PARSE_H
#define GPTREEL_MODEL_TRAIN_TRAIN_PARSE_H

#include "engine/base/arena.h"
#include "model/train/train.h"

// Makes the request from a command line (argv[0] is "train"): defaults, then what a checkpoint holds when resuming,
// then the preset, then flags. Sets help, and defaults as settings, when help is asked for. Strings are argv's or the
// arena's. On failure `wrong_usage` tells a command line that makes no sense from one that cannot be done.
bool train_parse(TrainRequest *request, Arena *arena, int argc, char **argv, Err *err);

#endif
