// svg_seen.c — spans of time put together.
#include "engine/svg/svg_seen.h"

#include <math.h>

static const double TOUCHING_S = 1e-6; // spans no further apart are one

static Seen seen_room(Arena *arena, int n_spans)
{
    return (Seen){ARENA_ARRAY(arena, Span, n_spans > 0 ? n_spans : 1), 0};
}

// Adds a span that begins no earlier than the last one; the two become one where they touch.
static void add_span(Seen *seen, Span span)
{
    if (span.end_s < span.begin_s)
        return;
    Span *last = seen->n_spans > 0 ? &seen->spans[seen->n_spans - 1] : NULL;
    if (last && span.begin_s <= last->end_s + TOUCHING_S)
        last->end_s = fmax(last->end_s, span.end_s);
    else
        seen->spans[seen->n_spans++] = span;
}

Seen seen_always(Arena *arena, Span span)
{
    Seen seen = seen_room(arena, 1);
    add_span(&seen, span);
    return seen;
}

Seen seen_of_curve(Arena *arena, const Curve *curve, int index, double threshold, Span span)
{
    Seen seen = seen_room(arena, curve->n_keys + 1);
    for (int i = 0; i < curve->n_keys; i++) {
        const CurveKey *key = &curve->keys[i];
        const bool last = i + 1 == curve->n_keys;
        const double end_s = last ? span.end_s : key[1].t_s;
        const double next = last || key[1].way == CURVE_HOLD ? key->value[index] : key[1].value[index];
        if (fmax(key->value[index], next) > threshold && (end_s > key->t_s || last))
            add_span(&seen, (Span){i == 0 ? span.begin_s : key->t_s, end_s});
    }
    return seen;
}

Seen seen_and(Arena *arena, Seen a, Seen b)
{
    Seen seen = seen_room(arena, a.n_spans + b.n_spans);
    for (int i = 0, k = 0; i < a.n_spans && k < b.n_spans;) {
        const Span common = {fmax(a.spans[i].begin_s, b.spans[k].begin_s), fmin(a.spans[i].end_s, b.spans[k].end_s)};
        if (common.end_s > common.begin_s)
            add_span(&seen, common);
        if (a.spans[i].end_s < b.spans[k].end_s)
            i++;
        else
            k++;
    }
    return seen;
}

Seen seen_or(Arena *arena, Seen a, Seen b)
{
    Seen seen = seen_room(arena, a.n_spans + b.n_spans);
    for (int i = 0, k = 0; i < a.n_spans || k < b.n_spans;) {
        const bool from_a = k == b.n_spans || (i < a.n_spans && a.spans[i].begin_s < b.spans[k].begin_s);
        add_span(&seen, from_a ? a.spans[i++] : b.spans[k++]);
    }
    return seen;
}

Seen seen_close(Arena *arena, Seen seen, double least_s)
{
    Seen closed = seen_room(arena, seen.n_spans);
    for (int i = 0; i < seen.n_spans; i++) {
        if (closed.n_spans > 0 && seen.spans[i].begin_s - closed.spans[closed.n_spans - 1].end_s < least_s)
            closed.spans[closed.n_spans - 1].end_s = seen.spans[i].end_s;
        else
            add_span(&closed, seen.spans[i]);
    }
    return closed;
}

bool seen_at(Seen seen, double t_s)
{
    for (int i = 0; i < seen.n_spans; i++)
        if (t_s >= seen.spans[i].begin_s - TOUCHING_S && t_s <= seen.spans[i].end_s + TOUCHING_S)
            return true;
    return false;
}

bool seen_covers(Seen outer, Seen inner)
{
    for (int i = 0, k = 0; i < inner.n_spans; i++) {
        while (k < outer.n_spans && outer.spans[k].end_s < inner.spans[i].end_s - TOUCHING_S)
            k++;
        if (k == outer.n_spans || outer.spans[k].begin_s > inner.spans[i].begin_s + TOUCHING_S)
            return false;
    }
    return true;
}
