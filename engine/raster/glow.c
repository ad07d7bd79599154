// glow.c — halos composited pixel by pixel, dithered.
#include "engine/raster/glow.h"

#include "engine/raster/vectors.h"

#include <math.h>
#include <stdlib.h>

// The R2 low-discrepancy sequence in 32-bit fixed point: as even as blue noise, and two multiplications.
static inline float dither_at(int x, int y)
{
    const uint32_t phase = (uint32_t)x * 3242174889u + (uint32_t)y * 2447445414u;
    return (float)(int32_t)(phase >> 8) * (1.0f / 16777216.0f);
}

// A little above zero, so that a channel that is whole (255, or an unchanged 0) survives rounding down.
static const float ROUNDING = 1.0f / 512.0f;

static inline uint32_t channel(float value, float dither)
{
    const float dithered = value + dither * (1.0f - 2.0f * ROUNDING) + ROUNDING;
    return (uint32_t)(int32_t)(dithered > 255.0f ? 255.0f : dithered);
}

static inline float channel_of(uint32_t pixel, int shift)
{
    return (float)(int32_t)(pixel >> shift & 255); // signed: the conversion that vector units have
}

// The colour, premultiplied by alpha, over what is there. Alpha 0 changes nothing.
static inline uint32_t over(uint32_t below, Color color, float alpha, float dither)
{
    const float keep = 1.0f - alpha, add = 255.0f * alpha;
    const uint32_t a = channel(add + keep * channel_of(below, 24), dither);
    const uint32_t r = channel(add * color.r + keep * channel_of(below, 16), dither);
    const uint32_t g = channel(add * color.g + keep * channel_of(below, 8), dither);
    const uint32_t b = channel(add * color.b + keep * channel_of(below, 0), dither);
    return a << 24 | r << 16 | g << 8 | b;
}

// Bilinear; outside of the outermost texels it fades to nothing within one texel.
static inline float sample(const GlowSprite *sprite, float u, float v)
{
    const float fu = floorf(u), fv = floorf(v);
    const int column = (int)fu, row = (int)fv;
    const float wu = u - fu, wv = v - fv;
    if (column >= 0 && row >= 0 && column + 1 < sprite->n_cols && row + 1 < sprite->n_rows) {
        const float *at = sprite->alpha + (size_t)row * (size_t)sprite->n_cols + column;
        const float upper = at[0] + wu * (at[1] - at[0]);
        const float *under = at + sprite->n_cols;
        const float lower = under[0] + wu * (under[1] - under[0]);
        return upper + wv * (lower - upper);
    }
    float sum = 0;
    for (int j = 0; j < 2; j++)
        for (int i = 0; i < 2; i++) {
            const int c = column + i, r = row + j;
            if (c >= 0 && r >= 0 && c < sprite->n_cols && r < sprite->n_rows)
                sum += (i ? wu : 1 - wu) * (j ? wv : 1 - wv) * sprite->alpha[(size_t)r * (size_t)sprite->n_cols + c];
        }
    return sum;
}

// Texel indices → pixels of the whole picture.
static Matrix texels_to_pixels(const GlowSprite *sprite, Matrix to_pixels)
{
    const Matrix texels = {sprite->texel, 0, 0, sprite->texel, sprite->origin.x, sprite->origin.y};
    return matrix_multiply(texels, to_pixels);
}

static Matrix inverse(Matrix m)
{
    const double d = m.xx * m.yy - m.xy * m.yx;
    return (Matrix){
        .xx = m.yy / d,
        .yx = -m.yx / d,
        .xy = -m.xy / d,
        .yy = m.xx / d,
        .x0 = (m.xy * m.y0 - m.yy * m.x0) / d,
        .y0 = (m.yx * m.x0 - m.xx * m.y0) / d,
    };
}

// The part of the pixels that the halo reaches, in pixels of the whole picture.
typedef struct Window {
    int left, top, right, bottom; // right and bottom exclusive
} Window;

static Window window_of(Pixels pixels, const GlowSprite *sprite, Matrix placed)
{
    const Rect box = matrix_bounds(placed, (Rect){-1, -1, sprite->n_cols + 1, sprite->n_rows + 1});
    return (Window){
        .left = (int)fmax(floor(box.x), pixels.left),
        .top = (int)fmax(floor(box.y), pixels.top),
        .right = (int)fmin(ceil(box.x + box.w), pixels.left + pixels.width),
        .bottom = (int)fmin(ceil(box.y + box.h), pixels.top + pixels.height),
    };
}

