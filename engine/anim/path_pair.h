// path_pair.h — two outlines made of equally many pieces, so that one can become the other.
#ifndef GPTREEL_ANIM_PATH_PAIR_H
#define GPTREEL_ANIM_PATH_PAIR_H

#include "engine/anim/path.h"

typedef struct PathPair {
    const Path *from, *to; // with the same verbs, all of them cubics; they look as what they were made from
} PathPair;

// The pieces of both are cut where those of the other one end, by their share of the length. A closed contour begins at the
// point, and runs in the direction, from which its points move least, both being laid over one another. Contours
// pair by their areas, holes with holes; one that has no partner grows from a point or shrinks to one. In the arena. False
// when one of them has no contour, or both have more pieces than may be drawn.
bool path_pair(Arena *arena, const Path *from, const Path *to, PathPair *pair);

#endif
