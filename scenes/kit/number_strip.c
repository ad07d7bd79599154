// number_strip.c — cells of a vector as pixels, and a dash on each that is below zero.
#include "scenes/kit/number_strip.h"

#include <math.h>

static const double FULL_RMS = 1.6; // of the root of the mean square: a few outliers are as bright as that
static const double HARDLY = 0.06;  // of full: what is hardly below zero has no dash

double number_strip_full(const float *values, int64_t n)
{
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += (double)values[i] * (double)values[i];
    return sum > 0 ? FULL_RMS * sqrt(sum / (double)n) : 1;
}

static uint32_t pixel_of(Color color)
{
    const uint32_t r = (uint32_t)lround(255 * (double)color.r), g = (uint32_t)lround(255 * (double)color.g),
                   b = (uint32_t)lround(255 * (double)color.b);
    return 0xFF000000u | r << 16 | g << 8 | b;
}

NumberStrip number_strip(Arena *arena, const Theme *theme, const float *values, int n, double full)
{
    NumberStrip strip = {values, n, full > 0 ? full : number_strip_full(values, n), NULL, NULL};
    uint32_t *pixels = ARENA_ARRAY(arena, uint32_t, n);
    for (int i = 0; i < n; i++)
        pixels[i] = pixel_of(theme_signed(theme, clamp((double)values[i], -strip.full, strip.full), strip.full));
    Image *images = ARENA_ARRAY(arena, Image, 2);
    images[0] = (Image){n, 1, pixels, false};
    images[1] = (Image){1, n, pixels, false};
    strip.right = &images[0];
    strip.down = &images[1];
    return strip;
}

void number_strip_items(Layout *layout, const NumberStrip *strip, Rect box, bool turned)
{
    static const double FROM = 0.3, TO = 0.7; // of a cell: its dash
    Path *dashes = path_create(layout_arena(layout));
    for (int i = 0; i < strip->n; i++) {
        if ((double)strip->values[i] >= -HARDLY * strip->full)
            continue;
        for (int k = 0; k < 2; k++) {
            const double along = (i + (k == 0 ? FROM : TO)) / strip->n;
            if (k == 0)
                path_move(dashes, box.x + along * box.w, box.y + box.h / 2);
            else
                path_line(dashes, box.x + along * box.w, box.y + box.h / 2);
        }
    }
    item_image(layout, "cells", .x = box.x, .y = box.y, .w = box.w, .h = box.h,
               .image = turned ? strip->down : strip->right);
    if (dashes->n_verbs > 0)
        item_path(layout, "dashes", .path = dashes, .stroke = color_alpha(layout_theme(layout)->bg, 0.8),
                  .stroke_width = fmin(3, 0.08 * box.h + 1));
}
