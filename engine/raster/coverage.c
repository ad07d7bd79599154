// coverage.c — masks added up into one coverage, and the colour laid on by it.
#include "engine/raster/coverage.h"

#include "engine/raster/vectors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A rectangle of whole pixels; right and bottom exclusive.
typedef struct Window {
    int left, top, right, bottom;
} Window;

struct Coverage {
    int width, height;
    uint8_t *bytes; // (height, width), zero outside of `touched`
    Window touched;
    Masks *masks;
};

Coverage *coverage_create(int width, int height)
{
    Coverage *coverage = mem_alloc(sizeof *coverage);
    *coverage = (Coverage){
        .width = width,
        .height = height,
        .bytes = mem_alloc((size_t)width * (size_t)height),
        .touched = {width, height, 0, 0},
        .masks = masks_create(),
    };
    return coverage;
}

void coverage_destroy(Coverage *coverage)
{
    if (!coverage)
        return;
    masks_destroy(coverage->masks);
    free(coverage->bytes);
    free(coverage);
}

void coverage_begin(Coverage *coverage)
{
    const Window box = coverage->touched;
    for (int y = box.top; y < box.bottom; y++)
        memset(coverage->bytes + (ptrdiff_t)y * coverage->width + box.left, 0, (size_t)(box.right - box.left));
    coverage->touched = (Window){coverage->width, coverage->height, 0, 0};
}

WIDE_VECTORS static void add_row(uint8_t *restrict sum, const uint8_t *restrict row, int n)
{
    for (int i = 0; i < n; i++) {
        const unsigned both = (unsigned)sum[i] + row[i];
        sum[i] = (uint8_t)(both > 255 ? 255 : both);
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

void coverage_add_mask(Coverage *coverage, const Mask *mask, int x, int y)
{
    const Window box = {most(x, 0), most(y, 0), least(x + mask->width, coverage->width),
                        least(y + mask->height, coverage->height)};
    if (box.left >= box.right || box.top >= box.bottom)
        return;
    for (int row = box.top; row < box.bottom; row++)
        add_row(coverage->bytes + (ptrdiff_t)row * coverage->width + box.left,
                mask->coverage + (ptrdiff_t)(row - y) * mask->width + (box.left - x), box.right - box.left);
    const Window touched = coverage->touched;
    coverage->touched = (Window){least(touched.left, box.left), least(touched.top, box.top),
                                 most(touched.right, box.right), most(touched.bottom, box.bottom)};
}

void coverage_add_glyphs(Coverage *coverage, const TextRun *run, int from, int to, Matrix m)
{
    const double size = run->style.size;
    for (int i = from; i < to; i++) {
        const Glyph *glyph = &run->glyphs[i];
        if (!glyph->outline || glyph->outline->n_points == 0)
            continue;
        const Matrix placed = matrix_multiply((Matrix){size, 0, 0, size, glyph->at.x, glyph->at.y}, m);
        int x, y;
        const Mask mask = masks_get(coverage->masks, glyph->outline, placed, &x, &y);
        if (mask.width > 0)
            coverage_add_mask(coverage, &mask, x + mask.left, y + mask.top);
    }
}

void coverage_add_box(Coverage *coverage, Box box, Matrix m)
{
    int x, y;
    const Mask mask = masks_get_box(coverage->masks, box, m, &x, &y);
    if (mask.width > 0)
        coverage_add_mask(coverage, &mask, x + mask.left, y + mask.top);
}

// Draws each pixel towards the colour by its coverage. `weight` is the opacity of full coverage, in 1/65536.
WIDE_VECTORS static void blend_row(uint32_t *restrict row, const uint8_t *restrict coverage, int n, int32_t r,
                                   int32_t g, int32_t b, int32_t weight)
{
    for (int i = 0; i < n; i++) {
        const int32_t part = (coverage[i] * weight + 127) / 255;
        const int32_t a0 = (int32_t)(row[i] >> 24), r0 = (int32_t)(row[i] >> 16 & 255);
        const int32_t g0 = (int32_t)(row[i] >> 8 & 255), b0 = (int32_t)(row[i] & 255);
        const uint32_t a1 = (uint32_t)(a0 + (((255 - a0) * part + 32768) >> 16));
        const uint32_t r1 = (uint32_t)(r0 + (((r - r0) * part + 32768) >> 16));
        const uint32_t g1 = (uint32_t)(g0 + (((g - g0) * part + 32768) >> 16));
        const uint32_t b1 = (uint32_t)(b0 + (((b - b0) * part + 32768) >> 16));
        row[i] = a1 << 24 | r1 << 16 | g1 << 8 | b1;
    }
}

static int32_t level(float component)
{
    return (int32_t)lrintf(255 * component);
}

void coverage_blend(const Coverage *coverage, Pixels pixels, int left, int top, Color color, double opacity)
{
    const Window box = coverage->touched;
    const int32_t weight = (int32_t)lround(65536 * clamp((double)color.a * opacity, 0, 1));
    const int x = left - pixels.left, y = top - pixels.top; // page → pixels
    const int from = most(box.left, -x), to = least(box.right, pixels.width - x);
    for (int row = most(box.top, -y); row < least(box.bottom, pixels.height - y) && from < to; row++)
        blend_row(pixels.data + (ptrdiff_t)(row + y) * pixels.stride + from + x,
                  coverage->bytes + (ptrdiff_t)row * coverage->width + from, to - from, level(color.r), level(color.g),
                  level(color.b), weight);
}

uint8_t *coverage_bytes(Coverage *coverage)
{
    return coverage->bytes;
}
