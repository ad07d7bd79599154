// ring_plan.c — where a ring's stations, their words and their rooms stand.
#include "scenes/kit/ring.h"

#include "engine/base/number.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

// Of a size: above and below a baseline, from a name's baseline to its line's lower end.
static const double CAPITALS = 0.74, DESCENT = 0.26, LINE_PITCH = 1.65;
static const double LEAST_ROOM = 44; // units: a row of tiles that can be read

// The height of a station's words above its room.
static double words_h(const Ring *ring, const RingPlan *plan)
{
    return CAPITALS * plan->name.size + (ring->lines[0] ? LINE_PITCH * plan->line.size : 0) + SPACE_M;
}

// Stations' words and rooms stand in two columns: on wide rectangles beside the ring, else above and below it.
static double column_w(const RingPlan *plan, Rect rect)
{
    return plan->beside ? rect.w / 2 - fmin(0.3 * rect.h, 0.155 * rect.w) - 1.9 * plan->station_r
                        : (rect.w - fmin(80, 0.08 * rect.w)) / 2;
}

static void place_all(RingPlan *plan, double words, Rect rect)
{
    const double room_h = fmin(fmax(0.1 * rect.h, LEAST_ROOM), 130), group_h = words + room_h, width = column_w(plan, rect);
    double tops[2];
    plan->center = rect_middle(rect);
    if (plan->beside) {
        plan->r = fmin(0.3 * rect.h, 0.155 * rect.w);
        const double apart = fmin(fmax(0.78 * plan->r, group_h / 2 + SPACE_S), rect.h / 2 - group_h / 2);
        tops[0] = plan->center.y - apart - group_h / 2;
        tops[1] = plan->center.y + apart - group_h / 2;
    } else {
        const double gap = fmin(SPACE_XL, 0.045 * rect.h);
        plan->r = fmin(0.34 * rect.w, (rect.h - 2 * group_h - 2 * gap) / 2);
        tops[0] = plan->center.y - plan->r - gap - group_h;
        tops[1] = plan->center.y + plan->r + gap;
    }
    for (int i = 0; i < RING_STATIONS; i++) {
        const bool on_left = i == 0 || i == 3;
        const double x = on_left ? rect.x : rect.x + rect.w - width, y = tops[i >= 2];
        plan->name_at[i] = (Point){on_left ? x + width : x, y + CAPITALS * plan->name.size};
        plan->room[i] = (Rect){x, y + words, width, room_h};
    }
    plan->line_y = (LINE_PITCH - DESCENT) * plan->line.size;
}

static RingPlan plan_way(Scene *s, const Ring *ring, Rect rect, bool beside)
{
    RingPlan plan = {.beside = beside,
                     .station_r = fmin(type_size(s, TYPE_LABEL), 0.06 * fmin(rect.w, rect.h)),
                     .name = {.family = FONT_SANS, .weight = 600},
                     .line = {.family = FONT_SANS}};
    const double width = column_w(&plan, rect);
    const bool fit = type_fit_each(s, &plan.name, TYPE_LEAD, ring->names, RING_STATIONS, width) &&
                     type_fit_each(s, &plan.line, TYPE_LABEL, ring->lines, RING_STATIONS, width);
    const double words = words_h(ring, &plan);
    place_all(&plan, words, rect);
    plan.has_words = fit && plan.r >= 0.14 * fmin(rect.w, rect.h) && 2 * (words + plan.room[0].h) + SPACE_M <= rect.h;
    if (!plan.has_words)
        place_all(&plan, 0, rect);
    return plan;
}

RingPlan ring_plan(Scene *s, const Ring *ring, Rect rect)
{
    const bool beside = rect.w > 1.25 * rect.h;
    const RingPlan plan = plan_way(s, ring, rect, beside);
    const RingPlan other = plan.has_words ? plan : plan_way(s, ring, rect, !beside);
    return other.has_words ? other : plan;
}

// ---- arcs ----

double ring_station_angle(int station)
{
    return PI / 4 * (2 * station - 3);
}

double ring_angle(const RingPlan *plan, int arc, double fraction)
{
    const double rim = 2 * asin(fmin(1, plan->station_r / (2 * plan->r)));
    const double end = ring_station_angle(arc == 0 ? RING_STATIONS : arc);
    return lerp(end - PI / 2 + rim, end - rim, fraction);
}

Point ring_point(const RingPlan *plan, int arc, double fraction, Point *direction)
{
    const double angle = ring_angle(plan, arc, fraction);
    if (direction)
        *direction = (Point){-sin(angle), cos(angle)};
    return (Point){plan->center.x + plan->r * cos(angle), plan->center.y + plan->r * sin(angle)};
}

void ring_add_arc(Path *way, const RingPlan *plan, int arc, double from, double to)
{
    path_arc(way, plan->center.x, plan->center.y, plan->r, ring_angle(plan, arc, from), ring_angle(plan, arc, to));
}
