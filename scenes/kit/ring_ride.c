// ring_ride.c — a thing that rides along a ring's arc, and the trail behind it.
#include "scenes/kit/ring.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>

static const double JOINS = 0.2, LEAVES = 0.8; // how far into an arc a thing comes onto it, and leaves it
static const double CORNER = 40;               // of a way between words
static const double TRAIL_WIDTH = 4;

// ---- the way ----

// Whether something lies below the ring, where the words of two stations leave a gap between them.
static bool is_below(const RingPlan *plan, Point p)
{
    return !plan->beside && p.y > plan->center.y + plan->r;
}

// Through that gap, onto the ring's foot and along it; or back.
static void add_gap(Path *way, const RingPlan *plan, Point place, bool up)
{
    const Point foot = {plan->center.x, plan->center.y + plan->r}, corner = {foot.x, place.y};
    const Point ways[2][3] = {{foot, corner, place}, {place, corner, foot}};
    Path *line = path_create(way->arena);
    path_rounded_line(line, ways[up], 3, CORNER);
    path_append(way, line, matrix_identity());
}

// Onto the arc, along its direction, and to its middle.
static const Path *way_out(Scene *s, const RingPlan *plan, int arc, Point from)
{
    Path *way = path_create(scene_arena(s));
    if (is_below(plan, from) && arc == 0) {
        add_gap(way, plan, from, true);
        path_arc(way, plan->center.x, plan->center.y, plan->r, PI / 2, ring_angle(plan, arc, 0.5));
        return way;
    }
    Point along;
    const double joins = plan->beside ? JOINS : 0;
    const Point joint = ring_point(plan, arc, joins, &along);
    const double far = hypot(joint.x - from.x, joint.y - from.y);
    const Point lift = plan->beside ? (Point){copysign(0.35 * far, plan->center.x - from.x), 0}
                                    : (Point){0, copysign(0.6 * far, plan->center.y - from.y)};
    path_move(way, from.x, from.y);
    path_cubic(way, from.x + lift.x, from.y + lift.y, joint.x - 0.2 * far * along.x, joint.y - 0.2 * far * along.y,
               joint.x, joint.y);
    ring_add_arc(way, plan, arc, joins, 0.5);
    return way;
}

// From the arc's middle, off it and sidewards into a place.
static const Path *way_home(Scene *s, const RingPlan *plan, int arc, Point to)
{
    Path *way = path_create(scene_arena(s));
    if (is_below(plan, to)) {
        add_gap(way, plan, to, false);
        return way;
    }
    Point along;
    const Point joint = ring_point(plan, arc, LEAVES, &along);
    const double reach = 0.45 * hypot(joint.x - to.x, joint.y - to.y);
    ring_add_arc(way, plan, arc, 0.5, LEAVES);
    path_cubic(way, joint.x + reach * along.x, joint.y + reach * along.y, to.x + copysign(reach, plan->center.x - to.x),
               to.y, to.x, to.y);
    return way;
}

// ---- the trail ----

// How much of the arc lies behind a rider, 0 to 1; less while it is off the ring.
static double fraction_at(const RingPlan *plan, int arc, Point p)
{
    static const double NEAR = 20;
    const double from = ring_angle(plan, arc, 0), to = ring_angle(plan, arc, 1);
    const double past_middle = remainder(atan2(p.y - plan->center.y, p.x - plan->center.x) - (from + to) / 2, 2 * PI);
    const double off = fabs(hypot(p.x - plan->center.x, p.y - plan->center.y) - plan->r);
    return clamp(0.5 + past_middle / (to - from), 0, 1) * clamp(1 - (off - NEAR) / NEAR, 0, 1);
}

static void add_trail(Scene *s, const Picture *picture, const RingPlan *plan, RingRide *ride, int arc)
{
    Node *root = picture_node(picture);
    for (int i = 0; i < RING_TRAIL; i++) {
        Path *path = path_create(scene_arena(s));
        ring_add_arc(path, plan, arc, (double)i / RING_TRAIL, (i + 1.0) / RING_TRAIL);
        ride->trail[i] = add_path(s, root, .path = path, .stroke = scene_theme(s)->pick, .stroke_width = TRAIL_WIDTH);
        node_hide(s, ride->trail[i]);
    }
}

