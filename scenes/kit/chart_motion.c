// chart_motion.c — what is done with a chart: its axes come, its lines draw themselves in legs, with counters that run
// along; notes, dots and the best value come; a dot moves.
#include "scenes/kit/chart.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>
#include <string.h>

static const double FRAMES_PER_S = 30; // keys of what moves
static const double TIP_S = 0.2;
static const double SAME = 1e-9; // of shares

static Node *part_of(const Picture *picture, PartKey key)
{
    return picture_part_node(picture, picture_part_find(picture, key));
}

static Node *item_of(const Picture *picture, PartKey key, const char *name)
{
    return picture_item(picture, picture_part_find(picture, key), name);
}

static const ChartFrame *frame_of(Scene *s, const Picture *picture)
{
    return chart_frame(s, picture_data(picture), picture_rect(picture));
}

// The share of the axis where the tips are at a share of the time: slow at both ends.
static double way_at(double time)
{
    return lerp(time, time * time * (3 - 2 * time), 0.8);
}

// The other way round.
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
} Leg;

static Leg make_leg(Scene *s, double from, double to)
{
    static const double WHOLE_S = 6;
    const double from_time = time_at(from), dur_s = (time_at(to) - from_time) * WHOLE_S;
    Leg leg = {.n = 2 + (int)(dur_s * FRAMES_PER_S)};
    leg.t_s = ARENA_ARRAY(scene_arena(s), double, leg.n);
    leg.share = ARENA_ARRAY(scene_arena(s), double, leg.n);
    for (int i = 0; i < leg.n; i++) {
        const double u = (double)i / (leg.n - 1);
        leg.t_s[i] = block_begin_s(s, 0) + u * dur_s;
        leg.share[i] = i == 0 ? from : i == leg.n - 1 ? to : way_at(from_time + u * dur_s / WHOLE_S);
    }
    return leg;
}

static void move_node(Scene *s, Node *node, const double *t_s, const Point *at, int n)
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
static void draw_line(Scene *s, const Picture *picture, const ChartFrame *frame, int series, const Leg *leg, bool first)
{
    const ChartLine *line = &frame->lines[series];
    const double whole = line->length[line->n_points - 1];
    const double begins = (line->points[0].x - frame->box.x) / frame->box.w - SAME;
    double *trim = ARENA_ARRAY(scene_arena(s), double, leg->n);
    Point *at = ARENA_ARRAY(scene_arena(s), Point, leg->n);
    for (int i = 0; i < leg->n; i++) {
        at[i] = chart_on_line(line, frame->box.x + leg->share[i] * frame->box.w, &trim[i]);
        trim[i] = whole > 0 ? trim[i] / whole : 1;
    }
    Node *tip = part_of(picture, part_cell(CHART_TIP, series));
    int seen = 0;
    while (seen < leg->n && leg->share[seen] < begins)
        seen++;
    if (seen < leg->n && (seen > 0 || first))
        node_keys(s, tip, PROP_OPACITY, EASE_LINEAR, (double[]){leg->t_s[seen], leg->t_s[seen] + TIP_S},
                  (double[]){0, 1}, 2);
    node_keys(s, item_of(picture, part_cell(CHART_LINE, series), "line"), PROP_TRIM_END, EASE_LINEAR, leg->t_s, trim,
              leg->n);
    move_node(s, tip, leg->t_s, at, leg->n);
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

static void run_counters(Scene *s, Picture *counters, const Axis *across, const Leg *leg)
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

// The axes draw themselves, then their ticks and words come, in a time that does not depend on how many there are.
static void show_axes(Scene *s, Picture *picture)
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
        show_axes(s, picture);
    data->tips = true;
    picture_extend(s, picture, data);
    for (int i = 0; i < data->n_series; i++)
        node_set(s, part_of(picture, part_cell(CHART_LINE, i)), PROP_OPACITY, 1);
}

static void end_drawing(Scene *s, Picture *picture, ChartData *data)
{
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < data->n_series; i++) {
        fade_out(s, part_of(picture, part_cell(CHART_TIP, i)));
        rise_in(s, part_of(picture, part_cell(CHART_END, i)), .dur_s = DUR_LEAVE_S, .delay_s = STAGGER_S * i);
    }
    block_close(s);
    data->tips = false;
    picture_extend(s, picture, data);
}

