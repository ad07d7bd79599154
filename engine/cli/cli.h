// cli.h — the engine's commands: render, join, frame, frames, sheet, deck, captions, notes, list.
#ifndef GPTREEL_ENGINE_CLI_CLI_H
#define GPTREEL_ENGINE_CLI_CLI_H

#include "engine/anim/film.h"
#include "engine/base/command.h"

// Ends with a row without a name. Every row wants a `const Studio *` as the context of its run; as the table is
// static and knows no films, main gives it.
extern const Command ENGINE_COMMANDS[];

// Prints the lines of `gptreel doctor` that concern pictures: libraries and versions, encoders, fonts (doctor.c).
void engine_doctor(FILE *out);

#endif
