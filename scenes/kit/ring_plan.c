// ring_plan.c — where a loop's stations, their words and their rooms stand.
#include "scenes/kit/ring.h"

#include "engine/base/number.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

// Of a size: above a baseline, from the middle of a name's line to that of the line below it.
static const double CAPITALS = 0.74, LINE_PITCH = 1.4;
static const double LEAST_ROOM = 60; // units: a row of tiles that can be read

static const double SIDE = 36;   // units from the rectangle's sides to the loop: half of what rides on it
static const double WITHIN = 60; // from the loop's sides to what it goes around: a station, and what rides on it
static const double TURN = 40;   // of its corners

// Shares of the height of all rooms: of the row above, of the two below where they stand one below the other.
static const double ROW_SHARE_BESIDE = 0.27, ROW_SHARE = 0.18, SECOND_SHARE = 0.56;

// What stands between the loop's sides: the first and the last station in a row above, the others beside one another
// or one below the other.
typedef struct Bands {
    Rect inner;
    double words[RING_STATIONS]; // heights of a station's words with what is below them
    bool in_line[RING_STATIONS]; // its line stands beside its name
    double column_w, gap;        // of the second and the third station; between bands
} Bands;

static bool is_on_right(int station)
{
    return station >= 2;
}

static double words_width(Scene *s, const Ring *ring, const RingPlan *plan, int station)
{
    return type_box(s, &plan->name, ring->names[station]).w + SPACE_M +
           (ring->lines[station] ? type_box(s, &plan->line, ring->lines[station]->text).w : 0);
}

// How a station's words stand in a width; the two above share theirs.
static void measure_words(Scene *s, const Ring *ring, const RingPlan *plan, Bands *bands)
{
    const double name_h = CAPITALS * plan->name.size + SPACE_M, line_h = LINE_PITCH * plan->line.size;
    const double above = words_width(s, ring, plan, 0) + words_width(s, ring, plan, RING_STATIONS - 1) + SPACE_L;
    for (int i = 0; i < RING_STATIONS; i++) {
        const bool is_above = i == 0 || i == RING_STATIONS - 1;
        bands->in_line[i] = is_above ? above <= bands->inner.w : words_width(s, ring, plan, i) <= bands->column_w;
    }
    if (!bands->in_line[1] || !bands->in_line[2])
        bands->in_line[1] = bands->in_line[2] = false;
    for (int i = 0; i < RING_STATIONS; i++)
        bands->words[i] = name_h + (ring->lines[i] && !bands->in_line[i] ? line_h : 0);
}

static void place_words(Scene *s, const Ring *ring, RingPlan *plan, const Bands *bands, int station, Rect box)
{
    const bool right = is_on_right(station);
    const double base = box.y + CAPITALS * plan->name.size, x = right ? box.x + box.w : box.x;
    const double aside = type_box(s, &plan->name, ring->names[station]).w + SPACE_M;
    plan->align[station] = right ? ALIGN_END : ALIGN_START;
    plan->name_at[station] = (Point){x, base};
    plan->line_at[station] = bands->in_line[station] ? (Point){right ? x - aside : x + aside, base}
                                                     : (Point){x, base + LINE_PITCH * plan->line.size};
    plan->stations[station] =
        (Point){right ? plan->loop.x + plan->loop.w : plan->loop.x, base - CAPITALS / 2 * plan->name.size};
    plan->room[station] = (Rect){box.x, box.y + bands->words[station], box.w, fmax(0, box.h - bands->words[station])};
}

// The last one's room is what is right of the row that the first one has.
static void place_bands(Scene *s, const Ring *ring, RingPlan *plan, const Bands *bands, const double *heights)
{
    static const double FIRST_SHARE = 0.8;
    const Rect inner = bands->inner;
    const double y = inner.y + heights[0] + bands->gap;
    const Rect above = {inner.x, inner.y, inner.w, heights[0]};
    const Rect second = {inner.x, y, bands->column_w, heights[1]};
    const Rect third = plan->beside ? (Rect){inner.x + inner.w - bands->column_w, y, bands->column_w, heights[1]}
                                    : (Rect){inner.x, y + heights[1] + bands->gap, inner.w, heights[2]};
    place_words(s, ring, plan, bands, 0, above);
    place_words(s, ring, plan, bands, 1, second);
    place_words(s, ring, plan, bands, 2, third);
    place_words(s, ring, plan, bands, RING_STATIONS - 1, above);
    if (plan->beside) {
        Rect *first = &plan->room[0], *last = &plan->room[RING_STATIONS - 1];
        first->w *= FIRST_SHARE;
        *last = (Rect){first->x + first->w, last->y, last->w - first->w, last->h};
    }
}

