// columns.h — embedding columns: a token's numbers as a column of coloured cells, several columns as a matrix.
//
// Hue is the sign (minus signs are drawn too), strength the size. When there are more channels than rows, the first
// ones, ⋮ and the last one are shown.
#ifndef GPTREEL_KIT_COLUMNS_H
#define GPTREEL_KIT_COLUMNS_H

#include "engine/anim/scene.h"

#include <stdint.h>

enum { COLUMNS_MOST_ROWS = 16, COLUMNS_MOST = 16 };

typedef struct ColumnsSpec {
    Node *parent;
    double x, y; // upper left corner of the first cell
    double cell_w, cell_h;
    double pitch_x, pitch_y; // from one cell to the next
    int n_columns, n_rows;   // n_rows: cells in a column, ⋮ counted
    const float *values;     // (n_columns, n_channels), rows `stride` apart; NULL: cells without a value
    int64_t n_channels, stride;
    double full; // the size that is shown at full strength
} ColumnsSpec;

// The nodes of the picture, in the scene's arena.
typedef struct Columns {
    Node *group;                                  // at x, y; its children are the columns
    Node *columns[COLUMNS_MOST];                  // a group each
    Node *cells[COLUMNS_MOST_ROWS][COLUMNS_MOST]; // by row and column; one row may be of dots
    int n_rows, n_columns;
    ColumnsSpec spec;
} Columns;

#define columns_add(s, ...) columns_add_with((s), (ColumnsSpec){.parent = __VA_ARGS__})
Columns *columns_add_with(Scene *s, ColumnsSpec spec);

// Fills row by row from the top; moves the cursor by dur_s.
void columns_fill(Scene *s, Columns *columns, double dur_s);

// The size that nine tenths of the values stay below: a few outliers shall not make all others pale.
double columns_full(Scene *s, const float *values, int64_t n_values);

#endif
