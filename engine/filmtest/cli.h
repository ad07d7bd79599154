// cli.h — the commands test, a film's own tests, and check, all that can be known of a film.
#ifndef GPTREEL_FILMTEST_CLI_H
#define GPTREEL_FILMTEST_CLI_H

#include "engine/base/command.h"

extern const Command FILMTEST_COMMANDS[]; // ends with a row without a name; wants a Studio as the context of its run

#endif
