// palette.c — median cut over counted colours, and the nearest of what it chose.
#include "engine/video/palette.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Colours are counted in cells of 5 bits a channel, and looked up in cells of 6.
enum { BITS = 5, SIDE = 1 << BITS, CELLS = SIDE * SIDE * SIDE, FINE_BITS = 6, FINE = 1 << FINE_BITS };
enum { PATTERN = 8 };

typedef struct Cell {
    double n, r, g, b; // pixels, and sums of their channels
} Cell;

struct Palette {
    Cell *cells; // [CELLS]
    uint32_t colors[PALETTE_COLORS];
    int n_colors;
    uint8_t *nearest; // [FINE³]
    double spread;    // how far dithering moves a channel
};

// Cells from first to before end of an order, cut from the rest.
typedef struct Box {
    int first, end;
} Box;

Palette *palette_create(void)
{
    Palette *palette = mem_alloc(sizeof *palette);
    palette->cells = mem_alloc(sizeof(Cell) * CELLS);
    palette->nearest = mem_alloc((size_t)FINE * FINE * FINE);
    return palette;
}

void palette_destroy(Palette *palette)
{
    if (!palette)
        return;
    free(palette->cells);
    free(palette->nearest);
    free(palette);
}

// A GIF's pixel is there or not.
static bool is_clear(uint32_t pixel)
{
    return pixel >> 24 < 128;
}

void palette_look(Palette *palette, const uint32_t *pixels, int n_pixels)
{
    for (int i = 0; i < n_pixels; i++) {
        if (is_clear(pixels[i]))
            continue;
        const uint32_t r = pixels[i] >> 16 & 255, g = pixels[i] >> 8 & 255, b = pixels[i] & 255;
        Cell *cell = &palette->cells[(r >> 3) << 10 | (g >> 3) << 5 | b >> 3];
        cell->n++;
        cell->r += r;
        cell->g += g;
        cell->b += b;
    }
}

// ---- median cut ----

static double channel_of(const Cell *cell, int channel)
{
    return (channel == 0 ? cell->r : channel == 1 ? cell->g : cell->b) / cell->n;
}

// Large even areas must not take all colours: a cell counts by the root of its pixels.
static double weight_of(const Cell *cell)
{
    return sqrt(cell->n);
}

// The weighted variance of a box along each channel; returns the channel with the largest.
static int widest(Cell *const *order, Box box, double *variance)
{
    int best = 0;
    *variance = -1;
    for (int channel = 0; channel < 3; channel++) {
        double n = 0, sum = 0, squares = 0;
        for (int i = box.first; i < box.end; i++) {
            const double weight = weight_of(order[i]), value = channel_of(order[i], channel);
            n += weight;
            sum += weight * value;
            squares += weight * value * value;
        }
        const double here = squares - sum * sum / n;
        if (here > *variance) {
            *variance = here;
            best = channel;
        }
    }
    return best;
}

static int compare_r(const void *a, const void *b)
{
    const double x = channel_of(*(Cell *const *)a, 0), y = channel_of(*(Cell *const *)b, 0);
    return (x > y) - (x < y);
}

static int compare_g(const void *a, const void *b)
{
    const double x = channel_of(*(Cell *const *)a, 1), y = channel_of(*(Cell *const *)b, 1);
    return (x > y) - (x < y);
}

static int compare_b(const void *a, const void *b)
{
    const double x = channel_of(*(Cell *const *)a, 2), y = channel_of(*(Cell *const *)b, 2);
    return (x > y) - (x < y);
}

// Cuts a box in two of equal weight; it has at least two cells.
static Box cut(Cell **order, Box *box, int channel)
{
    static int (*const COMPARE[3])(const void *, const void *) = {compare_r, compare_g, compare_b};
    qsort(order + box->first, (size_t)(box->end - box->first), sizeof *order, COMPARE[channel]);
    double all = 0, sum = 0;
    for (int i = box->first; i < box->end; i++)
        all += weight_of(order[i]);
    int at = box->first;
    while (at < box->end - 2 && (sum += weight_of(order[at])) < all / 2)
        at++;
    const Box upper = {at + 1, box->end};
    box->end = at + 1;
    return upper;
}

