// ease.h — how a value goes from one key to the next.
#ifndef GPTREEL_ANIM_EASE_H
#define GPTREEL_ANIM_EASE_H

typedef enum Ease {
    EASE_DEFAULT,  // the verb's own choice: out-cubic to appear, in-out-cubic to move
    EASE_LINEAR,
    EASE_STEP,     // the old value up to the key, the new one from it on
    EASE_IN,       // cubic
    EASE_OUT,      // cubic
    EASE_IN_OUT,   // cubic
    EASE_OVERSHOOT, // out, 4 % past the end and back
    EASE_COUNT,
} Ease;

typedef struct EaseRow {
    const char *name;
    double (*at)(double u);      // u and result in 0..1 (may overshoot); at(0) = 0, at(1) = 1
    double spline[4];            // the same as a cubic Bézier x1 y1 x2 y2, when `exact`
    int exact;                   // 1: the spline is the function (and SVG may use it); 0: sample it
} EaseRow;

extern const EaseRow EASE_ROWS[EASE_COUNT];

double ease_at(Ease ease, double u);

#endif
