// chart_motion.c — what is done with a chart: notes, dots and the best value come; a dot moves; what is best is seen
// from near. How its lines draw themselves is in chart_draw.c.
#include "scenes/kit/chart.h"

#include "engine/anim/area.h"
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>
#include <string.h>

static const ChartFrame *frame_of(Scene *s, const Picture *picture)
{
    return chart_frame(s, picture_data(picture), picture_rect(picture));
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
        chart_show_axes(call->host, call->self);
}

static void method_draw(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const ChartData *data = picture_data(call->self);
    const double to = arg_given(args, "to") ? place_arg(call, args, "to") : data->across.high;
    const Node *line = chart_part(call->self, part_cell(CHART_LINE, 0));
    if (!data->tips && data->drawn <= 0 && picture_is_shown(call->self) && node_value_now(s, line, PROP_OPACITY) > 0)
        script_fail(call, "the lines of this chart are there already; let only its axes appear before, by :axes()");
    if (!script_failed(call) && (data->tips || data->drawn < 1))
        chart_draw(s, call->self, to, arg_object(args, "counters", &COUNTERS_TYPE));
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
    node_set(s, chart_part(call->self, key), PROP_OPACITY, 1);
    pop_in(s, chart_item(call->self, key, "ring"), .dur_s = 0.4);
    draw_in(s, chart_item(call->self, key, "leader"), .delay_s = 0.1, .dur_s = 0.5);
    for (int i = 0; i < (int)(sizeof WORDS / sizeof *WORDS); i++)
        rise_in(s, chart_item(call->self, key, WORDS[i]), .delay_s = 0.4 + 2 * STAGGER_S * i);
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
        pop_in(s, chart_part(call->self, part_cell(series, i)), .delay_s = fmin(APART_S, LONGEST_S / n) * i,
               .dur_s = 0.45);
    block_close(s);
}

// Its data with the lowest value of the series that was given marked; NULL after script_fail.
static ChartData *marked_data(ScriptCall *call, const ScriptArgs *args)
{
    ChartData *data = shown_data(call);
    const int series = series_arg(call, args);
    if (data)
        data->best = (ChartPlace){series, chart_best(&data->series[series], false)};
    return script_failed(call) ? NULL : data;
}

static void return_best(ScriptCall *call)
{
    script_return(call, script_part(call, call->self, picture_part_find(call->self, part_named("best"))));
}

static void method_best(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    ChartData *data = marked_data(call, args);
    if (!data)
        return;
    data->best_named = true;
    picture_extend(s, call->self, data);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    pop_in(s, chart_part(call->self, part_named("best")));
    rise_in(s, chart_part(call->self, part_named("best value")), .dur_s = DUR_DEFAULT_S - DUR_LEAVE_S,
            .delay_s = DUR_LEAVE_S);
    block_close(s);
    return_best(call);
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
    chart_move_node(s, node, t_s, places, n);
}

// The value cannot be read while its dot runs, and would be of where the dot was: it goes, and comes where the dot stops.
static void show_on_arrival(Scene *s, Node *node, double begin_s, double arrival_s)
{
    static const double FADE_S = 0.15;
    const double now = node_value_now(s, node, PROP_OPACITY);
    node_keys(s, node, PROP_OPACITY, EASE_LINEAR,
              (double[]){begin_s, begin_s + FADE_S, arrival_s, arrival_s + FADE_S}, (double[]){now, 0, 0, 1}, 4);
    block_passed(s, begin_s, arrival_s + FADE_S);
}

// Along the line, to an entry whose value is seen then.
static void move_point(ScriptCall *call, ChartPlace from, ChartPlace to)
{
    static const double DUR_S = 1.3;
    enum { N = 46 };
    Scene *s = call->host;
    const ChartFrame *frame = frame_of(s, call->self);
    const Series *series = &frame->data->series[to.series];
    const double begin_s = block_begin_s(s, 0), arrival_s = begin_s + DUR_S;
    const double x0 = chart_entry_spot(frame, from).x, x1 = chart_entry_spot(frame, to).x;
    double t_s[N], length;
    Point at[N];
    for (int i = 0; i < N; i++) {
        const double u = (double)i / (N - 1);
        t_s[i] = begin_s + u * DUR_S;
        at[i].x = lerp(x0, x1, u * u * (3 - 2 * u));
        at[i].y = chart_on_line(&frame->lines[to.series], at[i].x, &length).y;
    }
    const PartKey point = part_named("point");
    Node *plate = chart_item(call->self, point, "plate"), *value = chart_item(call->self, point, "value");
    const double plate_w = node_value_now(s, plate, PROP_W);
    chart_move_node(s, chart_part(call->self, point), t_s, at, N);
    Node *const SHOWN[] = {plate, value};
    for (int i = 0; i < 2; i++) {
        move_on_plate(s, frame, SHOWN[i], plate_w, t_s, at, N);
        show_on_arrival(s, SHOWN[i], begin_s, arrival_s);
    }
    text_show_figures(s, value, (double[]){begin_s, arrival_s},
                      (const Figure *[]){series->y[from.entry], series->y[to.entry]}, 2, frame->data->format);
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
        pop_in(call->host, chart_part(call->self, part_named("point")));
}

// ---- all of it ----

static void method_line(ScriptCall *call, const ScriptArgs *args)
{
    const PartKey key = part_cell(CHART_LINE, series_arg(call, args));
    script_return(call, script_part(call, call->self, picture_part_find(call->self, key)));
}

// It is all one movement: words and axes leave, lines and dots grow, and the best one is marked.
static void method_near_best(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    ChartData *data = marked_data(call, args);
    if (!data)
        return;
    ChartData *near = arena_memdup(scene_arena(s), data, sizeof *near);
    const ChartFrame *frame = frame_of(s, call->self);
    for (int i = 0; i < near->n_series; i++)
        near->kept_dots[i] = chart_choose_dots(scene_arena(s), frame, i);
    near->near = true;
    node_bleeds(s, picture_node(call->self));
    picture_extend(s, call->self, data);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    fade_in(s, chart_part(call->self, part_named("best")), .dur_s = DUR_LEAVE_S);
    picture_change(s, call->self, near, (Tween){.dur_s = DUR_CAMERA_S, .ease = EASE_IN_OUT});
    block_close(s);
    return_best(call);
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
    const Rect view = scene_view(s);
    Rect area = RECT_EMPTY;
    double above = 1;
    for (double share = arg_number(args, "width"); above > LOWEST && share > NEAREST; share *= NEARER) {
        area.w = share * frame->box.w;
        area.h = area.w * view.h / view.w;
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
    {"point_at", SHAPE_FUNCTION, "A dot with its value stands there; once it is there, it runs along the line, and its value comes at the end.",
     PLACE_ARGS, .call = method_point_at},
    {"near_best", SHAPE_FUNCTION, "Words and axes leave, and the end of a line fills the canvas; gives the best dot.",
     SERIES_ARGS, .call = method_near_best, .returns = "part"},
    {"around", SHAPE_VERB, "The area about a value that the camera can look at.", PLACE_ARGS, AROUND_OPTIONS,
     .call = method_around, .returns = "area"},
    {0},
};
