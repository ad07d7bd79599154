// ease.c — the eases as functions and as pieces of splines, which animated SVG says instead.
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

#define THIRD (1.0 / 3)
#define TWO_THIRDS (2.0 / 3)

// A cubic in time is a spline with x at thirds. These begin and end at rest, begin at rest, end at rest; those of
// motion under a constant force likewise.
#define SMOOTH                                                                                                         \
    {                                                                                                                  \
        THIRD, 0, TWO_THIRDS, 1                                                                                        \
    }
#define FROM_REST                                                                                                      \
    {                                                                                                                  \
        THIRD, 0, TWO_THIRDS, 0                                                                                        \
    }
#define TO_REST                                                                                                        \
    {                                                                                                                  \
        THIRD, 1, TWO_THIRDS, 1                                                                                        \
    }
#define FALLING                                                                                                        \
    {                                                                                                                  \
        THIRD, 0, TWO_THIRDS, THIRD                                                                                    \
    }
#define RISING                                                                                                         \
    {                                                                                                                  \
        THIRD, TWO_THIRDS, TWO_THIRDS, 1                                                                               \
    }

// The overshoot is one cubic, cut where it turns, as a spline's own y may not leave 0 to 1: with c = 1.04 it turns at
// u = 1 − 2c / 3(c + 1). Springs swing from turn to turn. A ball that leaps to 0.45² of its height takes 0.45 of the
// time. To add one: its place in ease.h, a row here; scripts know it then.
const EaseCurve EASE_CURVES[EASE_COUNT] = {
    [EASE_AT_DEFAULT] = {"default", at_in_out, {{0.5, 0.5, FROM_REST}, {1, 1, TO_REST}}, 2},
    [EASE_AT_LINEAR] = {"linear", at_linear, {{1, 1, {0, 0, 1, 1}}}, 1},
    [EASE_AT_STEP] = {"step", at_step, {{0}}, 0},
    [EASE_AT_IN] = {"in", at_in, {{1, 1, FROM_REST}}, 1},
    [EASE_AT_OUT] = {"out", at_out, {{1, 1, TO_REST}}, 1},
    [EASE_AT_IN_OUT] = {"in-out", at_in_out, {{0.5, 0.5, FROM_REST}, {1, 1, TO_REST}}, 2},
    [EASE_AT_OVERSHOOT] = {"overshoot",
                           at_overshoot,
                           {{0.6601307190, 1.0400438578, {THIRD, 0.8547486034, TWO_THIRDS, 1}}, {1, 1, SMOOTH}},
                           2},
    [EASE_AT_SPRING] = {"spring",
                        NULL,
                        {{0.34, 1.12, SMOOTH}, {0.56, 0.985, SMOOTH}, {0.78, 1.002, SMOOTH}, {1, 1, SMOOTH}},
                        4},
    [EASE_AT_BACK] = {"back", NULL, {{0.28, -0.08, SMOOTH}, {0.78, 1.08, SMOOTH}, {1, 1, SMOOTH}}, 3},
    [EASE_AT_ELASTIC] =
        {"elastic",
         NULL,
         {{0.22, 1.28, SMOOTH}, {0.42, 0.89, SMOOTH}, {0.62, 1.04, SMOOTH}, {0.81, 0.985, SMOOTH}, {1, 1, SMOOTH}},
         5},
    [EASE_AT_BOUNCE] = {"bounce",
                        NULL,
                        {{0.402, 1, FALLING},
                         {0.583, 0.7975, RISING},
                         {0.764, 1, FALLING},
                         {0.8455, 0.959, RISING},
                         {0.927, 1, FALLING},
                         {0.9635, 0.9917, RISING},
                         {1, 1, FALLING}},
                        7},
};

Ease ease_bezier(Arena *arena, const double spline[4])
{
    EaseCurve *curve = ARENA_NEW(arena, EaseCurve);
    curve->pieces[0] = (EasePiece){1, 1, {spline[0], spline[1], spline[2], spline[3]}};
    curve->n_pieces = 1;
    return curve;
}

static double bezier(double a, double b, double t)
{
    const double s = 1 - t;
    return 3 * s * s * t * a + 3 * s * t * t * b + t * t * t;
}

// The value of a spline where its x is u. Halving is the same on every processor.
static double spline_at(const double spline[4], double u)
{
    if (spline[0] == THIRD && spline[2] == TWO_THIRDS)
        return bezier(spline[1], spline[3], u);
    double low = 0, high = 1;
    for (int i = 0; i < 40; i++) {
        const double middle = (low + high) / 2;
        if (bezier(spline[0], spline[2], middle) < u)
            low = middle;
        else
            high = middle;
    }
    return bezier(spline[1], spline[3], (low + high) / 2);
}

static double at_pieces(const EaseCurve *curve, double u)
{
    const EasePiece start = {0}, *before = &start, *piece = curve->pieces;
    while (piece->u < u)
        before = piece++;
    const double own = spline_at(piece->spline, (u - before->u) / (piece->u - before->u));
    return before->y + (piece->y - before->y) * own;
}

double ease_at(Ease ease, double u)
{
    const EaseCurve *curve = ease ? ease : &EASE_CURVES[EASE_AT_DEFAULT];
    if (u <= 0)
        return 0;
    if (u >= 1)
        return 1;
    return curve->at ? curve->at(u) : at_pieces(curve, u);
}
