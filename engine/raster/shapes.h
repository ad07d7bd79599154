// shapes.h — how much of each pixel a drawn path covers, kept for the next tile and the next frame.
//
// A path is scanned once for the whole picture, not once a tile, and not again while only its colour or opacity
// changes.
#ifndef GPTREEL_RASTER_SHAPES_H
#define GPTREEL_RASTER_SHAPES_H

#include "engine/anim/frame.h"
#include "engine/raster/masks.h"

typedef struct Shapes Shapes;

Shapes *shapes_create(void);
void shapes_destroy(Shapes *shapes); // NULL is fine

// Whether a path is kept: not when it is too large in a picture to which `to_picture` takes the canvas.
bool shapes_keep(const DrawItem *item, Matrix to_picture);

// The mask of the item's fill or stroke, from its first pixel in the picture on. Nodes are remembered by their address,
// so scenes must outlive this. The mask is lent until the next call.
Mask shapes_get(Shapes *shapes, const DrawItem *item, bool stroke, Matrix to_picture);

#endif
