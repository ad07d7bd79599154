// cli.h — the commands of the model.
#ifndef GPTREEL_MODEL_CLI_CLI_H
#define GPTREEL_MODEL_CLI_CLI_H

#include "engine/base/command.h"

extern const Command MODEL_COMMANDS[]; // ends with a row without a name

// Prints the lines of `gptreel doctor` that concern training: CPU, instructions, OpenBLAS, GFLOP/s.
void model_doctor(FILE *out);

#endif
