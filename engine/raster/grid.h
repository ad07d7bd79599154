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

// What each tile sees of a list, as units: an item that no group is around, or such a group with all in it.
typedef struct Units {
    int *starts; // [n_cols · n_rows + 1] where in `items` a tile's units begin
    int *items;  // [cap_items] index in the list of each unit's first item, from the bottom up
    int cap_items;
} Units;

// Zeroed Units are empty.
void units_find(Units *units, const Grid *grid, const DisplayList *list);
void units_finish(Units *units); // frees the memory

// How many items the unit has that begins with the first of n items.
int unit_length(const DrawItem *items, int n);

#endif
