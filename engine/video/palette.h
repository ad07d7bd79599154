// palette.h — a film in 255 colours and none, for GIF.
#ifndef GPTREEL_VIDEO_PALETTE_H
#define GPTREEL_VIDEO_PALETTE_H

#include "engine/base/arena.h"

#include <stdint.h>

enum { PALETTE_COLORS = 256 };

typedef struct Palette Palette;

Palette *palette_create(void);
void palette_destroy(Palette *palette); // NULL is fine

// Counts the colours of a picture (0xAARRGGBB, not premultiplied). Pixels less than half opaque have none: they are
// shown by the index behind the colours, which is transparent.
void palette_look(Palette *palette, const uint32_t *pixels, int n_pixels);

// Chooses the colours, by median cut, after everything was looked at.
void palette_choose(Palette *palette);
const uint32_t *palette_colors(const Palette *palette); // [PALETTE_COLORS] 0xAARRGGBB

// Gives each pixel its colour's index, dithered by a pattern that is fixed to the picture: what stands still stays.
void palette_apply(const Palette *palette, const uint32_t *pixels, int width, int height, uint8_t *indices);

#endif
