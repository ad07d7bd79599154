// chart_place.c — where the values of a chart stand, and where beside them there is room for words.
#include "scenes/kit/chart.h"

#include "engine/base/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double CLEARANCE = 8, NOTE_CLEARANCE = 20; // between words, between a text and anything else
static const double BESIDE = 24;                        // between a note and its place

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
    for (int i = 0; i < data->n_series && values->n > 2 && values->shape == SERIES_LINE; i++) {
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
    ChartLine line = {.points = ARENA_ARRAY(scene_arena(s), Point, values->n_kept)};
    for (int i = 0; i < values->n_kept; i++)
        if (values->kept[i] >= first)
            line.points[line.n_points++] = chart_entry_spot(frame, (ChartPlace){series, values->kept[i]});
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

double chart_line_begins(const ChartFrame *frame, int series)
{
    static const double BEFORE = 1e-9;
    return (frame->lines[series].points[0].x - frame->box.x) / frame->box.w - BEFORE;
}

// ---- from near ----

// Where in the room the best value stands then, and how far lines fall before it: shares of the room.
typedef struct NearView {
    double right, above, fall;
} NearView;

// How far lines go above the best value, `fall`, and below it, `rest`, between two places: shares of the axis up.
static void near_range(const ChartData *data, double left, double right, double *fall, double *rest)
{
    const Series *best = &data->series[data->best.series];
    const double value = axis_share(&data->up, best->y[data->best.entry]->value);
    *fall = *rest = 0;
    for (int i = 0; i < data->n_series; i++)
        for (int k = 0; k < data->series[i].n; k++) {
            const double at = axis_share(&data->across, data->series[i].x[k]->value);
            double up = axis_share(&data->up, data->series[i].y[k]->value);
            const bool comes_in = at < left && k + 1 < data->series[i].n;
            const double next = comes_in ? axis_share(&data->across, data->series[i].x[k + 1]->value) : at;
            if ((at < left && next <= left) || at > right)
                continue;
            if (at < left) // where its line crosses the edge
                up = lerp(up, axis_share(&data->up, data->series[i].y[k + 1]->value), (left - at) / (next - at));
            *rest = fmax(*rest, value - up);
            *fall = fmax(*fall, up - value);
        }
}

Rect chart_near_box(const ChartData *data, Rect room, CanvasShape shape)
{
    static const NearView VIEWS[] = {
        [CANVAS_WIDE] = {0.76, 0.14, 0.1}, [CANVAS_SQUARE] = {0.72, 0.14, 0.09}, [CANVAS_TALL] = {0.72, 0.14, 0.08}};
    static const double SEEN = 0.42, LEAST = 0.02, MARGIN = 0.95; // of the axes; of what is below the best value
    const NearView view = VIEWS[shape];
    const Series *best = &data->series[data->best.series];
    const double right = axis_share(&data->across, best->x[data->best.entry]->value);
    const double above = axis_share(&data->up, best->y[data->best.entry]->value);
    double fall, rest;
    near_range(data, right - view.right * SEEN, right + (1 - view.right) * SEEN, &fall, &rest);
    const double seen = fmax(fmax(fall / view.fall, rest / (MARGIN * view.above)), LEAST);
    const double w = room.w / SEEN, h = room.h / seen;
    return (Rect){room.x + view.right * room.w - right * w, room.y + (1 - view.above) * room.h - (1 - above) * h, w, h};
}

// ---- what is free ----

static void cover_column(ChartFrame *frame, int column, double top, double bottom)
{
    if (column < 0 || column >= frame->n_columns)
        return;
    frame->top[column] = fmin(frame->top[column], top);
    frame->bottom[column] = fmax(frame->bottom[column], bottom);
}

// What dots cover, or bars of that width, which go down to the foot.
static void cover_marks(ChartFrame *frame, int series, double half_w)
{
    const Series *values = &frame->data->series[series];
    const double foot = frame->box.y + frame->box.h;
    for (int i = 0; i < values->n; i++) {
        const Point at = chart_entry_spot(frame, (ChartPlace){series, i});
        const int first = (int)floor((at.x - half_w - frame->box.x) / CHART_COLUMN);
        const int last = (int)floor((at.x + half_w - frame->box.x) / CHART_COLUMN);
        for (int column = first; column <= last; column++)
            cover_column(frame, column, at.y - (values->shape == SERIES_BARS ? 0 : half_w),
                         values->shape == SERIES_BARS ? foot : at.y + half_w);
    }
}

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
        cover_column(frame, i, top, bottom);
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
        const Series *series = &frame->data->series[i];
        if (series->shape == SERIES_LINE)
            cover(frame, &frame->lines[i]);
        else
            cover_marks(frame, i, series->shape == SERIES_POINTS
                                      ? CHART_DOT_R
                                      : chart_bar_pitch(&frame->data->across, series) * frame->box.w / 2);
    }
}

void chart_take(ChartFrame *frame, Rect box)
{
    if (frame->n_taken < CHART_MOST_TAKEN)
        frame->taken[frame->n_taken++] = box;
}

bool chart_is_taken(const ChartFrame *frame, Rect box)
{
    for (int i = 0; i < frame->n_taken; i++)
        if (!rect_is_empty(rect_intersect(frame->taken[i], box)))
            return true;
    return false;
}

static bool is_free(const ChartFrame *frame, Rect box, bool over_lines)
{
    if (chart_is_taken(frame, box))
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
    return y >= from.y || (!chart_is_taken(frame, (Rect){from.x - WIDTH / 2, y, WIDTH, from.y - y}) &&
                           !chart_is_taken(frame, (Rect){fmin(from.x, end), y, fabs(end - from.x), WIDTH}));
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
            if (!is_free(frame, rect_grow(box, note ? NOTE_CLEARANCE : CLEARANCE), note) ||
                (note && !can_lead(frame, box, near)))
                continue;
            best = far;
            *found = box;
        }
    return best < reach;
}
