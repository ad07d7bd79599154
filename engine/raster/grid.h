// grid.h — a picture cut into tiles, and what of a display list each tile sees.
#ifndef GPTREEL_RASTER_GRID_H
#define GPTREEL_RASTER_GRID_H

#include "engine/anim/frame.h"

enum { BLOCK_PX = 16 }; // a video encoder's macroblock; tiles are whole blocks

typedef struct Grid {
    int width_px, height_px; // of the picture
    int tile_width, tile_height;
    int n_cols, n_rows; // tiles
} Grid;

Grid grid_make(int width_px, int height_px);
Rect grid_tile(const Grid *grid, int tile); // in pixels; may reach beyond the picture

// The tiles that may see something of these bounds on the canvas. None when last < first.
typedef struct TileRange {
    int first_col, last_col, first_row, last_row;
} TileRange;

TileRange grid_range(const Grid *grid, Canvas canvas, Rect bounds);

// How far from its bounds, in canvas units, an item is looked at in a picture of `width` × `height`: what lies further
// from a tile cannot change it.
double grid_reach(Canvas canvas, double width, double height);

// What each tile sees of a list. An outermost item is one that no group is around, or a group's PUSH, which stands for
// all that is in the group.
typedef struct TileItems {
    int *starts; // [n_cols · n_rows + 1] where in `items` those of a tile begin
    int *items;  // [cap_items] indices of outermost items in the list, from the bottom up
    int cap_items;
} TileItems;

// Zeroed TileItems are empty.
void tile_items_find(TileItems *tile_items, const Grid *grid, const DisplayList *list);
void tile_items_finish(TileItems *tile_items); // frees the memory

// How many of n items belong to the first of them: 1, or all of its group when it is a PUSH.
int item_span(const DrawItem *items, int n);

#endif
