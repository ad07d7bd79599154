// shapes.c — small shapes as items and paths.
#include "scenes/kit/shapes.h"

#include <math.h>

void item_halo(Layout *layout, const char *name, Rect box, double radius, double sigma, double strength, Color color)
{
    Path *outline = path_create(layout_arena(layout));
    path_rect(outline, box.x, box.y, box.w, box.h, radius);
    item_glow(layout, name, .z = -1, .path = outline, .sigma = sigma, .strength = strength, .fill = color);
}

Path *tip_path(Arena *arena, Point at, double angle_rad, double length, double half)
{
    const Matrix turn = matrix_multiply(matrix_rotate(angle_rad), matrix_translate(at.x, at.y));
    Path *tip = path_create(arena), *turned = path_create(arena);
    path_polyline(tip, (Point[]){{-length, -half}, {0, 0}, {-length, half}}, 3);
    path_append(turned, tip, turn);
    return turned;
}

void sum_items(Layout *layout, double r, double ring_r, Color color)
{
    const double from = 0.48 * r, to = 1.52 * r;
    Path *cross = path_create(layout_arena(layout));
    path_move(cross, from, r);
    path_line(cross, to, r);
    path_move(cross, r, from);
    path_line(cross, r, to);
    item_circle(layout, "ring", .x = r, .y = r, .r = ring_r, .fill = layout_theme(layout)->bg, .stroke = color,
                .stroke_width = 3);
    item_path(layout, "cross", .path = cross, .stroke = color, .stroke_width = 3, .round_caps = true);
}
