// convert.c — BGRA to I420 in vectors, dithered where neighbours differ a little.
#include "engine/video/convert.h"

#include "engine/base/arena.h"
#include "engine/raster/vectors.h"

#include <stdbool.h>
#include <stdlib.h>

// Whole numbers of 1/65536: the result is the same on every machine.
enum {
    SHIFT = 16,
    // 219/255 · (0.2126, 0.7152, 0.0722)
    Y_R = 11966,
    Y_G = 40254,
    Y_B = 4064,
    // 224/255 · (−0.2126, −0.7152, 0.9278) / 1.8556
    U_R = -6596,
    U_G = -22189,
    U_B = 28785,
    // 224/255 · (0.7874, −0.7152, −0.0722) / 1.5748
    V_R = 28784,
    V_G = -26145,
    V_B = -2639,
    Y_ZERO = 16 << SHIFT,
    // Chroma comes from sums of eight pixels: three more bits.
    UV_SHIFT = SHIFT + 3,
    UV_ZERO = 128 << UV_SHIFT,
    HALF = 1 << (SHIFT - 1),
    BLOCK_BITS = 2,    // 4 pixels
    SOFT = 4 << SHIFT, // neighbours whose luma differs by less are part of a gradient
};

// What lies between one pass and the next over a pair of rows.
typedef struct Rows {
    int32_t *upper, *lower; // [width] luma before rounding
    int32_t *soft;          // [width] −1 (all bits) in a gradient, else 0
    int16_t *r, *g, *b;     // [width + 1] sums of two rows' colours, from the column left of the part on
} Rows;

// What is added to HALF before rounding: the R2 low-discrepancy sequence, over a whole level, one value for all 4 × 4
// pixels of the smallest block that is transformed. An encoder keeps the mean of a block; what differs within one by
// less than a level it drops, and a gradient dithered from pixel to pixel would be bands again.
static inline int32_t dither_at(uint32_t x, uint32_t y)
{
    return (int32_t)(((x >> BLOCK_BITS) * 3242174889u + (y >> BLOCK_BITS) * 2447445414u) >> SHIFT) - HALF;
}

WIDE_VECTORS static void weigh(const uint32_t *restrict upper, const uint32_t *restrict lower, int width, Rows rows)
{
    int32_t *restrict y_upper = rows.upper, *restrict y_lower = rows.lower;
    int16_t *restrict sum_r = rows.r + 1, *restrict sum_g = rows.g + 1, *restrict sum_b = rows.b + 1;
    for (int x = 0; x < width; x++) {
        const int32_t b0 = upper[x] & 255, g0 = upper[x] >> 8 & 255, r0 = upper[x] >> 16 & 255;
        const int32_t b1 = lower[x] & 255, g1 = lower[x] >> 8 & 255, r1 = lower[x] >> 16 & 255;
        y_upper[x] = Y_R * r0 + Y_G * g0 + Y_B * b0 + Y_ZERO;
        y_lower[x] = Y_R * r1 + Y_G * g1 + Y_B * b1 + Y_ZERO;
        sum_r[x] = (int16_t)(r0 + r1);
        sum_g[x] = (int16_t)(g0 + g1);
        sum_b[x] = (int16_t)(b0 + b1);
    }
}

