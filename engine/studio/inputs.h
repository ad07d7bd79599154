// inputs.h — folders that films can be built from, found and numbered, so that a page names them by number.
#ifndef GPTREEL_STUDIO_INPUTS_H
#define GPTREEL_STUDIO_INPUTS_H

#include "engine/anim/film.h"
#include "engine/base/json_out.h"

// One that was found keeps its number.
typedef struct Inputs {
    Arena arena;
    const char **dirs; // [n]
    const char **names;
    int n, cap_dirs, cap_names;
} Inputs;

void inputs_init(Inputs *inputs);
void inputs_finish(Inputs *inputs);

// Looks whether a folder is an input, else for inputs in it, three deep; those that are known already keep their
// numbers. A folder that is not there has none.
void inputs_find(Inputs *inputs, const Studio *studio, const char *folder);

// A list of objects: "id", "name", "folder", and what the studio has to say of each; those that are gone are left out.
void inputs_write(const Inputs *inputs, const Studio *studio, JsonOut *out);

int inputs_index(const Inputs *inputs, const char *dir); // -1: it is none of them

#endif
