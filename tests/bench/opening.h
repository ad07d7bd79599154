// opening.h — what benches of films begin with: fonts, a run that ships, and a folder for what they make.
#ifndef GPTREEL_BENCH_OPENING_H
#define GPTREEL_BENCH_OPENING_H

#include "engine/anim/text.h"
#include "model/run/run.h"

typedef struct Opening {
    Arena arena;
    Fonts *fonts;
    const Run *run;
    const char *folder; // under /tmp; it stays there
} Opening;

// Ends the program when something is missing, with the bench's name before the words.
void opening_begin(Opening *opening, const char *bench);
void opening_end(Opening *opening); // says where the folder is

#endif
