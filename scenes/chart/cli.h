// cli.h — the commands of the scenes: charts of runs, without a film.
#ifndef GPTREEL_CHART_CLI_H
#define GPTREEL_CHART_CLI_H

#include "engine/base/command.h"

extern const Command SCENES_COMMANDS[]; // ends with a row without a name; their context is a Studio

#endif
