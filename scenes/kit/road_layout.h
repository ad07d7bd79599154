// road_layout.h — where the residual road runs, and where what stands beside it has its place.
#ifndef GPTREEL_KIT_ROAD_LAYOUT_H
#define GPTREEL_KIT_ROAD_LAYOUT_H

#include "engine/anim/picture.h"

enum { ROAD_MOST_HALVES = 3, ROAD_MOST_CORNERS = 3 };

// What the road runs past.
typedef struct RoadSpec {
    int n_halves;
    double shares[ROAD_MOST_HALVES]; // of the length, where the road runs down
    bool edge_to_edge;               // of the canvas; else as far as its rectangle
    bool has_norm;                   // in front of each half
    bool is_added;                   // what comes out of a half is added to the road
} RoadSpec;

typedef struct RoadBranch {
    Point corners[ROAD_MOST_CORNERS]; // from its begin to its tip
    int n_corners;
} RoadBranch;

typedef struct RoadHalf {
    Rect card; // of what stands beside the road
    Rect norm;
    RoadBranch in, out;
    Point plus; // where it is added
} RoadHalf;

typedef struct RoadLayout {
    bool down; // it runs down; else to the right
    Rect band;
    Rect words;  // room for words above all
    Rect remark; // and for fewer of them: beside, or below where it runs down
    Rect note;   // beside the band: for its name; empty where there is none
    double plus_r;
    double type_size, note_size;
    RoadHalf halves[ROAD_MOST_HALVES];
    int n_halves; // that there is room for: all or none
} RoadLayout;

RoadLayout road_layout(Scene *s, const RoadSpec *spec, Rect rect);

#endif
