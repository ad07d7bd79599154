// grid.c — the tiles of a picture, and the outermost items of a list sorted into them.
#include "engine/raster/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TILE_PX = 256 };

static int tile_side(int length_px, int *n)
{
    *n = (length_px + MOST_TILE_PX - 1) / MOST_TILE_PX;
    const int side = (length_px + *n - 1) / *n;
    return (side + BLOCK_PX - 1) / BLOCK_PX * BLOCK_PX;
}

Grid grid_make(int width_px, int height_px)
{
    Grid grid = {.width_px = width_px, .height_px = height_px};
    grid.tile_width = tile_side(width_px, &grid.n_cols);
    grid.tile_height = tile_side(height_px, &grid.n_rows);
    return grid;
}

Rect grid_tile(const Grid *grid, int tile)
{
    return (Rect){tile % grid->n_cols * grid->tile_width, tile / grid->n_cols * grid->tile_height, grid->tile_width,
                  grid->tile_height};
}

// The tiles from first to last along one axis that may see the stretch from `begin` to `end`.
static void tile_range(double begin, double end, double tile_px, int n, int *first, int *last)
{
    *first = (int)clamp(floor(begin / tile_px), 0, n);
    *last = (int)clamp(floor(end / tile_px), -1, n - 1);
}

double grid_reach(Canvas canvas, double width, double height)
{
    return 1 + 2 * fmax(canvas.width / width, canvas.height / height);
}

TileRange grid_range(const Grid *grid, Canvas canvas, Rect bounds)
{
    TileRange range = {0, -1, 0, -1};
    if (rect_is_empty(bounds))
        return range;
    const double x = grid->width_px / canvas.width, y = grid->height_px / canvas.height;
    const Rect near = rect_grow(bounds, grid_reach(canvas, grid->width_px, grid->height_px));
    tile_range(near.x * x, (near.x + near.w) * x, grid->tile_width, grid->n_cols, &range.first_col, &range.last_col);
    tile_range(near.y * y, (near.y + near.h) * y, grid->tile_height, grid->n_rows, &range.first_row, &range.last_row);
    return range;
}

int item_span(const DrawItem *items, int n)
{
    int depth = 0;
    for (int i = 0; i < n; i++) {
        depth += (items[i].kind == DRAW_PUSH) - (items[i].kind == DRAW_POP);
        if (depth == 0)
            return i + 1;
    }
    return n;
}

// Visits every tile that sees an outermost item, item after item: first to count, then to note.
static void visit(TileItems *tile_items, const Grid *grid, const DisplayList *list, bool note)
{
    for (int i = 0; i < list->n_items; i += item_span(list->items + i, list->n_items - i)) {
        const TileRange range = grid_range(grid, list->canvas, list->items[i].bounds);
        for (int row = range.first_row; row <= range.last_row; row++)
            for (int col = range.first_col; col <= range.last_col; col++) {
                int *start = &tile_items->starts[row * grid->n_cols + col];
                if (note)
                    tile_items->items[*start] = i;
                ++*start;
            }
    }
}

void tile_items_find(TileItems *tile_items, const Grid *grid, const DisplayList *list)
{
    const int n_tiles = grid->n_cols * grid->n_rows;
    if (!tile_items->starts)
        tile_items->starts = mem_array(sizeof(int), n_tiles + 1);
    memset(tile_items->starts, 0, sizeof(int) * (size_t)(n_tiles + 1));
    visit(tile_items, grid, list, false);
    int n = 0;
    for (int i = 0; i <= n_tiles; i++) {
        const int count = tile_items->starts[i];
        tile_items->starts[i] = n;
        n += count;
    }
    if (n > tile_items->cap_items) {
        tile_items->cap_items = 2 * n;
        tile_items->items = mem_realloc(tile_items->items, sizeof(int) * (size_t)tile_items->cap_items);
    }
    visit(tile_items, grid, list, true); // which leaves every start where the next tile's was
    memmove(tile_items->starts + 1, tile_items->starts, sizeof(int) * (size_t)n_tiles);
    tile_items->starts[0] = 0;
}

void tile_items_finish(TileItems *tile_items)
{
    free(tile_items->starts);
    free(tile_items->items);
    *tile_items = (TileItems){0};
}
