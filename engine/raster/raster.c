// raster.c — pictures drawn tile by tile, and which blocks of pixels changed.
#include "engine/raster/raster.h"

#include "engine/raster/dirty.h"
#include "engine/raster/paint.h"
#include "engine/raster/vectors.h"

#include <stdlib.h>
#include <string.h>

// What lies lowest in a tile often stays while things move above it: it is kept, and what follows is drawn onto it.
typedef struct Layer {
    uint32_t *pixels; // (tile_height, tile_width); NULL until there is something to keep
    int n_items;      // outermost items that it shows, from the bottom up
} Layer;

struct Raster {
    Grid grid;
    uint32_t *pixels; // (height_px, width_px)
    uint32_t *tile;   // (tile_height, tile_width): drawn here first, while it is in the processor's cache; plain: NULL
    Painter *painter; // onto the tile; plain: onto all pixels
    Dirty *dirty;
    TileItems tile_items[2]; // of the list drawn last and of the one before it
    int last;                // index of the former
    bool *tiles;             // [n_rows · n_cols] to be drawn
    Layer *layers;           // [n_rows · n_cols]
    int n_drawn;
    uint8_t *changed; // (n_block_rows, n_block_cols)
    int n_block_cols, n_block_rows;
};

static int blocks(int length_px)
{
    return (length_px + BLOCK_PX - 1) / BLOCK_PX;
}

static Raster *create(int width_px, int height_px)
{
    Raster *raster = mem_alloc(sizeof *raster);
    raster->grid = grid_make(width_px, height_px);
    raster->pixels = mem_alloc(sizeof(uint32_t) * (size_t)width_px * (size_t)height_px);
    raster->n_block_cols = blocks(width_px);
    raster->n_block_rows = blocks(height_px);
    raster->changed = mem_alloc((size_t)raster->n_block_cols * (size_t)raster->n_block_rows);
    return raster;
}

Raster *raster_create(int width_px, int height_px)
{
    Raster *raster = create(width_px, height_px);
    const Grid *grid = &raster->grid;
    raster->tile = mem_alloc(sizeof(uint32_t) * (size_t)grid->tile_width * (size_t)grid->tile_height);
    raster->painter = painter_create_pixels(raster->tile, grid->tile_width, grid->tile_height);
    raster->dirty = dirty_create();
    raster->tiles = mem_array(sizeof(bool), grid->n_cols * grid->n_rows);
    raster->layers = mem_array(sizeof(Layer), grid->n_cols * grid->n_rows);
    return raster;
}

Raster *raster_create_plain(int width_px, int height_px)
{
    Raster *raster = create(width_px, height_px);
    raster->painter = painter_create_plain(raster->pixels, width_px, height_px);
    return raster;
}

void raster_destroy(Raster *raster)
{
    if (!raster)
        return;
    painter_finish(raster->painter, NULL);
    dirty_destroy(raster->dirty);
    tile_items_finish(&raster->tile_items[0]);
    tile_items_finish(&raster->tile_items[1]);
    free(raster->pixels);
    free(raster->tile);
    for (int i = 0; raster->layers && i < raster->grid.n_cols * raster->grid.n_rows; i++)
        free(raster->layers[i].pixels);
    free(raster->layers);
    free(raster->tiles);
    free(raster->changed);
    free(raster);
}

// ORs up in which bits of which columns two blocks differ. `stride` is between rows of b.
static inline void add_differences(const uint32_t *a, int a_stride, const uint32_t *b, int b_stride, int width,
                                   int height, uint32_t *restrict columns)
{
    for (int row = 0; row < height; row++)
        for (int x = 0; x < width; x++)
            columns[x] |= a[(ptrdiff_t)row * a_stride + x] ^ b[(ptrdiff_t)row * b_stride + x];
}

// Whether two blocks differ; `edge`: whether their last columns do.
WIDE_VECTORS static bool blocks_differ(const uint32_t *a, int a_stride, const uint32_t *b, int b_stride, int width,
                                       int height, bool *edge)
{
    uint32_t columns[BLOCK_PX] = {0}, any = 0;
    if (width == BLOCK_PX)
        add_differences(a, a_stride, b, b_stride, BLOCK_PX, height, columns); // so known, it stays in registers
    else
        add_differences(a, a_stride, b, b_stride, width, height, columns);
    for (int x = 0; x < BLOCK_PX; x++)
        any |= columns[x];
    *edge = columns[width - 1] != 0;
    return any != 0;
}

// Takes over one block of the tile, at (x, y) of the picture, and notes where it changed.
static void take_block(Raster *raster, const uint32_t *from, int x, int y)
{
    const int stride = raster->grid.width_px, tile_stride = raster->grid.tile_width;
    const int width = x + BLOCK_PX <= stride ? BLOCK_PX : stride - x;
    const int height = y + BLOCK_PX <= raster->grid.height_px ? BLOCK_PX : raster->grid.height_px - y;
    uint32_t *to = raster->pixels + (ptrdiff_t)y * stride + x;
    bool edge_differs;
    if (!blocks_differ(to, stride, from, tile_stride, width, height, &edge_differs))
        return;
    for (int row = 0; row < height; row++)
        memcpy(to + (ptrdiff_t)row * stride, from + (ptrdiff_t)row * tile_stride, sizeof *to * (size_t)width);
    uint8_t *changed = raster->changed + (ptrdiff_t)(y / BLOCK_PX) * raster->n_block_cols + x / BLOCK_PX;
    changed[0] = 1;
    if (edge_differs && x / BLOCK_PX + 1 < raster->n_block_cols)
        changed[1] = 1;
}

