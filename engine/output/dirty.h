// dirty.h — which tiles of a picture two display lists may differ in.
//
// A tile that is not marked would be drawn to the same bits from both lists. Tiles form a fixed grid, and a picture is
// always drawn tile by tile: so redrawing the marked ones gives the bits of drawing all.
#ifndef GPTREEL_OUTPUT_DIRTY_H
#define GPTREEL_OUTPUT_DIRTY_H

#include "engine/anim/frame.h"

enum { BLOCK_PX = 16 }; // a video encoder's macroblock; tiles are whole blocks

typedef struct Grid {
    int width_px, height_px; // of the picture
    int tile_width, tile_height;
    int n_cols, n_rows; // tiles
} Grid;

Grid grid_make(int width_px, int height_px);
Rect grid_tile(const Grid *grid, int tile); // in pixels; may reach beyond the picture

typedef struct Dirty Dirty; // what is needed for comparing; one thread's

Dirty *dirty_create(void);
void dirty_destroy(Dirty *dirty); // NULL is fine

// Sets tiles[i] (of n_cols · n_rows) to whether tile i may differ. False: the lists are not of one scene, and all is
// marked.
bool dirty_find(Dirty *dirty, const Grid *grid, const DisplayList *before, const DisplayList *after, bool *tiles);

// After dirty_find that was true, as long as both lists live: how many units (see paint.h), from the bottom up, a part
// of the picture that looks at `sees` has in common in both lists.
int dirty_common_units(const Dirty *dirty, Rect sees);

#endif
