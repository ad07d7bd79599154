// outline.c — paths, matrices and strokes handed to cairo.
#include "engine/raster/outline.h"

#include <cairo.h>

void outline_use_matrix(struct _cairo *cr, Matrix m)
{
    cairo_set_matrix(cr, &(cairo_matrix_t){m.xx, m.yx, m.xy, m.yy, m.x0, m.y0});
}

void outline_add(struct _cairo *cr, const Path *path, Matrix m)
{
    const Point *point = path->points;
    for (int i = 0; i < path->n_verbs; i++) {
        Point p[3];
        switch (path->verbs[i]) {
        case PATH_MOVE:
            p[0] = matrix_apply(m, *point++);
            cairo_move_to(cr, p[0].x, p[0].y);
            break;
        case PATH_LINE:
            p[0] = matrix_apply(m, *point++);
            cairo_line_to(cr, p[0].x, p[0].y);
            break;
        case PATH_CUBIC:
            for (int k = 0; k < 3; k++)
                p[k] = matrix_apply(m, *point++);
            cairo_curve_to(cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
            break;
        case PATH_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
}

void outline_stroke(struct _cairo *cr, const DrawItem *item)
{
    const bool round = item->node && item->node->round_caps;
    cairo_set_line_cap(cr, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cr, round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    cairo_set_miter_limit(cr, 4);
    cairo_set_line_width(cr, item->stroke_width);
    if (item->dash > 0)
        cairo_set_dash(cr, (double[2]){item->dash, item->gap > 0 ? item->gap : item->dash}, 2, item->dash_offset);
    else
        cairo_set_dash(cr, NULL, 0, 0);
    cairo_stroke_preserve(cr);
}
