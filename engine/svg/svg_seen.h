// svg_seen.h — when something is seen at all: parts of the time, put together.
#ifndef GPTREEL_SVG_SVG_SEEN_H
#define GPTREEL_SVG_SVG_SEEN_H

#include "engine/svg/svg_curve.h"

typedef struct Seen {
    Span *spans; // [n_spans] rising, apart from each other; in an arena
    int n_spans;
} Seen;

Seen seen_always(Arena *arena, Span span);

// Where value `index` of the curve is above the threshold, by whole ways from key to key: a way counts when any of it
// does.
Seen seen_of_curve(Arena *arena, const Curve *curve, int index, double threshold, Span span);

Seen seen_and(Arena *arena, Seen a, Seen b);
Seen seen_or(Arena *arena, Seen a, Seen b);

// Times without sight shorter than `least_s` are closed.
Seen seen_close(Arena *arena, Seen seen, double least_s);

bool seen_at(Seen seen, double t_s); // both ends of a span count
bool seen_covers(Seen outer, Seen inner);

#endif
