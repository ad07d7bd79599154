// ease.c — the eases as functions, with the splines that SVG may say instead.
#include "engine/anim/ease.h"

static double at_linear(double u)
{
    return u;
}

static double at_step(double u)
{
    return u < 1 ? 0 : 1;
}

static double at_in(double u)
{
    return u * u * u;
}

static double at_out(double u)
{
    const double v = 1 - u;
    return 1 - v * v * v;
}

static double at_in_out(double u)
{
    const double v = 2 - 2 * u;
    return u < 0.5 ? 4 * u * u * u : 1 - v * v * v / 2;
}

// 1 + (c + 1)(u − 1)³ + c(u − 1)² is past 1 by 4c³ / 27(c + 1)² at most, which is 0.04 for this c.
static double at_overshoot(double u)
{
    const double c = 1.04, v = u - 1;
    return 1 + (c + 1) * v * v * v + c * v * v;
}

// To add one: an enumerator in ease.h, its function above, a row here.
const EaseRow EASE_ROWS[EASE_COUNT] = {
    [EASE_DEFAULT] = {"default", at_in_out, {0, 0, 1, 1}, 0},
    [EASE_LINEAR] = {"linear", at_linear, {0, 0, 1, 1}, 1},
    [EASE_STEP] = {"step", at_step, {0, 0, 1, 1}, 0},
    [EASE_IN] = {"in", at_in, {1.0 / 3, 0, 2.0 / 3, 0}, 1},
    [EASE_OUT] = {"out", at_out, {1.0 / 3, 1, 2.0 / 3, 1}, 1},
    [EASE_IN_OUT] = {"in-out", at_in_out, {0, 0, 1, 1}, 0},
    [EASE_OVERSHOOT] = {"overshoot", at_overshoot, {0, 0, 1, 1}, 0},
};

double ease_at(Ease ease, double u)
{
    if (u <= 0)
        return 0;
    if (u >= 1)
        return 1;
    return EASE_ROWS[ease].at(u);
}
