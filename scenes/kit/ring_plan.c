// ring_plan.c — where a loop's stations, their words and their rooms stand.
#include "scenes/kit/ring.h"

#include "engine/base/number.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

// Of a size: above and below a baseline, from a name's baseline to its line's lower end.
static const double CAPITALS = 0.74, DESCENT = 0.26, LINE_PITCH = 1.65;
static const double LEAST_ROOM = 70; // units: a row of tiles that can be read, with some room around it

// ---- a circle, words and rooms beside it ----

static const double LANE = 76; // units between the circle and words: what rides on it passes them

static double circle_r(Rect rect)
{
    return fmin(0.27 * rect.h, 0.14 * rect.w);
}

static double beside_width(Rect rect)
{
    return rect.w / 2 - circle_r(rect) - LANE;
}

// The height of a station's words above its room.
static double words_above(const Ring *ring, const RingPlan *plan)
{
    return CAPITALS * plan->name.size + (ring->lines[0] ? LINE_PITCH * plan->line.size : 0) + SPACE_M;
}

static void plan_circle(Scene *s, RingPlan *plan, Rect rect)
{
    const Point center = rect_middle(rect);
    const double r = circle_r(rect), rim = 2 * asin(fmin(1, plan->station_r / (2 * r)));
    plan->loop = (Rect){center.x - r, center.y - r, 2 * r, 2 * r};
    for (int i = 0; i < RING_STATIONS; i++) {
        const double angle = PI / 4 * (2 * i - 3), end = i == 0 ? angle + 2 * PI : angle;
        Path *arc = path_create(scene_arena(s));
        path_arc(arc, center.x, center.y, r, end - PI / 2 + rim, end - rim);
        plan->arcs[i] = arc;
        plan->stations[i] = (Point){center.x + r * cos(angle), center.y + r * sin(angle)};
    }
}

// Rooms above are larger: there a histogram has to stand.
static void plan_beside(const Ring *ring, RingPlan *plan, Rect rect)
{
    const double words = plan->has_words ? words_above(ring, plan) : 0, gap = fmin(SPACE_XL, 0.08 * rect.h);
    const double rooms = fmax(0, fmin(rect.h - 2 * words - gap, 0.64 * rect.h)), width = beside_width(rect);
    const double heights[] = {0.58 * rooms, 0.42 * rooms};
    const double top = rect.y + (rect.h - 2 * words - rooms - gap) / 2;
    const double tops[] = {top, top + words + heights[0] + gap};
    for (int i = 0; i < RING_STATIONS; i++) {
        const bool on_left = i == 0 || i == 3, below = i >= 2;
        const double x = on_left ? rect.x : rect.x + rect.w - width, y = tops[below];
        plan->align[i] = on_left ? ALIGN_END : ALIGN_START;
        plan->name_at[i] = (Point){on_left ? x + width : x, y + CAPITALS * plan->name.size};
        plan->line_at[i] = (Point){plan->name_at[i].x, plan->name_at[i].y + (LINE_PITCH - DESCENT) * plan->line.size};
        plan->room[i] = (Rect){x, y + words, width, heights[below]};
    }
}

static void plan_round(Scene *s, const Ring *ring, RingPlan *plan, Rect rect)
{
    const double width = beside_width(rect);
    const bool fit = type_fit_each(s, &plan->name, TYPE_HEADING, ring->names, RING_STATIONS, width) &&
                     type_fit_each(s, &plan->line, TYPE_BODY, ring->lines, RING_STATIONS, width);
    plan->has_words = fit && 2 * (words_above(ring, plan) + LEAST_ROOM) <= rect.h;
    plan_circle(s, plan, rect);
    plan_beside(ring, plan, rect);
}

// ---- stations one below the other ----

static const double SIDE = 36;            // units from the rectangle's sides to the loop: half of what rides on it
static const double ABOVE = 24;           // what rides along the top has to keep clear of a heading
static const double WITHIN = 48;          // from the loop's sides to what it goes around
static const double TURN = 40, EDGE = 14; // of its corners; how far its ends reach above and below all else

// The loop's line from station to station, and around from the last to the first.
static void plan_rail(Scene *s, RingPlan *plan)
{
    const Rect loop = plan->loop;
    const double left = loop.x, right = loop.x + loop.w, top = loop.y, foot = loop.y + loop.h, r = plan->station_r;
    for (int i = 1; i < RING_STATIONS; i++) {
        Path *arc = path_create(scene_arena(s));
        path_move(arc, right, plan->stations[i - 1].y + r);
        path_line(arc, right, plan->stations[i].y - r);
        plan->arcs[i] = arc;
    }
    const Point around[] = {{right, plan->stations[RING_STATIONS - 1].y + r}, {right, foot}, {left, foot},
                            {left, top}, {right, top}, {right, plan->stations[0].y - r}};
    Path *arc = path_create(scene_arena(s));
    path_rounded_line(arc, around, sizeof around / sizeof *around, TURN);
    plan->arcs[0] = arc;
}

