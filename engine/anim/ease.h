// ease.h — how a value goes from one key to the next.
#ifndef GPTREEL_ANIM_EASE_H
#define GPTREEL_ANIM_EASE_H

#include "engine/base/arena.h"

// A part of an ease as a cubic Bézier, from where the piece before ends (0, 0 for the first) to u, y. Within it, time
// and value go from 0 to 1.
typedef struct EasePiece {
    double u, y;
    double spline[4]; // x1 y1 x2 y2
} EasePiece;

enum { EASE_MOST_PIECES = 8 };

typedef struct EaseCurve {
    const char *name; // as authors write it; NULL: a curve of theirs
    double (*at)(
        double u); // u in 0..1; at(0) = 0, at(1) = 1, between them it may go past both. NULL: as the pieces say
    EasePiece pieces[EASE_MOST_PIECES]; // [n_pieces] the same function; none: a jump
    int n_pieces;
} EaseCurve;

// Which one. NULL, EASE_DEFAULT, is the verb's own choice: out-cubic to appear, in-out-cubic to move.
typedef const EaseCurve *Ease;

// Their places among EASE_CURVES.
enum {
    EASE_AT_DEFAULT,
    EASE_AT_LINEAR,
    EASE_AT_STEP,
    EASE_AT_IN,
    EASE_AT_OUT,
    EASE_AT_IN_OUT,
    EASE_AT_OVERSHOOT,
    EASE_AT_SPRING,
    EASE_AT_BACK,
    EASE_AT_ELASTIC,
    EASE_AT_BOUNCE,
    EASE_COUNT,
};

extern const EaseCurve EASE_CURVES[EASE_COUNT];

#define EASE_DEFAULT ((Ease)0)
#define EASE_LINEAR (&EASE_CURVES[EASE_AT_LINEAR])
#define EASE_STEP (&EASE_CURVES[EASE_AT_STEP])           // the old value up to the key, the new one from it on
#define EASE_IN (&EASE_CURVES[EASE_AT_IN])               // cubic
#define EASE_OUT (&EASE_CURVES[EASE_AT_OUT])             // cubic
#define EASE_IN_OUT (&EASE_CURVES[EASE_AT_IN_OUT])       // cubic
#define EASE_OVERSHOOT (&EASE_CURVES[EASE_AT_OVERSHOOT]) // out, 4 % past the end and back
#define EASE_SPRING (&EASE_CURVES[EASE_AT_SPRING])       // out, past the end and back, less each time
#define EASE_BACK (&EASE_CURVES[EASE_AT_BACK])           // in-out, drawn back first and past the end
#define EASE_ELASTIC (&EASE_CURVES[EASE_AT_ELASTIC])     // a spring that swings far
#define EASE_BOUNCE (&EASE_CURVES[EASE_AT_BOUNCE])       // falls onto the end and leaps up from it

// A cubic Bézier x1 y1 x2 y2 of the author's; x1 and x2 in 0..1.
Ease ease_bezier(Arena *arena, const double spline[4]);

// u is held within 0..1.
double ease_at(Ease ease, double u);

#endif
