// nearest.h — "did you mean": the names most like a mistyped one.
#ifndef GPTREEL_BASE_NEAREST_H
#define GPTREEL_BASE_NEAREST_H

#include "engine/base/arena.h"

enum { NEAREST_OFFERED = 3 };

// Up to NEAREST_OFFERED of `names` by edit distance, nearest first, with their distances (0: it holds the wrong one);
// returns how many are near.
int nearest_find(const char *wrong, const char *const *names, int n_names, const char *near[NEAREST_OFFERED],
                 int distance[NEAREST_OFFERED]);

// The same as "a, b or c"; all of `names` when none is near. In the arena.
char *nearest_names(Arena *arena, const char *wrong, const char *const *names, int n_names);

#endif
