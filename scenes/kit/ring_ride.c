// ring_ride.c — a thing that rides along a ring's arc, and the trail behind it.
#include "scenes/kit/ring.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>

// How far into an arc of a circle a thing comes onto it, and leaves it; and how much it does so from without.
static const double JOINS = 0.4, LEAVES = 0.6, SIDEWARDS = 0.6;
static const double TURN = 40;                   // radius of a way's corners
static const double CLEAR = 1.3, CORNER = 0.25;  // of its height: how far a thing drops from a row that it stands in
static const double LARGE = 1.3, LARGEST = 112;  // of a thing that waits: times its own height, units
static const double LARGEST_AT_RAIL = 84, SMALL = 54;
static const double TRAIL_WIDTH = 4;

// ---- the way ----

// The station that an arc begins at.
static int station_before(int arc)
{
    return (arc + RING_STATIONS - 1) % RING_STATIONS;
}

// Whether a thing stands at that side of its station's room from which the loop is reached.
static bool is_at_side(const RingPlan *plan, int arc, Rect thing)
{
    const int station = station_before(arc);
    const Rect room = plan->room[station];
    const double middle = thing.x + thing.w / 2;
    const double away = plan->align[station] == ALIGN_END || !plan->round ? room.x + room.w - middle : middle - room.x;
    return away < 1.5 * thing.w;
}

// The height at which a thing waits half way.
static double waiting_h(const RingPlan *plan, double own_h)
{
    return fmin(LARGE * own_h, plan->round ? LARGEST : LARGEST_AT_RAIL);
}

static double rail_x(const RingPlan *plan)
{
    return plan->loop.x + plan->loop.w;
}

// A point of a circle's arc, and the directions along it and out of the circle.
typedef struct Joint {
    Point at, along, out;
} Joint;

static Joint joint_at(const RingPlan *plan, int arc, double fraction)
{
    double angle;
    const Point at = path_point_at(plan->arcs[arc], fraction, &angle);
    return (Joint){at, {cos(angle), sin(angle)}, {sin(angle), -cos(angle)}};
}

// Onto the arc of a circle from without, and to its middle. What stands within a row leaves it downwards first.
static void circle_out(Path *way, const RingPlan *plan, int arc, Rect thing)
{
    const Joint joint = joint_at(plan, arc, JOINS);
    const Point from = rect_middle(thing), center = rect_middle(plan->loop);
    Point start = from;
    if (is_at_side(plan, arc, thing)) {
        path_move(way, from.x, from.y);
    } else {
        const int station = station_before(arc);
        const Rect room = plan->room[station];
        const double side = plan->align[station] == ALIGN_END ? room.x + room.w + SPACE_M : room.x - SPACE_M;
        start = (Point){side, from.y + CLEAR * thing.h};
        const Point corners[] = {from, {from.x, start.y}, start};
        path_rounded_line(way, corners, 3, CORNER * thing.h);
    }
    const double reach = 0.35 * hypot(joint.at.x - start.x, joint.at.y - start.y);
    path_cubic(way, start.x + copysign(reach, center.x - start.x), start.y,
               joint.at.x + reach * (SIDEWARDS * joint.out.x - joint.along.x),
               joint.at.y + reach * (SIDEWARDS * joint.out.y - joint.along.y), joint.at.x, joint.at.y);
    path_append(way, path_trim(plan->arcs[arc], JOINS, 0.5, way->arena), matrix_identity());
}

// From the middle of an arc of a circle, off it outwards and sidewards into a place.
static void circle_home(Path *way, const RingPlan *plan, int arc, Point to)
{
    const Joint joint = joint_at(plan, arc, LEAVES);
    const double reach = 0.4 * hypot(joint.at.x - to.x, joint.at.y - to.y), center_x = rect_middle(plan->loop).x;
    path_append(way, path_trim(plan->arcs[arc], 0.5, LEAVES, way->arena), matrix_identity());
    path_cubic(way, joint.at.x + reach * (joint.along.x + SIDEWARDS * joint.out.x),
               joint.at.y + reach * (joint.along.y + SIDEWARDS * joint.out.y), to.x + copysign(reach, center_x - to.x),
               to.y, to.x, to.y);
}

// Out to the rail, below a row that the thing stands in; or beside the next station, where that is as high.
static Point rail_out(Path *way, const RingPlan *plan, int arc, Rect thing)
{
    const Point from = rect_middle(thing);
    const bool at_side = is_at_side(plan, arc, thing);
    const double half = waiting_h(plan, thing.h) / 2 + SPACE_S, y = at_side ? from.y : from.y + CLEAR * thing.h;
    const bool beside = !at_side && y > plan->stations[arc].y - plan->station_r - half;
    const Point corners[] = {from, {from.x, y}, {rail_x(plan) - (beside ? plan->station_r + half : 0), y}};
    path_rounded_line(way, corners, 3, CORNER * thing.h);
    return corners[2];
}

