// chart.c — the frame with its ticks, and the lines.
#include "scenes/kit/chart.h"

#include "scenes/kit/measure.h"
#include "scenes/kit/numbers.h"
#include "scenes/kit/type.h"

#include <float.h>
#include <math.h>

const ChartRange CHART_RANGE_EMPTY = {DBL_MAX, -DBL_MAX};

static const double UNITS_PER_TICK_UP = 92, UNITS_PER_TICK_ACROSS = 190, MOST_TICKS_UP = 7;
static const double CLEAR_OF_AXIS = 22; // ticks nearer to the axis have no number
static const double TICK_MARK = 8, LEFT_OF_FRAME = 22;

// ---- ranges and ticks ----

void chart_range_add(ChartRange *range, const double *values, int n_values)
{
    for (int i = 0; i < n_values; i++)
        if (isfinite(values[i])) {
            range->low = fmin(range->low, values[i]);
            range->high = fmax(range->high, values[i]);
        }
}

int chart_decimals(ChartRange range)
{
    const double span = range.high - range.low;
    if (range.high >= 100)
        return range.high >= 1000 ? 0 : 1;
    return span >= 0.2 || !(span > 0) ? 2 : span >= 0.02 ? 3 : 4;
}

ChartTicks chart_ticks(ChartRange range, int n_most, bool whole_numbers)
{
    static const double NICE[] = {1, 2, 2.5, 5, 10};
    static const double SLACK = 1e-9; // of a step, against rounding
    ChartTicks ticks = {.n = 0};
    const double span = range.high - range.low;
    if (!(span > 0) || !isfinite(span))
        return ticks;
    const int most = n_most < 1 ? 1 : n_most < CHART_MOST_TICKS ? n_most : CHART_MOST_TICKS;
    for (int exponent = (int)floor(log10(span / most)); ticks.n == 0; exponent++)
        for (int i = 0; i < 4; i++) {
            const double distance = NICE[i] * pow(10, exponent);
            if (whole_numbers && distance != floor(distance))
                continue;
            const double first = ceil(range.low / distance - SLACK), last = floor(range.high / distance + SLACK);
            if (last - first + 1 > most)
                continue;
            for (double k = first; k <= last; k++)
                ticks.values[ticks.n++] = k * distance;
            ticks.decimals = exponent - (NICE[i] == 2.5) < 0 ? -(exponent - (NICE[i] == 2.5)) : 0;
            return ticks;
        }
    return ticks;
}

// A range that has a width: a single value gets room on both sides.
static ChartRange with_width(ChartRange range)
{
    if (range.low > range.high)
        return (ChartRange){0, 1};
    if (range.high > range.low)
        return range;
    const double half = fmax(fabs(range.low) * 0.1, 0.5);
    return (ChartRange){range.low - half, range.high + half};
}

// ---- the frame ----

Point chart_point(const Chart *chart, double across, double up)
{
    const Rect frame = chart->spec.frame;
    const ChartRange x = chart->spec.across, y = chart->shown;
    const double u = clamp((across - x.low) / (x.high - x.low), 0, 1);
    const double v = clamp((up - y.low) / (y.high - y.low), 0, 1);
    return (Point){frame.x + u * frame.w, frame.y + (1 - v) * frame.h};
}

static Node *add_straight(Scene *s, Node *parent, Point from, Point to, Color color, double width)
{
    Path *path = path_create(scene_arena(s));
    path_move(path, from.x, from.y);
    path_line(path, to.x, to.y);
    return add_path(s, parent, .path = path, .stroke = color, .stroke_width = width);
}

static void add_ticks_up(Scene *s, Chart *chart, const ChartTicks *ticks, const TextStyle *style)
{
    const Theme *theme = scene_theme(s);
    const Rect frame = chart->spec.frame;
    chart->rules = add_group(s, chart->group, );
    chart->numbers = add_group(s, chart->group, );
    node_source(s, chart->numbers, chart->spec.source_up);
    for (int i = 0; i < ticks->n; i++) {
        const double y = chart_point(chart, 0, ticks->values[i]).y;
        if (y > frame.y + frame.h - CLEAR_OF_AXIS)
            continue;
        add_straight(s, chart->rules, (Point){frame.x, y}, (Point){frame.x + frame.w, y},
                     color_mix(theme->bg, theme->line, 0.55), 1.5);
        add_text(s, chart->numbers, .x = frame.x - LEFT_OF_FRAME, .y = y,
                 .text = number_fixed(s, ticks->values[i], ticks->decimals), .style = style, .color = theme->soft);
        chart->heights[chart->n_heights++] = y;
    }
}

