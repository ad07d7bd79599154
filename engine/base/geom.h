// geom.h — points, rectangles, affine matrices. Plain values; x grows right, y grows down.
#ifndef GPTREEL_BASE_GEOM_H
#define GPTREEL_BASE_GEOM_H

#include "engine/base/number.h"

#include <stdbool.h>

typedef struct Point {
    double x, y;
} Point;

typedef struct Rect {
    double x, y, w, h; // left, top, width, height; w or h below 0 means empty
} Rect;

// x' = xx·x + xy·y + x0,  y' = yx·x + yy·y + y0 (cairo_matrix_t's meaning)
typedef struct Matrix {
    double xx, yx, xy, yy, x0, y0;
} Matrix;

static const Rect RECT_EMPTY = {0, 0, -1, -1};

Matrix matrix_identity(void);
Matrix matrix_multiply(Matrix inner, Matrix outer); // first inner, then outer
Matrix matrix_translate(double x, double y);
Matrix matrix_scale(double sx, double sy);
Matrix matrix_rotate(double angle_rad);
bool matrix_equal(Matrix a, Matrix b); // number by number
Point matrix_apply(Matrix m, Point p);
Rect matrix_bounds(Matrix m, Rect r); // smallest upright rectangle around the image of r

bool rect_is_empty(Rect r);
Point rect_middle(Rect r);
bool rect_equal(Rect a, Rect b); // number by number
Rect rect_union(Rect a, Rect b);
Rect rect_intersect(Rect a, Rect b);
Rect rect_grow(Rect r, double by); // by on every side
Rect rect_turned(Rect r);          // x and y exchanged
bool rect_contains(Rect outer, Rect inner);

// In how many columns n boxes of one size are largest, `gap` apart, each a square with `more_h` below or above it; `side`
// gets that of the square.
int rect_columns(Rect room, int n, double gap, double more_h, double *side);

#endif