// From the rail into a place below or, all around, from above.
static void rail_home(Path *way, const RingPlan *plan, int arc, Point from, Point to)
{
    const Rect loop = plan->loop;
    const Point down[] = {from, {to.x, from.y}, to};
    const Point around[] = {from, {loop.x + loop.w, loop.y + loop.h}, {loop.x, loop.y + loop.h},
                            {loop.x, loop.y}, {to.x, loop.y}, to};
    if (arc == 0)
        path_rounded_line(way, around, sizeof around / sizeof *around, TURN);
    else
        path_rounded_line(way, down, sizeof down / sizeof *down, TURN);
}

// From a thing to half way, when it begins there, and on to a place, when there is one.
static const Path *find_way(Scene *s, const RingPlan *plan, int arc, Rect thing, bool begins, const Rect *to)
{
    Path *way = path_create(scene_arena(s));
    Point at = rect_middle(thing);
    if (begins && plan->round)
        circle_out(way, plan, arc, thing);
    else if (begins)
        at = rail_out(way, plan, arc, thing);
    if (to && plan->round)
        circle_home(way, plan, arc, rect_middle(*to));
    else if (to)
        rail_home(way, plan, arc, at, rect_middle(*to));
    return way;
}

// ---- the trail ----

// How much of the arc lies behind a rider, 0 to 1; less while it is off the line.
static double fraction_at(const Path *arc, Point p)
{
    enum { PLACES = 96 };
    static const double NEAR = 20;
    double off = INFINITY, fraction = 0;
    for (int i = 0; i <= PLACES; i++) {
        const Point place = path_point_at(arc, (double)i / PLACES, NULL);
        const double far = hypot(place.x - p.x, place.y - p.y);
        if (far < off) {
            off = far;
            fraction = (double)i / PLACES;
        }
    }
    const double step = path_length(arc) / PLACES;
    return fraction * clamp(1 - (off - NEAR - step) / NEAR, 0, 1);
}

static void add_trail(Scene *s, const Picture *picture, const RingPlan *plan, RingRide *ride, int arc)
{
    Node *root = picture_node(picture);
    for (int i = 0; i < RING_TRAIL; i++) {
        const Path *path =
            path_trim(plan->arcs[arc], (double)i / RING_TRAIL, (i + 1.0) / RING_TRAIL, scene_arena(s));
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
        const double fraction = fraction_at(plan->arcs[arc], path_point_at(way, ease_at(EASE_IN_OUT, u), NULL));
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
static void change_size(Scene *s, Node *thing, double height, double delay_s, double dur_s)
{
    double scale = height / own_height(s, thing);
    Picture *picture = whole_picture(s, thing);
    if (picture) {
        const Rect rect = picture_rect(picture);
        const Point middle = rect_middle(rect);
        const Size size = {scale * rect.w, scale * rect.h};
        picture_settle(s, picture, (Rect){middle.x - size.w / 2, middle.y - size.h / 2, size.w, size.h},
                       (Tween){.delay_s = delay_s, .dur_s = dur_s});
        scale = 1;
    }
    scale_to(s, thing, scale, .delay_s = delay_s, .dur_s = dur_s);
}

// The thing's middle goes along a way, growing or shrinking to a height when it is clear of what it leaves; on its way
// around all else it is small.
static void go_along(Scene *s, Node *thing, const Path *way, bool around, double height, double dur_s)
{
    const Point middle = rect_middle(thing_box(s, thing));
    const double x = node_value_now(s, thing, PROP_X), y = node_value_now(s, thing, PROP_Y);
    Path *own = path_create(scene_arena(s));
    path_append(own, way, matrix_translate(x - middle.x, y - middle.y));
    move_along(s, thing, own, .dur_s = dur_s);
    if (around)
        change_size(s, thing, fmin(SMALL, height), 0, 0.2 * dur_s);
    change_size(s, thing, height, around ? 0.8 * dur_s : 0.35 * dur_s, around ? 0.2 * dur_s : 0.45 * dur_s);
}

void ring_carry(Scene *s, const Picture *picture, Node *thing, int arc, const Rect *to, double dur_s)
{
    const Ring *ring = picture_data(picture);
    const RingPlan plan = ring_plan(s, ring, picture_rect(picture));
    RingRide *ride = &ring->rides[arc];
    const bool begins = !ride->trail[0];
    if (begins)
        add_trail(s, picture, &plan, ride, arc);
    const Path *way = find_way(s, &plan, arc, thing_box(s, thing), begins, to);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    draw_trail(s, &plan, ride, arc, way, dur_s);
    go_along(s, thing, way, begins && to && !plan.round, to ? to->h : waiting_h(&plan, own_height(s, thing)), dur_s);
    block_close(s);
}

void ring_carry_end(Scene *s, const Picture *picture, int arc, double dur_s)
{
    const RingRide *ride = &((const Ring *)picture_data(picture))->rides[arc];
    for (int i = 0; i < RING_TRAIL && ride->trail[0]; i++)
        fade_out(s, ride->trail[i], .dur_s = dur_s);
}
