// connect.h — what joins the parts of a diagram: arrows with rounded corners, and the ⊕ where two things are added.
#ifndef GPTREEL_KIT_CONNECT_H
#define GPTREEL_KIT_CONNECT_H

#include "engine/anim/scene.h"

enum { ARROW_MOST_CORNERS = 6 };

typedef struct ArrowSpec {
    Node *parent;
    Point corners[ARROW_MOST_CORNERS]; // from the tail to the tip
    int n_corners;
    double radius; // of the corners; 0: 18
    bool dot;      // a dot at the tail, where it leaves a line
    bool plain;    // without a tip
    Color color;
} ArrowSpec;

// The nodes of an arrow, in the scene's arena.
typedef struct Arrow {
    Node *group;
    Node *line;
    Node *tip; // NULL when plain
    Node *dot; // NULL without one
} Arrow;

#define arrow_add(s, ...) arrow_add_with((s), (ArrowSpec){.parent = __VA_ARGS__})
Arrow *arrow_add_with(Scene *s, ArrowSpec spec);

// From the tail to the tip, which opens when the line is there. Moves the cursor by dur_s.
void arrow_draw(Scene *s, Arrow *arrow, double dur_s);
void arrow_color(Scene *s, Arrow *arrow, Color color, double dur_s);

// The nodes of a ⊕, in the scene's arena.
typedef struct Plus {
    Node *group; // at the middle
    Node *glow;  // invisible at first
    Node *ring;
    Node *cross;
} Plus;

Plus *plus_add(Scene *s, Node *parent, double x, double y, double r, Color color);
void plus_color(Scene *s, Plus *plus, Color color, double dur_s);

// Lights up for dur_s and is plain `color` again after it. Moves the cursor by dur_s.
void plus_flash(Scene *s, Plus *plus, Color color, double dur_s);

#endif
