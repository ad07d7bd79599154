// chart_motion.c — what is done with a chart: its lines draw themselves, notes, dots and the best value come, a dot
// moves.
#include "scenes/pictures/chart.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "scenes/pictures/chart_series.h"
#include "scenes/pictures/counters.h"
#include "scenes/pictures/kit_verbs.h"

#include <math.h>
#include <string.h>

static const double FRAMES_PER_S = 30, NUMBERS_PER_S = 12; // keys of what moves; numbers can still be read
static const double NOTE_S = 1.5, TIP_S = 0.2;
static const double SAME = 1e-9; // of shares

static ChartData *changed(Scene *s, const Picture *picture)
{
    return arena_memdup(scene_arena(s), picture_data(picture), sizeof(ChartData));
}

static ChartFrame *frame_of(Scene *s, const Picture *picture)
{
    const ChartData *data = picture_data(picture);
    return chart_frame(s, data, chart_plan(s, data, picture_rect(picture)).box);
}

static Node *part_of(const Picture *picture, PartKey key)
{
    const int found = picture_part_find(picture, key);
    return found < 0 ? NULL : picture_part_node(picture, found);
}

static Node *item_of(const Picture *picture, PartKey key, const char *name)
{
    const int found = picture_part_find(picture, key);
    return found < 0 ? NULL : picture_item(picture, found, name);
}

// The series of a name; the only one when none is given. -1 after script_fail.
static int series_arg(ScriptCall *call, const ScriptArgs *args)
{
    const ChartData *data = picture_data(call->self);
    const char *name = arg_string(args, "series"), *names = "";
    if (!name && data->n_series == 1)
        return 0;
    for (int i = 0; i < data->n_series; i++) {
        const char *own = data->series[i].name->text;
        if (name && strcmp(own, name) == 0)
            return i;
        names = arena_printf(call->arena, "%s%s\"%s\"", names, i > 0 ? ", " : "", own);
    }
    if (name)
        script_fail(call, "this chart has no series \"%s\"; it has %s", name, names);
    else
        script_fail(call, "this chart has several series; say which one: %s", names);
    return -1;
}

static bool is_shown(ScriptCall *call)
{
    if (!picture_is_shown(call->self))
        script_fail(call, "this chart has not been shown yet; let it appear, or draw it, first");
    return picture_is_shown(call->self);
}

static void extend(ScriptCall *call, const ChartData *data)
{
    picture_extend(call->host, call->self, data);
}

// ---- drawing ----

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
    Node *tip = part_of(picture, chart_tip_key(series));
    const double begins = (line->points[0].x - frame->box.x) / frame->box.w;
    bool seen = !leg->first && leg->share[0] >= begins - SAME;
    for (int i = 0; i < leg->n && !seen; i++) {
        seen = leg->share[i] >= begins - SAME;
        if (seen)
            node_keys(s, tip, PROP_OPACITY, EASE_LINEAR, (double[]){leg->t_s[i], leg->t_s[i] + TIP_S}, (double[]){0, 1},
                      2);
    }
    node_keys(s, item_of(picture, chart_line_key(series), "line"), PROP_TRIM_END, EASE_LINEAR, leg->t_s, trim, leg->n);
    node_keys(s, tip, PROP_X, EASE_LINEAR, leg->t_s, x, leg->n);
    node_keys(s, tip, PROP_Y, EASE_LINEAR, leg->t_s, y, leg->n);
}

// The counters' times are fewer: what changes too fast cannot be read.
static void run_counters(Scene *s, Picture *counters, const Axis *across, const Leg *leg)
{
    double *t_s = ARENA_ARRAY(scene_arena(s), double, leg->n), *along = ARENA_ARRAY(scene_arena(s), double, leg->n);
    int n = 0;
    for (int i = 0; i < leg->n; i++)
        if (n == 0 || i == leg->n - 1 || leg->t_s[i] - t_s[n - 1] >= 1 / NUMBERS_PER_S) {
            t_s[n] = leg->t_s[i];
            along[n++] = axis_value(across, leg->share[i]);
        }
    counters_follow(s, counters, t_s, along, n);
}

