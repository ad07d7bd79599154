// chart_draw.c — a chart draws itself: its axes come, then its lines, in legs, with counters that run along.
#include "scenes/kit/chart.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "scenes/kit/counters.h"

#include <math.h>

static const double FRAMES_PER_S = 30; // keys of what moves
static const double TIP_S = 0.2;
static const double SAME = 1e-9; // of shares

Node *chart_part(const Picture *picture, PartKey key)
{
    const int found = picture_part_find(picture, key);
    return found < 0 ? NULL : picture_part_node(picture, found);
}

Node *chart_item(const Picture *picture, PartKey key, const char *name)
{
    const int found = picture_part_find(picture, key);
    return found < 0 ? NULL : picture_item(picture, found, name);
}

ChartFrame *chart_frame_of(Scene *s, const Picture *picture)
{
    const ChartData *data = picture_data(picture);
    return chart_frame(s, data, chart_plan(s, data, picture_rect(picture)).box);
}

// The share of the axis where the tips are at a share of the time: slow at both ends.
static double way_at(double time)
{
    return lerp(time, time * time * (3 - 2 * time), 0.8);
}

static double time_at(double way)
{
    double low = 0, high = 1;
    for (int i = 0; i < 50; i++) {
        const double middle = (low + high) / 2;
        if (way_at(middle) < way)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

// A leg of the drawing: where it is at which time.
typedef struct Leg {
    double *t_s, *share; // [n]
    int n;
    bool first;
} Leg;

static Leg make_leg(Scene *s, double from, double to, double whole_s)
{
    const double from_time = time_at(from), dur_s = (time_at(to) - from_time) * whole_s;
    Leg leg = {.n = 2 + (int)(dur_s * FRAMES_PER_S)};
    leg.t_s = ARENA_ARRAY(scene_arena(s), double, leg.n);
    leg.share = ARENA_ARRAY(scene_arena(s), double, leg.n);
    for (int i = 0; i < leg.n; i++) {
        const double u = (double)i / (leg.n - 1);
        leg.t_s[i] = block_begin_s(s, 0) + u * dur_s;
        leg.share[i] = i == 0 ? from : i == leg.n - 1 ? to : way_at(from_time + u * dur_s / whole_s);
    }
    return leg;
}

static void draw_line(Scene *s, const Picture *picture, const ChartFrame *frame, int series, const Leg *leg)
{
    const ChartLine *line = &frame->lines[series];
    const double whole = line->length[line->n_points - 1];
    double *trim = ARENA_ARRAY(scene_arena(s), double, leg->n), *x = ARENA_ARRAY(scene_arena(s), double, leg->n);
    double *y = ARENA_ARRAY(scene_arena(s), double, leg->n);
    for (int i = 0; i < leg->n; i++) {
        double length;
        const Point at = chart_on_line(line, frame->box.x + leg->share[i] * frame->box.w, &length);
        trim[i] = whole > 0 ? length / whole : 1;
        x[i] = at.x;
        y[i] = at.y;
    }
    Node *tip = chart_part(picture, chart_tip_key(series));
    const double begins = (line->points[0].x - frame->box.x) / frame->box.w;
    bool seen = !leg->first && leg->share[0] >= begins - SAME;
    for (int i = 0; i < leg->n && !seen; i++) {
        seen = leg->share[i] >= begins - SAME;
        if (seen)
            node_keys(s, tip, PROP_OPACITY, EASE_LINEAR, (double[]){leg->t_s[i], leg->t_s[i] + TIP_S}, (double[]){0, 1},
                      2);
    }
    node_keys(s, chart_item(picture, chart_line_key(series), "line"), PROP_TRIM_END, EASE_LINEAR, leg->t_s, trim,
              leg->n);
    node_keys(s, tip, PROP_X, EASE_LINEAR, leg->t_s, x, leg->n);
    node_keys(s, tip, PROP_Y, EASE_LINEAR, leg->t_s, y, leg->n);
}

// The counters' times are fewer: what changes too fast cannot be read.
static void run_counters(Scene *s, Picture *counters, const Axis *across, const Leg *leg)
{
    double *t_s = ARENA_ARRAY(scene_arena(s), double, leg->n), *along = ARENA_ARRAY(scene_arena(s), double, leg->n);
    int n = 0;
    for (int i = 0; i < leg->n; i++)
        if (n == 0 || i == leg->n - 1 || leg->t_s[i] - t_s[n - 1] >= 1 / CHART_NUMBERS_PER_S) {
            t_s[n] = leg->t_s[i];
            along[n++] = axis_value(across, leg->share[i]);
        }
    counters_follow(s, counters, t_s, along, n);
}

// The axes draw themselves, then their ticks and words come, in a time that does not depend on how many there are.
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

// The lines are there, but nothing of them is drawn; their tips come where they begin.
static void begin_drawing(Scene *s, Picture *picture, ChartData *data)
{
    if (!picture_is_shown(picture))
        chart_show_axes(s, picture);
    data->tips = true;
    picture_extend(s, picture, data);
    for (int i = 0; i < data->n_series; i++)
        node_set(s, chart_part(picture, chart_line_key(i)), PROP_OPACITY, 1);
}

static void end_drawing(Scene *s, Picture *picture, ChartData *data)
{
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < data->n_series; i++) {
        fade_out(s, chart_part(picture, chart_tip_key(i)));
        rise_in(s, chart_part(picture, chart_end_key(i)), .dur_s = DUR_LEAVE_S, .delay_s = STAGGER_S * i);
    }
    block_close(s);
    data->tips = false;
    picture_extend(s, picture, data);
}

void chart_draw(Scene *s, Picture *picture, double to, Picture *counters)
{
    static const double WHOLE_S = 6;
    ChartData *data = arena_memdup(scene_arena(s), picture_data(picture), sizeof *data);
    const bool first = !data->tips;
    if (first && data->drawn >= 1)
        return;
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    if (first)
        begin_drawing(s, picture, data);
    Leg leg = make_leg(s, data->drawn, fmax(axis_share(&data->across, to), data->drawn), WHOLE_S);
    leg.first = first;
    const ChartFrame *frame = chart_frame_of(s, picture);
    for (int i = 0; i < data->n_series; i++)
        draw_line(s, picture, frame, i, &leg);
    if (counters)
        run_counters(s, counters, &data->across, &leg);
    block_passed(s, leg.t_s[0], leg.t_s[leg.n - 1]);
    data->drawn = leg.share[leg.n - 1];
    picture_extend(s, picture, data);
    if (data->drawn >= 1)
        end_drawing(s, picture, data);
    block_close(s);
}
