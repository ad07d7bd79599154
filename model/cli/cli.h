// cli.h — the commands of the model.
#ifndef GPTREEL_MODEL_CLI_CLI_H
#define GPTREEL_MODEL_CLI_CLI_H

#include "engine/base/arena.h"
#include "engine/base/command.h"

// What the commands cannot know themselves; main gives it.
typedef struct ModelHost {
    // Which characters of a UTF-8 text no font has, in words that are in the arena; NULL: none.
    const char *(*without_glyphs)(Arena *arena, const char *text);
} ModelHost;

// Ends with a row without a name. Every row wants a `const ModelHost *` as the context of its run; NULL: nothing is
// known.
extern const Command MODEL_COMMANDS[];

// Prints the lines of `gptreel doctor` that concern training: CPU, instructions, OpenBLAS, GFLOP/s.
void model_doctor(FILE *out);

#endif
