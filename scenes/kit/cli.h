// cli.h — the commands for who writes films: help with verbs, a guide, a film to begin with.
#ifndef GPTREEL_KIT_CLI_H
#define GPTREEL_KIT_CLI_H

#include "engine/base/command.h"

extern const Command AUTHOR_COMMANDS[]; // ends with a row without a name

#endif
