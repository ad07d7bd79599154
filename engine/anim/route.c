// route.c — candidates of ways, each a cubic from side to side, and their costs.
#include "engine/anim/route.h"

#include <math.h>

static const double GAP = 8;       // between a box and the arrow's end
static const double CLEAR = 8;     // from what it goes around
static const double WORDS_GAP = 8; // from the line to its words

enum { SAMPLES = 32 };

static Point direction(double angle_rad)
{
    return (Point){cos(angle_rad), sin(angle_rad)};
}

// The point on a box's border in a direction, and a gap beyond it.
static Point leave(Rect box, Point way)
{
    const double most = fmax(fabs(way.x), fabs(way.y));
    const Point middle = rect_middle(box);
    return (Point){middle.x + way.x / most * box.w / 2 + way.x * GAP,
                   middle.y + way.y / most * box.h / 2 + way.y * GAP};
}

// Where boxes face each other over some length, the arrow goes straight across, at the middle of that length.
static void straighten(Point *from, Point *to, const RouteScene *scene, Point out, Point in)
{
    const double enough = 40;
    const bool level = fabs(out.x) > fabs(out.y);
    const Rect a = scene->from, b = scene->to;
    const double low = level ? fmax(a.y, b.y) : fmax(a.x, b.x);
    const double high = level ? fmin(a.y + a.h, b.y + b.h) : fmin(a.x + a.w, b.x + b.w);
    const double opposite = fmax(0, -(out.x * in.x + out.y * in.y)), share = clamp((high - low) / enough, 0, 1);
    const double u = opposite * opposite * share * share * (3 - 2 * share), middle = (low + high) / 2;
    double *const at[] = {level ? &from->y : &from->x, level ? &to->y : &to->x};
    for (int i = 0; i < 2; i++)
        *at[i] = lerp(*at[i], middle, u);
}

