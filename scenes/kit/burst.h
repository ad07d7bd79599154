// burst.h — what makes a point stand out: a light that swells and stays, rings that widen and fade, streaks that fly.
#ifndef GPTREEL_KIT_BURST_H
#define GPTREEL_KIT_BURST_H

#include "engine/anim/scene.h"

typedef struct BurstSpec {
    Node *parent;
    double x, y;
    double r; // of what stands there; the rings end at about twelve times that
    Color color;
} BurstSpec;

typedef struct Burst {
    Node *group; // to be drawn under what stands there
    Node *light;
    Node *rings, *streaks; // groups
    BurstSpec spec;
} Burst;

#define burst_add(s, ...) burst_add_with((s), (BurstSpec){.parent = __VA_ARGS__})
Burst *burst_add_with(Scene *s, BurstSpec spec);

// From the cursor on the light rises within lead_s, then all bursts; the cursor goes to where only the light is left,
// and stands still.
void burst_fire(Scene *s, Burst *burst, double lead_s);

#endif
