// chart_draw.c — how a chart draws itself: its axes come, then its lines in legs, with dots that come where they pass
// and counters that run along.
#include "scenes/kit/chart.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>

static const double FRAMES_PER_S = 30; // keys of what moves
static const double TIP_S = 0.2, DOT_S = 0.45;

Node *chart_part(const Picture *picture, PartKey key)
{
    return picture_part_node(picture, picture_part_find(picture, key));
}

Node *chart_item(const Picture *picture, PartKey key, const char *name)
{
    return picture_item(picture, picture_part_find(picture, key), name);
}

// ---- the pace ----

enum { PACE_PARTS = 240 };

// How much of the way is behind the points that draw, at equal shares of the axis: they go across, and where the first
// line falls they have that way to go as well. So a steep fall is seen as one, and a flat end does not crawl.
typedef struct Pace {
    double way[PACE_PARTS + 1]; // 0 to 1, rising
} Pace;

static Pace pace_of(const ChartData *data)
{
    static const double FALL = 0.8; // of a way down the whole axis, as the way across it is 1
    const Series *series = &data->series[0];
    Pace pace;
    double lowest = axis_share(&data->up, series->y[0]->value);
    const double top = lowest;
    for (int i = 0, entry = 0; i <= PACE_PARTS; i++) {
        const double share = (double)i / PACE_PARTS;
        for (; entry < series->n && axis_share(&data->across, series->x[entry]->value) <= share; entry++)
            lowest = fmin(lowest, axis_share(&data->up, series->y[entry]->value));
        pace.way[i] = share + FALL * (top - lowest);
    }
    for (int i = 0; i <= PACE_PARTS; i++)
        pace.way[i] /= pace.way[PACE_PARTS];
    return pace;
}

static double way_at_share(const Pace *pace, double share)
{
    const double at = clamp(share, 0, 1) * PACE_PARTS;
    const int i = at < PACE_PARTS ? (int)at : PACE_PARTS - 1;
    return lerp(pace->way[i], pace->way[i + 1], at - i);
}

static double share_at_way(const Pace *pace, double way)
{
    int i = 0;
    while (i < PACE_PARTS - 1 && pace->way[i + 1] < way)
        i++;
    return (i + clamp((way - pace->way[i]) / (pace->way[i + 1] - pace->way[i]), 0, 1)) / PACE_PARTS;
}

// Slow at both ends.
static double way_at_time(double time)
{
    return lerp(time, time * time * (3 - 2 * time), 0.4);
}

