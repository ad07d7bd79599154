// outline.h — an item's outline, filled or stroked, by cairo.
#ifndef GPTREEL_RASTER_OUTLINE_H
#define GPTREEL_RASTER_OUTLINE_H

#include "engine/anim/frame.h"

struct _cairo; // cairo's own name of its context

// Adds an outline to the current path, through `m` on top of the context's own matrix.
void outline_add(struct _cairo *cr, const Path *path, Matrix m);
void outline_use_matrix(struct _cairo *cr, Matrix m);

// Strokes the current path as the item says, with the context's source, and keeps it.
void outline_stroke(struct _cairo *cr, const DrawItem *item);

#endif
