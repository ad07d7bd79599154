// residual.h — the residual stream as a band with a lane for each token; the last one is the token in question.
//
// It runs to the right, or down when vertical. Lengths are along it, counted from its group's origin.
#ifndef GPTREEL_KIT_RESIDUAL_H
#define GPTREEL_KIT_RESIDUAL_H

#include "engine/anim/scene.h"

enum { RESIDUAL_MOST_LANES = 8 };

typedef struct ResidualSpec {
    Node *parent;
    double across;   // where its middle is: y, or x when vertical
    double from, to; // along
    double width;
    int n_lanes; // at most RESIDUAL_MOST_LANES
    bool vertical;
    bool no_lanes_yet; // the lanes have no length until residual_lane_reach
} ResidualSpec;

// The nodes of a stream, in the scene's arena.
typedef struct Residual {
    Node *group; // its middle is on the origin of this group
    Node *bed, *edges[2];
    Node *lanes[RESIDUAL_MOST_LANES];
    ResidualSpec spec;
} Residual;

#define residual_add(s, ...) residual_add_with((s), (ResidualSpec){.parent = __VA_ARGS__})
Residual *residual_add_with(Scene *s, ResidualSpec spec);

// All of it goes to other ends, in dur_s; moves the cursor by it.
void residual_reach(Scene *s, Residual *stream, double from, double to, double dur_s);
// The middle of the stream goes to another place across.
void residual_shift(Scene *s, Residual *stream, double across, double dur_s);
// One lane draws itself from `from` to `to`.
void residual_lane_reach(Scene *s, Residual *stream, int lane, double from, double to, double dur_s);
// Of a lane's middle from the stream's middle.
double residual_lane_at(const Residual *stream, int lane);

// What runs along the stream: a short bright dash in every lane, the last one white, in a halo. A group whose x (y when
// vertical) is the place along it; invisible at first.
Node *residual_pulse(Scene *s, Residual *stream);

#endif