// The axes draw themselves, then their ticks and words come, in a time that does not depend on how many there are.
static void show_axes(ScriptCall *call)
{
    static const double SWEEP_S = 0.9;
    Scene *s = call->host;
    const Picture *picture = call->self;
    picture_show_by_parts(s, call->self);
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
static void begin_drawing(ScriptCall *call, ChartData *data)
{
    Scene *s = call->host;
    if (!picture_is_shown(call->self))
        show_axes(call);
    data->tips = true;
    extend(call, data);
    for (int i = 0; i < data->n_series; i++)
        node_set(s, part_of(call->self, chart_line_key(i)), PROP_OPACITY, 1);
}

static void end_drawing(ScriptCall *call, ChartData *data)
{
    Scene *s = call->host;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < data->n_series; i++) {
        fade_out(s, part_of(call->self, chart_tip_key(i)));
        rise_in(s, part_of(call->self, chart_end_key(i)), .dur_s = DUR_LEAVE_S, .delay_s = STAGGER_S * i);
    }
    block_close(s);
    data->tips = false;
    extend(call, data);
}

static void method_draw(ScriptCall *call, const ScriptArgs *args)
{
    static const double WHOLE_S = 6;
    Scene *s = call->host;
    ChartData *data = changed(s, call->self);
    double to = data->across.high;
    if (arg_given(args, "to") && !chart_number(call, arg_value(args, "to"), &to))
        return;
    const Node *line = part_of(call->self, chart_line_key(0));
    if (!data->tips && picture_is_shown(call->self) && node_value_now(s, line, PROP_OPACITY) > 0) {
        if (data->drawn < 1)
            script_fail(call, "the lines of this chart are there already; let only its axes appear before, by :axes()");
        return;
    }
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    const bool first = !data->tips;
    if (first)
        begin_drawing(call, data);
    Leg leg = make_leg(s, data->drawn, fmax(axis_share(&data->across, to), data->drawn), WHOLE_S);
    leg.first = first;
    const ChartFrame *frame = frame_of(s, call->self);
    for (int i = 0; i < data->n_series; i++)
        draw_line(s, call->self, frame, i, &leg);
    if (arg_given(args, "counters"))
        run_counters(s, arg_object(args, "counters", &COUNTERS_TYPE), &data->across, &leg);
    block_passed(s, leg.t_s[0], leg.t_s[leg.n - 1]);
    data->drawn = leg.share[leg.n - 1];
    extend(call, data);
    if (data->drawn >= 1)
        end_drawing(call, data);
    block_close(s);
}

// ---- notes, dots, the best ----

// The ring, its leader, then the words. It takes as long where there is no room for it.
static void method_note(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    ChartData *data = changed(s, call->self);
    const int note = (int)arg_integer(args, "note") - 1;
    if (!is_shown(call))
        return;
    if (note >= data->n_notes) {
        script_fail(call, "this chart has %d notes; give it more with `notes`", data->n_notes);
        return;
    }
    data->notes[note].shown = true;
    extend(call, data);
    const PartKey key = chart_note_key(note);
    static const char *const WORDS[] = {"head", "line 1", "line 2", "line 3", "line 4"};
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    block_hold(s, NOTE_S);
    node_set(s, part_of(call->self, key), PROP_OPACITY, 1);
    pop_in(s, item_of(call->self, key, "ring"), .dur_s = 0.4);
    draw_in(s, item_of(call->self, key, "leader"), .delay_s = 0.1, .dur_s = 0.5);
    for (int i = 0; i < (int)(sizeof WORDS / sizeof *WORDS); i++)
        rise_in(s, item_of(call->self, key, WORDS[i]), .delay_s = 0.4 + 2 * STAGGER_S * i);
    block_close(s);
}

static void method_dots(ScriptCall *call, const ScriptArgs *args)
{
    static const double APART_S = 0.14, LONGEST_S = 1.8;
    Scene *s = call->host;
    ChartData *data = changed(s, call->self);
    const int series = series_arg(call, args);
    if (series < 0 || !is_shown(call))
        return;
    data->dotted[series] = true;
    extend(call, data);
    const int n = data->series[series].n;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < n; i++)
        pop_in(s, part_of(call->self, chart_dot_key(series, i)), .delay_s = fmin(APART_S, LONGEST_S / n) * i,
               .dur_s = 0.45);
    block_close(s);
}

