// masks.h — how much of each pixel a glyph or a box covers, at sub-pixel positions, kept for the next time.
//
// cairo's own glyph cache snaps to whole pixels and has one lock for all threads. Here a glyph stands on a grid of
// 1/16 pixel, so that slow text glides, and everything belongs to one thread. Exact areas, so a mask is the same
// wherever it is needed.
#ifndef GPTREEL_RASTER_MASKS_H
#define GPTREEL_RASTER_MASKS_H

#include "engine/anim/path.h"

#include <stdint.h>

typedef struct Mask {
    int left, top;           // of its first pixel, in pixels from the glyph's whole-pixel origin
    int width, height;       // 0 for a glyph without ink
    const uint8_t *coverage; // (height, width), 255 is all of the pixel
} Mask;

typedef struct Masks Masks;

Masks *masks_create(void);
void masks_destroy(Masks *masks); // NULL is fine

// The mask of an outline under `m` (outline → pixels), and the whole pixel its origin is put to. Outlines are
// remembered by their address: they must not change, nor must another one take their place. The mask is lent until
// the next call.
Mask masks_get(Masks *masks, const Path *outline, Matrix m, int *x, int *y);

// A rectangle from the origin on, whose corners may be rounded (all the way: a circle), or the line around it.
typedef struct Box {
    double w, h, radius;
    double line; // 0: filled; else the width of the line, half of it inside
} Box;

// The same for a box.
Mask masks_get_box(Masks *masks, Box box, Matrix m, int *x, int *y);

#endif
