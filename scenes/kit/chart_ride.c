// chart_ride.c — the names of a chart's lines run beside the points that draw them, and settle where these end.
#include "scenes/kit/chart.h"

#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double COME_S = 0.6; // from when a name may be seen until it is,
static const double UNSEEN = 0.5; // of which this share goes by while others make room

// A name that rides.
typedef struct Rider {
    Node *node;
    Node *leader;   // from the end of a line that is shorter than others to the name; NULL: there is none
    const ChartLine *line;
    Point end;      // where it stands when its line is there: the middle of its left side, canvas units
    double w;       // of the name alone
    double off;     // from the line beside it down to there
    double begins;  // its line, as a share of the axis
    Point at;       // now
    double come;    // how far it has come, 0 to 1: after the unseen share it is seen more and more
    Point *places;  // [n] of the leg's keys
    double *seen;   // [n]
} Rider;

// What names are not read over, canvas units: a rule's line and its words.
typedef struct Barred {
    Rect boxes[2];
    int n;
} Barred;

bool chart_rides(const ChartData *data, int series)
{
    return data->ride && data->series[series].shape == SERIES_LINE && data->series[series].name->text[0];
}

// How high the line is about x, so that a name beside it does not tremble where it does.
static double height_about(const ChartLine *line, double x, double reach)
{
    enum { SIDE = 8 };
    double sum = 0, length;
    for (int i = -SIDE; i <= SIDE; i++)
        sum += chart_on_line(line, x + reach * i / SIDE, &length).y;
    return sum / (2 * SIDE + 1);
}

// From 0 to 1, slow at both ends.
static double eased(double way)
{
    way = clamp(way, 0, 1);
    return way * way * (3 - 2 * way);
}

// Right of the points that draw, but never beyond its place at the end, before which it slows down where the points go
// on by `over`.
static double ride_x(double beside, double end, double over)
{
    static const double SLOW = 60; // units
    const double left = end - beside, slow = fmin(SLOW, over);
    if (left >= slow)
        return beside;
    return left <= -slow ? end : end - (left + slow) * (left + slow) / (4 * slow);
}

// Near the point that draws, and as it comes to its place as far over the line or under it as there. Where the point
// goes on, past the name, this stays clear of what was drawn beside it.
static double ride_y(const ChartFrame *frame, const Rider *rider, double front)
{
    static const double MOST_OFF = 0.75, LAST = 0.25; // em; of the axis
    const Rect box = frame->box;
    const double halt = rider->end.x - CHART_END_GAP, most = MOST_OFF * frame->size;
    const double off = lerp(clamp(rider->off, -most, most), rider->off, eased(1 - (halt - front) / (LAST * box.w)));
    const double y = height_about(rider->line, front, frame->size) + off;
    if (front <= halt)
        return y;
    const double there = height_about(rider->line, halt, frame->size) + off;
    return lerp(off > 0 ? fmax(y, there) : fmin(y, there), rider->end.y,
                eased((front - halt) / (box.x + box.w - halt)));
}

// Where a name would be if it were alone.
static Point ride_place(const ChartFrame *frame, const Rider *rider, double share)
{
    const double front = frame->box.x + share * frame->box.w, right = frame->box.x + frame->box.w;
    return (Point){ride_x(front + CHART_END_GAP, rider->end.x, right + CHART_END_GAP - rider->end.x),
                   ride_y(frame, rider, front)};
}

static Rect name_box(const ChartFrame *frame, const Rider *rider)
{
    return (Rect){rider->at.x, rider->at.y - frame->size / 2, rider->w, frame->size};
}

// How wide two names are over one another, each at a place of its own.
static double shared_width(const Rider *a, Point a_at, const Rider *b, Point b_at)
{
    return fmin(a_at.x + a->w, b_at.x + b->w) - fmax(a_at.x, b_at.x);
}

// Between two names that are over one another: not more than at the end, where they may be a little nearer.
static double pitch_of(const ChartFrame *frame, const Rider *a, const Rider *b)
{
    static const double PITCH = 1.25; // em
    const double pitch = PITCH * frame->size;
    return shared_width(a, a->end, b, b->end) > 0 ? fmin(pitch, fabs(a->end.y - b->end.y)) : pitch;
}

// From above to below: as they are at the lines' ends, but for those that are a name's height and more the other way.
static void put_in_order(const ChartFrame *frame, const Rider *riders, int n, int *order)
{
    for (int i = 0; i < n; i++) {
        int at = i;
        for (; at > 0; at--) {
            const Rider *above = &riders[order[at - 1]], *own = &riders[i];
            const double lower = own->at.y - above->at.y, pitch = pitch_of(frame, above, own);
            if (lower > pitch || (lower >= -pitch && own->end.y >= above->end.y))
                break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}

static double room_of(const Rider *rider)
{
    return fmin(rider->come / UNSEEN, 1);
}

static double opacity_of(const Rider *rider)
{
    return fmax(rider->come - UNSEEN, 0) / (1 - UNSEEN);
}

// It has faded when it comes to what it is not read over, as slowly as it came.
static void fade_before(const ChartLeg *leg, double *seen)
{
    for (int k = leg->n - 2; k >= 0; k--)
        seen[k] = fmin(seen[k], seen[k + 1] + (leg->t_s[k + 1] - leg->t_s[k]) / (COME_S * (1 - UNSEEN)));
}

// Those that are over one another part, as far as both have come.
static void push_apart(const ChartFrame *frame, Rider *riders, int n)
{
    enum { ROUNDS = 60 };
    const double top = frame->box.y + frame->size / 2, bottom = frame->box.y + frame->box.h - frame->size / 2;
    int order[CHART_MOST_SERIES];
    put_in_order(frame, riders, n, order);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 1; i < n; i++) {
            Rider *above = &riders[order[i - 1]], *below = &riders[order[i]];
            const double shared = shared_width(above, above->at, below, below->at);
            const double close = fmin(room_of(above), room_of(below)) * clamp(shared / frame->size, 0, 1);
            const double missing = pitch_of(frame, above, below) * (2 * close - 1) - (below->at.y - above->at.y);
            above->at.y -= fmax(missing, 0) / 2;
            below->at.y += fmax(missing, 0) / 2;
        }
        for (int i = 0; i < n; i++)
            riders[i].at.y = clamp(riders[i].at.y, top, bottom);
    }
}