static void method_best(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    ChartData *data = changed(s, call->self);
    const int series = series_arg(call, args);
    if (series < 0 || !is_shown(call))
        return;
    data->best = (ChartPlace){series, chart_lowest(&data->series[series])};
    extend(call, data);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    pop_in(s, part_of(call->self, part_named("best")));
    rise_in(s, part_of(call->self, part_named("best value")), .dur_s = DUR_DEFAULT_S - DUR_LEAVE_S,
            .delay_s = DUR_LEAVE_S);
    block_close(s);
    script_return(call, script_part(call, call->self, picture_part_find(call->self, part_named("best"))));
}

static void method_lowest(ScriptCall *call, const ScriptArgs *args)
{
    const ChartData *data = picture_data(call->self);
    const int series = series_arg(call, args);
    if (series < 0)
        return;
    const int entry = chart_lowest(&data->series[series]);
    script_return(call, value_figure(data->series[series].y[entry]));
    script_return(call, value_figure(data->series[series].x[entry]));
}

// ---- the dot that moves ----

// The entry that is nearest to a place along the axis.
static int entry_near(const Series *series, double x)
{
    int nearest = 0;
    for (int i = 1; i < series->n; i++)
        if (fabs(series->x[i]->value - x) < fabs(series->x[nearest]->value - x))
            nearest = i;
    return nearest;
}

// Along the line, with the value of the entry that it is nearest to.
static void move_point(ScriptCall *call, ChartPlace from, ChartPlace to)
{
    static const double DUR_S = 1.5;
    Scene *s = call->host;
    const ChartFrame *frame = frame_of(s, call->self);
    const Series *series = &frame->data->series[to.series];
    const double begin_s = block_begin_s(s, 0), x0 = chart_entry_spot(frame, from).x;
    const double x1 = chart_entry_spot(frame, to).x;
    enum { N = 46 };
    double t_s[N], x[N], y[N];
    const Figure *figures[N];
    double numbers_s[N];
    int n_numbers = 0;
    for (int i = 0; i < N; i++) {
        const double u = (double)i / (N - 1);
        double length;
        t_s[i] = begin_s + u * DUR_S;
        x[i] = lerp(x0, x1, u * u * (3 - 2 * u));
        y[i] = chart_on_line(&frame->lines[to.series], x[i], &length).y;
        if (n_numbers > 0 && i < N - 1 && t_s[i] - numbers_s[n_numbers - 1] < 1 / NUMBERS_PER_S)
            continue;
        const double across = axis_value(&frame->data->across, (x[i] - frame->box.x) / frame->box.w);
        numbers_s[n_numbers] = t_s[i];
        figures[n_numbers++] = series->y[i == N - 1 ? to.entry : entry_near(series, across)];
    }
    Node *point = part_of(call->self, part_named("point"));
    node_keys(s, point, PROP_X, EASE_LINEAR, t_s, x, N);
    node_keys(s, point, PROP_Y, EASE_LINEAR, t_s, y, N);
    text_show_figures(s, item_of(call->self, part_named("point"), "value"), numbers_s, figures, n_numbers,
                      frame->data->format);
    block_passed(s, begin_s, begin_s + DUR_S);
}

static void method_point_at(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    ChartData *data = changed(s, call->self);
    const ChartPlace from = data->point;
    double x = 0;
    const int series = from.series >= 0 && !arg_given(args, "series") ? from.series : series_arg(call, args);
    if (series < 0 || !is_shown(call) || !chart_number(call, arg_value(args, "place"), &x))
        return;
    if (from.series >= 0 && from.series != series) {
        script_fail(call, "the dot is on another series; it moves along the one it was put on");
        return;
    }
    data->point = (ChartPlace){series, entry_near(&data->series[series], x)};
    if (from.series >= 0)
        move_point(call, from, data->point);
    extend(call, data);
    if (from.series < 0)
        pop_in(s, part_of(call->self, part_named("point")));
}

// ---- all of it ----

static void method_axes(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    if (picture_is_shown(call->self))
        script_fail(call, "this chart is there already");
    else
        show_axes(call);
}

static void method_line(ScriptCall *call, const ScriptArgs *args)
{
    const int series = series_arg(call, args);
    if (series >= 0)
        script_return(call, script_part(call, call->self, picture_part_find(call->self, chart_line_key(series))));
}

