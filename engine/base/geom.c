// geom.c — rectangles and matrices.
#include "engine/base/geom.h"

#include <math.h>

Matrix matrix_identity(void)
{
    return (Matrix){1, 0, 0, 1, 0, 0};
}

Matrix matrix_multiply(Matrix a, Matrix b)
{
    return (Matrix){
        .xx = a.xx * b.xx + a.yx * b.xy,
        .yx = a.xx * b.yx + a.yx * b.yy,
        .xy = a.xy * b.xx + a.yy * b.xy,
        .yy = a.xy * b.yx + a.yy * b.yy,
        .x0 = a.x0 * b.xx + a.y0 * b.xy + b.x0,
        .y0 = a.x0 * b.yx + a.y0 * b.yy + b.y0,
    };
}

Matrix matrix_translate(double x, double y)
{
    return (Matrix){1, 0, 0, 1, x, y};
}

Matrix matrix_scale(double sx, double sy)
{
    return (Matrix){sx, 0, 0, sy, 0, 0};
}

Matrix matrix_rotate(double angle_rad)
{
    const double c = cos(angle_rad), s = sin(angle_rad);
    return (Matrix){c, s, -s, c, 0, 0};
}

bool matrix_equal(Matrix a, Matrix b)
{
    return a.xx == b.xx && a.yx == b.yx && a.xy == b.xy && a.yy == b.yy && a.x0 == b.x0 && a.y0 == b.y0;
}

Point matrix_apply(Matrix m, Point p)
{
    return (Point){m.xx * p.x + m.xy * p.y + m.x0, m.yx * p.x + m.yy * p.y + m.y0};
}

Rect matrix_bounds(Matrix m, Rect r)
{
    if (rect_is_empty(r))
        return RECT_EMPTY;
    const Point corners[4] = {
        matrix_apply(m, (Point){r.x, r.y}),
        matrix_apply(m, (Point){r.x + r.w, r.y}),
        matrix_apply(m, (Point){r.x, r.y + r.h}),
        matrix_apply(m, (Point){r.x + r.w, r.y + r.h}),
    };
    double left = corners[0].x, right = left, top = corners[0].y, bottom = top;
    for (int i = 1; i < 4; i++) {
        left = fmin(left, corners[i].x);
        right = fmax(right, corners[i].x);
        top = fmin(top, corners[i].y);
        bottom = fmax(bottom, corners[i].y);
    }
    return (Rect){left, top, right - left, bottom - top};
}

bool rect_is_empty(Rect r)
{
    return r.w < 0 || r.h < 0;
}

bool rect_equal(Rect a, Rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

Point rect_middle(Rect r)
{
    return (Point){r.x + r.w / 2, r.y + r.h / 2};
}

Rect rect_union(Rect a, Rect b)
{
    if (rect_is_empty(a))
        return b;
    if (rect_is_empty(b))
        return a;
    const double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
    return (Rect){left, top, fmax(a.x + a.w, b.x + b.w) - left, fmax(a.y + a.h, b.y + b.h) - top};
}

Rect rect_intersect(Rect a, Rect b)
{
    if (rect_is_empty(a) || rect_is_empty(b))
        return RECT_EMPTY;
    const double left = fmax(a.x, b.x), top = fmax(a.y, b.y);
    return (Rect){left, top, fmin(a.x + a.w, b.x + b.w) - left, fmin(a.y + a.h, b.y + b.h) - top};
}

Rect rect_grow(Rect r, double by)
{
    if (rect_is_empty(r))
        return r;
    return (Rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

Rect rect_turned(Rect r)
{
    return (Rect){r.y, r.x, r.h, r.w};
}

bool rect_contains(Rect outer, Rect inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

int rect_columns(Rect room, int n, double gap, double more_h, double *side)
{
    int best = 1;
    *side = 0;
    for (int n_columns = 1; n_columns <= n; n_columns++) {
        const int n_rows = (n + n_columns - 1) / n_columns;
        const double w = (room.w - (n_columns - 1) * gap) / n_columns, h = (room.h - (n_rows - 1) * gap) / n_rows;
        if (fmin(w, h - more_h) <= *side)
            continue;
        *side = fmin(w, h - more_h);
        best = n_columns;
    }
    return best;
}
