// hill.h — a slope with a ball on it: what it shows, and where that stands in a rectangle.
#ifndef GPTREEL_KIT_HILL_H
#define GPTREEL_KIT_HILL_H

#include "engine/anim/picture.h"
#include "engine/verbs/figure_verbs.h"

enum { HILL_MOST_PLACES = 64 };

typedef struct Hill {
    const Figure *const *x, *const *y; // [n] rising x
    int n, at;                         // the entry that the ball is at
    int sloped;                        // the entry at which the slope is shown as an arrow; -1: at none
    const Words *name, *up;            // of what is moved, of the value
    const char *format, *places;       // of the value, of the places; NULL: these are not written
} Hill;

// Where it is in a rectangle, in canvas units.
typedef struct HillFrame {
    double em, r;        // the type's size; of the ball
    Rect box;            // of the slope
    double line_y;       // of the line below it
    double tick_size;    // of the type of what stands beside the slope
    int lowest, highest; // the entries with these values, which stand there
    double low, high;    // of the values
    double slopes[HILL_MOST_PLACES];
} HillFrame;

HillFrame hill_frame(Scene *s, const Hill *hill, Rect rect);

// The place of x on the slope, which goes through all entries and rises and falls no oftener than they do.
Point hill_on_slope(const HillFrame *frame, const Hill *hill, double x);

// How steep it is there: 0 where it is level, towards 1 where it falls to the right, −1 where it rises.
double hill_fall(const HillFrame *frame, const Hill *hill, double x);

// Where the ball's number stands: over it, on the side to which the slope falls, and within the picture.
Point hill_value_spot(Scene *s, const HillFrame *frame, const Hill *hill, double x);

// The entry at a place, or -1.
int hill_entry_at(const Hill *hill, double x);

extern const Verb HILL_METHODS[]; // hill_motion.c

#endif
