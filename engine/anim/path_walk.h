// path_walk.h — the pieces of a path, one after the other. For the files that measure and cut paths.
#ifndef GPTREEL_ANIM_PATH_WALK_H
#define GPTREEL_ANIM_PATH_WALK_H

#include "engine/anim/path.h"

// One drawn piece of a path: a cubic, or a line as the cubic with its control points on it.
typedef struct PathPiece {
    Point p[4];
    bool line;
    bool begins; // a new subpath
} PathPiece;

// Where a walk is. Begins with the path and zeros; a copy walks on from where it was made.
typedef struct PathWalk {
    const Path *path;
    int verb, point;
    Point start, here;
    bool begins;
} PathWalk;

// The next piece. False at the path's end.
bool path_walk_next(PathWalk *walk, PathPiece *piece);

double path_piece_length(const PathPiece *piece);

// The parameter at which `length` units of the piece lie behind.
double path_piece_parameter(const PathPiece *piece, double length);

Point path_cubic_at(const Point p[4], double t);

#endif
