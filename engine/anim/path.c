// path.c — outlines made, measured, cut and mixed.
#include "engine/anim/path.h"

#include "engine/anim/path_walk.h"

#include <assert.h>
#include <math.h>
#include <string.h>

Path *path_create(Arena *arena)
{
    Path *path = ARENA_NEW(arena, Path);
    path->arena = arena;
    return path;
}

static void add_points(Path *path, PathVerb verb, const Point *points, int n_points)
{
    path->verbs = arena_grow(path->arena, path->verbs, path->n_verbs, &path->cap_verbs, sizeof *path->verbs);
    path->points =
        arena_grow(path->arena, path->points, path->n_points + n_points, &path->cap_points, sizeof *path->points);
    path->verbs[path->n_verbs++] = verb;
    if (n_points > 0)
        memcpy(path->points + path->n_points, points, sizeof(Point) * (size_t)n_points);
    path->n_points += n_points;
}

void path_move(Path *path, double x, double y)
{
    add_points(path, PATH_MOVE, &(Point){x, y}, 1);
}

void path_line(Path *path, double x, double y)
{
    add_points(path, path->n_verbs ? PATH_LINE : PATH_MOVE, &(Point){x, y}, 1);
}

void path_cubic(Path *path, double x1, double y1, double x2, double y2, double x, double y)
{
    add_points(path, PATH_CUBIC, (Point[3]){{x1, y1}, {x2, y2}, {x, y}}, 3);
}

void path_close(Path *path)
{
    add_points(path, PATH_CLOSE, NULL, 0);
}

void path_arc(Path *path, double cx, double cy, double r, double from_rad, double to_rad)
{
    const int n = (int)ceil(fabs(to_rad - from_rad) / (PI / 2) - 1e-9);
    path_line(path, cx + r * cos(from_rad), cy + r * sin(from_rad));
    for (int i = 0; i < n; i++) {
        const double a = from_rad + (to_rad - from_rad) * i / n;
        const double b = from_rad + (to_rad - from_rad) * (i + 1) / n;
        const double k = 4.0 / 3.0 * tan((b - a) / 4) * r;
        path_cubic(path, cx + r * cos(a) - k * sin(a), cy + r * sin(a) + k * cos(a), cx + r * cos(b) + k * sin(b),
                   cy + r * sin(b) - k * cos(b), cx + r * cos(b), cy + r * sin(b));
    }
}

void path_circle(Path *path, double cx, double cy, double r)
{
    path_move(path, cx + r, cy);
    path_arc(path, cx, cy, r, 0, 2 * PI);
    path_close(path);
}

void path_rect(Path *path, double x, double y, double w, double h, double radius)
{
    const double r = fmax(0, fmin(radius, fmin(w, h) / 2));
    if (r == 0) {
        path_move(path, x, y);
        path_line(path, x + w, y);
        path_line(path, x + w, y + h);
        path_line(path, x, y + h);
    } else {
        path_move(path, x + r, y);
        path_arc(path, x + w - r, y + r, r, -PI / 2, 0);
        path_arc(path, x + w - r, y + h - r, r, 0, PI / 2);
        path_arc(path, x + r, y + h - r, r, PI / 2, PI);
        path_arc(path, x + r, y + r, r, PI, 1.5 * PI);
    }
    path_close(path);
}

void path_polyline(Path *path, const Point *points, int n_points)
{
    for (int i = 0; i < n_points; i++) {
        if (i == 0)
            path_move(path, points[i].x, points[i].y);
        else
            path_line(path, points[i].x, points[i].y);
    }
}

static Point toward(Point from, Point to, double distance)
{
    const double length = hypot(to.x - from.x, to.y - from.y);
    const double t = length > 0 ? fmin(distance / length, 0.5) : 0;
    return (Point){lerp(from.x, to.x, t), lerp(from.y, to.y, t)};
}

void path_rounded_line(Path *path, const Point *corners, int n_corners, double radius)
{
    const double k = 0.5522847498; // of a quarter circle's control points
    path_move(path, corners[0].x, corners[0].y);
    for (int i = 1; i + 1 < n_corners; i++) {
        const Point corner = corners[i];
        const Point in = toward(corner, corners[i - 1], radius), out = toward(corner, corners[i + 1], radius);
        path_line(path, in.x, in.y);
        path_cubic(path, lerp(in.x, corner.x, k), lerp(in.y, corner.y, k), lerp(out.x, corner.x, k),
                   lerp(out.y, corner.y, k), out.x, out.y);
    }
    path_line(path, corners[n_corners - 1].x, corners[n_corners - 1].y);
}

void path_append(Path *path, const Path *other, Matrix matrix)
{
    static const int POINTS_OF[] = {[PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CUBIC] = 3, [PATH_CLOSE] = 0};
    const Point *at = other->points;
    for (int i = 0; i < other->n_verbs; i++) {
        const int n = POINTS_OF[other->verbs[i]];
        Point moved[3];
        for (int j = 0; j < n; j++)
            moved[j] = matrix_apply(matrix, at[j]);
        add_points(path, other->verbs[i], moved, n);
        at += n;
    }
}

Rect path_bounds(const Path *path)
{
    if (path->n_points == 0)
        return RECT_EMPTY;
    double left = path->points[0].x, right = left, top = path->points[0].y, bottom = top;
    for (int i = 1; i < path->n_points; i++) {
        left = fmin(left, path->points[i].x);
        right = fmax(right, path->points[i].x);
        top = fmin(top, path->points[i].y);
        bottom = fmax(bottom, path->points[i].y);
    }
    return (Rect){left, top, right - left, bottom - top};
}