static Point curve_at(const Point p[4], double u)
{
    const double v = 1 - u, a = v * v * v, b = 3 * v * v * u, c = 3 * v * u * u, d = u * u * u;
    return (Point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                   a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

// Towards which side words stand that are beside a line: up where it is level, right where it is upright.
static Point beside(const Point p[4])
{
    const Point a = curve_at(p, 0.45), b = curve_at(p, 0.55);
    const double length = fmax(1e-6, hypot(b.x - a.x, b.y - a.y));
    const Point normal = {-(b.y - a.y) / length, (b.x - a.x) / length};
    const double sign = normal.y - 0.3 * normal.x > 0 ? -1 : 1;
    return (Point){sign * normal.x, sign * normal.y};
}

RouteShape route_shape(Route route, const RouteScene *scene)
{
    const Point out = direction(route.from_rad), in = direction(route.to_rad);
    RouteShape shape;
    Point *p = shape.points;
    p[0] = leave(scene->from, out);
    p[3] = leave(scene->to, in);
    straighten(&p[0], &p[3], scene, out, in);
    const double bend = route.reach * hypot(p[3].x - p[0].x, p[3].y - p[0].y);
    p[1] = (Point){p[0].x + bend * out.x, p[0].y + bend * out.y};
    p[2] = (Point){p[3].x + bend * in.x, p[3].y + bend * in.y};
    const Point middle = curve_at(p, 0.5), side = beside(p);
    const double half = fabs(side.x) * scene->words_w / 2 + fabs(side.y) * scene->words_h / 2;
    const double away = route.words_side * (half + WORDS_GAP + route.words_away);
    shape.words = (Point){middle.x + away * side.x, middle.y + away * side.y};
    return shape;
}

static bool is_in(Rect box, Point p)
{
    return p.x > box.x && p.x < box.x + box.w && p.y > box.y && p.y < box.y + box.h;
}

static int count_hits(const RouteScene *scene, const Point p[4])
{
    int n = 0;
    for (int i = 1; i < SAMPLES; i++) {
        const Point at = curve_at(p, (double)i / SAMPLES);
        n += is_in(scene->from, at) + is_in(scene->to, at) + !is_in(scene->page, at);
        for (int k = 0; k < scene->n_blocked; k++)
            n += is_in(rect_grow(scene->blocked[k], CLEAR), at);
    }
    return n;
}

double route_length(const RouteShape *shape)
{
    const Point *p = shape->points;
    double length = 0;
    for (int i = 0; i < SAMPLES; i++) {
        const Point a = curve_at(p, (double)i / SAMPLES), b = curve_at(p, (i + 1.0) / SAMPLES);
        length += hypot(b.x - a.x, b.y - a.y);
    }
    return length;
}

// The side of a box that faces another one.
static double facing(Rect box, Rect other)
{
    const Point a = rect_middle(box), b = rect_middle(other);
    const double apart_x = fabs(b.x - a.x) - (box.w + other.w) / 2, apart_y = fabs(b.y - a.y) - (box.h + other.h) / 2;
    if (apart_x >= apart_y)
        return b.x >= a.x ? 0 : PI;
    return b.y >= a.y ? PI / 2 : -PI / 2;
}

static bool words_are_free(const RouteScene *scene, const RouteShape *shape)
{
    const Rect box = {shape->words.x - scene->words_w / 2, shape->words.y - scene->words_h / 2, scene->words_w,
                      scene->words_h};
    if (!rect_contains(scene->page, box) || !rect_is_empty(rect_intersect(box, scene->from)) ||
        !rect_is_empty(rect_intersect(box, scene->to)))
        return false;
    for (int i = 0; i < scene->n_blocked; i++)
        if (!rect_is_empty(rect_intersect(box, scene->blocked[i])))
            return false;
    for (int i = 1; i < SAMPLES; i++)
        if (is_in(box, curve_at(shape->points, (double)i / SAMPLES)))
            return false;
    return true;
}

// Whether there is a free place.
static bool place_words(Route *route, const RouteScene *scene)
{
    const double step = 6, farthest = 240;
    if (scene->words_w <= 0)
        return true;
    for (double away = 0; away <= farthest; away += step)
        for (int side = 1; side >= -1; side -= 2) {
            route->words_side = side;
            route->words_away = away;
            const RouteShape shape = route_shape(*route, scene);
            if (words_are_free(scene, &shape))
                return true;
        }
    route->words_side = 1;
    route->words_away = 0;
    return false;
}

static bool same_sides(const Route *a, const Route *b)
{
    const double same_rad = 0.01;
    return fabs(remainder(a->from_rad - b->from_rad, 2 * PI)) < same_rad &&
           fabs(remainder(a->to_rad - b->to_rad, 2 * PI)) < same_rad;
}

Route route_choose(const RouteScene *scene, const Route *before)
{
    static const double REACHES[] = {0.5, 0.25, 0.8, 1.3};
    const double hit_cost = 10, turn_cost = 0.4, bend_cost = 0.1, change_cost = 0.5;
    const double words_cost = 0.005, no_words_cost = 5, short_cost = 4;
    const double out = facing(scene->from, scene->to), in = facing(scene->to, scene->from);
    const Point a = rect_middle(scene->from), b = rect_middle(scene->to);
    const double apart = fmax(1, hypot(b.x - a.x, b.y - a.y));
    Route best = {.from_rad = out, .to_rad = in, .reach = REACHES[0], .words_side = 1};
    double least = INFINITY;
    for (int i = 0; i < 4 * 4 * 4; i++) {
        const double turn_out = i % 4, turn_in = i / 4 % 4, reach = REACHES[i / 16];
        Route route = {out + turn_out * PI / 2, in + turn_in * PI / 2, reach, 1, 0};
        const RouteShape shape = route_shape(route, scene);
        const double length = route_length(&shape), missing = fmax(0, 1 - length / fmax(1, scene->least_length));
        const double cost = hit_cost * count_hits(scene, shape.points) + length / apart + short_cost * missing +
                            turn_cost * ((turn_out > 0) + (turn_in > 0)) + bend_cost * (i / 16) +
                            change_cost * (before && !same_sides(before, &route));
        if (cost >= least)
            continue;
        const double whole = cost + (place_words(&route, scene) ? words_cost * route.words_away : no_words_cost);
        if (whole < least - 1e-9) {
            least = whole;
            best = route;
        }
    }
    return best;
}

static double turned(double from_rad, double to_rad, double u)
{
    return from_rad + u * remainder(to_rad - from_rad, 2 * PI);
}

Route route_mix(Route a, Route b, double u)
{
    return (Route){
        .from_rad = turned(a.from_rad, b.from_rad, u),
        .to_rad = turned(a.to_rad, b.to_rad, u),
        .reach = lerp(a.reach, b.reach, u),
        .words_side = lerp(a.words_side, b.words_side, u),
        .words_away = lerp(a.words_away, b.words_away, u),
    };
}
