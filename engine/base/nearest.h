// nearest.h — "did you mean": the names most like a mistyped one.
#ifndef GPTREEL_BASE_NEAREST_H
#define GPTREEL_BASE_NEAREST_H

#include "engine/base/arena.h"

// Up to three of `names` by edit distance, as "a, b or c"; all of them when none is near. In the arena.
char *nearest_names(Arena *arena, const char *wrong, const char *const *names, int n_names);

#endif