static uint32_t mean_color(Cell *const *order, Box box)
{
    double n = 0, r = 0, g = 0, b = 0;
    for (int i = box.first; i < box.end; i++) {
        n += order[i]->n;
        r += order[i]->r;
        g += order[i]->g;
        b += order[i]->b;
    }
    return 0xFF000000u | (uint32_t)lround(r / n) << 16 | (uint32_t)lround(g / n) << 8 | (uint32_t)lround(b / n);
}

static int split_cells(Cell **order, int n_cells, Box *boxes)
{
    int n = 1;
    boxes[0] = (Box){0, n_cells};
    while (n < PALETTE_COLORS - 1) {
        int best = -1, channel = 0;
        double most = 0;
        for (int i = 0; i < n; i++) {
            double variance;
            const int here = boxes[i].end - boxes[i].first > 1 ? widest(order, boxes[i], &variance) : -1;
            if (here >= 0 && variance > most) {
                most = variance;
                best = i;
                channel = here;
            }
        }
        if (best < 0)
            break;
        boxes[n] = cut(order, &boxes[best], channel);
        n++;
    }
    return n;
}

static int distance(uint32_t a, int r, int g, int b)
{
    const int dr = (int)(a >> 16 & 255) - r, dg = (int)(a >> 8 & 255) - g, db = (int)(a & 255) - b;
    return 3 * dr * dr + 6 * dg * dg + db * db;
}

static void fill_nearest(Palette *palette)
{
    for (int i = 0; i < FINE * FINE * FINE; i++) {
        const int r = (i >> 12) * 4 + 2, g = (i >> 6 & 63) * 4 + 2, b = (i & 63) * 4 + 2;
        int best = 0;
        for (int k = 1; k < palette->n_colors; k++)
            if (distance(palette->colors[k], r, g, b) < distance(palette->colors[best], r, g, b))
                best = k;
        palette->nearest[i] = (uint8_t)best;
    }
}

void palette_choose(Palette *palette)
{
    Cell **order = mem_alloc(sizeof *order * CELLS);
    Box boxes[PALETTE_COLORS];
    int n_cells = 0;
    for (int i = 0; i < CELLS; i++)
        if (palette->cells[i].n > 0)
            order[n_cells++] = &palette->cells[i];
    palette->n_colors = n_cells > 0 ? split_cells(order, n_cells, boxes) : 0;
    for (int i = 0; i < palette->n_colors; i++)
        palette->colors[i] = mean_color(order, boxes[i]);
    free(order);
    palette->spread = 6;
    fill_nearest(palette);
}

const uint32_t *palette_colors(const Palette *palette)
{
    return palette->colors;
}

void palette_apply(const Palette *palette, const uint32_t *pixels, int width, int height, uint8_t *indices)
{
    // An ordered pattern: 0 … 63 in an 8 × 8 square, each far from its neighbours.
    int pattern[PATTERN][PATTERN];
    for (int y = 0; y < PATTERN; y++)
        for (int x = 0; x < PATTERN; x++) {
            int value = 0;
            for (int bit = 0; bit < 3; bit++)
                value |= ((x ^ y) >> bit & 1) << (5 - 2 * bit) | (y >> bit & 1) << (4 - 2 * bit);
            pattern[y][x] = (int)lround(palette->spread * ((value + 0.5) / 64 - 0.5));
        }
    uint8_t *to = indices;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            const uint32_t pixel = *pixels++;
            if (is_clear(pixel)) {
                *to++ = (uint8_t)palette->n_colors; // the first of those that are none
                continue;
            }
            int index = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                const int value = (int)(pixel >> shift & 255) + pattern[y % PATTERN][x % PATTERN];
                index = index << FINE_BITS | (value < 0 ? 0 : value > 255 ? 255 : value) >> 2;
            }
            *to++ = palette->nearest[index];
        }
}
