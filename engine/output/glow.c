#include "engine/output/glow.h"

#include <math.h>

// The R2 low-discrepancy sequence in 32-bit fixed point: as even as blue noise, and two multiplications.
static inline float dither_at(int x, int y)
{
    const uint32_t phase = (uint32_t)x * 3242174889u + (uint32_t)y * 2447445414u;
    return (float)(phase >> 8) * (1.0f / 16777216.0f);
}

// A little above zero, so that a channel that is whole (255, or an unchanged 0) survives rounding down.
static const float ROUNDING = 1.0f / 512.0f;

static inline uint32_t channel(float value, float dither)
{
    const float dithered = value + dither * (1.0f - 2.0f * ROUNDING) + ROUNDING;
    return (uint32_t)(dithered > 255.0f ? 255.0f : dithered);
}

// The colour, premultiplied by alpha, over what is there.
static inline uint32_t over(uint32_t below, Color color, float alpha, float dither)
{
    const float keep = 1.0f - alpha, add = 255.0f * alpha;
    const uint32_t a = channel(add + keep * (float)(below >> 24), dither);
    const uint32_t r = channel(add * color.r + keep * (float)(below >> 16 & 255), dither);
    const uint32_t g = channel(add * color.g + keep * (float)(below >> 8 & 255), dither);
    const uint32_t b = channel(add * color.b + keep * (float)(below & 255), dither);
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

void glow_composite(Pixels pixels, const GlowSprite *sprite, Matrix to_pixels, Color color, double opacity)
{
    const Matrix placed = texels_to_pixels(sprite, to_pixels);
    const Matrix back = inverse(placed);
    const Rect box = matrix_bounds(placed, (Rect){-1, -1, sprite->n_cols + 1, sprite->n_rows + 1});
    const int left = (int)fmax(floor(box.x), pixels.left);
    const int top = (int)fmax(floor(box.y), pixels.top);
    const int right = (int)fmin(ceil(box.x + box.w), pixels.left + pixels.width);
    const int bottom = (int)fmin(ceil(box.y + box.h), pixels.top + pixels.height);
    const float strength = (float)opacity * color.a;
    const float least = 1.0f / 4096.0f;
    for (int y = top; y < bottom; y++) {
        uint32_t *row = pixels.data + (ptrdiff_t)(y - pixels.top) * pixels.stride - pixels.left;
        // Each pixel's place is computed from the row's start, never accumulated: any window gives the same bits.
        const double u0 = back.xx * 0.5 + back.xy * (y + 0.5) + back.x0;
        const double v0 = back.yx * 0.5 + back.yy * (y + 0.5) + back.y0;
        for (int x = left; x < right; x++) {
            const float alpha = strength * sample(sprite, (float)(u0 + back.xx * x), (float)(v0 + back.yx * x));
            if (alpha >= least)
                row[x] = over(row[x], color, alpha, dither_at(x, y));
        }
    }
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
