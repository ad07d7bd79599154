// faults.h — what a viewer could not see or read in a sealed scene.
//
// The scene is looked at from its begin to its end. Everything drawn is inside the canvas, but halos, what bleeds, and
// what the camera has moved past. Texts that stand still and did not step back are large enough, inside the safe area,
// not over one another, not under another picture unless the author ordered the two, in contrast to what is behind
// them, and long enough to be read; nothing travels over them. Something is always seen, something moves every few
// seconds unless the author meant it to rest, what stands out as chosen was chosen, and every text with a digit has a
// source.
#ifndef GPTREEL_OUTPUT_FAULTS_H
#define GPTREEL_OUTPUT_FAULTS_H

#include "engine/anim/scene_data.h"
#include "engine/base/finding.h"

typedef struct Fault {
    Finding finding; // its file is NULL where nobody knows it
    double t_s;      // when it was seen first
    Rect at;         // canvas units; empty: it has no place
} Fault;

// How long nothing moves, longer than without leave; the author says so there.
typedef struct Rest {
    double from_s, to_s;
    const char *file;
    int line;
} Rest;

typedef struct FaultList {
    const Fault *faults; // [n_faults] one for each line of the film and rule
    int n_faults;
    const Rest *rests; // [n_rests] that are meant
    int n_rests;
} FaultList;

// All that is wrong, in the arena.
FaultList scene_faults(const Scene *scene, Arena *arena);

#endif
