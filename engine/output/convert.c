#include "engine/output/convert.h"

#include "engine/base/arena.h"
#include "engine/output/vectors.h"

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
    Y_ZERO = (16 << SHIFT) + (1 << (SHIFT - 1)),
    // Chroma comes from sums of eight pixels: three more bits.
    UV_SHIFT = SHIFT + 3,
    UV_ZERO = (128 << UV_SHIFT) + (1 << (UV_SHIFT - 1)),
};

// Sums of two rows' colours, [width + 2], the first column twice in front.
typedef struct Sums {
    int16_t *r, *g, *b;
} Sums;

WIDE_VECTORS static void convert_luma(const uint32_t *restrict upper, const uint32_t *restrict lower, int width,
                                      uint8_t *restrict y_upper, uint8_t *restrict y_lower, Sums sums)
{
    int16_t *restrict sum_r = sums.r + 1, *restrict sum_g = sums.g + 1, *restrict sum_b = sums.b + 1;
    for (int x = 0; x < width; x++) {
        const int32_t b0 = upper[x] & 255, g0 = upper[x] >> 8 & 255, r0 = upper[x] >> 16 & 255;
        const int32_t b1 = lower[x] & 255, g1 = lower[x] >> 8 & 255, r1 = lower[x] >> 16 & 255;
        y_upper[x] = (uint8_t)((Y_R * r0 + Y_G * g0 + Y_B * b0 + Y_ZERO) >> SHIFT);
        y_lower[x] = (uint8_t)((Y_R * r1 + Y_G * g1 + Y_B * b1 + Y_ZERO) >> SHIFT);
        sum_r[x] = (int16_t)(r0 + r1);
        sum_g[x] = (int16_t)(g0 + g1);
        sum_b[x] = (int16_t)(b0 + b1);
    }
    sum_r[-1] = sum_r[0];
    sum_g[-1] = sum_g[0];
    sum_b[-1] = sum_b[0];
}

WIDE_VECTORS static void convert_chroma(Sums sums, int width, uint8_t *restrict u, uint8_t *restrict v)
{
    const int16_t *restrict sum_r = sums.r, *restrict sum_g = sums.g, *restrict sum_b = sums.b;
    for (int x = 0; x < width / 2; x++) {
        const int32_t r = sum_r[2 * x] + 2 * sum_r[2 * x + 1] + sum_r[2 * x + 2];
        const int32_t g = sum_g[2 * x] + 2 * sum_g[2 * x + 1] + sum_g[2 * x + 2];
        const int32_t b = sum_b[2 * x] + 2 * sum_b[2 * x + 1] + sum_b[2 * x + 2];
        u[x] = (uint8_t)((U_R * r + U_G * g + U_B * b + UV_ZERO) >> UV_SHIFT);
        v[x] = (uint8_t)((V_R * r + V_G * g + V_B * b + UV_ZERO) >> UV_SHIFT);
    }
}

void convert_bgra_to_i420(const uint8_t *bgra, int stride_bytes, int width, int height, I420 out)
{
    int16_t *memory = mem_alloc(3 * sizeof *memory * ((size_t)width + 2));
    const Sums sums = {memory, memory + width + 2, memory + 2 * (width + 2)};
    for (int y = 0; y < height; y += 2) {
        const uint32_t *upper = (const uint32_t *)(const void *)(bgra + (ptrdiff_t)y * stride_bytes);
        const uint32_t *lower = (const uint32_t *)(const void *)(bgra + (ptrdiff_t)(y + 1) * stride_bytes);
        convert_luma(upper, lower, width, out.y + (ptrdiff_t)y * out.y_stride,
                     out.y + (ptrdiff_t)(y + 1) * out.y_stride, sums);
        convert_chroma(sums, width, out.u + (ptrdiff_t)y / 2 * out.uv_stride, out.v + (ptrdiff_t)y / 2 * out.uv_stride);
    }
    free(memory);
}
