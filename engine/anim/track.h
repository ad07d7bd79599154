// track.h — one property of one node over time: keys with an ease from each to the next.
#ifndef GPTREEL_ANIM_TRACK_H
#define GPTREEL_ANIM_TRACK_H

#include "engine/anim/ease.h"
#include "engine/base/arena.h"

#include <stdint.h>

enum { TRACK_COMPONENTS = 4 }; // a colour's; scalars use the first

typedef struct Key {
    double t_s;
    double value[TRACK_COMPONENTS];
    Ease ease;      // of the way from the key before to this one
    int64_t serial; // in the order of writing, over all tracks of a scene
} Key;

typedef struct Track {
    Key *keys; // rising t_s; two keys at one time make a jump, the later one holds from there on
    int n_keys, cap_keys;
    int64_t mapping;  // the last mapping of times that it was part of (time_log.h)
    int line; // where the author was when its last key was written
} Track;

// The value at t: before the first key the first value, after the last the last.
void track_at(const Track *track, double t_s, double value[TRACK_COMPONENTS]);

// Adds a key, kept in order of time behind those of the same time. The keys are in the arena.
void track_add(Track *track, Arena *arena, Key key);

// Puts the keys in order of time again, those of one time in the order of writing.
void track_sort(Track *track);

#endif