// ---- what methods take ----

// The series of a name; the only one when none is given. 0 after script_fail.
static int series_arg(ScriptCall *call, const ScriptArgs *args)
{
    const ChartData *data = picture_data(call->self);
    const char *name = arg_string(args, "series"), *names = "";
    for (int i = 0; i < data->n_series; i++) {
        const char *own = data->series[i].name->text;
        if (name ? strcmp(own, name) == 0 : data->n_series == 1)
            return i;
        names = arena_printf(call->arena, "%s%s\"%s\"", names, i > 0 ? ", " : "", own);
    }
    if (name)
        script_fail(call, "this chart has no series \"%s\"; it has %s", name, names);
    else
        script_fail(call, "this chart has several series; say which one: %s", names);
    return 0;
}

bool chart_number(ScriptValue value, double *number)
{
    const Figure *figure = value_object(value, &FIGURE_TYPE);
    const bool plain = value.kind == VALUE_NUMBER || value.kind == VALUE_INTEGER;
    *number = figure ? figure->value : plain ? value_real(value) : (double)NAN;
    return figure || plain;
}

static double place_arg(ScriptCall *call, const ScriptArgs *args, const char *name)
{
    double place;
    if (!chart_number(arg_value(args, name), &place) || !isfinite(place))
        script_fail(call, "`%s` is a place along the axis: a figure or a number", name);
    return place;
}

// A copy of its data, to be changed, of a chart that is there; NULL after script_fail.
static ChartData *shown_data(ScriptCall *call)
{
    if (picture_is_shown(call->self))
        return arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof(ChartData));
    script_fail(call, "this chart has not been shown yet; let it appear, or draw it, first");
    return NULL;
}

static void method_axes(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    if (picture_is_shown(call->self))
        script_fail(call, "this chart is there already");
    else
        show_axes(call->host, call->self);
}

static void method_draw(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    Picture *picture = call->self;
    ChartData *data = arena_memdup(scene_arena(s), picture_data(picture), sizeof *data);
    Picture *counters = arg_object(args, "counters", &COUNTERS_TYPE);
    const double to = arg_given(args, "to") ? place_arg(call, args, "to") : data->across.high;
    const bool first = !data->tips;
    const Node *line = part_of(picture, part_cell(CHART_LINE, 0));
    if (first && data->drawn <= 0 && picture_is_shown(picture) && node_value_now(s, line, PROP_OPACITY) > 0)
        script_fail(call, "the lines of this chart are there already; let only its axes appear before, by :axes()");
    if (script_failed(call) || (first && data->drawn >= 1))
        return;
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    if (first)
        begin_drawing(s, picture, data);
    const Leg leg = make_leg(s, data->drawn, fmax(axis_share(&data->across, to), data->drawn));
    const ChartFrame *frame = frame_of(s, picture);
    for (int i = 0; i < data->n_series; i++)
        draw_line(s, picture, frame, i, &leg, first);
    if (counters)
        run_counters(s, counters, &data->across, &leg);
    block_passed(s, leg.t_s[0], leg.t_s[leg.n - 1]);
    data->drawn = leg.share[leg.n - 1];
    picture_extend(s, picture, data);
    if (data->drawn >= 1)
        end_drawing(s, picture, data);
    block_close(s);
}

// ---- notes, dots, the best ----

// The ring, its leader, then the words. It takes as long where there is no room for it.
static void method_note(ScriptCall *call, const ScriptArgs *args)
{
    static const double NOTE_S = 1.5;
    static const char *const WORDS[] = {"head", "line 1", "line 2", "line 3", "line 4"};
    Scene *s = call->host;
    ChartData *data = shown_data(call);
    const int note = (int)arg_integer(args, "note") - 1;
    if (data && note >= data->n_notes)
        script_fail(call, "this chart has %d notes; give it more with `notes`", data->n_notes);
    if (script_failed(call))
        return;
    data->notes[note].shown = true;
    picture_extend(s, call->self, data);
    const PartKey key = part_cell(CHART_NOTE, note);
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
    ChartData *data = shown_data(call);
    const int series = series_arg(call, args);
    if (script_failed(call))
        return;
    data->dotted[series] = true;
    picture_extend(s, call->self, data);
    const int n = data->series[series].n;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < n; i++)
        pop_in(s, part_of(call->self, part_cell(series, i)), .delay_s = fmin(APART_S, LONGEST_S / n) * i,
               .dur_s = 0.45);
    block_close(s);
}