static Barred barred_by_rule(Scene *s, const Picture *picture)
{
    const int rule = picture_part_find(picture, part_named("rule"));
    const Node *words = picture_item(picture, rule, "words");
    Barred barred = {.n = 0};
    if (rule >= 0)
        barred.boxes[barred.n++] = rect_grow(picture_part_box(picture, rule), 1);
    if (words) {
        Rect box = node_bounds(s, words);
        box.x += barred.boxes[0].x + 1;
        box.y += barred.boxes[0].y + 1;
        barred.boxes[barred.n++] = box;
    }
    return barred;
}

static bool is_barred(const Barred *barred, Rect box)
{
    for (int i = 0; i < barred->n; i++)
        if (!rect_is_empty(rect_intersect(barred->boxes[i], box)))
            return true;
    return false;
}

// The names that the chart has room for. Gives their number.
static int find_riders(Scene *s, const Picture *picture, const ChartFrame *frame, int n_keys, Rider *riders)
{
    const TextStyle style = chart_end_style(frame->size);
    const double right = frame->box.x + frame->box.w;
    int n = 0;
    for (int i = 0; i < frame->data->n_series; i++) {
        const int part = picture_part_find(picture, part_cell(CHART_END, i));
        if (part < 0 || !chart_rides(frame->data, i))
            continue;
        const ChartLine *line = &frame->lines[i];
        const Rect place = picture_part_box(picture, part);
        const double w = type_box(s, &style, frame->data->series[i].name->text).w;
        Node *node = picture_part_node(picture, part);
        const double opacity = node_value_now(s, node, PROP_OPACITY);
        riders[n++] = (Rider){
            .node = node,
            .leader = chart_item(picture, part_cell(CHART_LEADER, i), "leader"),
            .line = line,
            .end = {place.x, place.y},
            .w = w,
            .off = place.y - height_about(line, fmin(place.x + w / 2, right), frame->size),
            .begins = chart_line_begins(frame, i),
            .come = opacity > 0 ? lerp(UNSEEN, 1, opacity) : 0,
            .places = ARENA_ARRAY(scene_arena(s), Point, n_keys),
            .seen = ARENA_ARRAY(scene_arena(s), double, n_keys),
        };
    }
    return n;
}

// As the name goes on from the end of its line, its leader goes after it.
static void lead(Scene *s, const Rider *rider, const ChartLeg *leg)
{
    const double length = node_bounds(s, rider->leader).w;
    double *drawn = ARENA_ARRAY(scene_arena(s), double, leg->n);
    for (int k = 0; k < leg->n; k++)
        drawn[k] = clamp(1 - (rider->end.x - rider->places[k].x) / length, 0, 1);
    node_keys(s, rider->leader, PROP_TRIM_END, EASE_LINEAR, leg->t_s, drawn, leg->n);
}

void chart_ride(Scene *s, const Picture *picture, const ChartFrame *frame, const ChartLeg *leg)
{
    static const double AIR = 0.2; // em, between a name and what it is not read over
    Rider riders[CHART_MOST_SERIES];
    const int n = find_riders(s, picture, frame, leg->n, riders);
    const Barred barred = barred_by_rule(s, picture);
    for (int k = 0; k < leg->n; k++) {
        const double step = k > 0 ? (leg->t_s[k] - leg->t_s[k - 1]) / COME_S : 0;
        for (int i = 0; i < n; i++)
            riders[i].at = ride_place(frame, &riders[i], leg->share[k]);
        push_apart(frame, riders, n);
        for (int i = 0; i < n; i++) {
            Rider *rider = &riders[i];
            const bool seen = leg->share[k] >= rider->begins &&
                              !is_barred(&barred, rect_grow(name_box(frame, rider), AIR * frame->size));
            rider->come = seen ? fmin(rider->come + step, 1) : clamp(rider->come - step, 0, UNSEEN);
            rider->places[k] = rider->at;
            rider->seen[k] = opacity_of(rider);
        }
    }
    for (int i = 0; i < n; i++) {
        fade_before(leg, riders[i].seen);
        if (riders[i].leader)
            lead(s, &riders[i], leg);
        chart_move_node(s, riders[i].node, leg->t_s, riders[i].places, leg->n);
        node_keys(s, riders[i].node, PROP_OPACITY, EASE_LINEAR, leg->t_s, riders[i].seen, leg->n);
    }
}