static double time_at_way(double way)
{
    double low = 0, high = 1;
    for (int i = 0; i < 50; i++) {
        const double middle = (low + high) / 2;
        if (way_at_time(middle) < way)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static ChartLeg make_leg(Scene *s, const ChartData *data, double to)
{
    static const double WHOLE_S = 6;
    const Pace pace = pace_of(data);
    const double from_time = time_at_way(way_at_share(&pace, data->drawn));
    const double dur_s = (time_at_way(way_at_share(&pace, to)) - from_time) * WHOLE_S;
    ChartLeg leg = {.n = 2 + (int)(dur_s * FRAMES_PER_S)};
    leg.t_s = ARENA_ARRAY(scene_arena(s), double, leg.n);
    leg.share = ARENA_ARRAY(scene_arena(s), double, leg.n);
    for (int i = 0; i < leg.n; i++) {
        const double u = (double)i / (leg.n - 1), way = way_at_time(from_time + u * dur_s / WHOLE_S);
        leg.t_s[i] = block_begin_s(s, 0) + u * dur_s;
        leg.share[i] = i == 0 ? data->drawn : i == leg.n - 1 ? to : clamp(share_at_way(&pace, way), data->drawn, to);
    }
    return leg;
}

// ---- lines ----

void chart_move_node(Scene *s, Node *node, const double *t_s, const Point *at, int n)
{
    double *x = ARENA_ARRAY(scene_arena(s), double, n), *y = ARENA_ARRAY(scene_arena(s), double, n);
    for (int i = 0; i < n; i++) {
        x[i] = at[i].x;
        y[i] = at[i].y;
    }
    node_keys(s, node, PROP_X, EASE_LINEAR, t_s, x, n);
    node_keys(s, node, PROP_Y, EASE_LINEAR, t_s, y, n);
}

// The line grows and its tip goes with it, which is seen from where the line begins.
static void draw_line(Scene *s, const Picture *picture, const ChartFrame *frame, int series, const ChartLeg *leg,
                      bool first)
{
    const ChartLine *line = &frame->lines[series];
    const double whole = line->length[line->n_points - 1];
    const double begins = chart_line_begins(frame, series);
    double *trim = ARENA_ARRAY(scene_arena(s), double, leg->n);
    Point *at = ARENA_ARRAY(scene_arena(s), Point, leg->n);
    for (int i = 0; i < leg->n; i++) {
        at[i] = chart_on_line(line, frame->box.x + leg->share[i] * frame->box.w, &trim[i]);
        trim[i] = whole > 0 ? trim[i] / whole : 1;
    }
    Node *tip = chart_part(picture, part_cell(CHART_TIP, series));
    int seen = 0;
    while (seen < leg->n && leg->share[seen] < begins)
        seen++;
    if (seen < leg->n && (seen > 0 || first))
        node_keys(s, tip, PROP_OPACITY, EASE_LINEAR, (double[]){leg->t_s[seen], leg->t_s[seen] + TIP_S},
                  (double[]){0, 1}, 2);
    node_keys(s, chart_item(picture, part_cell(CHART_LINE, series), "line"), PROP_TRIM_END, EASE_LINEAR, leg->t_s, trim,
              leg->n);
    chart_move_node(s, tip, leg->t_s, at, leg->n);
}

// Dots come where the leg passes them.
static void pass_dots(Scene *s, const Picture *picture, const ChartData *data, int series, const ChartLeg *leg,
                      bool first)
{
    const Series *values = &data->series[series];
    int at = 0;
    block_open(s, (BlockSpec){.kind = BLOCK_MEANWHILE});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < values->n; i++) {
        const double share = axis_share(&data->across, values->x[i]->value);
        if (share > leg->share[leg->n - 1] || share < leg->share[0] || (share <= leg->share[0] && !first))
            continue;
        while (at < leg->n - 1 && leg->share[at] < share)
            at++;
        pop_in(s, chart_part(picture, part_cell(series, i)), .delay_s = leg->t_s[at] - leg->t_s[0], .dur_s = DOT_S);
    }
    block_close(s);
    block_close(s);
}

// Which of n rising times are far enough apart for a number to be read: kept [n] gets their places. Gives their number.
static int readable(const double *t_s, int n, int *kept)
{
    static const double NUMBERS_PER_S = 12;
    int n_kept = 0;
    for (int i = 0; i < n; i++)
        if (i == 0 || i == n - 1 || t_s[i] - t_s[kept[n_kept - 1]] >= 1 / NUMBERS_PER_S)
            kept[n_kept++] = i;
    return n_kept;
}

static void run_counters(Scene *s, Picture *counters, const Axis *across, const ChartLeg *leg)
{
    double *t_s = ARENA_ARRAY(scene_arena(s), double, leg->n), *along = ARENA_ARRAY(scene_arena(s), double, leg->n);
    int *kept = ARENA_ARRAY(scene_arena(s), int, leg->n);
    const int n = readable(leg->t_s, leg->n, kept);
    for (int i = 0; i < n; i++) {
        t_s[i] = leg->t_s[kept[i]];
        along[i] = axis_value(across, leg->share[kept[i]]);
    }
    counters_follow(s, counters, t_s, along, n);
}

// ---- all of it ----

void chart_show_axes(Scene *s, Picture *picture)
{
    static const double SWEEP_S = 0.9;
    picture_show_by_parts(s, picture);
    const int n = picture_part_count(picture);
    int n_axes = 0;
    for (int i = 0; i < n; i++)
        n_axes += picture_part_key(picture, i).sort == PART_NAMED;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    block_hold(s, SWEEP_S + DUR_DEFAULT_S);
    for (int i = 0, k = 0; i < n; i++) {
        if (picture_part_key(picture, i).sort != PART_NAMED)
            continue;
        const double delay_s = SWEEP_S * k++ / n_axes;
        rise_in(s, picture_part_node(picture, i), .delay_s = delay_s);
        draw_in(s, picture_item(picture, i, "line"), .delay_s = delay_s, .ease = EASE_OUT);
    }
    block_close(s);
}

// What stands behind a name that rides when that has come to its line's end; NULL: nothing.
static Node *value_behind(const Picture *picture, const ChartData *data, int series)
{
    return chart_rides(data, series) ? chart_item(picture, part_cell(CHART_END, series), "value") : NULL;
}

// The lines are there, but nothing of them is drawn; their tips come where they begin.
static void begin_drawing(Scene *s, Picture *picture, ChartData *data)
{
    if (!picture_is_shown(picture))
        chart_show_axes(s, picture);
    data->tips = true;
    picture_extend(s, picture, data);
    for (int i = 0; i < data->n_series; i++) {
        const PartKey line = part_cell(CHART_LINE, i);
        node_set(s, chart_part(picture, line), PROP_OPACITY, 1);
        if (data->series[i].filled)
            node_set(s, chart_item(picture, line, "fill"), PROP_OPACITY, 0);
        Node *value = value_behind(picture, data, i), *leader = chart_part(picture, part_cell(CHART_LEADER, i));
        if (value)
            node_set(s, value, PROP_OPACITY, 0);
        if (leader && chart_rides(data, i))
            node_set(s, leader, PROP_OPACITY, 1);
    }
}

static void end_drawing(Scene *s, Picture *picture, ChartData *data)
{
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < data->n_series; i++) {
        fade_out(s, chart_part(picture, part_cell(CHART_TIP, i)));
        fade_in(s, chart_item(picture, part_cell(CHART_LINE, i), "fill"), .dur_s = DUR_LEAVE_S);
        Node *name = chart_part(picture, part_cell(CHART_END, i));
        if (!chart_rides(data, i)) {
            rise_in(s, name, .dur_s = DUR_LEAVE_S, .delay_s = STAGGER_S * i);
            rise_in(s, chart_part(picture, part_cell(CHART_LEADER, i)), .dur_s = DUR_LEAVE_S,
                    .delay_s = STAGGER_S * i);
        } else if (name) // which may have been over a rule
            animate(s, name, PROP_OPACITY, 1, .dur_s = DUR_LEAVE_S);
        rise_in(s, value_behind(picture, data, i), .dur_s = DUR_LEAVE_S, .delay_s = STAGGER_S * i);
    }
    block_close(s);
    data->tips = false;
    picture_extend(s, picture, data);
}

void chart_draw(Scene *s, Picture *picture, double to, Picture *counters)
{
    ChartData *data = arena_memdup(scene_arena(s), picture_data(picture), sizeof *data);
    const bool first = !data->tips;
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    if (first)
        begin_drawing(s, picture, data);
    const ChartLeg leg = make_leg(s, data, fmax(axis_share(&data->across, to), data->drawn));
    const ChartFrame *frame = chart_frame(s, data, picture_rect(picture));
    for (int i = 0; i < data->n_series; i++) {
        if (data->series[i].shape == SERIES_LINE)
            draw_line(s, picture, frame, i, &leg, first);
        if (data->dotted[i])
            pass_dots(s, picture, data, i, &leg, first);
    }
    chart_ride(s, picture, frame, &leg);
    if (counters)
        run_counters(s, counters, &data->across, &leg);
    block_passed(s, leg.t_s[0], leg.t_s[leg.n - 1]);
    data->drawn = leg.share[leg.n - 1];
    picture_extend(s, picture, data);
    if (data->drawn >= 1)
        end_drawing(s, picture, data);
    block_close(s);
}
