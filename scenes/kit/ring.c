// ring.c — arcs and stations, and the trail behind a rider.
#include "scenes/kit/ring.h"

#include "scenes/kit/type.h"

#include <math.h>

static const double HEAD_LENGTH = 14, HEAD_HALF_WIDTH = 11;

static double station_angle(const Ring *ring, int station)
{
    const double per_station = 2 * PI / ring->spec.n_stations;
    return -PI / 2 + (station - 0.5) * per_station;
}

// From the rim of one station's circle to the rim of the next.
static double arc_begin(const Ring *ring, int arc)
{
    return station_angle(ring, arc) + 2 * asin(ring->spec.station_r / (2 * ring->spec.r));
}

static double arc_end(const Ring *ring, int arc)
{
    return station_angle(ring, arc + 1) - 2 * asin(ring->spec.station_r / (2 * ring->spec.r));
}

double ring_arc_angle(const Ring *ring, int arc, double fraction)
{
    return lerp(arc_begin(ring, arc), arc_end(ring, arc), fraction);
}

static Point on_ring(const Ring *ring, double angle_rad)
{
    return (Point){ring->spec.x + ring->spec.r * cos(angle_rad), ring->spec.y + ring->spec.r * sin(angle_rad)};
}

Point ring_arc_place(const Ring *ring, int arc, double fraction, Point *direction)
{
    const double angle = ring_arc_angle(ring, arc, fraction);
    if (direction)
        *direction = (Point){-sin(angle), cos(angle)};
    return on_ring(ring, angle);
}

// A part of an arc, in fractions of it.
static Node *add_part(Scene *s, const Ring *ring, Node *parent, int arc, double from, double to, Color color)
{
    Path *path = path_create(scene_arena(s));
    path_arc(path, 0, 0, ring->spec.r, ring_arc_angle(ring, arc, from), ring_arc_angle(ring, arc, to));
    Node *node = add_path(s, parent, .path = path, .stroke = color, .stroke_width = ring->spec.stroke_width);
    node_hide(s, node);
    return node;
}

static Node *add_arc(Scene *s, const Ring *ring, int arc, Color color)
{
    return add_part(s, ring, ring->group, arc, 0, 1, color);
}

// The arrow's two strokes, in the middle of the arc.
static Node *add_head(Scene *s, const Ring *ring, int arc, Color color)
{
    const double angle = ring_arc_angle(ring, arc, 0.5);
    const Point along = {-sin(angle), cos(angle)}, out = {cos(angle), sin(angle)};
    const Point tip = {ring->spec.r * out.x + 0.5 * HEAD_LENGTH * along.x,
                       ring->spec.r * out.y + 0.5 * HEAD_LENGTH * along.y};
    Path *path = path_create(scene_arena(s));
    path_move(path, tip.x - HEAD_LENGTH * along.x + HEAD_HALF_WIDTH * out.x,
              tip.y - HEAD_LENGTH * along.y + HEAD_HALF_WIDTH * out.y);
    path_line(path, tip.x, tip.y);
    path_line(path, tip.x - HEAD_LENGTH * along.x - HEAD_HALF_WIDTH * out.x,
              tip.y - HEAD_LENGTH * along.y - HEAD_HALF_WIDTH * out.y);
    Node *node = add_path(s, ring->group, .path = path, .stroke = color, .stroke_width = ring->spec.stroke_width,
                          .round_caps = true);
    node_hide(s, node);
    return node;
}

static Node *add_station(Scene *s, const Ring *ring, int station)
{
    const Theme *theme = scene_theme(s);
    const double angle = station_angle(ring, station);
    TextStyle style = TYPE_MONO;
    style.align = ALIGN_MIDDLE;
    style.valign = VALIGN_MIDDLE;
    Node *node = add_group(s, ring->group, .x = ring->spec.r * cos(angle), .y = ring->spec.r * sin(angle));
    add_circle(s, node, .r = ring->spec.station_r, .fill = theme->bg, .stroke = theme->line,
               .stroke_width = ring->spec.stroke_width);
    add_text(s, node, .text = arena_printf(scene_arena(s), "%d", station + 1), .style = &style, .color = theme->soft);
    node_hide(s, node);
    return node;
}

