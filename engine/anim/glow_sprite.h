// glow_sprite.h — the softened picture of a filled path, made once at build.
#ifndef GPTREEL_ANIM_GLOW_SPRITE_H
#define GPTREEL_ANIM_GLOW_SPRITE_H

#include "engine/anim/path.h"

// A halo's opacity, (n_rows, n_cols), sampled bilinearly. Texel (i, j) is centred at origin + texel · (j, i).
typedef struct GlowSprite {
    int n_cols, n_rows;
    const float *alpha; // 0 to 1
    Point origin;       // node's coordinates
    double texel;       // units
} GlowSprite;

// The sprite of a path that is filled and softened by a Gaussian of `sigma` units. In the arena.
const GlowSprite *glow_sprite_make(Arena *arena, const Path *path, double sigma);

#endif
