// path.h — outlines made of lines and cubic curves, in units of the canvas.
//
// A path grows in an arena while a scene is built and is never changed once the scene is sealed.
#ifndef GPTREEL_ANIM_PATH_H
#define GPTREEL_ANIM_PATH_H

#include "engine/base/arena.h"
#include "engine/base/geom.h"

typedef enum PathVerb {
    PATH_MOVE,  // takes 1 point
    PATH_LINE,  // 1
    PATH_CUBIC, // 3: two control points and the end
    PATH_CLOSE, // 0
} PathVerb;

typedef struct Path {
    Arena *arena; // owns the arrays
    PathVerb *verbs;
    Point *points;
    int n_verbs, n_points;
    int cap_verbs, cap_points;
} Path;

Path *path_create(Arena *arena);
void path_move(Path *path, double x, double y);
void path_line(Path *path, double x, double y);
void path_cubic(Path *path, double x1, double y1, double x2, double y2, double x, double y);
void path_close(Path *path);

// Whole shapes, appended. Angles in radians from the positive x axis, clockwise on screen; from > to runs backwards.
void path_arc(Path *path, double cx, double cy, double r, double from_rad, double to_rad); // joins by a line when a point is there
void path_circle(Path *path, double cx, double cy, double r);
void path_rect(Path *path, double x, double y, double w, double h, double radius);
void path_polyline(Path *path, const Point *points, int n_points);
// A line through corner points whose corners are rounded.
void path_rounded_line(Path *path, const Point *corners, int n_corners, double radius);
void path_append(Path *path, const Path *other, Matrix matrix);

Rect path_bounds(const Path *path); // of the points; control points included, so it may be too large
double path_length(const Path *path);

// The point at `fraction` (0 to 1) of the length of the path; `angle_rad` gets the direction there, may be NULL.
Point path_point_at(const Path *path, double fraction, double *angle_rad);

// The part between two fractions of the length, as a new path in `arena`. The whole path is returned as it is.
const Path *path_trim(const Path *path, double from, double to, Arena *arena);

// Whether any of it is closed.
bool path_is_closed(const Path *path);

// The bounds of all on which the stroke of an open path depends where it runs between two fractions of the length: the
// rest of it is the same whether it ends at the one or at the other. May be too large.
Rect path_bounds_between(const Path *path, double from, double to);

// What of an open path reaches into the rows from `top` to `bottom` when `m` is applied to it: of its stroke, the rest
// is not seen there. A closed path stays whole. In `arena`, or the path itself.
const Path *path_rows(const Path *path, Matrix m, double top, double bottom, Arena *arena);

// The path between `a` and `b`, which must have the same verbs. In `arena`.
const Path *path_mix(const Path *a, const Path *b, double t, Arena *arena);
bool path_same_verbs(const Path *a, const Path *b);

// Whether `b` is `a` with all its points so many times as far from the origin.
bool path_is_scaled(const Path *a, const Path *b, double factor);

#endif