// Whether every line has room behind its name.
static bool fit_in_line(Scene *s, const Ring *ring, const RingPlan *plan, double width)
{
    for (int i = 0; i < RING_STATIONS; i++)
        if (ring->lines[i] &&
            type_box(s, &plan->name, ring->names[i]).w + SPACE_M + type_box(s, &plan->line, ring->lines[i]).w > width)
            return false;
    return true;
}

// What stands in the loop: rows of words, and a room below each.
typedef struct Rows {
    Rect inner;
    bool in_line;           // lines stand behind the names
    double words, gap, row; // heights: of words above a room, between two rows, of a row
} Rows;

static void place_rows(Scene *s, const Ring *ring, RingPlan *plan, const Rows *rows)
{
    const double words = plan->has_words ? rows->words : 0, under = (LINE_PITCH - DESCENT) * plan->line.size;
    for (int i = 0; i < RING_STATIONS; i++) {
        const double x = rows->inner.x, y = rows->inner.y + i * (rows->row + rows->gap);
        const double base = y + CAPITALS * plan->name.size, name_w = type_box(s, &plan->name, ring->names[i]).w;
        plan->align[i] = ALIGN_START;
        plan->name_at[i] = (Point){x, base};
        plan->line_at[i] = rows->in_line ? (Point){x + name_w + SPACE_M, base} : (Point){x, base + under};
        plan->room[i] = (Rect){x, y + words, rows->inner.w, fmax(0, rows->row - words)};
        plan->stations[i] = (Point){plan->loop.x + plan->loop.w, y + fmax(plan->station_r, 0.4 * plan->name.size)};
    }
}

static void plan_stacked(Scene *s, const Ring *ring, RingPlan *plan, Rect rect)
{
    const double side = fmin(SIDE, 0.05 * rect.w), within = fmin(WITHIN, 0.06 * rect.w);
    const double foot = ring->again ? type_size(s, TYPE_LABEL) / 2 : 0, end = fmin(TURN + EDGE, 0.05 * rect.h);
    const double above = fmin(ABOVE, 0.03 * rect.h);
    plan->loop = (Rect){rect.x + side, rect.y + above, rect.w - 2 * side, rect.h - foot - above};
    Rows rows = {.inner = {plan->loop.x + within, plan->loop.y + end - above / 2,
                           plan->loop.w - 2 * within - plan->station_r, plan->loop.h - 2 * end + above / 2}};
    const double width = rows.inner.w;
    const bool fit = type_fit_each(s, &plan->name, TYPE_LEAD, ring->names, RING_STATIONS, width) &&
                     type_fit_each(s, &plan->line, TYPE_BODY, ring->lines, RING_STATIONS, width);
    rows.in_line = fit_in_line(s, ring, plan, width);
    rows.gap = fmin(SPACE_L, 0.03 * rows.inner.h);
    rows.row = (rows.inner.h - (RING_STATIONS - 1) * rows.gap) / RING_STATIONS;
    rows.words = plan->name.size + SPACE_S + (ring->lines[0] && !rows.in_line ? LINE_PITCH * plan->line.size : 0);
    plan->has_words = fit && rows.words + LEAST_ROOM <= rows.row;
    place_rows(s, ring, plan, &rows);
    plan_rail(s, plan);
}

static RingPlan plan_way(Scene *s, const Ring *ring, Rect rect, bool round)
{
    RingPlan plan = {.round = round,
                     .station_r = fmin(type_size(s, TYPE_LABEL), 0.06 * fmin(rect.w, rect.h)),
                     .name = {.family = FONT_SANS, .weight = 600},
                     .line = {.family = FONT_SANS}};
    if (round)
        plan_round(s, ring, &plan, rect);
    else
        plan_stacked(s, ring, &plan, rect);
    return plan;
}

// Where words have no room the one way, they may have the other.
RingPlan ring_plan(Scene *s, const Ring *ring, Rect rect)
{
    const bool round = rect.w > 1.25 * rect.h;
    const RingPlan plan = plan_way(s, ring, rect, round);
    const RingPlan other = plan.has_words ? plan : plan_way(s, ring, rect, !round);
    return other.has_words ? other : plan;
}