static size_t tile_bytes(const Raster *raster)
{
    return sizeof(uint32_t) * (size_t)raster->grid.tile_width * (size_t)raster->grid.tile_height;
}

// Paints the tile, of whose items the lowest `n_common` are the same as the last time.
static void paint_tile(Raster *raster, const DisplayList *list, int index, int n_common)
{
    const TileItems *tile_items = &raster->tile_items[raster->last];
    const int *seen = tile_items->items + tile_items->starts[index];
    const int n_seen = tile_items->starts[index + 1] - tile_items->starts[index];
    Layer *layer = &raster->layers[index];
    int from = 0;
    if (layer->n_items > 0 && layer->n_items <= n_common) {
        from = layer->n_items;
        memcpy(raster->tile, layer->pixels, tile_bytes(raster));
    } else {
        painter_draw_background(raster->painter, list);
    }
    if (n_common > from) {
        painter_draw_items(raster->painter, list, seen + from, n_common - from);
        from = n_common;
        if (!layer->pixels)
            layer->pixels = mem_alloc(tile_bytes(raster));
        memcpy(layer->pixels, raster->tile, tile_bytes(raster));
    }
    layer->n_items = from;
    painter_draw_items(raster->painter, list, seen + from, n_seen - from);
}

// How many of a tile's items are the same in the list before, from the bottom up.
static int common_items(const Raster *raster, int index)
{
    return dirty_common_items(raster->dirty, &raster->tile_items[!raster->last], &raster->tile_items[raster->last],
                              index);
}

static void draw_tile(Raster *raster, const DisplayList *list, int index, bool update)
{
    const Grid *grid = &raster->grid;
    const Rect tile = grid_tile(grid, index);
    const int left = (int)tile.x, top = (int)tile.y;
    painter_begin_part(raster->painter, list, grid->width_px, grid->height_px, left, top);
    paint_tile(raster, list, index, update ? common_items(raster, index) : 0);
    for (int y = 0; y < grid->tile_height && top + y < grid->height_px; y += BLOCK_PX)
        for (int x = 0; x < grid->tile_width && left + x < grid->width_px; x += BLOCK_PX)
            take_block(raster, raster->tile + (ptrdiff_t)y * grid->tile_width + x, left + x, top + y);
}

static void draw_tiles(Raster *raster, const DisplayList *list, bool update)
{
    memset(raster->changed, 0, (size_t)raster->n_block_cols * (size_t)raster->n_block_rows);
    raster->last = !raster->last;
    tile_items_find(&raster->tile_items[raster->last], &raster->grid, list);
    raster->n_drawn = 0;
    for (int i = 0; i < raster->grid.n_cols * raster->grid.n_rows; i++)
        if (raster->tiles[i]) {
            draw_tile(raster, list, i, update);
            raster->n_drawn++;
        } else if (raster->layers[i].n_items > common_items(raster, i)) {
            raster->layers[i].n_items = 0; // a group that came near is one of them now, though nothing of it is seen
        }
}

static void draw_plain(Raster *raster, const DisplayList *list)
{
    painter_draw(raster->painter, list);
    raster->n_drawn = raster->grid.n_cols * raster->grid.n_rows;
    memset(raster->changed, 1, (size_t)raster->n_block_cols * (size_t)raster->n_block_rows);
}

void raster_draw(Raster *raster, const DisplayList *list)
{
    if (!raster->tile) {
        draw_plain(raster, list);
        return;
    }
    memset(raster->tiles, true, sizeof(bool) * (size_t)(raster->grid.n_cols * raster->grid.n_rows));
    draw_tiles(raster, list, false);
}

void raster_update(Raster *raster, const DisplayList *before, const DisplayList *list)
{
    if (!raster->tile) {
        draw_plain(raster, list);
        return;
    }
    const bool comparable = dirty_find(raster->dirty, &raster->grid, before, list, raster->tiles);
    draw_tiles(raster, list, comparable);
}

const uint8_t *raster_pixels(const Raster *raster)
{
    return (const uint8_t *)raster->pixels;
}

int raster_stride_bytes(const Raster *raster)
{
    return 4 * raster->grid.width_px;
}

int raster_width_px(const Raster *raster)
{
    return raster->grid.width_px;
}

int raster_height_px(const Raster *raster)
{
    return raster->grid.height_px;
}

const uint8_t *raster_changed(const Raster *raster)
{
    return raster->changed;
}

int raster_tiles_drawn(const Raster *raster)
{
    return raster->n_drawn;
}
