// chart_place.c — where the values of a chart stand, and where beside them there is room for words.
#include "scenes/kit/chart.h"

#include "engine/base/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { SLICES = 400 }; // of a line's width, when it has many points

static const double CLEARANCE = 8; // between words and anything else
static const double BESIDE = 24;   // between a note and its place

Point chart_spot(const ChartFrame *frame, double x, double y)
{
    const Rect box = frame->box;
    return (Point){box.x + axis_share(&frame->data->across, x) * box.w,
                   box.y + (1 - axis_share(&frame->data->up, y)) * box.h};
}

Point chart_entry_spot(const ChartFrame *frame, ChartPlace place)
{
    const Series *series = &frame->data->series[place.series];
    return chart_spot(frame, series->x[place.entry]->value, series->y[place.entry]->value);
}

double chart_plate_shift(const ChartFrame *frame, double x, double w)
{
    const Rect box = frame->box;
    return w < box.w ? clamp(x, box.x + w / 2, box.x + box.w - w / 2) - x : 0;
}

// ---- lines ----

// Keeps, of every slice of the width, the lowest and the highest point in their order, and the two ends of the line:
// its outline stays as it was recorded, and it has the same points at any size. Gives the new number of points.
static int thin(Point *points, int n_points)
{
    const double left = points[0].x, slice_w = (points[n_points - 1].x - left) / SLICES;
    const Point last = points[n_points - 1];
    int n = 1;
    for (int first = 0, end; first < n_points; first = end) {
        const double slice = floor((points[first].x - left) / slice_w);
        int low = first, high = first;
        for (end = first; end < n_points && floor((points[end].x - left) / slice_w) == slice; end++) {
            low = points[end].y > points[low].y ? end : low;
            high = points[end].y < points[high].y ? end : high;
        }
        const Point kept[] = {points[low < high ? low : high], points[low < high ? high : low]};
        for (int i = 0; i < 2; i++)
            if (kept[i].x > points[n - 1].x)
                points[n++] = kept[i];
    }
    if (last.x > points[n - 1].x)
        points[n++] = last;
    return n;
}

static bool same_origin(const Series *a, const Series *b)
{
    const char *x = a->x[0]->source.origin, *y = b->x[0]->source.origin;
    return x && y && strcmp(x, y) == 0;
}

// Where another line of the same run shows what was between a series' first two entries, a straight line there would
// hide it: then this one begins at the second.
static int first_entry(const ChartData *data, int series)
{
    static const int DENSE = 8;
    const Series *values = &data->series[series];
    for (int i = 0; i < data->n_series && values->n > 2; i++) {
        const Series *other = &data->series[i];
        if (other->n > DENSE && same_origin(values, other) && other->x[DENSE]->value < values->x[1]->value)
            return 1;
    }
    return 0;
}

static ChartLine make_line(Scene *s, const ChartFrame *frame, int series)
{
    const Series *values = &frame->data->series[series];
    const int first = first_entry(frame->data, series);
    ChartLine line = {.points = ARENA_ARRAY(scene_arena(s), Point, values->n + 4), .n_points = values->n - first};
    for (int i = 0; i < line.n_points; i++)
        line.points[i] = chart_entry_spot(frame, (ChartPlace){series, first + i});
    if (line.n_points > 2 * SLICES)
        line.n_points = thin(line.points, line.n_points);
    line.length = ARENA_ARRAY(scene_arena(s), double, line.n_points + 1);
    for (int i = 1; i < line.n_points; i++)
        line.length[i] = line.length[i - 1] +
                         hypot(line.points[i].x - line.points[i - 1].x, line.points[i].y - line.points[i - 1].y);
    return line;
}

// The last point at or before x; -1 when the line begins later.
static int point_before(const ChartLine *line, double x)
{
    int i = line->n_points - 1;
    while (i >= 0 && line->points[i].x > x)
        i--;
    return i;
}

Point chart_on_line(const ChartLine *line, double x, double *length)
{
    const int last = line->n_points - 1, i = point_before(line, x), at = i < 0 ? 0 : i;
    *length = line->length[at];
    if (i < 0 || i == last)
        return line->points[at];
    const Point a = line->points[i], b = line->points[i + 1];
    const double way = (x - a.x) / (b.x - a.x);
    *length = lerp(line->length[i], line->length[i + 1], way);
    return (Point){x, lerp(a.y, b.y, way)};
}

// ---- what is free ----

