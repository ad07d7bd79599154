// set_table.c — matrices, cases and aligned lines.
#include "engine/formula/box.h"

#include <hb-ot.h>
#include <math.h>

// em. A row is at least as high as a strut.
static const double STRUT_HEIGHT = 0.75, STRUT_DEPTH = 0.25, COLUMN_GAP = 1, PAIR_GAP = 2;

typedef struct TableLook {
    StyleLevel level; // of the cells
    double row_gap;
} TableLook;

static const TableLook LOOKS[] = {
    [TABLE_MATRIX] = {STYLE_TEXT, 0.4},
    [TABLE_CASES] = {STYLE_TEXT, 0.2},
    [TABLE_ALIGNED] = {STYLE_DISPLAY, 0.3},
    [TABLE_STACK] = {STYLE_TEXT, 0},
};

static double gap_behind(TableShape shape, int column)
{
    if (shape == TABLE_ALIGNED)
        return column % 2 ? PAIR_GAP : 0;
    return COLUMN_GAP;
}

// How much of the free width of a column stands before a cell.
static double share_before(TableShape shape, int column)
{
    switch (shape) {
    case TABLE_MATRIX:
    case TABLE_STACK:
        return 0.5;
    case TABLE_CASES:
        return 0;
    case TABLE_ALIGNED:
        return column % 2 ? 0 : 1;
    }
    return 0;
}

// All cells set, (n_rows, n_columns); those that are missing are empty.
static Box *set_cells(Setter *set, const Atom *atom, Style style)
{
    const int n = atom->n_rows * atom->n_columns;
    Box *cells = ARENA_ARRAY(set->arena, Box, n);
    for (int i = 0; i < n; i++) {
        // The relation that a right half begins with stands as far from the left one as in a line.
        const bool right = atom->shape == TABLE_ALIGNED && i % atom->n_columns % 2;
        if (atom->cells[i])
            cells[i] = set_list(set, atom->cells[i], right ? CLASS_ORD : CLASS_COUNT, style);
    }
    return cells;
}

static double column_width(const Atom *atom, const Box *cells, int column)
{
    double w = 0;
    for (int i = 0; i < atom->n_rows; i++)
        w = fmax(w, cells[i * atom->n_columns + column].w);
    return w;
}

// The baselines from the first row's, and the table's height and depth about it.
static double *place_rows(Setter *set, const Atom *atom, const Box *cells, double scale, double *height, double *depth)
{
    double *y = ARENA_ARRAY(set->arena, double, atom->n_rows);
    double bottom = 0;
    for (int i = 0; i < atom->n_rows; i++) {
        double h = STRUT_HEIGHT * scale, d = STRUT_DEPTH * scale;
        for (int k = 0; k < atom->n_columns; k++) {
            h = fmax(h, cells[i * atom->n_columns + k].h);
            d = fmax(d, cells[i * atom->n_columns + k].d);
        }
        y[i] = i > 0 ? bottom + LOOKS[atom->shape].row_gap * scale + h : 0;
        *height = i > 0 ? *height : h;
        bottom = y[i] + d;
    }
    *depth = bottom;
    return y;
}

Box set_table(Setter *set, const Atom *atom, Style style)
{
    const double scale = style_scale(set, style);
    const Style inner = {style.level <= STYLE_TEXT ? LOOKS[atom->shape].level : style.level, style.cramped};
    const Box *cells = set_cells(set, atom, inner);
    double height = 0, depth = 0, x = 0;
    const double *y = place_rows(set, atom, cells, scale, &height, &depth);
    // The middle of the whole is on the axis.
    const double up = (depth - height) / 2 + style_constant(set, HB_OT_MATH_CONSTANT_AXIS_HEIGHT, style);
    Box box = {0};
    for (int k = 0; k < atom->n_columns; k++) {
        const double w = column_width(atom, cells, k);
        for (int i = 0; i < atom->n_rows; i++) {
            const Box *cell = &cells[i * atom->n_columns + k];
            box_add(set, &box, cell, x + share_before(atom->shape, k) * (w - cell->w), y[i] - up);
        }
        x += w + (k + 1 < atom->n_columns ? scale * gap_behind(atom->shape, k) : 0);
    }
    box.w = x;
    box_reach(&box, height + up, depth - up);
    return box;
}