// Heights of bands by what is left for rooms. Gives that.
static double share_height(const RingPlan *plan, const Bands *bands, double *heights)
{
    const int n = plan->beside ? 2 : 3;
    double rooms = bands->inner.h - (n - 1) * bands->gap;
    for (int i = 0; i < n; i++)
        rooms -= bands->words[i];
    rooms = fmax(0, rooms);
    const double row = plan->beside ? ROW_SHARE_BESIDE : ROW_SHARE;
    const double shares[] = {row, plan->beside ? 1 - row : SECOND_SHARE, 1 - row - SECOND_SHARE};
    for (int i = 0; i < n; i++)
        heights[i] = bands->words[i] + shares[i] * rooms;
    return rooms * fmin(shares[0], plan->beside ? 1 : shares[2]);
}

// The loop's line: down at the left, up at the right, and across below and above.
static void plan_arcs(Scene *s, RingPlan *plan)
{
    const double left = plan->loop.x, right = left + plan->loop.w, top = plan->loop.y, foot = top + plan->loop.h;
    const Point *at = plan->stations;
    const double r = plan->station_r;
    const RingCorners corners[RING_STATIONS] = {
        {{{right, at[3].y - r}, {right, top}, {left, top}, {left, at[0].y - r}}, 4},
        {{{left, at[0].y + r}, {left, at[1].y - r}}, 2},
        {{{left, at[1].y + r}, {left, foot}, {right, foot}, {right, at[2].y + r}}, 4},
        {{{right, at[2].y - r}, {right, at[3].y + r}}, 2},
    };
    for (int i = 0; i < RING_STATIONS; i++) {
        Path *arc = path_create(scene_arena(s));
        path_rounded_line(arc, corners[i].at, corners[i].n, TURN);
        plan->corners[i] = corners[i];
        plan->arcs[i] = arc;
    }
}

// The largest type in which words fit: lines beside one another's names where the bands stand so, else below.
static bool choose_type(Scene *s, const Ring *ring, RingPlan *plan, Bands *bands)
{
    const double half = (bands->inner.w - SPACE_M) / 2;
    const char *lines[RING_STATIONS];
    for (int i = 0; i < RING_STATIONS; i++)
        lines[i] = ring->lines[i] ? ring->lines[i]->text : NULL;
    const char *const above[] = {lines[0], lines[RING_STATIONS - 1]};
    const TypeRole name_role = plan->beside ? TYPE_HEADING : TYPE_LEAD;
    bool fit = type_fit_each(s, &plan->name, name_role, ring->names, RING_STATIONS, half);
    for (TypeRole role = plan->beside ? TYPE_LEAD : TYPE_BODY; role <= TYPE_BODY; role++) {
        const bool lines_fit = type_fit_each(s, &plan->line, role, above, 2, half) &&
                               type_fit_each(s, &plan->line, role, lines, RING_STATIONS, bands->column_w);
        measure_words(s, ring, plan, bands);
        if (bands->in_line[0] && bands->in_line[1])
            return fit && lines_fit;
        fit = role < TYPE_BODY ? fit : fit && lines_fit;
    }
    return fit;
}

static RingPlan plan_way(Scene *s, const Ring *ring, Rect rect, bool beside)
{
    RingPlan plan = {.beside = beside,
                     .station_r = fmin(type_size(s, TYPE_LABEL), 0.06 * fmin(rect.w, rect.h)),
                     .name = {.family = FONT_SANS, .weight = 600},
                     .line = {.family = FONT_SANS}};
    const double side = fmin(SIDE, 0.05 * rect.w), within = fmin(WITHIN, 0.07 * rect.w);
    const double above = ring->again ? type_size(s, TYPE_LABEL) / 2 : 0, end = fmin(TURN, 0.05 * rect.h);
    plan.loop = (Rect){rect.x + side, rect.y + above, rect.w - 2 * side, rect.h - above};
    Bands bands = {.inner = {plan.loop.x + within, plan.loop.y + end, plan.loop.w - 2 * within, plan.loop.h - 2 * end}};
    bands.gap = fmin(SPACE_XL, 0.05 * bands.inner.h);
    bands.column_w = beside ? (bands.inner.w - 2 * SPACE_XL) / 2 : bands.inner.w;
    const bool fit = choose_type(s, ring, &plan, &bands);
    double heights[RING_STATIONS] = {0};
    plan.has_words = fit && share_height(&plan, &bands, heights) >= LEAST_ROOM;
    place_bands(s, ring, &plan, &bands, heights);
    plan_arcs(s, &plan);
    return plan;
}

// Where words have no room the one way, they may have the other.
RingPlan ring_plan(Scene *s, const Ring *ring, Rect rect)
{
    const bool beside = rect.w > 1.25 * rect.h;
    const RingPlan plan = plan_way(s, ring, rect, beside);
    const RingPlan other = plan.has_words ? plan : plan_way(s, ring, rect, !beside);
    return other.has_words ? other : plan;
}