static inline int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static inline int32_t most(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

// A group of even pixels, or one with an edge in it, is rounded; one in a soft gradient is dithered.
WIDE_VECTORS static void find_gradients(Rows rows, int width)
{
    const int32_t *restrict upper = rows.upper, *restrict lower = rows.lower;
    int32_t *restrict soft = rows.soft;
    for (int x = 0; x < width; x += CONVERT_GROUP_PX) {
        const int n = least(CONVERT_GROUP_PX, width - x);
        int32_t low = upper[x], high = upper[x];
        for (int i = 0; i < n; i++) {
            low = least(low, least(upper[x + i], lower[x + i]));
            high = most(high, most(upper[x + i], lower[x + i]));
        }
        const int32_t found = high > low && high - low < SOFT ? -1 : 0;
        for (int i = 0; i < n; i++)
            soft[x + i] = found;
    }
}

WIDE_VECTORS static void round_luma(const int32_t *restrict luma, const int32_t *restrict soft, int width, uint32_t x0,
                                    uint32_t y0, uint8_t *restrict out)
{
    for (int x = 0; x < width; x++) {
        const int32_t offset = HALF + (dither_at(x0 + (uint32_t)x, y0) & soft[x]);
        out[x] = (uint8_t)((luma[x] + offset) >> SHIFT);
    }
}

WIDE_VECTORS static void convert_chroma(Rows rows, int n_squares, uint32_t x0, uint32_t y0, uint8_t *restrict u,
                                        uint8_t *restrict v)
{
    const int16_t *restrict sum_r = rows.r, *restrict sum_g = rows.g, *restrict sum_b = rows.b;
    const int32_t *restrict soft = rows.soft;
    for (int i = 0; i < n_squares; i++) {
        const int32_t r = sum_r[2 * i] + 2 * sum_r[2 * i + 1] + sum_r[2 * i + 2];
        const int32_t g = sum_g[2 * i] + 2 * sum_g[2 * i + 1] + sum_g[2 * i + 2];
        const int32_t b = sum_b[2 * i] + 2 * sum_b[2 * i + 1] + sum_b[2 * i + 2];
        const int32_t dither = dither_at(x0 + (uint32_t)i, y0) & soft[2 * i];
        const int32_t offset = UV_ZERO + (HALF + dither) * (1 << (UV_SHIFT - SHIFT));
        u[i] = (uint8_t)((U_R * r + U_G * g + U_B * b + offset) >> UV_SHIFT);
        v[i] = (uint8_t)((V_R * r + V_G * g + V_B * b + offset) >> UV_SHIFT);
    }
}

// The column left of the part; at the picture's edge its own first one.
static void begin_sums(const uint32_t *upper, const uint32_t *lower, bool at_edge, Rows rows)
{
    const uint32_t a = at_edge ? upper[0] : upper[-1], b = at_edge ? lower[0] : lower[-1];
    rows.r[0] = (int16_t)((a >> 16 & 255) + (b >> 16 & 255));
    rows.g[0] = (int16_t)((a >> 8 & 255) + (b >> 8 & 255));
    rows.b[0] = (int16_t)((a & 255) + (b & 255));
}

void convert_part(const uint8_t *bgra, int stride_bytes, int x, int y, int width, int height, I420 out)
{
    const size_t n = (size_t)width;
    int32_t *words = mem_alloc(sizeof *words * (3 * n) + 3 * sizeof(int16_t) * (n + 1));
    int16_t *sums = (int16_t *)(void *)(words + 3 * n);
    const Rows rows = {words, words + n, words + 2 * n, sums, sums + n + 1, sums + 2 * (n + 1)};
    for (int row = y; row < y + height; row += 2) {
        const uint32_t *upper = (const uint32_t *)(const void *)(bgra + (ptrdiff_t)row * stride_bytes) + x;
        const uint32_t *lower = (const uint32_t *)(const void *)(bgra + (ptrdiff_t)(row + 1) * stride_bytes) + x;
        uint8_t *to = out.y + (ptrdiff_t)row * out.y_stride + x;
        const ptrdiff_t chroma = (ptrdiff_t)row / 2 * out.uv_stride + x / 2;
        begin_sums(upper, lower, x == 0, rows);
        weigh(upper, lower, width, rows);
        find_gradients(rows, width);
        round_luma(rows.upper, rows.soft, width, (uint32_t)x, (uint32_t)row, to);
        round_luma(rows.lower, rows.soft, width, (uint32_t)x, (uint32_t)row + 1, to + out.y_stride);
        convert_chroma(rows, width / 2, (uint32_t)x / 2, (uint32_t)row / 2, out.u + chroma, out.v + chroma);
    }
    free(words);
}

void convert_bgra_to_i420(const uint8_t *bgra, int stride_bytes, int width, int height, I420 out)
{
    convert_part(bgra, stride_bytes, 0, 0, width, height, out);
}
