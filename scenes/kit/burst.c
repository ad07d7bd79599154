// burst.c — light, rings and streaks, and their timing.
#include "scenes/kit/burst.h"

#include "engine/base/number.h"

#include <math.h>

enum { N_RINGS = 2, N_STREAKS = 12 };

static const double RING_R = 12, STREAK_FROM_R = 3.6, STREAK_TO_R = 7.4; // times r, at the end

Burst *burst_add_with(Scene *s, BurstSpec spec)
{
    Burst *burst = ARENA_NEW(scene_arena(s), Burst);
    burst->spec = spec;
    burst->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    Path *circle = path_create(scene_arena(s));
    path_circle(circle, 0, 0, 2 * spec.r);
    burst->light = add_glow(s, burst->group, .path = circle, .sigma = 1.8 * spec.r, .color = spec.color);
    burst->rings = add_group(s, burst->group, );
    for (int i = 0; i < N_RINGS; i++)
        node_hide(s, add_circle(s, burst->rings, .r = spec.r, .stroke = spec.color, .stroke_width = 3));
    burst->streaks = add_group(s, burst->group, );
    for (int i = 0; i < N_STREAKS; i++) {
        const double angle = 2 * PI * (i + 0.5) / N_STREAKS, x = cos(angle) * spec.r, y = sin(angle) * spec.r;
        Path *path = path_create(scene_arena(s));
        path_move(path, STREAK_FROM_R * x, STREAK_FROM_R * y);
        path_line(path, STREAK_TO_R * x, STREAK_TO_R * y);
        node_hide(s, add_path(s, burst->streaks, .path = path, .stroke = spec.color, .stroke_width = 2.5,
                              .round_caps = true));
    }
    return burst;
}

void burst_fire(Scene *s, Burst *burst, double lead_s)
{
    static const double RING_S = 1.1, RING_GAP_S = 0.2, STREAK_S = 0.45, SETTLE_S = 1.5;
    const double begin_s = scene_now(s), fire_s = begin_s + lead_s;
    const double light_s[] = {begin_s, fire_s, fire_s + 0.3, fire_s + SETTLE_S};
    node_keys(s, burst->light, PROP_OPACITY, EASE_IN_OUT, light_s, (double[]){0, 0.45, 1, 0.7}, 4);
    for (Prop prop = PROP_SCALE_X; prop <= PROP_SCALE_Y; prop++)
        node_keys(s, burst->light, prop, EASE_IN_OUT, light_s, (double[]){0.4, 0.8, 1.6, 1.15}, 4);
    for (int i = 0; i < N_RINGS; i++) {
        Node *ring = node_child(burst->rings, i);
        const double from_s = fire_s + i * RING_GAP_S;
        node_keys(s, ring, PROP_OPACITY, EASE_LINEAR, (double[]){from_s, from_s + 0.04, from_s + RING_S},
                  (double[]){0, 0.8, 0}, 3);
        scene_seek(s, from_s);
        animate(s, ring, PROP_R, (RING_R - 4 * i) * burst->spec.r, .dur_s = RING_S, .ease = EASE_OUT);
    }
    for (int i = 0; i < N_STREAKS; i++) {
        Node *streak = node_child(burst->streaks, i);
        scene_seek(s, fire_s + 0.12);
        draw_in(s, streak, .dur_s = STREAK_S, .ease = EASE_OUT);
        scene_seek(s, fire_s + 0.3);
        animate(s, streak, PROP_TRIM_START, 1, .dur_s = STREAK_S, .ease = EASE_OUT);
    }
    scene_seek(s, fire_s + SETTLE_S);
}
