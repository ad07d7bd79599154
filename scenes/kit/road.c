// road.c — rectangles along an axis that runs right or down.
#include "scenes/kit/road.h"

#include <math.h>

static const double LANE_PITCH = 8;
static const double LANE_W = 2.5;

double road_lane_at(const Road *road, int lane)
{
    return (lane - (road->spec.n_lanes - 1) / 2.0) * LANE_PITCH;
}

// A rectangle of the road, `along` from one end to the other and `across` from one side to the other.
static Node *slab(Scene *s, const Road *road, Node *parent, double from, double to, double side, double w, Color fill)
{
    if (road->spec.vertical)
        return add_rect(s, parent, .x = side, .y = from, .w = w, .h = to - from, .fill = fill);
    return add_rect(s, parent, .x = from, .y = side, .w = to - from, .h = w, .fill = fill);
}

Road *road_add_with(Scene *s, RoadSpec spec)
{
    const Theme *theme = scene_theme(s);
    Road *road = ARENA_NEW(scene_arena(s), Road);
    if (spec.n_lanes > ROAD_MOST_LANES) {
        scene_fail(s, "a road has %d lanes, %d at most", spec.n_lanes, ROAD_MOST_LANES);
        spec.n_lanes = ROAD_MOST_LANES;
    }
    road->spec = spec;
    road->group =
        spec.vertical ? add_group(s, spec.parent, .x = spec.across) : add_group(s, spec.parent, .y = spec.across);
    const double half = spec.width / 2;
    road->bed = slab(s, road, road->group, spec.from, spec.to, -half, spec.width, theme->panel);
    for (int i = 0; i < 2; i++)
        road->edges[i] = slab(s, road, road->group, spec.from, spec.to, i == 0 ? -half : half - 2, 2, theme->line);
    for (int i = 0; i < spec.n_lanes; i++) {
        const bool last = i == spec.n_lanes - 1;
        const double w = last ? LANE_W + 1 : LANE_W;
        road->lanes[i] =
            slab(s, road, road->group, spec.from, spec.no_lanes_yet ? spec.from : spec.to,
                 road_lane_at(road, i) - w / 2, w, last ? theme->accent : color_mix(theme->line, theme->soft, 0.35));
    }
    return road;
}

static void slab_reach(Scene *s, const Road *road, Node *node, double from, double to, double dur_s)
{
    const bool down = road->spec.vertical;
    scene_together(s);
    animate(s, node, down ? PROP_Y : PROP_X, from, .dur_s = dur_s);
    animate(s, node, down ? PROP_H : PROP_W, to - from, .dur_s = dur_s);
    scene_together_end(s);
}

void road_lane_reach(Scene *s, Road *road, int lane, double from, double to, double dur_s)
{
    slab_reach(s, road, road->lanes[lane], from, to, dur_s);
}

void road_reach(Scene *s, Road *road, double from, double to, double dur_s)
{
    const double begin_s = scene_now(s);
    Node *const whole[] = {road->bed, road->edges[0], road->edges[1]};
    for (int i = 0; i < 3; i++) {
        scene_seek(s, begin_s);
        slab_reach(s, road, whole[i], from, to, dur_s);
    }
    for (int i = 0; i < road->spec.n_lanes; i++) {
        scene_seek(s, begin_s);
        slab_reach(s, road, road->lanes[i], from, to, dur_s);
    }
}

void road_shift(Scene *s, Road *road, double across, double dur_s)
{
    animate(s, road->group, road->spec.vertical ? PROP_X : PROP_Y, across, .dur_s = dur_s);
}

Node *road_pulse(Scene *s, Road *road)
{
    static const double LENGTH = 36, THICK = 4;
    const Theme *theme = scene_theme(s);
    Node *pulse = add_group(s, road->group);
    node_hide(s, pulse);
    const double reach = road->spec.n_lanes * LANE_PITCH / 2;
    Path *halo = path_create(scene_arena(s));
    if (road->spec.vertical)
        path_rect(halo, -reach, -LENGTH / 2, 2 * reach, LENGTH, 8);
    else
        path_rect(halo, -LENGTH / 2, -reach, LENGTH, 2 * reach, 8);
    add_glow(s, pulse, .path = halo, .sigma = 20, .strength = 0.7, .color = theme->accent);
    for (int i = 0; i < road->spec.n_lanes; i++) {
        const bool last = i == road->spec.n_lanes - 1;
        Node *dash = slab(s, road, pulse, -LENGTH / 2, LENGTH / 2, road_lane_at(road, i) - THICK / 2, THICK,
                          last ? theme->ink : theme->accent);
        node_set(s, dash, PROP_R, THICK / 2);
    }
    return pulse;
}
