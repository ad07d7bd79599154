// accents.c — reads the tracks: what grows past its size and back has popped up, what glows has lit up.
#include "engine/anim/accents.h"

#include <stdlib.h>

typedef struct Accents {
    Arena *arena;
    double *t_s;
    int n, capacity;
} Accents;

static void add(Accents *accents, double t_s)
{
    accents->t_s = arena_grow(accents->arena, accents->t_s, accents->n, &accents->capacity, sizeof *accents->t_s);
    accents->t_s[accents->n++] = t_s;
}

static void add_pops(Accents *accents, const Track *scale)
{
    for (int i = 1; scale && i < scale->n_keys; i++)
        if (scale->keys[i].ease == EASE_OVERSHOOT && scale->keys[i - 1].value[0] < scale->keys[i].value[0])
            add(accents, scale->keys[i - 1].t_s);
}

static void add_glows(Accents *accents, const Track *opacity)
{
    for (int i = 1; opacity && i < opacity->n_keys; i++)
        if (opacity->keys[i - 1].value[0] <= 0 && opacity->keys[i].value[0] > 0)
            add(accents, opacity->keys[i - 1].t_s);
}

static int compare_times(const void *a, const void *b)
{
    const double one = *(const double *)a, other = *(const double *)b;
    return one < other ? -1 : one > other;
}

double *scene_accents(const Scene *scene, Arena *arena, int *n_accents)
{
    static const double APART_S = 0.15;
    Accents all = {.arena = arena};
    for (int i = 0; i < scene->n_nodes; i++) {
        add_pops(&all, scene->nodes[i]->tracks[PROP_SCALE_X]);
        if (scene->nodes[i]->kind == NODE_GLOW)
            add_glows(&all, scene->nodes[i]->tracks[PROP_OPACITY]);
    }
    if (all.n > 0)
        qsort(all.t_s, (size_t)all.n, sizeof *all.t_s, compare_times);
    int kept = 0;
    for (int i = 0; i < all.n; i++)
        if (kept == 0 || all.t_s[i] - all.t_s[kept - 1] >= APART_S)
            all.t_s[kept++] = all.t_s[i];
    *n_accents = kept;
    return all.t_s;
}
