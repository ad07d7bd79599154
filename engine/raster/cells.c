// cells.c — heat maps enlarged, each pixel the mean of the cells it covers.
#include "engine/raster/cells.h"

#include <math.h>

uint32_t *cells_enlarge(Arena *arena, const Image *image, int n)
{
    const size_t width = (size_t)image->n_cols * (size_t)n, height = (size_t)image->n_rows * (size_t)n;
    uint32_t *large = ARENA_ARRAY(arena, uint32_t, width * height);
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++)
            large[y * width + x] = image->pixels[y / (size_t)n * (size_t)image->n_cols + x / (size_t)n];
    return large;
}

// The cells that one pixel covers along one axis: first to last, with what part of the pixel the two ends have.
typedef struct Cover {
    int first, last;
    float first_part, last_part; // those between have `middle_part` each
    float middle_part;
} Cover;

static int clamp_cell(double cell, int n_cells)
{
    return (int)clamp(cell, 0, n_cells - 1);
}

static Cover *covers(Arena *arena, int from, int n_pixels, double start, double length, int n_cells)
{
    Cover *cover = ARENA_ARRAY(arena, Cover, n_pixels);
    const double per_pixel = n_cells / length;
    for (int i = 0; i < n_pixels; i++) {
        const double begin = (from + i - start) * per_pixel, end = begin + per_pixel;
        Cover *c = &cover[i];
        c->first = clamp_cell(floor(begin), n_cells);
        c->last = clamp_cell(ceil(end) - 1, n_cells);
        c->middle_part = (float)(1 / per_pixel);
        c->first_part = c->first == c->last ? 1.0f : (float)((c->first + 1 - begin) / per_pixel);
        c->last_part = (float)((end - c->last) / per_pixel);
    }
    return cover;
}

static inline float part_of(const Cover *cover, int cell)
{
    return cell == cover->first ? cover->first_part : cell == cover->last ? cover->last_part : cover->middle_part;
}

static uint32_t mean(const uint32_t *cells, int n_cols, const Cover *across, const Cover *down)
{
    float sum[4] = {0.5f, 0.5f, 0.5f, 0.5f};
    for (int row = down->first; row <= down->last; row++)
        for (int column = across->first; column <= across->last; column++) {
            const uint32_t cell = cells[(size_t)row * (size_t)n_cols + (size_t)column];
            const float part = part_of(down, row) * part_of(across, column);
            for (int i = 0; i < 4; i++)
                sum[i] += part * (float)(cell >> (8 * i) & 255);
        }
    uint32_t pixel = 0;
    for (int i = 0; i < 4; i++)
        pixel |= (uint32_t)fminf(sum[i], 255.0f) << (8 * i);
    return pixel;
}

uint32_t *cells_resample(Arena *arena, const Image *image, Rect box, int left, int top, int width, int height)
{
    const uint32_t *cells = image->pixels;
    const Cover *across = covers(arena, left, width, box.x, box.w, image->n_cols);
    const Cover *down = covers(arena, top, height, box.y, box.h, image->n_rows);
    uint32_t *pixels = ARENA_ARRAY(arena, uint32_t, (size_t)width * (size_t)height);
    for (int y = 0; y < height; y++) {
        uint32_t *row = pixels + (size_t)y * (size_t)width;
        const bool one_row = down[y].first == down[y].last;
        for (int x = 0; x < width; x++) {
            if (one_row && across[x].first == across[x].last)
                row[x] = cells[(size_t)down[y].first * (size_t)image->n_cols + (size_t)across[x].first];
            else
                row[x] = mean(cells, image->n_cols, &across[x], &down[y]);
        }
    }
    return pixels;
}
