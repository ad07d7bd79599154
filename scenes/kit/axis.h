// axis.h — an axis of a chart: where a value stands on it, and which round values are written beside it.
#ifndef GPTREEL_KIT_AXIS_H
#define GPTREEL_KIT_AXIS_H

#include <stdbool.h>

enum { AXIS_MOST_TICKS = 16 };

typedef enum AxisScale {
    AXIS_LINEAR,
    AXIS_SQRT, // the beginning is wider: for what falls steeply at first
    AXIS_LOG,
} AxisScale;

typedef struct Axis {
    AxisScale scale;
    double low, high; // low < high; above 0 when the scale is AXIS_LOG, at least 0 when it is AXIS_SQRT
} Axis;

// Widens an axis by a value that is a number. One with low > high holds nothing yet.
void axis_add(Axis *axis, double value);

// Gives an axis without any width some: of a single value, or of none.
void axis_give_width(Axis *axis);

// More room below and above the values, as shares of the axis. What is never negative gets none below zero.
void axis_pad(Axis *axis, double below, double above);

// Where a value stands: 0 at the low end, 1 at the high one; beyond them it is at the end.
double axis_share(const Axis *axis, double value);

// The value that stands at a share of the axis.
double axis_value(const Axis *axis, double share);

// The decimals that tell values of an axis apart, and no more than can be read.
int axis_decimals(const Axis *axis);

// Round values, rising: on a linear axis equally far apart, else powers of ten, fives and twos, as many as stand at
// least `gap` (a share of the axis) apart.
typedef struct AxisTicks {
    double values[AXIS_MOST_TICKS];
    int n;
    int decimals; // that they need
} AxisTicks;

AxisTicks axis_ticks(const Axis *axis, double gap, bool whole_numbers);

#endif
