// png.h — pixels as a PNG, in a file or in memory.
#ifndef GPTREEL_RASTER_PNG_H
#define GPTREEL_RASTER_PNG_H

#include "engine/base/arena.h"

#include <stdint.h>

// Bytes B, G, R, A, premultiplied; `opaque` drops the alpha. All or nothing.
bool png_write(const uint8_t *pixels, int width_px, int height_px, int stride_bytes, bool opaque, const char *path,
               Err *err);

// The same in memory: [*n_bytes] on the heap.
uint8_t *png_encode(const uint8_t *pixels, int width_px, int height_px, int stride_bytes, bool opaque, size_t *n_bytes);

#endif
