// axis.c — scales, and ticks that fit any range.
#include "scenes/kit/axis.h"

#include "engine/base/number.h"

#include <math.h>

void axis_add(Axis *axis, double value)
{
    if (!isfinite(value))
        return;
    axis->low = fmin(axis->low, value);
    axis->high = fmax(axis->high, value);
}

void axis_give_width(Axis *axis)
{
    if (axis->high > axis->low)
        return;
    const bool empty = axis->low > axis->high;
    const double middle = empty ? 1 : axis->low, half = empty || middle == 0 ? 0.5 : fabs(middle) * 0.1;
    axis->high = middle + half;
    axis->low = axis->scale == AXIS_LINEAR ? middle - half : axis->scale == AXIS_SQRT ? 0 : middle / 2;
}

// ---- places ----

static double scaled(const Axis *axis, double value)
{
    switch (axis->scale) {
    case AXIS_SQRT:
        return sqrt(fmax(value, 0));
    case AXIS_LOG:
        return log(value);
    case AXIS_LINEAR:
        break;
    }
    return value;
}

static double unscaled(const Axis *axis, double place)
{
    switch (axis->scale) {
    case AXIS_SQRT:
        return place * place;
    case AXIS_LOG:
        return exp(place);
    case AXIS_LINEAR:
        break;
    }
    return place;
}

double axis_share(const Axis *axis, double value)
{
    const double inside = clamp(value, axis->low, axis->high), low = scaled(axis, axis->low);
    return (scaled(axis, inside) - low) / (scaled(axis, axis->high) - low);
}

double axis_value(const Axis *axis, double share)
{
    return unscaled(axis, lerp(scaled(axis, axis->low), scaled(axis, axis->high), share));
}

void axis_pad(Axis *axis, double below, double above)
{
    const double low = scaled(axis, axis->low), high = scaled(axis, axis->high);
    const double whole = (high - low) / (1 - below - above), most_low = axis->low >= 0 ? 0 : -INFINITY;
    const double padded = unscaled(axis, axis->scale == AXIS_SQRT ? fmax(low - below * whole, 0) : low - below * whole);
    axis->high = unscaled(axis, high + above * whole);
    axis->low = fmax(padded, most_low);
}

// ---- ticks ----

int axis_decimals(const Axis *axis)
{
    const double span = axis->high - axis->low;
    if (axis->high >= 100)
        return axis->high >= 1000 ? 0 : 1;
    return span >= 0.2 ? 2 : span >= 0.02 ? 3 : 4;
}

// 1, 2, 2.5 or 5 times a power of ten apart; none when no round number that far apart is inside.
static AxisTicks linear_ticks(const Axis *axis, double gap, bool whole_numbers)
{
    static const double NICE[] = {1, 2, 2.5, 5}, SLACK = 1e-9; // of a step, against rounding
    const double least = fmax(gap, 1.0 / AXIS_MOST_TICKS) * (axis->high - axis->low);
    int exponent = (int)floor(log10(least)), i = 0;
    double distance = pow(10, exponent);
    while (distance < least || (whole_numbers && distance != floor(distance))) {
        i = (i + 1) % 4;
        exponent += i == 0;
        distance = NICE[i] * pow(10, exponent);
    }
    const int smallest = exponent - (NICE[i] == 2.5);
    AxisTicks ticks = {.decimals = smallest < 0 ? -smallest : 0};
    const double last = floor(axis->high / distance + SLACK);
    for (double k = ceil(axis->low / distance - SLACK); k <= last && ticks.n < AXIS_MOST_TICKS; k++)
        ticks.values[ticks.n++] = k * distance;
    return ticks;
}

// Puts a value in its place, unless it is outside of the axis or too near to another one.
static void offer(const Axis *axis, AxisTicks *ticks, double value, double gap)
{
    static const double SLACK = 1e-9;
    if (ticks->n == AXIS_MOST_TICKS || value < axis->low * (1 - SLACK) || value > axis->high * (1 + SLACK))
        return;
    int place = 0;
    for (int i = 0; i < ticks->n; i++) {
        if (fabs(axis_share(axis, value) - axis_share(axis, ticks->values[i])) < gap)
            return;
        place += ticks->values[i] < value;
    }
    for (int i = ticks->n++; i > place; i--)
        ticks->values[i] = ticks->values[i - 1];
    ticks->values[place] = value;
    if (value > 0)
        ticks->decimals = (int)fmax(ticks->decimals, -floor(log10(value * (1 + SLACK))));
}

AxisTicks axis_ticks(const Axis *axis, double gap, bool whole_numbers)
{
    // The rounder first; of equally round ones, the larger.
    static const double DIGITS[] = {1, 5, 2, 4, 3, 8, 6};
    enum { N_DIGITS = sizeof DIGITS / sizeof *DIGITS, DECADES = 12 };
    if (axis->scale == AXIS_LINEAR)
        return linear_ticks(axis, gap, whole_numbers);
    AxisTicks ticks = {.n = 0};
    const int top = (int)floor(log10(axis->high));
    if (axis->low <= 0)
        offer(axis, &ticks, 0, gap);
    for (int i = 0; i < N_DIGITS; i++)
        for (int exponent = top; exponent > top - DECADES; exponent--)
            if (!whole_numbers || exponent >= 0)
                offer(axis, &ticks, DIGITS[i] * pow(10, exponent), gap);
    return ticks;
}