static void method_bare(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    ChartData *data = changed(call->host, call->self);
    data->bare = true;
    picture_change(call->host, call->self, data, (Tween){0});
}

// The area has the canvas's shape, and the place stands low in it and to the right, so that there is room for words
// over the line: where it is steep, still lower and nearer.
static void method_around(ScriptCall *call, const ScriptArgs *args)
{
    static const double LEFT = 0.75, ABOVE = 0.72, FREE = 0.58, LOWEST = 0.86, NEARER = 0.85, NEAREST = 0.25;
    Scene *s = call->host;
    const int series = series_arg(call, args);
    double x = 0;
    if (series < 0 || !chart_number(call, arg_value(args, "place"), &x))
        return;
    const ChartFrame *frame = frame_of(s, call->self);
    const Point at = chart_entry_spot(frame, (ChartPlace){series, entry_near(&frame->data->series[series], x)});
    const Canvas canvas = scene_canvas(s);
    Rect area = RECT_EMPTY;
    double above = 1;
    for (double share = arg_number(args, "width"); above > LOWEST && share > NEAREST; share *= NEARER) {
        area.w = share * frame->box.w;
        area.h = area.w * canvas.height / canvas.width;
        double length;
        const double left_y = chart_on_line(&frame->lines[series], at.x - LEFT * area.w, &length).y;
        above = fmax(ABOVE, FREE + (at.y - left_y) / area.h);
    }
    area.x = at.x - LEFT * area.w;
    area.y = at.y - fmin(above, LOWEST) * area.h;
    script_return(call, value_handle(&AREA_TYPE, area_make(s, area)));
}

// ---- the table ----

static const Arg DRAW_OPTIONS[] = {
    {"to", ARG_ANY, .help = "how far along the axis, a figure or a number; without it, to the end"},
    {"counters", ARG_HANDLE, .type = &COUNTERS_TYPE, .help = "that run along"},
    {0},
};
#define SERIES_ROW                                                                                                     \
    {                                                                                                                  \
        "series", ARG_STRING, .optional = true, .help = "the name of one, when there are several"                      \
    }
static const Arg SERIES_ARGS[] = {SERIES_ROW, {0}};
static const Arg PLACE_ARGS[] = {{"place", ARG_ANY, .help = "along the axis: a figure or a number"}, SERIES_ROW, {0}};
static const Arg NOTE_ARGS[] = {
    {"note", ARG_INTEGER, .min = 1, .max = CHART_MOST_NOTES, .help = "its place among the chart's notes, from 1"}, {0}};
static const Arg AROUND_OPTIONS[] = {
    {"width", ARG_NUMBER, .preset = "0.5", .min = 0.2, .max = 1, .help = "at most this share of the chart's width"},
    {0}};

const Verb CHART_METHODS[] = {
    {"axes", SHAPE_FUNCTION, "The axes come, with ticks and words; the lines are still to be drawn.",
     .call = method_axes},
    {"line", SHAPE_FUNCTION, "The line of a series.", SERIES_ARGS, .call = method_line, .returns = "part"},
    {"draw", SHAPE_VERB, "The lines draw themselves, on from where they are.", .options = DRAW_OPTIONS,
     .call = method_draw},
    {"note", SHAPE_FUNCTION, "One of its notes comes, beside the line, if there is room.", NOTE_ARGS,
     .call = method_note},
    {"dots", SHAPE_FUNCTION, "Dots come up on a line, some with their values.", SERIES_ARGS, .call = method_dots},
    {"mark_best", SHAPE_FUNCTION, "The lowest value is marked; gives its dot.", SERIES_ARGS, .call = method_best,
     .returns = "part"},
    {"lowest", SHAPE_FUNCTION, "The lowest value of a series, and where it is.", SERIES_ARGS, .call = method_lowest,
     .returns = "figure"},
    {"point_at", SHAPE_FUNCTION, "A dot with its value stands there; once it is there, it moves there along the line.",
     PLACE_ARGS, .call = method_point_at},
    {"bare", SHAPE_FUNCTION, "All words and numbers leave; the lines stay.", .call = method_bare},
    {"around", SHAPE_VERB, "The area about a value that the camera can look at.", PLACE_ARGS, AROUND_OPTIONS,
     .call = method_around, .returns = "area"},
    {0},
};
