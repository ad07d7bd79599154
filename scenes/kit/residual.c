// residual.c — rectangles along an axis that runs right or down.
#include "scenes/kit/residual.h"

#include <math.h>

static const double LANE_PITCH = 8;
static const double LANE_W = 2.5;

double residual_lane_at(const Residual *stream, int lane)
{
    return (lane - (stream->spec.n_lanes - 1) / 2.0) * LANE_PITCH;
}

// A rectangle of the stream, `along` from one end to the other and `across` from one side to the other.
static Node *slab(Scene *s, const Residual *stream, Node *parent, double from, double to, double side, double w,
                  Color fill)
{
    if (stream->spec.vertical)
        return add_rect(s, parent, .x = side, .y = from, .w = w, .h = to - from, .fill = fill);
    return add_rect(s, parent, .x = from, .y = side, .w = to - from, .h = w, .fill = fill);
}

Residual *residual_add_with(Scene *s, ResidualSpec spec)
{
    const Theme *theme = scene_theme(s);
    Residual *stream = ARENA_NEW(scene_arena(s), Residual);
    if (spec.n_lanes > RESIDUAL_MOST_LANES) {
        scene_fail(s, "a residual stream has %d lanes, %d at most", spec.n_lanes, RESIDUAL_MOST_LANES);
        spec.n_lanes = RESIDUAL_MOST_LANES;
    }
    stream->spec = spec;
    stream->group =
        spec.vertical ? add_group(s, spec.parent, .x = spec.across) : add_group(s, spec.parent, .y = spec.across);
    const double half = spec.width / 2;
    stream->bed = slab(s, stream, stream->group, spec.from, spec.to, -half, spec.width, theme->panel);
    for (int i = 0; i < 2; i++)
        stream->edges[i] =
            slab(s, stream, stream->group, spec.from, spec.to, i == 0 ? -half : half - 2, 2, theme->line);
    for (int i = 0; i < spec.n_lanes; i++) {
        const bool last = i == spec.n_lanes - 1;
        const double w = last ? LANE_W + 1 : LANE_W;
        const Color color = last ? theme->accent : color_mix(theme->line, theme->soft, 0.35);
        stream->lanes[i] = slab(s, stream, stream->group, spec.from, spec.no_lanes_yet ? spec.from : spec.to,
                                residual_lane_at(stream, i) - w / 2, w, color);
    }
    return stream;
}

static void slab_reach(Scene *s, const Residual *stream, Node *node, double from, double to, double dur_s)
{
    const bool down = stream->spec.vertical;
    scene_together(s);
    animate(s, node, down ? PROP_Y : PROP_X, from, .dur_s = dur_s);
    animate(s, node, down ? PROP_H : PROP_W, to - from, .dur_s = dur_s);
    scene_together_end(s);
}

void residual_lane_reach(Scene *s, Residual *stream, int lane, double from, double to, double dur_s)
{
    slab_reach(s, stream, stream->lanes[lane], from, to, dur_s);
}

void residual_reach(Scene *s, Residual *stream, double from, double to, double dur_s)
{
    const double begin_s = scene_now(s);
    Node *const whole[] = {stream->bed, stream->edges[0], stream->edges[1]};
    for (int i = 0; i < 3; i++) {
        scene_seek(s, begin_s);
        slab_reach(s, stream, whole[i], from, to, dur_s);
    }
    for (int i = 0; i < stream->spec.n_lanes; i++) {
        scene_seek(s, begin_s);
        slab_reach(s, stream, stream->lanes[i], from, to, dur_s);
    }
}

void residual_shift(Scene *s, Residual *stream, double across, double dur_s)
{
    animate(s, stream->group, stream->spec.vertical ? PROP_X : PROP_Y, across, .dur_s = dur_s);
}

Node *residual_pulse(Scene *s, Residual *stream)
{
    static const double LENGTH = 36, THICK = 4;
    const Theme *theme = scene_theme(s);
    Node *pulse = add_group(s, stream->group);
    node_hide(s, pulse);
    const double reach = stream->spec.n_lanes * LANE_PITCH / 2;
    Path *halo = path_create(scene_arena(s));
    if (stream->spec.vertical)
        path_rect(halo, -reach, -LENGTH / 2, 2 * reach, LENGTH, 8);
    else
        path_rect(halo, -LENGTH / 2, -reach, LENGTH, 2 * reach, 8);
    add_glow(s, pulse, .path = halo, .sigma = 20, .strength = 0.7, .color = theme->accent);
    for (int i = 0; i < stream->spec.n_lanes; i++) {
        const bool last = i == stream->spec.n_lanes - 1;
        Node *dash = slab(s, stream, pulse, -LENGTH / 2, LENGTH / 2, residual_lane_at(stream, i) - THICK / 2, THICK,
                          last ? theme->ink : theme->accent);
        node_set(s, dash, PROP_R, THICK / 2);
    }
    return pulse;
}
