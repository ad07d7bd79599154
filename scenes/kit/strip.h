// strip.h — a draw at random, seen: the symbols side by side, each as wide as it is likely, and a marker where the
// random number falls.
#ifndef GPTREEL_KIT_STRIP_H
#define GPTREEL_KIT_STRIP_H

#include "engine/anim/scene.h"

enum { STRIP_MOST_CELLS = 24 };

typedef struct StripSpec {
    Node *parent;
    double x, y, w, h;        // w is probability 1
    const char *const *texts; // [n] of the symbols, UTF-8
    const double *p;          // [n] falling
    int n;                    // what p leaves to 1 is summed as "other", as is what is too narrow to be told apart
    int chosen;               // -1: nothing was drawn
    double draw;              // [0, 1); NaN: not known
    const char *source;
} StripSpec;

// The nodes, in the scene's arena.
typedef struct Strip {
    Node *group;                   // at x, y
    Node *cells[STRIP_MOST_CELLS]; // rectangles
    Node *texts[STRIP_MOST_CELLS]; // NULL where there is no room
    int symbols[STRIP_MOST_CELLS]; // what the cell stands for, -1: several
    Rect boxes[STRIP_MOST_CELLS];  // in the group
    int n_cells;
    int chosen;   // cell, -1: none
    Node *glow;   // NULL without a choice
    Node *marker; // NULL without a draw
    StripSpec spec;
} Strip;

// The strip, invisible.
#define strip_add(s, ...) strip_add_with((s), (StripSpec){.parent = __VA_ARGS__})
Strip *strip_add_with(Scene *s, StripSpec spec);

// The symbols come from elsewhere, from[i] being symbol i's bar in the group's parent's coordinates, of the colour
// from_color[i]; they line up in falling order and lie flat. Moves the cursor by dur_s.
void strip_lay(Scene *s, Strip *strip, const Rect *from, const Color *from_color, double dur_s);

// The marker falls onto the strip. Moves the cursor by dur_s.
void strip_throw(Scene *s, Strip *strip, double dur_s);

// The cell that was hit lights up. Moves the cursor by dur_s.
void strip_mark(Scene *s, Strip *strip, double dur_s);

// The chosen cell in the group's parent's coordinates.
Rect strip_chosen_box(const Strip *strip);

#endif
