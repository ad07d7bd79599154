// ring.h — the four stations of a loop, and where everything of it stands in a rectangle.
#ifndef GPTREEL_KIT_RING_H
#define GPTREEL_KIT_RING_H

#include "engine/anim/picture.h"

enum { RING_STATIONS = 4, RING_TRAIL = 16 };

// What rode on an arc.
typedef struct RingRide {
    Node *trail[RING_TRAIL]; // pieces of the arc behind it; NULL: nothing did
    double ridden;           // how much of the arc, 0 to 1
} RingRide;

// The stations, clockwise from the upper left, and how far the loop was gone. Arc i leads to station i, so arc 0 closes
// the ring.
typedef struct Ring {
    const char *names[RING_STATIONS];
    const char *lines[RING_STATIONS]; // below the names; NULL: none
    const char *center[2];            // in the middle, once the last station is named; NULL: nothing
    const char *again;                // beside the arc that closes the ring, once that was gone; NULL: nothing
    int n_named, n_reached;           // stations, from the first on
    bool gone[RING_STATIONS];         // arcs
    RingRide *rides;                  // [RING_STATIONS] by arcs, shared by all states of the picture
} Ring;

// Places on the canvas.
typedef struct RingPlan {
    bool beside; // words stand left and right of the ring; else above and below
    Point center;
    double r, station_r;
    TextStyle name, line;
    Point name_at[RING_STATIONS]; // baseline, where the words end, left of the middle; else begin
    double line_y;                // baseline, below that
    Rect room[RING_STATIONS];     // for what belongs to a station
    bool has_words; // there is room for all of them
} RingPlan;

// Where everything stands.
RingPlan ring_plan(Scene *s, const Ring *ring, Rect rect);

// Angles as path_arc takes them: of a station, of a point of an arc, which ends at the rims of the stations' circles.
double ring_station_angle(int station);
double ring_angle(const RingPlan *plan, int arc, double fraction);
Point ring_point(const RingPlan *plan, int arc, double fraction, Point *direction);

// Appends the part of an arc between two fractions of it.
void ring_add_arc(Path *way, const RingPlan *plan, int arc, double from, double to);

// A thing goes along an arc in `dur_s`, which draws itself behind it in the colour of choice, the fainter the longer
// ago: from where it is to the middle of the arc, where it waits; when `to` is given, on from there (or all the way) to
// the middle of that, as large as it. In a block's time.
void ring_carry(Scene *s, const Picture *picture, Node *thing, int arc, const Rect *to, double dur_s);

// The trail of an arc fades.
void ring_carry_end(Scene *s, const Picture *picture, int arc, double dur_s);

#endif
