// glow_sprite.c — a path covered by cairo, and softened by rows and by columns.
//
// A Gaussian of sigma units holds nothing finer than about sigma, so the sprite has a texel every sigma / 4 units and
// is enlarged bilinearly when it is drawn.
#include "engine/anim/glow_sprite.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

static const double TEXELS_PER_SIGMA = 4;
static const double REACH_SIGMAS = 3;

// Coverage of the filled path, 0 to 1. (n_rows, n_cols)
static void cover(const Path *path, Point origin, double texel, int n_cols, int n_rows, float *out)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, n_cols, n_rows);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, 1 / texel, 1 / texel);
    // Texel centres are sampled: the picture is half a texel up and left of them.
    cairo_translate(cr, texel / 2 - origin.x, texel / 2 - origin.y);
    const Point *p = path->points;
    for (int i = 0; i < path->n_verbs; i++) {
        switch (path->verbs[i]) {
        case PATH_MOVE:
            cairo_move_to(cr, p[0].x, p[0].y);
            p += 1;
            break;
        case PATH_LINE:
            cairo_line_to(cr, p[0].x, p[0].y);
            p += 1;
            break;
        case PATH_CUBIC:
            cairo_curve_to(cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
            p += 3;
            break;
        case PATH_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
    cairo_fill(cr);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    const unsigned char *bytes = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int row = 0; row < n_rows; row++)
        for (int col = 0; col < n_cols; col++)
            out[row * n_cols + col] = (float)bytes[row * stride + col] / 255;
    cairo_surface_destroy(surface);
}

// Convolves every row with the kernel and writes the result transposed: twice gives rows and columns.
// in (n_rows, n_cols) → out (n_cols, n_rows)
static void blur_rows(const float *in, int n_rows, int n_cols, const float *kernel, int reach, float *out)
{
    for (int row = 0; row < n_rows; row++)
        for (int col = 0; col < n_cols; col++) {
            float sum = 0;
            for (int k = -reach; k <= reach; k++)
                if (col + k >= 0 && col + k < n_cols)
                    sum += kernel[k + reach] * in[row * n_cols + col + k];
            out[col * n_rows + row] = sum;
        }
}

const GlowSprite *glow_sprite_make(Arena *arena, const Path *path, double sigma)
{
    const double texel = fmax(1, sigma / TEXELS_PER_SIGMA);
    const Rect box = rect_grow(path_bounds(path), REACH_SIGMAS * sigma + texel);
    const int n_cols = (int)ceil(box.w / texel) + 1, n_rows = (int)ceil(box.h / texel) + 1;
    Arena scratch;
    arena_init(&scratch);
    float *covered = ARENA_ARRAY(&scratch, float, n_cols *n_rows);
    float *turned = ARENA_ARRAY(&scratch, float, n_cols *n_rows);
    float *alpha = ARENA_ARRAY(arena, float, n_cols *n_rows);
    const int reach = (int)ceil(REACH_SIGMAS * sigma / texel);
    float *kernel = ARENA_ARRAY(&scratch, float, 2 * reach + 1);
    double sum = 0;
    for (int k = -reach; k <= reach; k++)
        sum += exp(-0.5 * pow(k * texel / sigma, 2));
    for (int k = -reach; k <= reach; k++)
        kernel[k + reach] = (float)(exp(-0.5 * pow(k * texel / sigma, 2)) / sum);
    cover(path, (Point){box.x, box.y}, texel, n_cols, n_rows, covered);
    blur_rows(covered, n_rows, n_cols, kernel, reach, turned);
    blur_rows(turned, n_cols, n_rows, kernel, reach, alpha);
    arena_finish(&scratch);
    GlowSprite *glow = ARENA_NEW(arena, GlowSprite);
    *glow = (GlowSprite){n_cols, n_rows, alpha, {box.x, box.y}, texel};
    return glow;
}
