// strip_cells.c — cuts a distribution into cells.
#include "scenes/kit/strip_cells.h"

#include <math.h>

static void add_cell(StripCells *cells, int place, double from, double to)
{
    if (to > from)
        cells->cells[cells->n++] = (StripCell){place, from, to};
}

StripCells strip_cells(const RunToken *drawn, double least_p, int most)
{
    StripCells cells = {.chosen = -1};
    int chosen = 0, i = 0;
    double sum = 0, before = 0;
    while (chosen < drawn->n_top && drawn->top[chosen].id != drawn->id)
        before += drawn->top[chosen++].p;
    most = most < STRIP_MOST_CELLS - 2 ? most : STRIP_MOST_CELLS - 2;
    most -= chosen >= most;
    for (; i < drawn->n_top && i < most && drawn->top[i].p >= least_p; i++) {
        if (i == chosen)
            cells.chosen = cells.n;
        add_cell(&cells, i, sum, fmin(sum + drawn->top[i].p, 1));
        sum += drawn->top[i].p;
    }
    if (chosen >= i && chosen < drawn->n_top) {
        add_cell(&cells, -1, sum, before);
        cells.chosen = cells.n;
        sum = fmin(before + drawn->top[chosen].p, 1);
        add_cell(&cells, chosen, before, sum);
    }
    if (sum < 1 - 1e-4)
        add_cell(&cells, -1, sum, 1);
    return cells;
}

Rect strip_cell_box(const StripCell *cell, Rect strip)
{
    static const double GAP = 3;
    const double w = (cell->to - cell->from) * strip.w, gap = fmin(GAP, w / 3);
    return (Rect){strip.x + cell->from * strip.w + gap / 2, strip.y, w - gap, strip.h};
}
