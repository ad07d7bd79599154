// number.h — what mathematics has and C has not: π, and some functions of numbers.
#ifndef GPTREEL_BASE_NUMBER_H
#define GPTREEL_BASE_NUMBER_H

static const double PI = 3.14159265358979323846;

// The value, or the end of the range that it is beyond.
static inline double clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

// From a, where t is 0, to b, where it is 1, and on.
static inline double lerp(double a, double b, double t)
{
    return a + (b - a) * t;
}

// Sorts n values, at least one, and gives the one that a share of them do not exceed.
double number_quantile(double *values, int n, double share);

#endif
