// glow.h — a halo composited by our own loop: cairo would quantise its alpha to 8 bits first, which shows as bands.
#ifndef GPTREEL_RASTER_GLOW_H
#define GPTREEL_RASTER_GLOW_H

#include "engine/anim/scene_data.h"

// A window of the picture, as premultiplied 0xAARRGGBB.
typedef struct Pixels {
    uint32_t *data;    // the caller's
    int width, height; // pixels
    int stride;        // pixels from one row to the next
    int left, top;     // where the window stands in the whole picture; the dither depends on it
} Pixels;

// Lays the halo over the pixels. `to_pixels` takes the sprite's coordinates to those of the whole picture and must be
// invertible. The last bit is dithered by a pattern that is fixed to the whole picture.
void glow_composite(Pixels pixels, const GlowSprite *sprite, Matrix to_pixels, Color color, double opacity);

// The halo as a picture, (n_rows, n_cols), for backends that place sprites. In the arena.
uint32_t *glow_image(Arena *arena, const GlowSprite *sprite, Color color, double opacity);

#endif