static void add_ticks_across(Scene *s, Chart *chart)
{
    const Theme *theme = scene_theme(s);
    const Rect frame = chart->spec.frame;
    const double size = chart->spec.size, axis_y = frame.y + frame.h;
    const TextStyle style = type_aligned(&(TextStyle){.family = FONT_MONO, .size = size}, ALIGN_MIDDLE);
    chart->steps = add_group(s, chart->group, );
    node_source(s, chart->steps, chart->spec.source_across);
    chart->ticks_across = chart_ticks(chart->spec.across, (int)(frame.w / UNITS_PER_TICK_ACROSS), true);
    for (int i = 0; chart->spec.steps && i < chart->ticks_across.n; i++) {
        const double value = chart->ticks_across.values[i], x = chart_point(chart, value, 0).x;
        Node *tick = add_group(s, chart->steps, );
        add_straight(s, tick, (Point){x, axis_y}, (Point){x, axis_y + TICK_MARK}, theme->line, 2);
        add_text(s, tick, .x = x, .y = axis_y + TICK_MARK + size, .style = &style, .color = theme->soft,
                 .text = value < 1e6 ? number_grouped(s, (int64_t)llround(value)) : number_short(s, value));
    }
}

// Moves the frame's left side in so far that its numbers and its name have room.
static void make_room_left(Scene *s, Chart *chart, const ChartTicks *ticks, const TextStyle *number,
                           const TextStyle *name)
{
    const ChartSpec *spec = &chart->spec;
    double widest = spec->name ? words_width(s, name, spec->name) : 0;
    widest = fmax(widest, spec->name_across ? words_width(s, name, spec->name_across) : 0);
    for (int i = 0; i < ticks->n; i++)
        widest = fmax(widest, words_width(s, number, number_fixed(s, ticks->values[i], ticks->decimals)));
    Rect *frame = &chart->spec.frame;
    const double missing = chart->spec.left_most + widest + LEFT_OF_FRAME - frame->x;
    if (missing <= 0 || chart->spec.left_most <= 0)
        return;
    frame->x += missing;
    frame->w -= missing;
}

// And its right side for the labels at the ends.
static void make_room_right(Scene *s, Chart *chart)
{
    const TextStyle style = {.family = FONT_SANS, .size = chart->spec.size, .weight = 600};
    Rect *frame = &chart->spec.frame;
    for (const char *const *end = chart->spec.ends; end && *end && chart->spec.right_most > 0; end++)
        frame->w = fmin(frame->w, chart->spec.right_most - words_width(s, &style, *end) - CHART_TO_END - frame->x);
}

Chart *chart_add_with(Scene *s, ChartSpec spec)
{
    const Theme *theme = scene_theme(s);
    Chart *chart = ARENA_NEW(scene_arena(s), Chart);
    spec.across = with_width(spec.across);
    spec.up = with_width(spec.up);
    spec.size = spec.size > 0 ? spec.size : SIZE_LABEL;
    chart->spec = spec;
    const double size = chart->spec.size;
    const double per_unit = (spec.up.high - spec.up.low) / (spec.frame.h - spec.pad_top - spec.pad_bottom);
    chart->shown = (ChartRange){spec.up.low - spec.pad_bottom * per_unit, spec.up.high + spec.pad_top * per_unit};
    if (spec.up.low >= 0) // what is never negative has no room below zero
        chart->shown.low = fmax(chart->shown.low, 0);
    const TextStyle number = {.family = FONT_MONO, .size = size, .align = ALIGN_END, .valign = VALIGN_MIDDLE};
    const TextStyle name = {.family = FONT_SANS, .size = size, .align = ALIGN_END};
    const ChartTicks ticks = chart_ticks((ChartRange){chart->shown.low, spec.up.high},
                                         (int)fmin(spec.frame.h / UNITS_PER_TICK_UP, MOST_TICKS_UP), false);
    make_room_left(s, chart, &ticks, &number, &name);
    make_room_right(s, chart);
    const Rect frame = chart->spec.frame;
    chart->group = add_group(s, spec.parent, );
    add_ticks_up(s, chart, &ticks, &number);
    chart->axis = add_straight(s, chart->group, (Point){frame.x, frame.y + frame.h},
                               (Point){frame.x + frame.w, frame.y + frame.h}, theme->line, 2);
    add_ticks_across(s, chart);
    if (spec.name) // over the topmost number there may be, at the height of the highest value
        chart->name = add_text(s, chart->group, .x = frame.x - LEFT_OF_FRAME, .text = spec.name, .style = &name,
                               .y = frame.y + spec.pad_top - 0.56 * size, .color = theme->soft);
    if (spec.name_across)
        add_text(s, chart->group, .x = frame.x - LEFT_OF_FRAME, .text = spec.name_across, .style = &name,
                 .y = frame.y + frame.h + TICK_MARK + size, .color = theme->soft);
    return chart;
}