// Where the pixels of a row, or the rows, stand between texels when nothing is turned.
typedef struct Place {
    int texel;    // the first of two, −1 … n − 1; beyond: n
    float weight; // of the second
} Place;

static Place place_of(double at, int n_texels)
{
    const double below = floor(at);
    if (below < -1 || below >= n_texels)
        return (Place){n_texels, 0};
    return (Place){(int)below, (float)(at - below)};
}

// Blends two rows of the sprite into `line`, whose texel −1 and those from n_cols on stay zero.
WIDE_VECTORS static void blend_rows(const GlowSprite *sprite, Place row, float *restrict line)
{
    const bool has_first = row.texel >= 0 && row.texel < sprite->n_rows;
    const bool has_second = row.texel + 1 >= 0 && row.texel + 1 < sprite->n_rows;
    const size_t n = (size_t)sprite->n_cols;
    const float *first = sprite->alpha + (has_first ? (size_t)row.texel * n : 0);
    const float *second = sprite->alpha + (has_second ? (size_t)(row.texel + 1) * n : 0);
    const float first_weight = has_first ? 1 - row.weight : 0, second_weight = has_second ? row.weight : 0;
    for (size_t i = 0; i < n; i++)
        line[i] = first_weight * first[i] + second_weight * second[i];
}

WIDE_VECTORS static void spread_row(const float *restrict line, const Place *restrict places, float strength,
                                    float *restrict alpha, int n)
{
    for (int i = 0; i < n; i++) {
        const float *at = line + places[i].texel;
        alpha[i] = strength * (at[0] + places[i].weight * (at[1] - at[0]));
    }
}

WIDE_VECTORS static void composite_row(uint32_t *restrict row, const float *restrict alpha, int n, int x, int y,
                                       Color color)
{
    for (int i = 0; i < n; i++)
        row[i] = over(row[i], color, alpha[i], dither_at(x + i, y));
}

void glow_composite(Pixels pixels, const GlowSprite *sprite, Matrix to_pixels, Color color, double opacity)
{
    const Matrix placed = texels_to_pixels(sprite, to_pixels);
    const Matrix back = inverse(placed);
    const Window window = window_of(pixels, sprite, placed);
    const int width = window.right - window.left;
    if (width <= 0)
        return;
    const float strength = (float)opacity * color.a;
    const bool upright = fabs(back.xy) < 1e-12 && fabs(back.yx) < 1e-12;
    float *alpha = mem_array(sizeof(float), width);
    float *line = mem_alloc(sizeof(float) * ((size_t)sprite->n_cols + 3));
    Place *places = mem_array(sizeof(Place), width);
    // Every pixel's place comes from its own coordinates, never from its neighbour's: any window gives the same bits.
    for (int i = 0; i < width && upright; i++)
        places[i] = place_of(back.xx * (window.left + i + 0.5) + back.x0, sprite->n_cols);
    for (int y = window.top; y < window.bottom; y++) {
        if (upright) {
            blend_rows(sprite, place_of(back.yy * (y + 0.5) + back.y0, sprite->n_rows), line + 1);
            spread_row(line + 1, places, strength, alpha, width);
        } else {
            for (int i = 0; i < width; i++) {
                const double x = window.left + i + 0.5;
                alpha[i] = strength * sample(sprite, (float)(back.xx * x + back.xy * (y + 0.5) + back.x0),
                                             (float)(back.yx * x + back.yy * (y + 0.5) + back.y0));
            }
        }
        uint32_t *row = pixels.data + (ptrdiff_t)(y - pixels.top) * pixels.stride + (window.left - pixels.left);
        composite_row(row, alpha, width, window.left, y, color);
    }
    free(places);
    free(line);
    free(alpha);
}

uint32_t *glow_image(Arena *arena, const GlowSprite *sprite, Color color, double opacity)
{
    uint32_t *image = ARENA_ARRAY(arena, uint32_t, (size_t)sprite->n_cols * (size_t)sprite->n_rows);
    for (int y = 0; y < sprite->n_rows; y++)
        for (int x = 0; x < sprite->n_cols; x++) {
            const size_t at = (size_t)y * (size_t)sprite->n_cols + (size_t)x;
            image[at] = over(0, color, (float)opacity * color.a * sprite->alpha[at], dither_at(x, y));
        }
    return image;
}
