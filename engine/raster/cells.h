// cells.h — heat maps enlarged with sharp cell edges that glide instead of jumping from pixel to pixel.
#ifndef GPTREEL_RASTER_CELLS_H
#define GPTREEL_RASTER_CELLS_H

#include "engine/anim/scene_data.h"

// The part `width` × `height` pixels from (left, top) of the picture in which the cells fill `box`. Each pixel is
// the mean of the cells it covers, so an edge between two cells may stand at any sub-pixel position. The outermost
// cells go on beyond the box. In the arena, premultiplied, (height, width).
uint32_t *cells_resample(Arena *arena, const Image *image, Rect box, int left, int top, int width, int height);

// Each cell repeated n × n times, for backends that interpolate whatever they are told. In the arena.
uint32_t *cells_enlarge(Arena *arena, const Image *image, int n);

#endif
