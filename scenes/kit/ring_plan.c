// ring_plan.c — where a ring's stations, their words and their rooms stand.
#include "scenes/kit/ring.h"

#include "engine/base/number.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double CAPITALS = 0.74, DESCENT = 0.26; // of a size: above and below a baseline

// Words of one width: smaller, then broken, until they fit. False: they do not.
static bool fit(Scene *s, TextStyle *style, TypeRole role, const char *const *words, double width)
{
    double least = INFINITY;
    for (int i = 0; i < RING_STATIONS; i++) {
        TextStyle one = *style;
        if (!words[i])
            continue;
        if (!type_fit(s, &one, role, words[i], (Size){width, 4 * type_size(s, role)}) || one.max_width > 0)
            one.size = type_size(s, TYPE_LABEL);
        const double own_w =
            type_box(s, &(TextStyle){.family = one.family, .size = one.size, .weight = one.weight}, words[i]).w;
        least = fmin(least, own_w > width ? 0 : one.size);
    }
    style->size = least;
    return least > 0 && isfinite(least);
}

// The height of a station's words above its room.
static double words_h(const RingPlan *plan)
{
    const double names = plan->has_names ? CAPITALS * plan->name.size : 0;
    return names + (plan->has_lines ? 1.65 * plan->line.size : 0) + (plan->has_names ? SPACE_M : 0);
}

// Stations' words and rooms: `top` of the upper and lower pair, and the width of each.
static void place_columns(RingPlan *plan, const double top[2], double left, double width, double gap, double room_h)
{
    for (int i = 0; i < RING_STATIONS; i++) {
        const bool on_left = i == 0 || i == 3;
        const double x = on_left ? left : left + width + gap, y = top[i >= 2];
        plan->name_y[i] = y + CAPITALS * plan->name.size;
        plan->line_y[i] = plan->name_y[i] + 1.65 * plan->line.size - DESCENT * plan->line.size;
        plan->text_x[i] = on_left ? x + width : x;
        plan->room[i] = (Rect){x, y + words_h(plan), width, room_h};
    }
}

// Beside the ring, on wide rectangles; else above and below it.
static void place_all(RingPlan *plan, Rect rect)
{
    const double room_h = fmin(0.1 * rect.h, 130), group_h = words_h(plan) + room_h;
    plan->center = (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
    if (plan->beside) {
        plan->r = fmin(fmin(0.3 * rect.h, 0.155 * rect.w), rect.h / 2 - plan->station_r);
        const double width = rect.w / 2 - plan->r - 1.9 * plan->station_r;
        const double apart = fmax(0.78 * plan->r, group_h / 2 + SPACE_S), end = rect.h / 2 - group_h / 2;
        const double middles[2] = {plan->center.y - fmin(apart, end), plan->center.y + fmin(apart, end)};
        place_columns(plan, (double[]){middles[0] - group_h / 2, middles[1] - group_h / 2}, rect.x, width,
                      rect.w - 2 * width, room_h);
        return;
    }
    const double gap = fmin(SPACE_XL, 0.045 * rect.h), middle_gap = fmin(80, 0.08 * rect.w);
    plan->r = fmin(0.34 * rect.w, (rect.h - 2 * group_h - 2 * gap) / 2);
    const double top = plan->center.y - plan->r - gap - group_h, bottom = plan->center.y + plan->r + gap;
    place_columns(plan, (double[]){top, bottom}, rect.x, (rect.w - middle_gap) / 2, middle_gap, room_h);
}

// The width that words have beside or above the ring.
static double words_w(const RingPlan *plan, Rect rect)
{
    return plan->beside ? rect.w / 2 - fmin(0.3 * rect.h, 0.155 * rect.w) - 1.9 * plan->station_r
                        : (rect.w - fmin(80, 0.08 * rect.w)) / 2;
}

static bool is_large_enough(const RingPlan *plan, Rect rect)
{
    const double group_h = words_h(plan) + plan->room[0].h;
    return plan->r >= 0.14 * fmin(rect.w, rect.h) && 2 * group_h + SPACE_M <= rect.h;
}

RingPlan ring_plan(Scene *s, const Ring *ring, Rect rect)
{
    RingPlan plan = {.beside = rect.w > 1.25 * rect.h,
                     .station_r = fmin(type_size(s, TYPE_LABEL), 0.06 * fmin(rect.w, rect.h)),
                     .name = {.family = FONT_SANS, .weight = 600},
                     .line = {.family = FONT_SANS}};
    const double width = words_w(&plan, rect);
    plan.has_names = fit(s, &plan.name, TYPE_LEAD, ring->names, width);
    plan.has_lines = plan.has_names && ring->lines[0] && fit(s, &plan.line, TYPE_LABEL, ring->lines, width);
    place_all(&plan, rect);
    while (!is_large_enough(&plan, rect) && plan.has_names) {
        if (plan.has_lines)
            plan.has_lines = false;
        else
            plan.has_names = false;
        place_all(&plan, rect);
    }
    return plan;
}

// ---- arcs ----

static double station_angle(int station)
{
    return PI / 4 * (2 * station - 3);
}

double ring_angle(const RingPlan *plan, int arc, double fraction)
{
    const double rim = 2 * asin(fmin(1, plan->station_r / (2 * plan->r)));
    const double end = station_angle(arc == 0 ? RING_STATIONS : arc);
    return lerp(end - PI / 2 + rim, end - rim, fraction);
}

Point ring_point(const RingPlan *plan, int arc, double fraction, Point *direction)
{
    const double angle = ring_angle(plan, arc, fraction);
    if (direction)
        *direction = (Point){-sin(angle), cos(angle)};
    return (Point){plan->center.x + plan->r * cos(angle), plan->center.y + plan->r * sin(angle)};
}
