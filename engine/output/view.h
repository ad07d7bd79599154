// view.h — what can be seen of a sealed scene, time after time, for those who look whether it can be read.
#ifndef GPTREEL_OUTPUT_VIEW_H
#define GPTREEL_OUTPUT_VIEW_H

#include "engine/anim/frame.h"

static const double REEL_STEP_S = 0.1;
enum {
    REEL_AROUND = 2
}; // views before and behind the one that is looked at: what does not change in these stands still

// An item as it is seen: how opaque it is with all groups around it, and how much of it their clips leave.
typedef struct Seen {
    const DrawItem *item;
    double opacity;
    Rect bounds; // canvas units; empty: all of it is clipped
    bool still;  // of the view that is looked at: it does not move, appear or leave around this time
} Seen;

typedef struct View {
    double t_s;
    DisplayList list;
    Seen *items; // [n_items] in painting order
    int n_items;
    int *places; // [n_nodes] by id: 1 + the index of the node's item; 0: it is not seen
} View;

// Views REEL_STEP_S apart, of which one is looked at.
typedef struct ViewReel {
    const Scene *scene;
    int step; // of the view that is looked at, from 0
    View views[2 * REEL_AROUND + 1];
    Arena arenas[2 * REEL_AROUND + 1]; // of each of them
} ViewReel;

// From the scene's begin on; reel_next gives false behind its end.
void reel_init(ViewReel *reel, const Scene *scene);
bool reel_next(ViewReel *reel);
void reel_finish(ViewReel *reel);

// The view that is looked at, and those around it: offsets of −REEL_AROUND … REEL_AROUND. Before the begin and behind
// the end they are as there.
const View *reel_view(const ViewReel *reel, int offset);

// The item of a node; NULL: it is not seen.
const Seen *view_find(const View *view, const Node *node);

// Whether an item is a text that one is to read: it stands still, and did not step back.
bool seen_is_read(const Seen *seen);

// How far two items may reach into one another across, in units: letters of one word are kerned. They have one parent, or,
// as parts of a picture, one above it. Others may not.
double seen_kerning(const Seen *a, const Seen *b);

// Whether the camera has moved in and the node is part of what it sees: what is not looked at lies outside then.
bool view_is_zoomed(const Scene *scene, const Node *node, double t_s);

#endif
