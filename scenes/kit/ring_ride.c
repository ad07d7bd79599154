// ring_ride.c — a thing that rides along a ring's arc, and the trail behind it.
#include "scenes/kit/ring.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>

static const double TURN = 40;                  // radius of a way's corners
static const double CLEAR = 1.3, CORNER = 0.25; // of its height: how far a thing drops from a row that it stands in
static const double LARGEST = 96, SMALL = 54;   // units: of a thing that waits; of one that goes all around
static const double TRAIL_WIDTH = 4;

// ---- the way ----

static Point half_way(const RingCorners *corners)
{
    const Point a = corners->at[corners->n / 2 - 1], b = corners->at[corners->n / 2];
    return (Point){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

// Whether nothing of the station's room is between a thing and the line at which the arc begins.
static bool is_at_side(const RingPlan *plan, int arc, Rect thing)
{
    const Rect room = plan->room[(arc + RING_STATIONS - 1) % RING_STATIONS];
    const double middle = thing.x + thing.w / 2;
    const bool right = plan->corners[arc].at[0].x > room.x;
    return (right ? room.x + room.w - middle : middle - room.x) < thing.w;
}

// Out to the line, below a row that the thing stands in, and on to half way.
static int add_out(Point *way, const RingPlan *plan, int arc, Rect thing)
{
    const RingCorners *corners = &plan->corners[arc];
    const Point from = rect_middle(thing);
    int n = 0;
    way[n++] = from;
    if (!is_at_side(plan, arc, thing))
        way[n++] = (Point){from.x, from.y + CLEAR * thing.h};
    way[n] = (Point){corners->at[0].x, way[n - 1].y};
    n++;
    if (corners->n == 4)
        way[n++] = corners->at[1];
    way[n++] = half_way(corners);
    return n;
}

// From half way along the line, and off it sidewards into a place.
static int add_home(Point *way, const RingPlan *plan, int arc, Point to)
{
    const RingCorners *corners = &plan->corners[arc];
    int n = 0;
    way[n++] = half_way(corners);
    if (corners->n == 4)
        way[n++] = corners->at[2];
    way[n++] = (Point){corners->at[corners->n - 1].x, to.y};
    way[n++] = to;
    return n;
}

// From a thing to half way, when it begins there, and on to a place, when there is one.
static const Path *find_way(Scene *s, const RingPlan *plan, int arc, Rect thing, bool begins, const Rect *to)
{
    Path *way = path_create(scene_arena(s));
    Point corners[10];
    int n = 0;
    if (begins)
        n = add_out(corners, plan, arc, thing);
    if (to)
        n += add_home(corners + n - (n > 0), plan, arc, rect_middle(*to)) - (n > 0);
    path_rounded_line(way, corners, n, fmin(TURN, CORNER * thing.h));
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
        const Path *path = path_trim(plan->arcs[arc], (double)i / RING_TRAIL, (i + 1.0) / RING_TRAIL, scene_arena(s));
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

// Gives when it is all drawn, from the begin.
static double draw_trail(Scene *s, const RingPlan *plan, RingRide *ride, int arc, const Path *way, double dur_s)
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
    int last = n - 1;
    while (last > 0 && ridden[last - 1] == ride->ridden)
        last--;
    return t_s[last] - begin_s;
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

double ring_carry(Scene *s, const Picture *picture, Node *thing, int arc, const Rect *to, double dur_s)
{
    const Ring *ring = picture_data(picture);
    const RingPlan plan = ring_plan(s, ring, picture_rect(picture));
    RingRide *ride = &ring->rides[arc];
    const bool begins = !ride->trail[0];
    if (begins)
        add_trail(s, picture, &plan, ride, arc);
    const Path *way = find_way(s, &plan, arc, thing_box(s, thing), begins, to);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    const double left_s = draw_trail(s, &plan, ride, arc, way, dur_s);
    go_along(s, thing, way, begins && to && arc == 0, to ? to->h : fmin(own_height(s, thing), LARGEST), dur_s);
    block_close(s);
    return left_s;
}

void ring_carry_end(Scene *s, const Picture *picture, int arc, double dur_s)
{
    const RingRide *ride = &((const Ring *)picture_data(picture))->rides[arc];
    for (int i = 0; i < RING_TRAIL && ride->trail[0]; i++)
        fade_out(s, ride->trail[i], .dur_s = dur_s);
}
