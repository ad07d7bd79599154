// track.c — keys kept in order of time, and the value between them.
#include "engine/anim/track.h"

#include <stdlib.h>
#include <string.h>

void track_at(const Track *track, double t_s, double value[TRACK_COMPONENTS])
{
    // The last key at or before t, by halving.
    int low = 0, high = track->n_keys;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (track->keys[middle].t_s <= t_s)
            low = middle + 1;
        else
            high = middle;
    }
    const Key *before = &track->keys[low > 0 ? low - 1 : 0];
    if (low == 0 || low == track->n_keys) {
        memcpy(value, before->value, sizeof before->value);
        return;
    }
    const Key *after = &track->keys[low];
    const double u = ease_at(after->ease, (t_s - before->t_s) / (after->t_s - before->t_s));
    for (int i = 0; i < TRACK_COMPONENTS; i++)
        value[i] = before->value[i] + (after->value[i] - before->value[i]) * u;
}

void track_add(Track *track, Arena *arena, Key key)
{
    track->keys = arena_grow(arena, track->keys, track->n_keys, &track->cap_keys, sizeof *track->keys);
    int at = track->n_keys++;
    for (; at > 0 && track->keys[at - 1].t_s > key.t_s; at--)
        track->keys[at] = track->keys[at - 1];
    track->keys[at] = key;
}

static int compare_keys(const void *a, const void *b)
{
    const Key *x = a, *y = b;
    if (x->t_s != y->t_s)
        return x->t_s < y->t_s ? -1 : 1;
    return (x->serial > y->serial) - (x->serial < y->serial);
}

void track_sort(Track *track)
{
    qsort(track->keys, (size_t)track->n_keys, sizeof *track->keys, compare_keys);
}