// One piece while the rider comes as far as ridden[i] at t_s[i]: drawn when it is there, fainter when it is on.
static void draw_piece(Scene *s, Node *node, int piece, const double *t_s, const double *ridden, int n)
{
    static const double FAINTEST = 0.12, REACH = 0.5; // of the arc
    const double from = (double)piece / RING_TRAIL, to = (piece + 1.0) / RING_TRAIL;
    double *drawn = ARENA_ARRAY(scene_arena(s), double, n), *opacity = ARENA_ARRAY(scene_arena(s), double, n);
    for (int i = 0; i < n; i++) {
        drawn[i] = clamp((ridden[i] - from) / (to - from), 0, 1);
        opacity[i] = drawn[i] > 0 ? lerp(1, FAINTEST, clamp(fmax(ridden[i] - to, 0) / REACH, 0, 1)) : 0;
    }
    node_keys(s, node, PROP_TRIM_END, EASE_LINEAR, t_s, drawn, n);
    node_keys(s, node, PROP_OPACITY, EASE_LINEAR, t_s, opacity, n);
}

static void draw_trail(Scene *s, const RingPlan *plan, RingRide *ride, int arc, const Path *way, double dur_s)
{
    static const double SAMPLES_PER_S = 30;
    const double begin_s = block_begin_s(s, 0);
    const int n = (int)ceil(dur_s * SAMPLES_PER_S) + 1;
    double *t_s = ARENA_ARRAY(scene_arena(s), double, n), *ridden = ARENA_ARRAY(scene_arena(s), double, n);
    for (int i = 0; i < n; i++) {
        const double u = (double)i / (n - 1);
        const double fraction = fraction_at(plan, arc, path_point_at(way, ease_at(EASE_IN_OUT, u), NULL));
        t_s[i] = begin_s + u * dur_s;
        ridden[i] = i > 0 ? fmax(ridden[i - 1], fraction) : ride->ridden;
    }
    for (int i = 0; i < RING_TRAIL; i++)
        draw_piece(s, ride->trail[i], i, t_s, ridden, n);
    ride->ridden = ridden[n - 1];
}

// ---- riding ----

// The picture of which a thing is all; NULL: it is a part of one.
static Picture *whole_picture(Scene *s, const Node *thing)
{
    Picture *picture = picture_of(s, thing);
    return picture && picture_node(picture) == thing ? picture : NULL;
}

static double own_height(Scene *s, const Node *thing)
{
    const Picture *picture = whole_picture(s, thing);
    return picture ? picture_rect(picture).h : thing_box(s, thing).h / node_value_now(s, thing, PROP_SCALE_X);
}

// A picture is laid out again on its way, so that its words are as large in the end as others of its size; a part only
// grows or shrinks.
static void change_size(Scene *s, Node *thing, double scale, double dur_s)
{
    Picture *picture = whole_picture(s, thing);
    if (picture) {
        const Rect rect = picture_rect(picture);
        const Point middle = rect_middle(rect);
        const Size size = {scale * rect.w, scale * rect.h};
        picture_settle(s, picture, (Rect){middle.x - size.w / 2, middle.y - size.h / 2, size.w, size.h},
                       (Tween){.dur_s = dur_s});
        scale = 1;
    }
    scale_to(s, thing, scale, .dur_s = dur_s);
}

// The thing's middle goes along a way, growing or shrinking to `scale`.
static void go_along(Scene *s, Node *thing, const Path *way, double scale, double dur_s)
{
    const Point middle = rect_middle(thing_box(s, thing));
    const double x = node_value_now(s, thing, PROP_X), y = node_value_now(s, thing, PROP_Y);
    Path *own = path_create(scene_arena(s));
    path_append(own, way, matrix_translate(x - middle.x, y - middle.y));
    move_along(s, thing, own, .dur_s = dur_s);
    change_size(s, thing, scale, dur_s / 2);
}

void ring_carry(Scene *s, const Picture *picture, Node *thing, int arc, const Rect *to, double dur_s)
{
    static const double LARGE = 1.3;
    const Ring *ring = picture_data(picture);
    const RingPlan plan = ring_plan(s, ring, picture_rect(picture));
    RingRide *ride = &ring->rides[arc];
    const bool begins = !ride->trail[0];
    if (begins)
        add_trail(s, picture, &plan, ride, arc);
    Path *way = path_create(scene_arena(s));
    if (begins)
        path_append(way, way_out(s, &plan, arc, rect_middle(thing_box(s, thing))), matrix_identity());
    if (to)
        path_append(way, way_home(s, &plan, arc, rect_middle(*to)), matrix_identity());
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    draw_trail(s, &plan, ride, arc, way, dur_s);
    go_along(s, thing, way, to ? to->h / own_height(s, thing) : LARGE, dur_s);
    block_close(s);
}

void ring_carry_end(Scene *s, const Picture *picture, int arc, double dur_s)
{
    const RingRide *ride = &((const Ring *)picture_data(picture))->rides[arc];
    for (int i = 0; i < RING_TRAIL && ride->trail[0]; i++)
        fade_out(s, ride->trail[i], .dur_s = dur_s);
}
