// cli.h — the commands that serve a page: studio, watch.
#ifndef GPTREEL_STUDIO_CLI_H
#define GPTREEL_STUDIO_CLI_H

#include "engine/base/command.h"

// Ends with a row without a name. Every row wants a `const Studio *` as the context of its run.
extern const Command STUDIO_COMMANDS[];

// Prints the lines of `gptreel doctor` that concern the server.
void studio_doctor(FILE *out);

#endif