Ring *ring_add_with(Scene *s, RingSpec spec)
{
    const Theme *theme = scene_theme(s);
    Ring *ring = ARENA_NEW(scene_arena(s), Ring);
    if (spec.n_stations < 2 || spec.n_stations > RING_MOST_STATIONS) {
        scene_fail(s, "a ring has 2 to %d stations, not %d", (int)RING_MOST_STATIONS, spec.n_stations);
        spec.n_stations = 2;
    }
    spec.stroke_width = spec.stroke_width > 0 ? spec.stroke_width : 4;
    ring->spec = spec;
    ring->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y, .z = spec.z);
    node_source(s, ring->group, "count:stations");
    for (int i = 0; i < spec.n_stations; i++) {
        ring->rails[i] = add_arc(s, ring, i, theme->line);
        ring->rail_heads[i] = add_head(s, ring, i, theme->line);
    }
    for (int i = 0; i < spec.n_stations; i++)
        ring->trails[i] = add_group(s, ring->group, );
    for (int i = 0; i < spec.n_stations; i++) {
        ring->arcs[i] = add_arc(s, ring, i, theme->accent);
        ring->heads[i] = add_head(s, ring, i, theme->accent);
    }
    for (int i = 0; i < spec.n_stations; i++)
        ring->stations[i] = add_station(s, ring, i);
    return ring;
}

void ring_appear(Scene *s, Ring *ring, double dur_s)
{
    const double begin_s = scene_now(s), each_s = dur_s / (ring->spec.n_stations + 1);
    for (int i = 0; i < ring->spec.n_stations; i++) {
        scene_seek(s, begin_s + i * each_s);
        scene_together(s);
        pop_in(s, ring->stations[i], .dur_s = 2 * each_s);
        draw_in(s, ring->rails[i], .dur_s = 2 * each_s);
        fade_in(s, ring->rail_heads[i], .dur_s = each_s, .delay_s = each_s);
        scene_together_end(s);
    }
}

void ring_reach(Scene *s, Ring *ring, int station, double dur_s)
{
    const Theme *theme = scene_theme(s);
    Node *node = ring->stations[station];
    const double begin_s = scene_now(s);
    scene_together(s);
    recolor(s, node_child(node, 0), PROP_STROKE, theme->accent, .dur_s = dur_s / 2);
    recolor(s, node_child(node, 1), PROP_FILL, theme->ink, .dur_s = dur_s / 2);
    scale_to(s, node, 1.14, .dur_s = 0.4 * dur_s, .ease = EASE_OUT);
    scene_together_end(s);
    scene_seek(s, begin_s + 0.4 * dur_s);
    scale_to(s, node, 1, .dur_s = 0.6 * dur_s);
}

void ring_go(Scene *s, Ring *ring, int arc, double dur_s)
{
    scene_together(s);
    draw_in(s, ring->arcs[arc], .dur_s = dur_s);
    fade_in(s, ring->heads[arc], .dur_s = dur_s / 3, .delay_s = dur_s / 2);
    scene_together_end(s);
}

// How much of the arc lies behind a rider at a point, 0 to 1; less while it is off the ring, on its way to it.
static double fraction_at(const Ring *ring, int arc, Point p)
{
    static const double NEAR = 20;
    const double from = arc_begin(ring, arc), to = arc_end(ring, arc), middle = (from + to) / 2;
    const double angle = atan2(p.y - ring->spec.y, p.x - ring->spec.x);
    const double past_middle = remainder(angle - middle, 2 * PI);
    const double off = fabs(hypot(p.x - ring->spec.x, p.y - ring->spec.y) - ring->spec.r);
    return clamp(0.5 + past_middle / (to - from), 0, 1) * clamp(1 - (off - NEAR) / NEAR, 0, 1);
}

