// shapes.c — paths scanned by cairo for the whole picture, and remembered.
#include "engine/raster/shapes.h"

#include "engine/raster/outline.h"

#include <assert.h>
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_PIXELS = 512 * 512, // of one mask
    MOST_BYTES = 16 << 20,   // of all; then all is forgotten
    MOST_ENTRIES = 1 << 12,
};

// All that a path's coverage depends on.
typedef struct ShapeKey {
    const Node *node; // NULL: free
    Matrix matrix;    // node → picture
    double trim_start, trim_end, morph;
    double width, dash, gap, dash_offset; // of the stroke; width 0: the fill
} ShapeKey;

// Keys are hashed and compared by their bytes: there must be none between the fields.
static_assert(sizeof(ShapeKey) == sizeof(void *) + 13 * sizeof(double), "a key has no padding");
static_assert(sizeof(ShapeKey) % sizeof(uint64_t) == 0, "a key is hashed by whole words");

typedef struct Entry {
    ShapeKey key;
    Mask mask;
} Entry;

struct Shapes {
    Entry *entries; // [MOST_ENTRIES], open addressing
    int n_used;
    size_t n_bytes;
    Arena coverage;
    Arena scratch; // of one path
};

Shapes *shapes_create(void)
{
    Shapes *shapes = mem_alloc(sizeof *shapes);
    shapes->entries = mem_alloc(sizeof(Entry) * MOST_ENTRIES);
    arena_init(&shapes->coverage);
    arena_init(&shapes->scratch);
    return shapes;
}

void shapes_destroy(Shapes *shapes)
{
    if (!shapes)
        return;
    arena_finish(&shapes->coverage);
    arena_finish(&shapes->scratch);
    free(shapes->entries);
    free(shapes);
}

static void forget_all(Shapes *shapes)
{
    memset(shapes->entries, 0, sizeof(Entry) * MOST_ENTRIES);
    shapes->n_used = 0;
    shapes->n_bytes = 0;
    arena_finish(&shapes->coverage);
    arena_init(&shapes->coverage);
}

static Entry *find(Shapes *shapes, const ShapeKey *key)
{
    uint64_t words[sizeof *key / sizeof(uint64_t)], hash = 0;
    memcpy(words, key, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    for (;; hash++) {
        Entry *entry = &shapes->entries[hash % MOST_ENTRIES];
        if (!entry->key.node || memcmp(&entry->key, key, sizeof *key) == 0)
            return entry;
    }
}

// The item's bounds in whole pixels of the picture.
static Rect pixel_box(const DrawItem *item, Matrix to_picture)
{
    const Rect box = rect_grow(matrix_bounds(to_picture, item->bounds), 1);
    const double left = floor(box.x), top = floor(box.y);
    return (Rect){left, top, ceil(box.x + box.w) - left, ceil(box.y + box.h) - top};
}

bool shapes_keep(const DrawItem *item, Matrix to_picture)
{
    if (!item->node || item->node->kind != NODE_PATH)
        return false;
    const Rect box = pixel_box(item, to_picture);
    return box.w > 0 && box.h > 0 && box.w * box.h <= MOST_PIXELS;
}

// Rows of the mask are as far apart as cairo wants them: its width is rounded up to four.
static Mask make(Shapes *shapes, const DrawItem *item, bool stroke, Matrix matrix, Rect box)
{
    const int width = ((int)box.w + 3) / 4 * 4, height = (int)box.h;
    const size_t n_bytes = (size_t)width * (size_t)height;
    uint8_t *coverage = arena_alloc(&shapes->coverage, n_bytes);
    shapes->n_bytes += n_bytes;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(coverage, CAIRO_FORMAT_A8, width, height, width);
    cairo_t *cr = cairo_create(surface);
    arena_reset(&shapes->scratch);
    outline_use_matrix(cr, matrix_multiply(matrix, matrix_translate(-box.x, -box.y)));
    outline_add(cr, draw_path(item, &shapes->scratch), matrix_identity());
    if (stroke)
        outline_stroke(cr, item);
    else
        cairo_fill(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return (Mask){(int)box.x, (int)box.y, width, height, coverage};
}

Mask shapes_get(Shapes *shapes, const DrawItem *item, bool stroke, Matrix to_picture)
{
    const Matrix matrix = matrix_multiply(item->matrix, to_picture);
    ShapeKey key = {.node = item->node,
                    .matrix = matrix,
                    .trim_start = item->trim_start,
                    .trim_end = item->trim_end,
                    .morph = item->morph};
    if (stroke) {
        key.width = item->stroke_width;
        key.dash = item->dash;
        key.gap = item->gap;
        key.dash_offset = item->dash_offset;
    }
    Entry *entry = find(shapes, &key);
    if (entry->key.node)
        return entry->mask;
    if (shapes->n_bytes > MOST_BYTES || shapes->n_used > MOST_ENTRIES / 2) {
        forget_all(shapes);
        entry = find(shapes, &key);
    }
    *entry = (Entry){key, make(shapes, item, stroke, matrix, pixel_box(item, to_picture))};
    shapes->n_used++;
    return entry->mask;
}
