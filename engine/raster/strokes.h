// strokes.h — what of a stroked path a row of tiles sees, kept for the next tile of the row.
#ifndef GPTREEL_RASTER_STROKES_H
#define GPTREEL_RASTER_STROKES_H

#include "engine/anim/frame.h"

typedef struct Strokes Strokes; // one thread's

Strokes *strokes_create(void);
void strokes_destroy(Strokes *strokes); // NULL is fine

// The item's path without what cannot be seen in the rows from `top` on, `height` of them, of a picture to which
// `to_picture` takes the canvas. Nodes are remembered by their address, so scenes must outlive this. The path is lent
// until the next call.
//
// The bits are those of the whole path: only rows are left out, as cairo smooths an edge by what else there is in its
// row, and only of strokes with round ends, as it draws others that run along the axes in another way.
const Path *strokes_rows(Strokes *strokes, const DrawItem *item, Matrix to_picture, double top, double height);

// Whether so much of an item may be left out.
bool strokes_can(const DrawItem *item);

#endif
