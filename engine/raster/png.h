// png.h — pixels as a PNG file, and back.
#ifndef GPTREEL_RASTER_PNG_H
#define GPTREEL_RASTER_PNG_H

#include "engine/anim/theme.h"
#include "engine/base/arena.h"

#include <stdint.h>

// Bytes B, G, R, A, premultiplied; `opaque` drops the alpha. All or nothing.
bool png_write(const uint8_t *pixels, int width_px, int height_px, int stride_bytes, bool opaque, const char *path,
               Err *err);

// The picture of a PNG file in straight (not premultiplied) colours, row by row; one that is higher than `most_px` is
// made that high. In the arena. False, with the path in the error, for what is no PNG.
bool png_read(Arena *arena, const char *path, int most_px, Color **cells, int *n_cols, int *n_rows, Err *err);

#endif
