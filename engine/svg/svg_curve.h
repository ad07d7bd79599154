// svg_curve.h — tracks as SVG can say them: values at key times over the whole duration, with Bézier ways between.
//
// A curve begins and ends with the span of the file. Every ease of the engine that is made of cubics is exact; others,
// and ways that the span cuts, are sampled to a tolerance.
#ifndef GPTREEL_SVG_SVG_CURVE_H
#define GPTREEL_SVG_SVG_CURVE_H

#include "engine/anim/track.h"
#include "engine/svg/svg_text.h"

// Keys no further apart are at one time.
static const double SAME_TIME_S = 1e-7;

// A part of the scene's time.
typedef struct Span {
    double begin_s, end_s;
} Span;

typedef enum CurveWay {
    CURVE_LINE,
    CURVE_HOLD,   // the old value up to the key, the new one from it on
    CURVE_SPLINE, // as the key's spline says
} CurveWay;

enum { CURVE_VALUES = 3 };

typedef struct CurveKey {
    double t_s;
    double value[CURVE_VALUES];
    CurveWay way;     // from the key before
    double spline[4]; // x1 y1 x2 y2, within 0 to 1
} CurveKey;

typedef struct Curve {
    Arena *arena;   // of the keys
    CurveKey *keys; // [n_keys] rising t_s; at least one
    int n_keys, cap_keys;
    int n_values;
} Curve;

// Where one value of a curve comes from: a component of a track, or a constant; then `value · scale + offset`.
typedef struct Channel {
    const Track *track; // NULL or empty: the constant
    int component;
    double constant;
    double scale, offset;
} Channel;

// Whether the tracks of all channels have keys at the same times with the same eases, so that one curve can hold them.
bool channels_agree(const Channel *channels, int n);

// The channels (which agree) as one curve. Keys that lie within `tolerance` of the way without them are left out; a
// tolerance of 0 leaves out only what changes nothing.
Curve curve_of_channels(Arena *arena, const Channel *channels, int n, Span span, double tolerance);

Curve curve_constant(Arena *arena, const double *value, int n);

// Any function of time by lines that stay within `tolerance` of it. It may jump at the `breaks` (rising) only, and has
// its new value there.
typedef void CurveFunction(const void *context, double t_s, double *value);
Curve curve_sample(Arena *arena, CurveFunction *function, const void *context, const double *breaks, int n_breaks,
                   int n_values, Span span, double tolerance);

// The largest difference between two keys' values.
double curve_distance(const double *a, const double *b, int n_values);

// Adds a key behind the others.
void curve_add(Curve *curve, CurveKey key);

// The times of all keys of some tracks within the span, rising, without doubles. NULL tracks are passed over.
double *track_times(Arena *arena, const Track *const *tracks, int n_tracks, Span span, int *n_times);

void curve_at(const Curve *curve, double t_s, double *value);
bool curve_moves(const Curve *curve, double tolerance); // whether any value leaves its first one by more

// Puts values, keyTimes and, where they are needed, calcMode and keySplines as attributes.
typedef void CurvePut(SvgText *text, const double *value, const void *context);
void curve_put(SvgText *text, const Curve *curve, Span span, CurvePut *put, const void *context);

#endif
