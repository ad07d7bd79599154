// view.h — what can be seen of a sealed scene at one time, for those who look whether it can be read.
#ifndef GPTREEL_OUTPUT_VIEW_H
#define GPTREEL_OUTPUT_VIEW_H

#include "engine/anim/frame.h"

// An item as it is seen: how opaque it is with all groups around it, and how much of it their clips leave.
typedef struct Seen {
    const DrawItem *item;
    double opacity;
    Rect bounds; // canvas units; empty: all of it is clipped
    bool still;  // it does not move, appear or leave around this time
} Seen;

typedef struct View {
    double t_s;
    Seen *items; // [n_items] in painting order
    int n_items;
} View;

// In the arena.
View view_at(const Scene *scene, double t_s, Arena *arena);

// Whether an item is a text that one is to read: it stands still, and did not step back.
bool seen_is_read(const Seen *seen);

// Whether the camera has moved in and the node is part of what it sees: what is not looked at lies outside then.
bool view_is_zoomed(const Scene *scene, const Node *node, double t_s);

#endif
