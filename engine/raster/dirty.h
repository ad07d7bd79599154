// dirty.h — which tiles of a picture two display lists may differ in.
//
// A tile that is not marked would be drawn to the same bits from both lists. Tiles form a fixed grid, and a picture is
// always drawn tile by tile: so redrawing the marked ones gives the bits of drawing all.
#ifndef GPTREEL_RASTER_DIRTY_H
#define GPTREEL_RASTER_DIRTY_H

#include "engine/raster/grid.h"

typedef struct Dirty Dirty; // what is needed for comparing; one thread's

Dirty *dirty_create(void);
void dirty_destroy(Dirty *dirty); // NULL is fine

// Sets tiles[i] (of n_cols · n_rows) to whether tile i may differ. False: the lists are not of one scene, and all is
// marked.
bool dirty_find(Dirty *dirty, const Grid *grid, const DisplayList *before, const DisplayList *after, bool *tiles);

// After dirty_find that was true, as long as both lists live: how many outermost items of a tile, from the bottom
// up, are the same in both lists. Given is what the tile sees of each.
int dirty_common_items(const Dirty *dirty, const TileItems *before, const TileItems *after, int tile);

#endif
