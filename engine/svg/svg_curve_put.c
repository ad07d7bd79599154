// svg_curve_put.c — a curve as the attributes of an animation.
#include "engine/svg/svg_curve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double TIME_ERROR_S = 0.0001; // that rounding key times may cause

// What the curve asks of the player: jumps alone, lines, or splines.
typedef enum Mode {
    MODE_DISCRETE,
    MODE_LINEAR,
    MODE_SPLINE,
} Mode;

static Mode mode_of(const Curve *curve)
{
    Mode mode = MODE_DISCRETE;
    for (int i = 1; i < curve->n_keys; i++) {
        const CurveKey *key = &curve->keys[i];
        if (key->way == CURVE_SPLINE)
            return MODE_SPLINE;
        if (key->way == CURVE_LINE && curve_distance(key->value, key[-1].value, curve->n_values) > 1e-9)
            mode = MODE_LINEAR;
    }
    return mode;
}

static int time_decimals(Span span)
{
    return (int)clamp(ceil(log10((span.end_s - span.begin_s) / TIME_ERROR_S)), 3, 7);
}

enum { DECIMALS_SPLINE = 3 }; // a thousandth of a way that is hardly ever longer than the canvas

// One row of the three lists.
typedef struct Lists {
    SvgText values, times, splines;
    Span span;
    CurvePut *put;
    const void *context;
} Lists;

static void add_row(Lists *lists, double t_s, const double *value, const double *spline)
{
    const bool first = lists->values.n_bytes == 0;
    if (!first) {
        svg_put(&lists->values, ";");
        svg_put(&lists->times, ";");
        svg_put(&lists->splines, lists->splines.n_bytes ? ";" : "");
        svg_put_numbers(&lists->splines, spline ? spline : (const double[4]){0, 0, 1, 1}, 4, DECIMALS_SPLINE);
    }
    lists->put(&lists->values, value, lists->context);
    const double part = (t_s - lists->span.begin_s) / (lists->span.end_s - lists->span.begin_s);
    svg_put_number(&lists->times, clamp(part, 0, 1), time_decimals(lists->span));
}

void curve_put(SvgText *text, const Curve *curve, Span span, CurvePut *put, const void *context)
{
    const Mode mode = mode_of(curve);
    Lists lists = {.span = span, .put = put, .context = context};
    add_row(&lists, span.begin_s, curve->keys[0].value, NULL);
    for (int i = 1; i < curve->n_keys; i++) {
        const CurveKey *key = &curve->keys[i];
        const bool jumps = key->way == CURVE_HOLD;
        if (mode == MODE_DISCRETE && !jumps)
            continue;
        if (mode != MODE_DISCRETE && jumps && key->t_s - key[-1].t_s > SAME_TIME_S)
            add_row(&lists, key->t_s, key[-1].value, NULL);
        add_row(&lists, key->t_s, key->value, key->way == CURVE_SPLINE ? key->spline : NULL);
    }
    const double last_s = curve->keys[curve->n_keys - 1].t_s;
    if (mode != MODE_DISCRETE && last_s < span.end_s - SAME_TIME_S)
        add_row(&lists, span.end_s, curve->keys[curve->n_keys - 1].value, NULL);
    svg_putf(text, " values=\"");
    svg_put_text(text, &lists.values);
    const bool several = lists.times.n_bytes > 1;
    if (several) {
        svg_put(text, "\" keyTimes=\"");
        svg_put_text(text, &lists.times);
    }
    if (mode == MODE_SPLINE) {
        svg_put(text, "\" keySplines=\"");
        svg_put_text(text, &lists.splines);
    }
    svg_put(text, mode == MODE_SPLINE ? "\" calcMode=\"spline\""
                  : mode == MODE_DISCRETE && several ? "\" calcMode=\"discrete\""
                                                     : "\"");
    svg_text_finish(&lists.values);
    svg_text_finish(&lists.times);
    svg_text_finish(&lists.splines);
}
