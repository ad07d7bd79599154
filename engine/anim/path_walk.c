// path_walk.c — the pieces of a path, and how long they are.
#include "engine/anim/path_walk.h"

#include <math.h>

Point path_cubic_at(const Point p[4], double t)
{
    const double s = 1 - t;
    const double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    return (Point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                   a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

bool path_walk_next(PathWalk *walk, PathPiece *piece)
{
    const Path *path = walk->path;
    while (walk->verb < path->n_verbs) {
        const Point *at = path->points + walk->point;
        Point to = walk->start;
        const PathVerb verb = path->verbs[walk->verb++];
        switch (verb) {
        case PATH_MOVE:
            walk->point += 1;
            walk->start = walk->here = at[0];
            walk->begins = true;
            continue;
        case PATH_CUBIC:
            walk->point += 3;
            *piece = (PathPiece){{walk->here, at[0], at[1], at[2]}, false, walk->begins};
            walk->here = at[2];
            walk->begins = false;
            return true;
        case PATH_LINE:
            walk->point += 1;
            to = at[0];
            break;
        case PATH_CLOSE:
            if (to.x == walk->here.x && to.y == walk->here.y)
                continue;
            break;
        }
        const Point from = walk->here;
        *piece = (PathPiece){{from, from, to, to}, true, walk->begins};
        walk->here = to;
        walk->begins = false;
        return true;
    }
    return false;
}

enum { CUBIC_CHORDS = 16 };

double path_piece_length(const PathPiece *piece)
{
    if (piece->line)
        return hypot(piece->p[3].x - piece->p[0].x, piece->p[3].y - piece->p[0].y);
    double length = 0;
    Point before = piece->p[0];
    for (int i = 1; i <= CUBIC_CHORDS; i++) {
        const Point next = path_cubic_at(piece->p, (double)i / CUBIC_CHORDS);
        length += hypot(next.x - before.x, next.y - before.y);
        before = next;
    }
    return length;
}

double path_piece_parameter(const PathPiece *piece, double length)
{
    const double whole = path_piece_length(piece);
    if (whole <= 0)
        return 0;
    if (piece->line)
        return clamp(length / whole, 0, 1);
    double behind = 0;
    Point before = piece->p[0];
    for (int i = 1; i <= CUBIC_CHORDS; i++) {
        const Point next = path_cubic_at(piece->p, (double)i / CUBIC_CHORDS);
        const double chord = hypot(next.x - before.x, next.y - before.y);
        if (behind + chord >= length)
            return (i - 1 + (chord > 0 ? (length - behind) / chord : 0)) / CUBIC_CHORDS;
        behind += chord;
        before = next;
    }
    return 1;
}
