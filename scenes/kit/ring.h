// ring.h — stations on a ring, joined by arcs that draw: a loop that is gone round.
//
// What is done is in the accent, what is to come in the colour of rules; an arc that carries the chosen token is in
// the colour of choice while it does, fading behind it.
#ifndef GPTREEL_KIT_RING_H
#define GPTREEL_KIT_RING_H

#include "engine/anim/scene.h"

enum { RING_MOST_STATIONS = 12, RING_TRAIL = 16 };

typedef struct RingSpec {
    Node *parent;
    double x, y; // the centre
    int z;
    double r;            // of the ring
    double station_r;    // of a station's circle
    int n_stations;      // clockwise; the first is the one left of the top
    double stroke_width; // 0: 4
} RingSpec;

// The nodes, in the scene's arena. Arc i leads from station i to the next, the last one back to the first.
typedef struct Ring {
    Node *group;                     // at the centre
    Node *rails[RING_MOST_STATIONS]; // the arcs to come
    Node *rail_heads[RING_MOST_STATIONS];
    Node *arcs[RING_MOST_STATIONS]; // the arcs that were gone
    Node *heads[RING_MOST_STATIONS];
    Node *stations[RING_MOST_STATIONS]; // group: circle, number
    Node *trails[RING_MOST_STATIONS];   // behind a rider: RING_TRAIL pieces of the arc, none where none rode
    double ridden[RING_MOST_STATIONS];  // how much of the arc, 0 to 1
    RingSpec spec;
} Ring;

// The ring, invisible.
#define ring_add(s, ...) ring_add_with((s), (RingSpec){.parent = __VA_ARGS__})
Ring *ring_add_with(Scene *s, RingSpec spec);

// All of it appears as what is to come: the arcs draw, the stations pop in. Moves the cursor to the end of it.
void ring_appear(Scene *s, Ring *ring, double dur_s);

// A station lights up. Moves the cursor by dur_s.
void ring_reach(Scene *s, Ring *ring, int station, double dur_s);

// Arc i draws itself from end to end. Moves the cursor by dur_s.
void ring_go(Scene *s, Ring *ring, int arc, double dur_s);

// A node rides on a path (in the ring's parent's coordinates), its point `grip` staying on it, and arc i draws itself
// behind it in the colour of choice as far as the rider has come, the fainter the longer ago; it may stop on the way
// and ride on. Moves the cursor by dur_s.
void ring_ride(Scene *s, Ring *ring, int arc, Node *rider, Point grip, const Path *path, double dur_s);

// The arc that was ridden becomes one that is done. Moves the cursor by dur_s.
void ring_settle(Scene *s, Ring *ring, int arc, double dur_s);

// In the ring's parent's coordinates: the point and direction at a fraction of an arc.
Point ring_arc_place(const Ring *ring, int arc, double fraction, Point *direction);
double ring_arc_angle(const Ring *ring, int arc, double fraction); // radians, as path_arc takes them

#endif
