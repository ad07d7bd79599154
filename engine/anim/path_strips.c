// path_strips.c — which pieces of a path a stroke depends on where only some of it changes, or only some is seen.
//
// A stroke is local: near a point it depends on the pieces that begin or end there. Only lines that go on in the same
// direction are no pieces of their own: a drawing library that rounds points may make one line of them, and draws
// that in one go. Such lines form a strip, which is taken whole.
#include "engine/anim/path.h"

#include "engine/anim/path_walk.h"

#include <math.h>

static const double SAME_WAY = 0.05; // radians; points are rounded, and so are directions

// Lines that go the same way, or one curve.
typedef struct Strip {
    PathWalk from; // its first piece is the next
    int n_pieces;
    Rect bounds;
    PathPiece last;
} Strip;

static Rect piece_bounds(const PathPiece *piece)
{
    const Point *p = piece->p;
    const double left = fmin(fmin(p[0].x, p[1].x), fmin(p[2].x, p[3].x));
    const double right = fmax(fmax(p[0].x, p[1].x), fmax(p[2].x, p[3].x));
    const double top = fmin(fmin(p[0].y, p[1].y), fmin(p[2].y, p[3].y));
    const double bottom = fmax(fmax(p[0].y, p[1].y), fmax(p[2].y, p[3].y));
    return (Rect){left, top, right - left, bottom - top};
}

static bool go_the_same_way(const PathPiece *a, const PathPiece *b)
{
    if (!a->line || !b->line || b->begins)
        return false;
    const double ax = a->p[3].x - a->p[0].x, ay = a->p[3].y - a->p[0].y;
    const double bx = b->p[3].x - b->p[0].x, by = b->p[3].y - b->p[0].y;
    const double cross = ax * by - ay * bx;
    return cross * cross <= SAME_WAY * SAME_WAY * (ax * ax + ay * ay) * (bx * bx + by * by);
}

// The strip from where the walk is. False at the path's end.
static bool next_strip(PathWalk *walk, Strip *strip)
{
    *strip = (Strip){.from = *walk};
    PathPiece piece;
    if (!path_walk_next(walk, &piece))
        return false;
    strip->bounds = RECT_EMPTY;
    PathWalk ahead = *walk;
    do {
        *walk = ahead;
        strip->n_pieces++;
        strip->bounds = rect_union(strip->bounds, piece_bounds(&piece));
        strip->last = piece;
    } while (path_walk_next(&ahead, &piece) && go_the_same_way(&strip->last, &piece));
    return true;
}

static double strip_length(const Strip *strip)
{
    PathWalk walk = strip->from;
    PathPiece piece;
    double length = 0;
    for (int i = 0; i < strip->n_pieces && path_walk_next(&walk, &piece); i++)
        length += path_piece_length(&piece);
    return length;
}

Rect path_bounds_between(const Path *path, double from, double to)
{
    const double whole = path_length(path);
    const double begin = clamp(from, 0, 1) * whole, end = clamp(to, 0, 1) * whole;
    PathWalk walk = {.path = path};
    Strip strip;
    Rect bounds = RECT_EMPTY, before = RECT_EMPTY;
    double behind = 0;
    while (behind <= end && next_strip(&walk, &strip)) {
        behind += strip_length(&strip);
        if (behind >= begin)
            bounds = rect_union(rect_union(bounds, before), strip.bounds);
        before = strip.bounds;
    }
    return bounds;
}

static void add_strip(Path *path, const Strip *strip, bool goes_on)
{
    PathWalk walk = strip->from;
    PathPiece piece;
    for (int i = 0; i < strip->n_pieces && path_walk_next(&walk, &piece); i++) {
        const Point *p = piece.p;
        if ((i == 0 && !goes_on) || piece.begins)
            path_move(path, p[0].x, p[0].y);
        if (piece.line)
            path_line(path, p[3].x, p[3].y);
        else
            path_cubic(path, p[1].x, p[1].y, p[2].x, p[2].y, p[3].x, p[3].y);
    }
}

const Path *path_rows(const Path *path, Matrix m, double top, double bottom, Arena *arena)
{
    if (path_is_closed(path))
        return path;
    Path *seen = path_create(arena);
    PathWalk walk = {.path = path};
    Strip strip;
    bool goes_on = false;
    while (next_strip(&walk, &strip)) {
        const Rect box = matrix_bounds(m, strip.bounds);
        const bool reaches = box.y <= bottom && box.y + box.h >= top;
        if (reaches)
            add_strip(seen, &strip, goes_on);
        goes_on = reaches;
    }
    return seen;
}
