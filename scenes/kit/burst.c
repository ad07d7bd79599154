// burst.c — what makes a thing stand out for a moment: a light that swells and stays, rays that run out, sparks that
// fly, rings that widen.
#include "scenes/kit/kit_verbs.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>

enum { N_RINGS = 2, N_RAYS = 36, N_SPARKS = 28 };

static const double LEAST_R = 8, RING_R = 7; // units; of the thing's radius
static const double LEAD_S = 0.5, SETTLE_S = 1.5;

static void light(Scene *s, Node *group, double r, Color color, double begin_s)
{
    Path *circle = path_create(scene_arena(s));
    path_circle(circle, 0, 0, 2 * r);
    Node *glow = add_glow(s, group, .path = circle, .sigma = 1.8 * r, .color = theme_light(scene_theme(s), color));
    const double fire_s = begin_s + LEAD_S;
    const double t_s[] = {begin_s, fire_s, fire_s + 0.3, fire_s + SETTLE_S};
    node_keys(s, glow, PROP_OPACITY, EASE_IN_OUT, t_s, (double[]){0, 0.45, 1, 0.7}, 4);
    for (Prop prop = PROP_SCALE_X; prop <= PROP_SCALE_Y; prop++)
        node_keys(s, glow, prop, EASE_IN_OUT, t_s, (double[]){0.4, 0.8, 1.6, 1.15}, 4);
}

static void ring(Scene *s, Node *group, double r, Color color, double from_s, double to_r)
{
    static const double RING_S = 1.1;
    Node *node = add_circle(s, group, .r = r, .stroke = color, .stroke_width = 3);
    node_keys(s, node, PROP_OPACITY, EASE_LINEAR, (double[]){from_s, from_s + 0.04, from_s + RING_S},
              (double[]){0, 0.8, 0}, 3);
    node_keys(s, node, PROP_R, EASE_OUT, (double[]){from_s, from_s + RING_S}, (double[]){r, to_r}, 2);
}

// Of three lengths in turn; each runs out along itself.
static void ray(Scene *s, Node *group, int index, double r, double reach, Color color, double fire_s)
{
    static const double FROM[] = {2.8, 3.3, 3.3}, TO[] = {6.6, 4.6, 5.2}, WIDTH[] = {3, 2, 2}, RAY_S = 0.45;
    const double angle = 2 * PI * index / N_RAYS;
    const double from = reach * FROM[index % 3] * r, to = reach * TO[index % 3] * r;
    Path *path = path_create(scene_arena(s));
    path_move(path, from * cos(angle), from * sin(angle));
    path_line(path, to * cos(angle), to * sin(angle));
    Node *node =
        add_path(s, group, .path = path, .stroke = color, .stroke_width = WIDTH[index % 3], .round_caps = true);
    const double out_s = fire_s + 0.1, in_s = fire_s + 1;
    node_keys(s, node, PROP_OPACITY, EASE_STEP, (double[]){out_s - 0.01, out_s, in_s + RAY_S}, (double[]){0, 1, 0}, 3);
    node_keys(s, node, PROP_TRIM_END, EASE_OUT, (double[]){out_s, out_s + RAY_S}, (double[]){0, 1}, 2);
    node_keys(s, node, PROP_TRIM_START, EASE_OUT, (double[]){in_s, in_s + RAY_S}, (double[]){0, 1}, 2);
}

// Flies out sideways or down, so that it does not come over what stands above, and goes out. Which way and how far
// differs from spark to spark as if by chance.
static void spark(Scene *s, Node *group, int index, double r, double reach, Color color, double fire_s)
{
    static const double GOLDEN = 0.6180339887, FLY_S = 1.3, LATEST_S = 0.25, FROM = 2.2;
    const double chance = fmod(GOLDEN * (index + 1), 1), other = fmod(7 * GOLDEN * (index + 1), 1);
    const double angle = lerp(-0.15, 1.15, chance) * PI, to = reach * lerp(4, 9, other) * r;
    const double from_s = fire_s + LATEST_S * other, to_s = from_s + FLY_S;
    Node *node = add_circle(s, group, .r = lerp(2.5, 6, fmod(chance + other, 1)), .fill = color);
    const double t_s[] = {from_s, to_s};
    node_keys(s, node, PROP_X, EASE_OUT, t_s, (double[]){reach * FROM * r * cos(angle), to * cos(angle)}, 2);
    node_keys(s, node, PROP_Y, EASE_OUT, t_s, (double[]){reach * FROM * r * sin(angle), to * sin(angle)}, 2);
    node_keys(s, node, PROP_OPACITY, EASE_IN, (double[]){from_s - 0.01, from_s, to_s}, (double[]){0, 0.9, 0}, 3);
}

static void verb_burst(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const Rect box = thing_box(s, arg_object(args, "thing", &THING_TYPE));
    const Point middle = rect_middle(box);
    const Color color = kit_color(s, arg_color(args, "color"));
    const double r = fmax(fmax(box.w, box.h) / 2, LEAST_R), begin_s = block_begin_s(s, 0), fire_s = begin_s + LEAD_S;
    const double reach = arg_number(args, "reach");
    Node *group = add_group(s, scene_stage(s), .x = middle.x, .y = middle.y, .z = (int)arg_integer(args, "order"));
    node_bleeds(s, group); // its rings, beside the canvas's edge
    light(s, group, r, color, begin_s);
    for (int i = 0; i < N_RINGS; i++)
        ring(s, group, r, color, fire_s + 0.2 * i, fmax(reach * (RING_R - 3 * i), 1) * r);
    for (int i = 0; i < N_RAYS; i++)
        ray(s, group, i, r, reach, color, fire_s);
    for (int i = 0; i < N_SPARKS; i++)
        spark(s, group, i, r, reach, color, fire_s);
    block_passed(s, begin_s, fire_s + SETTLE_S);
    script_return(call, value_handle(&THING_TYPE, group));
}

static const Arg BURST_ARGS[] = {
    {"thing", ARG_HANDLE, .type = &THING_TYPE, .help = "what it is about, as chart:best()"},
    {0},
};
static const Arg BURST_OPTIONS[] = {
    {"color", ARG_COLOR, .preset = "pick", .help = "of the theme"},
    {"reach", ARG_NUMBER, .preset = "1", .min = 0.4, .max = 1,
     .help = "how far its rays, sparks and rings go, of the most"},
    {"order", ARG_INTEGER, .preset = "-1", .min = -100, .max = 100, .help = "drawn over those of lower order"},
    {0},
};

const Verb BURST_VERBS[] = {
    {"burst", SHAPE_VERB, "A small celebration: light that swells about a thing and stays, rays, sparks, rings.",
     BURST_ARGS, BURST_OPTIONS, .call = verb_burst, .returns = "thing"},
    {0},
};