static void method_best(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    ChartData *data = shown_data(call);
    const int series = series_arg(call, args);
    if (script_failed(call))
        return;
    data->best = (ChartPlace){series, chart_best(&data->series[series], false)};
    picture_extend(s, call->self, data);
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
    const Series *series = &data->series[series_arg(call, args)];
    const int entry = chart_best(series, false);
    script_return(call, value_figure(series->y[entry]));
    script_return(call, value_figure(series->x[entry]));
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

// The plate with the value, or what stands on it, stays within the frame while its dot moves.
static void move_on_plate(Scene *s, const ChartFrame *frame, Node *node, double plate_w, const double *t_s,
                          const Point *at, int n)
{
    Point *places = ARENA_ARRAY(scene_arena(s), Point, n);
    const double own_x = node_value_now(s, node, PROP_X) - chart_plate_shift(frame, at[0].x, plate_w);
    for (int i = 0; i < n; i++)
        places[i] = (Point){own_x + chart_plate_shift(frame, at[i].x, plate_w), node_value_now(s, node, PROP_Y)};
    move_node(s, node, t_s, places, n);
}

// Along the line, with the value of the entry that it is nearest to.
static void move_point(ScriptCall *call, ChartPlace from, ChartPlace to)
{
    static const double DUR_S = 1.5;
    enum { N = 46 };
    Scene *s = call->host;
    const ChartFrame *frame = frame_of(s, call->self);
    const Series *series = &frame->data->series[to.series];
    const double begin_s = block_begin_s(s, 0);
    const double x0 = chart_entry_spot(frame, from).x, x1 = chart_entry_spot(frame, to).x;
    double t_s[N], numbers_s[N], length;
    Point at[N];
    for (int i = 0; i < N; i++) {
        const double u = (double)i / (N - 1);
        t_s[i] = begin_s + u * DUR_S;
        at[i].x = lerp(x0, x1, u * u * (3 - 2 * u));
        at[i].y = chart_on_line(&frame->lines[to.series], at[i].x, &length).y;
    }
    const PartKey point = part_named("point");
    Node *plate = item_of(call->self, point, "plate"), *value = item_of(call->self, point, "value");
    const double plate_w = node_value_now(s, plate, PROP_W);
    move_node(s, part_of(call->self, point), t_s, at, N);
    move_on_plate(s, frame, plate, plate_w, t_s, at, N);
    move_on_plate(s, frame, value, plate_w, t_s, at, N);
    int kept[N];
    const Figure *figures[N];
    const int n = readable(t_s, N, kept);
    for (int i = 0; i < n; i++) {
        const double across = axis_value(&frame->data->across, (at[kept[i]].x - frame->box.x) / frame->box.w);
        numbers_s[i] = t_s[kept[i]];
        figures[i] = series->y[i == n - 1 ? to.entry : entry_near(series, across)];
    }
    text_show_figures(s, value, numbers_s, figures, n, frame->data->format);
    block_passed(s, begin_s, begin_s + DUR_S);
}

static void method_point_at(ScriptCall *call, const ScriptArgs *args)
{
    ChartData *data = shown_data(call);
    const double x = place_arg(call, args, "place");
    if (script_failed(call))
        return;
    const ChartPlace from = data->point;
    const bool is_there = from.series >= 0;
    const int series = is_there && !arg_given(args, "series") ? from.series : series_arg(call, args);
    if (is_there && series != from.series)
        script_fail(call, "the dot is on another series; it moves along the one it was put on");
    if (script_failed(call))
        return;
    data->point = (ChartPlace){series, entry_near(&data->series[series], x)};
    if (is_there)
        move_point(call, from, data->point);
    picture_extend(call->host, call->self, data);
    if (!is_there)
        pop_in(call->host, part_of(call->self, part_named("point")));
}

// ---- all of it ----

static void method_line(ScriptCall *call, const ScriptArgs *args)
{
    const PartKey key = part_cell(CHART_LINE, series_arg(call, args));
    script_return(call, script_part(call, call->self, picture_part_find(call->self, key)));
}

static void method_bare(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    ChartData *data = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *data);
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
    const double x = place_arg(call, args, "place");
    if (script_failed(call))
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