// What a line covers, column by column.
static void cover(ChartFrame *frame, const ChartLine *line)
{
    for (int i = 0; i < frame->n_columns && line->n_points > 1; i++) {
        const double left = frame->box.x + i * CHART_COLUMN, right = left + CHART_COLUMN;
        if (right < line->points[0].x || left > line->points[line->n_points - 1].x)
            continue;
        double length;
        const double ends[] = {chart_on_line(line, left, &length).y, chart_on_line(line, right, &length).y};
        double top = fmin(ends[0], ends[1]), bottom = fmax(ends[0], ends[1]);
        for (int k = point_before(line, left) + 1; k < line->n_points && line->points[k].x <= right; k++) {
            top = fmin(top, line->points[k].y);
            bottom = fmax(bottom, line->points[k].y);
        }
        frame->top[i] = fmin(frame->top[i], top);
        frame->bottom[i] = fmax(frame->bottom[i], bottom);
    }
}

void chart_place_lines(Scene *s, ChartFrame *frame)
{
    frame->n_columns = (int)fmax(frame->box.w / CHART_COLUMN, 1);
    frame->top = ARENA_ARRAY(scene_arena(s), double, frame->n_columns);
    frame->bottom = ARENA_ARRAY(scene_arena(s), double, frame->n_columns);
    for (int i = 0; i < frame->n_columns; i++) {
        frame->top[i] = DBL_MAX;
        frame->bottom[i] = -DBL_MAX;
    }
    for (int i = 0; i < frame->data->n_series; i++) {
        frame->lines[i] = make_line(s, frame, i);
        cover(frame, &frame->lines[i]);
    }
}

void chart_take(ChartFrame *frame, Rect box)
{
    if (frame->n_taken < CHART_MOST_TAKEN)
        frame->taken[frame->n_taken++] = box;
}

static bool is_taken(const ChartFrame *frame, Rect box)
{
    for (int i = 0; i < frame->n_taken; i++)
        if (!rect_is_empty(rect_intersect(frame->taken[i], box)))
            return true;
    return false;
}

static bool is_free(const ChartFrame *frame, Rect box, bool over_lines)
{
    if (is_taken(frame, box))
        return false;
    const int first = (int)floor((box.x - frame->box.x) / CHART_COLUMN);
    const int last = (int)floor((box.x + box.w - frame->box.x) / CHART_COLUMN);
    for (int i = first < 0 ? 0 : first; i <= last && i < frame->n_columns; i++)
        if (frame->top[i] < box.y + box.h && (over_lines || frame->bottom[i] > box.y))
            return false;
    return true;
}

// How far a box is from a point, what is under it or beside it counting as a little further.
static double distance(Rect box, Point near)
{
    static const double BELOW = 24, OFF_MIDDLE = 0.2;
    const double x = fmax(fmax(box.x - near.x, near.x - box.x - box.w), 0);
    const double y = fmax(fmax(box.y - near.y, near.y - box.y - box.h), 0);
    return hypot(x, y) + (box.y + box.h > near.y ? BELOW : 0) + OFF_MIDDLE * fabs(box.x + box.w / 2 - near.x);
}

// Whether a line can go from a point up to the height of a note's head and over to it without crossing words.
static bool can_lead(const ChartFrame *frame, Rect box, Point from)
{
    static const double HEAD = 16, WIDTH = 2; // units
    const double y = box.y + HEAD, end = box.x > from.x ? box.x : box.x + box.w;
    return y >= from.y || (!is_taken(frame, (Rect){from.x - WIDTH / 2, y, WIDTH, from.y - y}) &&
                           !is_taken(frame, (Rect){fmin(from.x, end), y, fabs(end - from.x), WIDTH}));
}

bool chart_find_free(const ChartFrame *frame, Rect within, Size size, Point near, double reach, bool note, Rect *found)
{
    static const double STEP = 8;
    double best = reach;
    for (double y = within.y; y + size.h <= within.y + within.h; y += STEP)
        for (double x = within.x; x + size.w <= within.x + within.w; x += STEP) {
            const Rect box = {x, y, size.w, size.h};
            const double far = distance(box, near);
            if (far >= best || (note && x < near.x + BESIDE && x + size.w > near.x - BESIDE))
                continue;
            if (!is_free(frame, rect_grow(box, CLEARANCE), note) || (note && !can_lead(frame, box, near)))
                continue;
            best = far;
            *found = box;
        }
    return best < reach;
}
