// raster.h — display list → pixels.
//
// A raster belongs to one thread; any raster of the same size draws the same bits from the same list.
#ifndef GPTREEL_OUTPUT_RASTER_H
#define GPTREEL_OUTPUT_RASTER_H

#include "engine/anim/frame.h"

typedef struct Raster Raster;

Raster *raster_create(int width_px, int height_px);
void raster_destroy(Raster *raster); // NULL is fine

// Draws the whole picture; the canvas is stretched to the raster's size.
void raster_draw(Raster *raster, const DisplayList *list);

// What was drawn last: bytes B, G, R, A, premultiplied, top row first. The raster's, until its next drawing.
const uint8_t *raster_pixels(const Raster *raster);
int raster_stride_bytes(const Raster *raster);
int raster_width_px(const Raster *raster);
int raster_height_px(const Raster *raster);

#endif