bool path_is_closed(const Path *path)
{
    for (int i = 0; i < path->n_verbs; i++)
        if (path->verbs[i] == PATH_CLOSE)
            return true;
    return false;
}

// ---- length ----

double path_length(const Path *path)
{
    PathWalk walk = {.path = path};
    PathPiece piece;
    double length = 0;
    while (path_walk_next(&walk, &piece))
        length += path_piece_length(&piece);
    return length;
}

Point path_point_at(const Path *path, double fraction, double *angle_rad)
{
    double left = clamp(fraction, 0, 1) * path_length(path);
    PathWalk walk = {.path = path};
    PathPiece piece = {0};
    double t = 0;
    while (path_walk_next(&walk, &piece)) {
        const double length = path_piece_length(&piece);
        t = path_piece_parameter(&piece, fmin(left, length));
        if (left <= length)
            break;
        left -= length;
    }
    if (angle_rad) {
        const Point a = piece.line ? piece.p[0] : path_cubic_at(piece.p, fmax(0, t - 0.01));
        const Point b = piece.line ? piece.p[3] : path_cubic_at(piece.p, fmin(1, t + 0.01));
        *angle_rad = atan2(b.y - a.y, b.x - a.x);
    }
    return piece.line ? (Point){lerp(piece.p[0].x, piece.p[3].x, t), lerp(piece.p[0].y, piece.p[3].y, t)}
                      : path_cubic_at(piece.p, t);
}

// The control points of the part of a cubic between two parameters (de Casteljau, by its blossom).
static Point blossom(const Point p[4], double a, double b, double c)
{
    Point q[3], r[2];
    for (int i = 0; i < 3; i++)
        q[i] = (Point){lerp(p[i].x, p[i + 1].x, a), lerp(p[i].y, p[i + 1].y, a)};
    for (int i = 0; i < 2; i++)
        r[i] = (Point){lerp(q[i].x, q[i + 1].x, b), lerp(q[i].y, q[i + 1].y, b)};
    return (Point){lerp(r[0].x, r[1].x, c), lerp(r[0].y, r[1].y, c)};
}

const Path *path_trim(const Path *path, double from, double to, Arena *arena)
{
    if (from <= 0 && to >= 1)
        return path;
    Path *part = path_create(arena);
    const double whole = path_length(path);
    const double begin = clamp(from, 0, 1) * whole, end = clamp(to, 0, 1) * whole;
    PathWalk walk = {.path = path};
    PathPiece piece;
    double behind = 0;
    bool open = false, begins = false;
    while (begin < end && behind < end && path_walk_next(&walk, &piece)) {
        const double length = path_piece_length(&piece);
        const double after = behind + length;
        begins = begins || piece.begins; // a contour may begin with a piece of no length
        if (after > begin && length > 0) {
            const double a = begin > behind ? path_piece_parameter(&piece, begin - behind) : 0;
            const double b = end < after ? path_piece_parameter(&piece, end - behind) : 1;
            const Point first = piece.line
                                    ? (Point){lerp(piece.p[0].x, piece.p[3].x, a), lerp(piece.p[0].y, piece.p[3].y, a)}
                                    : blossom(piece.p, a, a, a);
            if (!open || begins)
                path_move(part, first.x, first.y);
            open = true;
            begins = false;
            if (piece.line) {
                path_line(part, lerp(piece.p[0].x, piece.p[3].x, b), lerp(piece.p[0].y, piece.p[3].y, b));
            } else {
                const Point c1 = blossom(piece.p, a, a, b), c2 = blossom(piece.p, a, b, b),
                            last = blossom(piece.p, b, b, b);
                path_cubic(part, c1.x, c1.y, c2.x, c2.y, last.x, last.y);
            }
        }
        behind = after;
    }
    return part;
}

bool path_same_verbs(const Path *a, const Path *b)
{
    if (a->n_verbs != b->n_verbs || a->n_points != b->n_points)
        return false;
    return a->n_verbs == 0 || memcmp(a->verbs, b->verbs, sizeof(PathVerb) * (size_t)a->n_verbs) == 0;
}

bool path_is_scaled(const Path *a, const Path *b, double factor)
{
    static const double NEAR = 1.0 / 1024; // units
    if (a == b && factor == 1)
        return true;
    if (!path_same_verbs(a, b))
        return false;
    for (int i = 0; i < a->n_points; i++)
        if (fabs(factor * a->points[i].x - b->points[i].x) > NEAR ||
            fabs(factor * a->points[i].y - b->points[i].y) > NEAR)
            return false;
    return true;
}

const Path *path_mix(const Path *a, const Path *b, double t, Arena *arena)
{
    assert(path_same_verbs(a, b));
    Path *mixed = path_create(arena);
    mixed->verbs = a->verbs;
    mixed->n_verbs = a->n_verbs;
    mixed->points = ARENA_ARRAY(arena, Point, a->n_points);
    mixed->n_points = a->n_points;
    for (int i = 0; i < a->n_points; i++)
        mixed->points[i] = (Point){lerp(a->points[i].x, b->points[i].x, t), lerp(a->points[i].y, b->points[i].y, t)};
    return mixed;
}