// The pieces of an arc that are drawn behind a rider.
static void add_trail(Scene *s, Ring *ring, int arc)
{
    const double begin_s = scene_now(s);
    scene_seek(s, 0); // what it is made of holds from the start
    for (int i = 0; i < RING_TRAIL; i++)
        add_part(s, ring, ring->trails[arc], arc, (double)i / RING_TRAIL, (i + 1.0) / RING_TRAIL, scene_theme(s)->pick);
    scene_seek(s, begin_s);
    node_set_color(s, ring->heads[arc], PROP_STROKE, scene_theme(s)->pick);
}

// One piece while the rider comes as far as ridden[i] at t_s[i]: drawn when it is there, fainter when it is on.
static void draw_trail(Scene *s, const Ring *ring, int arc, int piece, const double *t_s, const double *ridden, int n)
{
    static const double FAINTEST = 0.12, REACH = 0.5; // of the arc
    const double from = (double)piece / RING_TRAIL, to = (piece + 1.0) / RING_TRAIL;
    double *drawn = ARENA_ARRAY(scene_arena(s), double, n), *opacity = ARENA_ARRAY(scene_arena(s), double, n);
    for (int i = 0; i < n; i++) {
        const double behind = fmax(ridden[i] - to, 0);
        drawn[i] = clamp((ridden[i] - from) / (to - from), 0, 1);
        opacity[i] = drawn[i] > 0 ? lerp(1, FAINTEST, clamp(behind / REACH, 0, 1)) : 0;
    }
    Node *node = node_child(ring->trails[arc], piece);
    node_keys(s, node, PROP_TRIM_END, EASE_LINEAR, t_s, drawn, n);
    node_keys(s, node, PROP_OPACITY, EASE_LINEAR, t_s, opacity, n);
}

void ring_ride(Scene *s, Ring *ring, int arc, Node *rider, Point grip, const Path *path, double dur_s)
{
    static const double SAMPLES_PER_S = 30;
    const double begin_s = scene_now(s), before = ring->ridden[arc];
    const int n = (int)ceil(dur_s * SAMPLES_PER_S) + 1;
    double *t_s = ARENA_ARRAY(scene_arena(s), double, n), *ridden = ARENA_ARRAY(scene_arena(s), double, n);
    double passed_s = -1;
    for (int i = 0; i < n; i++) {
        const double u = (double)i / (n - 1);
        const double fraction = fraction_at(ring, arc, path_point_at(path, ease_at(EASE_IN_OUT, u), NULL));
        t_s[i] = begin_s + u * dur_s;
        ridden[i] = i > 0 ? fmax(ridden[i - 1], fraction) : before;
        if (passed_s < 0 && ridden[i] > 0.5)
            passed_s = t_s[i];
    }
    if (node_child_count(ring->trails[arc]) == 0)
        add_trail(s, ring, arc);
    for (int piece = 0; piece < RING_TRAIL; piece++)
        draw_trail(s, ring, arc, piece, t_s, ridden, n);
    ring->ridden[arc] = ridden[n - 1];
    if (passed_s >= 0 && before <= 0.5) {
        scene_seek(s, passed_s);
        fade_in(s, ring->heads[arc], .dur_s = 0.2);
    }
    scene_seek(s, begin_s);
    Path *way = path_create(scene_arena(s));
    path_append(way, path, matrix_translate(-grip.x, -grip.y));
    move_along(s, rider, way, .dur_s = dur_s);
}

void ring_settle(Scene *s, Ring *ring, int arc, double dur_s)
{
    node_set(s, ring->arcs[arc], PROP_TRIM_END, ring->ridden[arc]);
    scene_together(s);
    fade_in(s, ring->arcs[arc], .dur_s = dur_s / 2);
    animate(s, ring->arcs[arc], PROP_TRIM_END, 1, .dur_s = dur_s); // the rider may have left before the end
    fade_out(s, ring->trails[arc], .dur_s = dur_s);
    if (node_value_now(s, ring->heads[arc], PROP_OPACITY) < 0.5)
        fade_in(s, ring->heads[arc], .dur_s = dur_s);
    recolor(s, ring->heads[arc], PROP_STROKE, scene_theme(s)->accent, .dur_s = dur_s);
    scene_together_end(s);
}
