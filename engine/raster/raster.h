// raster.h — display list → pixels.
//
// A raster belongs to one thread; any raster of the same size draws the same bits from the same list. Pictures are
// drawn tile by tile on a fixed grid, so that a part drawn anew is the same bits as all of it.
#ifndef GPTREEL_RASTER_RASTER_H
#define GPTREEL_RASTER_RASTER_H

#include "engine/anim/frame.h"

typedef struct Raster Raster;

// The scenes and fonts of what is drawn must outlive the raster: it remembers their shapes by address.
Raster *raster_create(int width_px, int height_px);

// One that draws every picture whole, without tiles, layers and masks: cairo fills every outline anew. The same picture
// but for how edges are smoothed, slower: what the other is measured and checked against.
Raster *raster_create_plain(int width_px, int height_px);

void raster_destroy(Raster *raster); // NULL is fine

// Draws the whole picture; the canvas is stretched to the raster's size.
void raster_draw(Raster *raster, const DisplayList *list);

// The same, when the list drawn last was `before`: only tiles that may differ are drawn.
void raster_update(Raster *raster, const DisplayList *before, const DisplayList *list);

// What was drawn last: bytes B, G, R, A, premultiplied, top row first. The raster's, until its next drawing.
const uint8_t *raster_pixels(const Raster *raster);
int raster_stride_bytes(const Raster *raster);
int raster_width_px(const Raster *raster);
int raster_height_px(const Raster *raster);

// Whether the last drawing changed a block of 16 × 16 pixels, or the column of pixels left of it (which its chroma is
// made from): (height_px / 16, width_px / 16), both rounded up.
const uint8_t *raster_changed(const Raster *raster);
int raster_tiles_drawn(const Raster *raster); // by the last drawing

#endif