void chart_clear_steps(Scene *s, Chart *chart, double across, double gap)
{
    const double x = chart_point(chart, across, 0).x, begin_s = scene_now(s);
    for (int i = 0; i < node_child_count(chart->steps); i++) {
        Node *number = node_child(node_child(chart->steps, i), 1);
        const Rect box = node_bounds(s, number);
        if (box.x - gap < x && x < box.x + box.w + gap)
            fade_out(s, number);
        scene_seek(s, begin_s);
    }
}

// ---- lines ----

// Keeps, of every bucket of x, its lowest and highest point in their order, so that the line's outline stays as it was
// recorded. Gives the new number of points.
static int thin(Point *points, int n_points, double bucket_w)
{
    int n = 0;
    for (int first = 0; first < n_points;) {
        const double bucket = floor((points[first].x - points[0].x) / bucket_w);
        int end = first, low = first, high = first;
        for (; end < n_points && floor((points[end].x - points[0].x) / bucket_w) == bucket; end++) {
            low = points[end].y > points[low].y ? end : low;
            high = points[end].y < points[high].y ? end : high;
        }
        const int before = low < high ? low : high, after = low < high ? high : low;
        const Point one = points[before], other = points[after], start = points[first], last = points[end - 1];
        if (first == 0 && before != 0)
            points[n++] = start; // the first value is a value people look for
        points[n++] = one;
        if (after != before)
            points[n++] = other;
        if (end == n_points && after != end - 1)
            points[n++] = last; // and so is the last
        first = end;
    }
    return n;
}

const ChartLine *chart_line_with(Scene *s, Chart *chart, ChartLineSpec spec)
{
    static const double POINTS_PER_UNIT = 0.5, BUCKET_UNITS = 4;
    ChartLine *line = ARENA_NEW(scene_arena(s), ChartLine);
    Point *points = ARENA_ARRAY(scene_arena(s), Point, spec.n + 2);
    for (int i = 0; i < spec.n; i++)
        if (isfinite(spec.up[i]))
            points[line->n_points++] = chart_point(chart, spec.across[i], spec.up[i]);
    if (line->n_points > POINTS_PER_UNIT * chart->spec.frame.w)
        line->n_points = thin(points, line->n_points, BUCKET_UNITS);
    line->points = points;
    double *length = ARENA_ARRAY(scene_arena(s), double, line->n_points + 1);
    for (int i = 1; i < line->n_points; i++)
        length[i] = length[i - 1] + hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    line->length = length;
    if (line->n_points >= 2) {
        Path *path = path_create(scene_arena(s));
        path_polyline(path, points, line->n_points);
        line->node = add_path(s, chart->group, .path = path, .stroke = spec.color, .round_caps = true,
                              .stroke_width = spec.width > 0 ? spec.width : 3);
    }
    if (chart->n_lines < CHART_MOST_LINES)
        chart->lines[chart->n_lines++] = line;
    return line;
}

// The last point at or before x; -1 when the line begins later.
static int point_before(const ChartLine *line, double x)
{
    int low = 0, high = line->n_points;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (line->points[middle].x <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

Point chart_line_at(const ChartLine *line, double x)
{
    const int i = point_before(line, x);
    if (line->n_points == 0)
        return (Point){x, 0};
    if (i < 0 || i == line->n_points - 1)
        return line->points[i < 0 ? 0 : i];
    const Point a = line->points[i], b = line->points[i + 1];
    return (Point){x, lerp(a.y, b.y, (x - a.x) / (b.x - a.x))};
}

// The length of the line up to x.
static double length_at(const ChartLine *line, double x)
{
    const int i = point_before(line, x);
    if (i < 0)
        return 0;
    if (i == line->n_points - 1)
        return line->length[i];
    const Point a = line->points[i], b = line->points[i + 1];
    return lerp(line->length[i], line->length[i + 1], (x - a.x) / (b.x - a.x));
}

void chart_line_draw(Scene *s, const Chart *chart, const ChartLine *line, Node *tip, const double *t_s,
                     const double *across, int n)
{
    if (line->n_points == 0 || n == 0)
        return;
    const double whole = line->length[line->n_points - 1];
    double *trim = ARENA_ARRAY(scene_arena(s), double, n), *x = ARENA_ARRAY(scene_arena(s), double, n);
    double *y = ARENA_ARRAY(scene_arena(s), double, n);
    for (int i = 0; i < n; i++) {
        const double at_x = chart_point(chart, across[i], 0).x;
        const Point end = chart_line_at(line, at_x);
        trim[i] = whole > 0 ? length_at(line, at_x) / whole : 1;
        x[i] = end.x;
        y[i] = end.y;
    }
    if (line->node)
        node_keys(s, line->node, PROP_TRIM_END, EASE_LINEAR, t_s, trim, n);
    node_keys(s, tip, PROP_X, EASE_LINEAR, t_s, x, n);
    node_keys(s, tip, PROP_Y, EASE_LINEAR, t_s, y, n);
}
