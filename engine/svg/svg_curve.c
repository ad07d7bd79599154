// svg_curve.c — tracks cut to a span and turned into values at key times.
#include "engine/svg/svg_curve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST_STEP_S = 1.0 / 480; // between samples

// ---- eases ----

// Whether players know the pieces of an ease: they refuse a spline that leaves 0 to 1. Else it has to be sampled.
static bool is_playable(const EaseCurve *ease)
{
    for (int i = 0; i < ease->n_pieces; i++)
        for (int k = 0; k < 4; k++)
            if (ease->pieces[i].spline[k] < 0 || ease->pieces[i].spline[k] > 1)
                return false;
    return ease->n_pieces > 0;
}

static double bezier(double a, double b, double t)
{
    const double s = 1 - t;
    return 3 * s * s * t * a + 3 * s * t * t * b + t * t * t;
}

static double spline_at(const double spline[4], double u)
{
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

// ---- curves ----

void curve_add(Curve *curve, CurveKey key)
{
    if (curve->n_keys == curve->cap_keys) {
        const int capacity = curve->cap_keys ? 2 * curve->cap_keys : 4;
        CurveKey *keys = ARENA_ARRAY(curve->arena, CurveKey, capacity);
        if (curve->n_keys)
            memcpy(keys, curve->keys, sizeof *keys * (size_t)curve->n_keys);
        curve->keys = keys;
        curve->cap_keys = capacity;
    }
    curve->keys[curve->n_keys++] = key;
}

Curve curve_constant(Arena *arena, const double *value, int n)
{
    Curve curve = {.arena = arena, .n_values = n};
    CurveKey key = {.way = CURVE_HOLD};
    memcpy(key.value, value, sizeof *value * (size_t)n);
    curve_add(&curve, key);
    return curve;
}

double curve_distance(const double *a, const double *b, int n)
{
    double most = 0;
    for (int i = 0; i < n; i++)
        most = fmax(most, fabs(a[i] - b[i]));
    return most;
}

void curve_at(const Curve *curve, double t_s, double *value)
{
    int after = 0;
    while (after < curve->n_keys && curve->keys[after].t_s <= t_s)
        after++;
    const CurveKey *a = &curve->keys[after > 0 ? after - 1 : 0];
    const CurveKey *b = &curve->keys[after < curve->n_keys ? after : curve->n_keys - 1];
    double u = b->t_s > a->t_s && b->way != CURVE_HOLD ? (t_s - a->t_s) / (b->t_s - a->t_s) : 0;
    if (u > 0 && b->way == CURVE_SPLINE)
        u = spline_at(b->spline, u);
    for (int i = 0; i < curve->n_values; i++)
        value[i] = lerp(a->value[i], b->value[i], fmax(0, u));
}

bool curve_moves(const Curve *curve, double tolerance)
{
    for (int i = 1; i < curve->n_keys; i++)
        if (curve_distance(curve->keys[i].value, curve->keys[0].value, curve->n_values) > tolerance)
            return true;
    return false;
}

// Whether the keys between `first` and `last` lie on the line from one to the other.
static bool on_line(const Curve *curve, int first, int last, double tolerance)
{
    const CurveKey *a = &curve->keys[first], *b = &curve->keys[last];
    for (int i = first + 1; i < last; i++) {
        const CurveKey *key = &curve->keys[i];
        const double u = b->t_s > a->t_s ? (key->t_s - a->t_s) / (b->t_s - a->t_s) : 0;
        for (int k = 0; k < curve->n_values; k++)
            if (fabs(lerp(a->value[k], b->value[k], u) - key->value[k]) > tolerance)
                return false;
    }
    return true;
}

// Of the keys at one time only the first and the last show.
static void drop_between(Curve *curve)
{
    int n = 0;
    for (int i = 0; i < curve->n_keys; i++) {
        const bool as_before = i > 0 && curve->keys[i].t_s - curve->keys[i - 1].t_s < SAME_TIME_S;
        const bool as_after = i + 1 < curve->n_keys && curve->keys[i + 1].t_s - curve->keys[i].t_s < SAME_TIME_S;
        if (!as_before || !as_after)
            curve->keys[n++] = curve->keys[i];
        else
            curve->keys[i + 1].way = CURVE_HOLD;
    }
    curve->n_keys = n;
}

// Leaves out keys of lines that the line without them passes within the tolerance.
static void simplify(Curve *curve, double tolerance)
{
    enum { MOST_SKIPPED = 256 };
    drop_between(curve);
    for (int i = 1; i < curve->n_keys; i++)
        if (curve_distance(curve->keys[i].value, curve->keys[i - 1].value, curve->n_values) <= 1e-9)
            curve->keys[i].way = CURVE_LINE; // stands still, however it was said
    int n = 1, from = 0;
    while (from + 1 < curve->n_keys) {
        int to = from + 1;
        while (to + 1 < curve->n_keys && to - from < MOST_SKIPPED && curve->keys[to].way == CURVE_LINE &&
               curve->keys[to + 1].way == CURVE_LINE && on_line(curve, from, to + 1, tolerance))
            to++;
        curve->keys[n++] = curve->keys[to];
        from = to;
    }
    curve->n_keys = n;
}

// ---- from tracks ----

static bool is_track(const Channel *channel)
{
    return channel->track && channel->track->n_keys > 0;
}

static const Track *first_track(const Channel *channels, int n)
{
    for (int i = 0; i < n; i++)
        if (is_track(&channels[i]))
            return channels[i].track;
    return NULL;
}

bool channels_agree(const Channel *channels, int n)
{
    const Track *first = first_track(channels, n);
    for (int i = 0; i < n; i++) {
        const Track *track = channels[i].track;
        if (!is_track(&channels[i]) || track == first)
            continue;
        if (track->n_keys != first->n_keys)
            return false;
        for (int k = 0; k < track->n_keys; k++)
            if (track->keys[k].t_s != first->keys[k].t_s || (k > 0 && track->keys[k].ease != first->keys[k].ease))
                return false;
    }
    return true;
}

// The channels' values for one key of their tracks, or at a time when `key` is below 0.
static void values_of(const Channel *channels, int n, int key, double t_s, double *value)
{
    for (int i = 0; i < n; i++) {
        double components[TRACK_COMPONENTS] = {0};
        value[i] = channels[i].constant;
        if (is_track(&channels[i]) && key >= 0)
            value[i] = channels[i].track->keys[key].value[channels[i].component];
        if (is_track(&channels[i]) && key < 0) {
            track_at(channels[i].track, t_s, components);
            value[i] = components[channels[i].component];
        }
        value[i] = value[i] * channels[i].scale + channels[i].offset;
    }
}

// A way from value a to value b, of which the span shows the part from u0 to u1, by lines.
static void add_sampled(Curve *curve, Ease ease, const CurveKey *a, const CurveKey *b, double u0, double u1,
                        double tolerance)
{
    const double middle = (u0 + u1) / 2, way = curve_distance(a->value, b->value, curve->n_values);
    const double bend = fabs(ease_at(ease, middle) - (ease_at(ease, u0) + ease_at(ease, u1)) / 2);
    const double quarter = u0 + (u1 - u0) / 4;
    const double turn = fabs(ease_at(ease, quarter) - lerp(ease_at(ease, u0), ease_at(ease, u1), 0.25));
    if ((u1 - u0) * (b->t_s - a->t_s) > LEAST_STEP_S && fmax(bend, turn) * way > fmax(tolerance, 1e-6)) {
        add_sampled(curve, ease, a, b, u0, middle, tolerance);
        add_sampled(curve, ease, a, b, middle, u1, tolerance);
        return;
    }
    CurveKey key = {.t_s = lerp(a->t_s, b->t_s, u1), .way = CURVE_LINE};
    for (int i = 0; i < curve->n_values; i++)
        key.value[i] = lerp(a->value[i], b->value[i], ease_at(ease, u1));
    curve_add(curve, key);
}

// The same; an ease that turns back is cut where it does.
static void add_cut(Curve *curve, Ease ease, const CurveKey *a, const CurveKey *b, double u0, double u1,
                    double tolerance)
{
    double from = u0;
    for (int i = 0; ease && ease->n_pieces > 2 && i + 1 < ease->n_pieces; i++) {
        const double to = ease->pieces[i].u, middle = (from + to) / 2;
        if (to <= from || to >= u1)
            continue;
        add_sampled(curve, ease, a, b, from, middle, tolerance);
        add_sampled(curve, ease, a, b, middle, to, tolerance);
        from = to;
    }
    add_sampled(curve, ease, a, b, from, (from + u1) / 2, tolerance);
    add_sampled(curve, ease, a, b, (from + u1) / 2, u1, tolerance);
}

// The way from key a to key b of a track with its ease, as far as the span shows it.
static void add_way(Curve *curve, Ease ease, const CurveKey *a, const CurveKey *b, Span span, double tolerance)
{
    const double dur_s = b->t_s - a->t_s;
    const double u0 = fmax(0, (span.begin_s - a->t_s) / dur_s), u1 = fmin(1, (span.end_s - a->t_s) / dur_s);
    const EaseCurve *known = ease ? ease : &EASE_CURVES[EASE_AT_DEFAULT];
    if (ease == EASE_LINEAR || curve_distance(a->value, b->value, curve->n_values) <= 1e-9) {
        CurveKey key = {.t_s = lerp(a->t_s, b->t_s, u1), .way = CURVE_LINE};
        for (int i = 0; i < curve->n_values; i++)
            key.value[i] = lerp(a->value[i], b->value[i], u1);
        curve_add(curve, key);
    } else if (!is_playable(known) || u0 > 0 || u1 < 1) {
        add_cut(curve, ease, a, b, u0, u1, tolerance);
    } else {
        for (int p = 0; p < known->n_pieces; p++) {
            const EasePiece *piece = &known->pieces[p];
            CurveKey key = {.t_s = lerp(a->t_s, b->t_s, piece->u), .way = CURVE_SPLINE};
            memcpy(key.spline, piece->spline, sizeof key.spline);
            for (int i = 0; i < curve->n_values; i++)
                key.value[i] = lerp(a->value[i], b->value[i], piece->y);
            curve_add(curve, key);
        }
    }
}

Curve curve_of_channels(Arena *arena, const Channel *channels, int n, Span span, double tolerance)
{
    Curve curve = {.arena = arena, .n_values = n};
    CurveKey key = {.t_s = span.begin_s, .way = CURVE_HOLD};
    values_of(channels, n, -1, span.begin_s, key.value);
    curve_add(&curve, key);
    const Track *track = first_track(channels, n);
    for (int k = 0; track && k < track->n_keys; k++) {
        const Key *before = &track->keys[k > 0 ? k - 1 : 0], *here = &track->keys[k];
        if (here->t_s <= span.begin_s || before->t_s >= span.end_s)
            continue;
        CurveKey a = {.t_s = before->t_s}, b = {.t_s = here->t_s, .way = CURVE_LINE};
        values_of(channels, n, k > 0 ? k - 1 : 0, 0, a.value);
        values_of(channels, n, k, 0, b.value);
        const bool jumps = k > 0 && (here->ease == EASE_STEP || here->t_s - before->t_s < SAME_TIME_S);
        b.way = jumps ? CURVE_HOLD : CURVE_LINE;
        if (k > 0 && !jumps)
            add_way(&curve, here->ease, &a, &b, span, tolerance);
        else if (here->t_s <= span.end_s)
            curve_add(&curve, b);
    }
    if (track && curve.keys[curve.n_keys - 1].t_s < span.end_s) {
        key = curve.keys[curve.n_keys - 1];
        key.t_s = span.end_s;
        key.way = CURVE_LINE;
        curve_add(&curve, key);
    }
    simplify(&curve, tolerance);
    return curve;
}

// ---- from functions ----

typedef struct Sampler {
    CurveFunction *function;
    const void *context;
    double tolerance;
    Curve *curve;
} Sampler;

// Lines from a to b, which is not added itself.
static void sample_between(const Sampler *sampler, const CurveKey *a, const CurveKey *b)
{
    const int n = sampler->curve->n_values;
    bool straight = b->t_s - a->t_s <= LEAST_STEP_S;
    CurveKey middle = {.t_s = (a->t_s + b->t_s) / 2, .way = CURVE_LINE};
    sampler->function(sampler->context, middle.t_s, middle.value);
    for (int part = 1; part < 8 && !straight; part++) {
        double value[CURVE_VALUES], line[CURVE_VALUES];
        const double u = part / 8.0;
        sampler->function(sampler->context, lerp(a->t_s, b->t_s, u), value);
        for (int i = 0; i < n; i++)
            line[i] = lerp(a->value[i], b->value[i], u);
        if (curve_distance(value, line, n) > sampler->tolerance)
            break;
        straight = part == 7;
    }
    if (straight)
        return;
    sample_between(sampler, a, &middle);
    curve_add(sampler->curve, middle);
    sample_between(sampler, &middle, b);
}

Curve curve_sample(Arena *arena, CurveFunction *function, const void *context, const double *breaks, int n_breaks,
                   int n_values, Span span, double tolerance)
{
    Curve curve = {.arena = arena, .n_values = n_values};
    const Sampler sampler = {function, context, tolerance, &curve};
    CurveKey before = {.t_s = span.begin_s, .way = CURVE_HOLD};
    function(context, before.t_s, before.value);
    curve_add(&curve, before);
    for (int i = 0; i <= n_breaks; i++) {
        const double t_s = i < n_breaks ? breaks[i] : span.end_s;
        if (t_s <= before.t_s || t_s > span.end_s)
            continue;
        CurveKey end = {.t_s = t_s, .way = CURVE_LINE}, jump = {.t_s = t_s, .way = CURVE_HOLD};
        function(context, t_s - SAME_TIME_S, end.value);
        function(context, t_s, jump.value);
        sample_between(&sampler, &before, &end);
        const bool jumps = curve_distance(end.value, jump.value, n_values) > fmax(tolerance, 1e-4);
        if (jumps)
            curve_add(&curve, end);
        else
            jump.way = CURVE_LINE;
        curve_add(&curve, jump);
        before = jump;
    }
    simplify(&curve, tolerance / 2);
    return curve;
}

static int compare_times(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double *track_times(Arena *arena, const Track *const *tracks, int n_tracks, Span span, int *n_times)
{
    int n = 0, most = 1;
    for (int i = 0; i < n_tracks; i++)
        most += tracks[i] ? tracks[i]->n_keys : 0;
    double *times = ARENA_ARRAY(arena, double, most);
    for (int i = 0; i < n_tracks; i++)
        for (int k = 0; tracks[i] && k < tracks[i]->n_keys; k++)
            if (tracks[i]->keys[k].t_s > span.begin_s && tracks[i]->keys[k].t_s <= span.end_s)
                times[n++] = tracks[i]->keys[k].t_s;
    if (n > 0)
        qsort(times, (size_t)n, sizeof *times, compare_times);
    int n_kept = 0;
    for (int i = 0; i < n; i++)
        if (n_kept == 0 || times[i] - times[n_kept - 1] > SAME_TIME_S)
            times[n_kept++] = times[i];
    *n_times = n_kept;
    return times;
}
