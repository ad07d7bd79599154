// shapes.h — what several pictures draw alike: halos, the tips of arrows, sums.
#ifndef GPTREEL_KIT_SHAPES_H
#define GPTREEL_KIT_SHAPES_H

#include "engine/anim/picture.h"

// The item `name`: a glow around a box, below all else of its part.
void item_halo(Layout *layout, const char *name, Rect box, double radius, double sigma, double strength, Color color);

// An arrow's tip of a length, to the point in that direction: from the side left of it, `half` units away (below 0:
// right of it), and back to the other side.
Path *tip_path(Arena *arena, Point at, double angle_rad, double length, double half);

// The items "ring" and "cross": a ⊕ with its middle at r, r.
void sum_items(Layout *layout, double r, double ring_r, Color color);

#endif
