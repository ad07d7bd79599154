// strip_cells.h — a distribution cut into cells side by side, each as wide as it is likely.
#ifndef GPTREEL_KIT_STRIP_CELLS_H
#define GPTREEL_KIT_STRIP_CELLS_H

#include "engine/anim/picture.h"
#include "model/run/run.h"

enum { STRIP_MOST_CELLS = 24 };

// A candidate by its place in `top`, or several.
typedef struct StripCell {
    int place;       // -1: several
    double from, to; // 0 to 1
} StripCell;

typedef struct StripCells {
    StripCell cells[STRIP_MOST_CELLS]; // [n] side by side, together 1
    int n, chosen;                     // the cell of the token itself; -1: it is not among them
} StripCells;

// Symbols of their own while they are at least as likely as `least_p`, `most` of them with the chosen one, which always
// is among them; what is between and behind is summed.
StripCells strip_cells(const RunToken *drawn, double least_p, int most);

// Where a cell stands in a strip: with a gap to the next one, unless it is too narrow for one.
Rect strip_cell_box(const StripCell *cell, Rect strip);

#endif
