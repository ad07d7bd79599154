// ring.h — the four stations of a loop, and where everything of it stands in a rectangle.
#ifndef GPTREEL_KIT_RING_H
#define GPTREEL_KIT_RING_H

#include "engine/anim/picture.h"
#include "engine/verbs/figure_verbs.h"

enum { RING_STATIONS = 4, RING_TRAIL = 16 };

// What rode on an arc.
typedef struct RingRide {
    Node *trail[RING_TRAIL]; // pieces of the arc behind it; NULL: nothing did
    double ridden;           // how much of the arc, 0 to 1
} RingRide;

// The stations in the order in which they are reached, and how far the loop was gone. Arc i leads to station i, so arc
// 0 closes the loop.
typedef struct Ring {
    const char *names[RING_STATIONS];
    const Words *lines[RING_STATIONS]; // below the names or beside them, once the station is reached; NULL: none
    const char *again;                 // at the arc that closes the loop, once that was gone; NULL: nothing
    int n_reached;                     // stations, from the first on
    bool gone[RING_STATIONS];          // arcs
    RingRide *rides;                   // [RING_STATIONS] by arcs, shared by all states of the picture
} Ring;

// Where an arc turns, from its begin to its end.
typedef struct RingCorners {
    Point at[4]; // [n]
    int n;
} RingCorners;

// Places on the canvas. The loop goes around all of it: down at the left past the first and the second station, up at
// the right past the third and the last. The first one's room is a row above, into which the last one leads from the
// right; the other two have theirs below it, beside one another or one below the other.
typedef struct RingPlan {
    bool beside;
    Rect loop; // what the line goes around
    double station_r;
    Point stations[RING_STATIONS];
    RingCorners corners[RING_STATIONS];
    const Path *arcs[RING_STATIONS]; // each from the rim of a station's circle to that of the next
    TextStyle name, line;
    Align align[RING_STATIONS];   // of a station's words
    Point name_at[RING_STATIONS]; // baseline, where words with that alignment begin or end
    Point line_at[RING_STATIONS];
    Rect room[RING_STATIONS]; // for what belongs to a station
    bool has_words;           // there is room for all of them
} RingPlan;

// Where everything stands. In the scene's arena.
RingPlan ring_plan(Scene *s, const Ring *ring, Rect rect);

// A thing goes along an arc in `dur_s`, which draws itself behind it in the colour of choice, the fainter the longer
// ago: from where it is to half way, where it waits; when `to` is given, on from there (or all the way) to the middle
// of that, as large as it. It keeps clear of what stands beside it in a row. In a block's time. Gives when it is as far
// along the arc as it goes, in seconds from its begin: there it leaves the arc, or waits.
double ring_carry(Scene *s, const Picture *picture, Node *thing, int arc, const Rect *to, double dur_s);

// The trail of an arc fades.
void ring_carry_end(Scene *s, const Picture *picture, int arc, double dur_s);

#endif
