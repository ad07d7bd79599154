// road.h — the residual stream as a road: a bed with one lane a token; the last lane is the token in question.
//
// It runs to the right, or down when vertical. Lengths are along it, counted from its group's origin.
#ifndef GPTREEL_KIT_ROAD_H
#define GPTREEL_KIT_ROAD_H

#include "engine/anim/scene.h"

enum { ROAD_MOST_LANES = 8 };

typedef struct RoadSpec {
    Node *parent;
    double across;   // where its middle is: y, or x when vertical
    double from, to; // along
    double width;
    int n_lanes; // at most ROAD_MOST_LANES
    bool vertical;
    bool no_lanes_yet; // the lanes have no length until road_lane_reach
} RoadSpec;

// The nodes of a road, in the scene's arena.
typedef struct Road {
    Node *group; // its middle is on the origin of this group
    Node *bed, *edges[2];
    Node *lanes[ROAD_MOST_LANES];
    RoadSpec spec;
} Road;

#define road_add(s, ...) road_add_with((s), (RoadSpec){.parent = __VA_ARGS__})
Road *road_add_with(Scene *s, RoadSpec spec);

// The whole road goes to other ends, in dur_s; moves the cursor by it.
void road_reach(Scene *s, Road *road, double from, double to, double dur_s);
// The middle of the road goes to another place across.
void road_shift(Scene *s, Road *road, double across, double dur_s);
// One lane drives from `from` to `to`.
void road_lane_reach(Scene *s, Road *road, int lane, double from, double to, double dur_s);
// Of a lane's middle from the road's middle.
double road_lane_at(const Road *road, int lane);

// What runs along the road: a short bright dash in every lane, the last one white, in a halo. A group whose x (y when
// vertical) is the place along the road; invisible at first.
Node *road_pulse(Scene *s, Road *road);

#endif
