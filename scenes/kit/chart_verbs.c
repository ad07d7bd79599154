// chart_verbs.c — the chart as scripts make it: of recorded steps, lists of figures, a function.
#include "engine/anim/area.h"
#include "scenes/kit/chart.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"

#include <math.h>
#include <string.h>

enum { SAMPLES = 241 }; // of a function

static const ScriptType CHART_TYPE = {
    .name = "chart", .help = "Values along an axis as lines.", .parent = &PICTURE_TYPE, .methods = CHART_METHODS};
const ScriptKind CHART_KIND = {{"chart", NULL, chart_lay_out, .least = {160, 120}}, &CHART_TYPE, NULL};

// ---- series ----

static bool from_steps(ScriptCall *call, const ScriptArgs *args, const Figure *const *columns[2], int *n)
{
    const RunView *metrics = arg_object(args, "of", &METRICS_TYPE);
    const char *names[] = {arg_string(args, "along"), arg_string(args, "field")};
    Err err = {"say which `field` of the recorded steps goes up, as \"loss\""};
    *n = metrics->run->n_metrics;
    for (int i = 0; i < 2; i++) {
        columns[i] = names[i] ? metrics_column(scene_arena(call->host), metrics, names[i], &err) : NULL;
        if (!columns[i])
            script_fail(call, "%s", err.text);
    }
    return !script_failed(call);
}

// The values are counted; without an x of their own.
static bool into_bins(ScriptCall *call, const ScriptArgs *args, const Figure *const *columns[2], int *n)
{
    const int n_bins = (int)arg_integer(args, "bins");
    const Figure **middles = ARENA_ARRAY(call->arena, const Figure *, n_bins);
    const Figure **counts = ARENA_ARRAY(call->arena, const Figure *, n_bins);
    if (arg_given(args, "x"))
        script_fail(call, "a series with `bins` counts its values, `y`; leave `x` out");
    bool any = false;
    for (int i = 0; i < *n; i++)
        any = any || isfinite(columns[1][i]->value);
    if (!any)
        script_fail(call, "a series with `bins` counts its values, `y`, and none of these is a number");
    chart_bins(scene_arena(call->host), columns[1], *n, n_bins, call->file, middles, counts);
    columns[0] = middles;
    columns[1] = counts;
    *n = n_bins;
    return !script_failed(call);
}

static bool from_figures(ScriptCall *call, const ScriptArgs *args, const Figure *const *columns[2], int *n)
{
    static const char *const NAMES[] = {"x", "y"};
    int n_given[2];
    for (int i = 0; i < 2; i++) {
        const ScriptValue *given = arg_list(args, NAMES[i], &n_given[i]);
        const Figure **figures = ARENA_ARRAY(call->arena, const Figure *, n_given[i]);
        for (int k = 0; k < n_given[i]; k++)
            figures[k] = value_object(given[k], &FIGURE_TYPE);
        columns[i] = figures;
    }
    *n = n_given[1];
    if (arg_given(args, "bins"))
        return into_bins(call, args, columns, n);
    if (n_given[0] != n_given[1])
        script_fail(call, "`x` has %d figures and `y` %d; they belong together one by one", n_given[0], n_given[1]);
    return n_given[0] == n_given[1];
}

static const Figure *computed(ScriptCall *call, double value, const char *record, const char *field)
{
    return figure_leaf(scene_arena(call->host), FIGURE_COMPUTED, value,
                       (FigureSource){.origin = call->file, .record = record, .field = field});
}

static const char *what_it_is(ScriptCall *call, ScriptValue value)
{
    return value.kind == VALUE_NIL      ? "nil"
           : value.kind == VALUE_STRING ? arena_printf(call->arena, "\"%.40s\"", value.string.bytes)
                                        : "no number";
}

static bool from_function(ScriptCall *call, const ScriptArgs *args, const Figure *const *columns[2], int *n)
{
    const double from = arg_number(args, "from"), to = arg_number(args, "to");
    const Figure **x = ARENA_ARRAY(call->arena, const Figure *, SAMPLES);
    const Figure **y = ARENA_ARRAY(call->arena, const Figure *, SAMPLES);
    if (to <= from)
        script_fail(call, "a function is drawn from one place to a later one, not from %g to %g", from, to);
    for (int i = 0; i < SAMPLES && !script_failed(call); i++) {
        const double at = from + (to - from) * i / (SAMPLES - 1);
        const ScriptValue given = value_number(at);
        ScriptValue result;
        double value;
        if (!script_run(call, arg_value(args, "f"), &given, 1, &result))
            return false;
        if (!chart_number(result, &value))
            script_fail(call, "the chart's function `f` gave %s for %g; let it return a number or a figure",
                        what_it_is(call, result), at);
        x[i] = computed(call, at, NULL, "x");
        y[i] = computed(call, value, arena_printf(scene_arena(call->host), "x=%.9g", at), "f");
    }
    columns[0] = x;
    columns[1] = y;
    *n = SAMPLES;
    return !script_failed(call);
}

// The ways to say what a series is, by the option that says it.
static const struct {
    const char *option;
    bool (*take)(ScriptCall *call, const ScriptArgs *args, const Figure *const *columns[2], int *n);
} WAYS[] = {{"of", from_steps}, {"y", from_figures}, {"f", from_function}};

enum { N_WAYS = sizeof WAYS / sizeof *WAYS };

static bool add_series(ScriptCall *call, const ScriptArgs *args, ChartData *data)
{
    static const Words NAMELESS = {.text = ""};
    const Words *name = arg_text(args, "name");
    const int color = arg_color(args, "color");
    Series series = {.name = name ? name : &NAMELESS,
                     .color = color >= 0 ? kit_color(call->host, color) : scene_theme(call->host)->accent,
                     .computed = arg_given(args, "f") || arg_given(args, "bins"),
                     .shape = arg_given(args, "bins") ? SERIES_BARS : (SeriesShape)arg_choice(args, "as"),
                     .filled = arg_bool(args, "filled"),
                     .dashed = arg_bool(args, "dashed"),
                     .by_sign = color < 0 && !arg_given(args, "bins")};
    const Figure *const *columns[2];
    const int n_before = data->n_series;
    int n_ways = 0, way = 0, n = 0;
    for (int i = 0; i < N_WAYS; i++)
        if (arg_given(args, WAYS[i].option)) {
            way = i;
            n_ways++;
        }
    if (n_ways != 1)
        script_fail(call, "a series is either of recorded steps (`of`, `field`), of figures (`x`, `y`) or of a "
                          "function (`f`); give one of these");
    Err err = {""};
    if (n_ways == 1 && WAYS[way].take(call, args, columns, &n) &&
        !chart_add(scene_arena(call->host), data, series, columns[0], columns[1], n, &err))
        script_fail(call, "%s", err.text);
    if (data->n_series > n_before)
        data->dotted[n_before] = arg_bool(args, "dots") || series.shape != SERIES_LINE;
    return !script_failed(call);
}

// The series and the axes of the verb's arguments. False after script_fail.
static bool fill(ScriptCall *call, const ScriptArgs *args, ChartData *data)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "series", &n);
    bool ok = n > 0 || add_series(call, args, data);
    for (int i = 0; i < n && ok; i++)
        ok = add_series(call, items[i].table, data);
    Err err = {""};
    if (ok && data->n_series == 0)
        script_fail(call, "no series of this chart has any values that are numbers; leave the chart out where there are none");
    else if (ok && !chart_fit(scene_arena(call->host), data, &err))
        script_fail(call, "%s", err.text);
    return !script_failed(call);
}

// ---- the verb ----

static void take_notes(ScriptCall *call, const ScriptArgs *args, ChartData *data)
{
    static const Words STEP = {.text = "step"};
    Arena *arena = scene_arena(call->host);
    const ScriptValue *items = arg_list(args, "notes", &data->n_notes);
    if (data->n_notes > CHART_MOST_NOTES)
        script_fail(call, "a chart has room for %d notes, not for %d", (int)CHART_MOST_NOTES, data->n_notes);
    for (int i = 0; i < data->n_notes && !script_failed(call); i++) {
        const SampleView *sample = value_object(items[i], &SAMPLE_TYPE);
        const Figure *at = sample_step(arena, sample);
        const char *text = sample->sample->text;
        ChartNote *note = &data->notes[i];
        *note = (ChartNote){.at = at,
                            .head = words_with_figure(arena, &STEP, at, ",d"),
                            .text = text + strspn(text, " \n\t"),
                            .source = at->source};
        note->source.field = "text";
    }
}

static void verb_chart(ScriptCall *call, const ScriptArgs *args)
{
    ChartData *data = chart_data(scene_arena(call->host), arg_text(args, "across"), arg_text(args, "up"));
    const ScriptArgs *rule = arg_table(args, "rule");
    data->across.scale = (AxisScale)arg_choice(args, "scale");
    data->up.scale = (AxisScale)arg_choice(args, "up_scale");
    const ScriptValue *held = arg_list(args, "up_holds", &data->n_holds);
    const Figure **holds = ARENA_ARRAY(scene_arena(call->host), const Figure *, data->n_holds);
    for (int i = 0; i < data->n_holds; i++)
        holds[i] = value_object(held[i], &FIGURE_TYPE);
    data->holds = holds;
    data->across_top = arg_choice(args, "across_on") == 1;
    data->up_right = arg_choice(args, "up_on") == 1;
    if (arg_given(args, "format"))
        data->format = arena_strdup(scene_arena(call->host), arg_string(args, "format"));
    if (data->format && !figure_text(call->arena, 0, data->format))
        script_fail(call, "there is no format \":%s\"; .2f, .0%%, ,d, short, .3g and .2v are", data->format);
    if (rule) {
        data->rule = arg_object(rule, "at", &FIGURE_TYPE);
        data->rule_words = arg_text(rule, "words");
    }
    const Area *clear = arg_object(args, "clear", &AREA_TYPE);
    data->clear = clear ? area_rect(call->host, clear) : RECT_EMPTY;
    data->values = (ChartValues)arg_choice(args, "values");
    data->large = arg_bool(args, "large");
    data->ride = arg_bool(args, "ride");
    take_notes(call, args, data);
    if (!script_failed(call) && fill(call, args, data))
        script_picture(call, args, &CHART_KIND, data);
}

#define SERIES_ROWS                                                                                                    \
    {"of", ARG_HANDLE, .type = &METRICS_TYPE, .help = "recorded steps: run.metrics"},                                  \
        {"field", ARG_STRING, .help = "of these steps, as \"loss\""},                                                  \
        {"along", ARG_STRING, .preset = "step", .help = "their field along the axis"},                                 \
        {"x", ARG_LIST, .items = ARG_FIGURE, .help = "figures along the axis, rising"},                                \
        {"y", ARG_LIST, .items = ARG_FIGURE, .help = "as many figures that go up"},                                    \
        {"f", ARG_FUNCTION, .help = "a function of a number"},                                                         \
        {"from", ARG_NUMBER, .preset = "0", .min = -1e9, .max = 1e9, .help = "where it begins"},                       \
        {"to", ARG_NUMBER, .preset = "1", .min = -1e9, .max = 1e9, .help = "where it ends"},                           \
        {"name", ARG_TEXT, .help = "at the end of its line; methods call it so"},                                      \
        {"dots", ARG_BOOL, .preset = "false", .help = "there is a dot for each value"},                                \
        {"as", ARG_CHOICE, .preset = "line", .choices = SHAPES, .help = "points: a dot for each value, in any order"}, \
        {"bins", ARG_INTEGER, .min = 2, .max = 100, .help = "so many bars that count the values `y`: a histogram"},    \
        {"filled", ARG_BOOL, .preset = "false", .help = "what is below its line is tinted"},                           \
        {"dashed", ARG_BOOL, .preset = "false", .help = "its line"},                                                   \
    {                                                                                                                  \
        "color", ARG_COLOR, .help = "of the theme; bars without one show their sign"                                                                     \
    }

static const char *const SHAPES[] = {"line", "points", "bars", NULL}; // SeriesShape
static const Arg SERIES[] = {SERIES_ROWS, {0}};
static const Arg RULE[] = {
    {"at", ARG_FIGURE, .required = true, .help = "at this height"}, {"words", ARG_TEXT, .help = "over it"}, {0}};
static const char *const VALUES[] = {"all", "ends", "none", NULL};
static const char *const SCALES[] = {"linear", "sqrt", "log", NULL};
static const char *const ACROSS_SIDES[] = {"bottom", "top", NULL}, *const UP_SIDES[] = {"left", "right", NULL};
static const Arg CHART_OPTIONS[] = {
    SERIES_ROWS,
    {"series", ARG_LIST, .items = ARG_TABLE, .options = SERIES, .help = "several; each has the options of a lone one"},
    {"across", ARG_TEXT, .help = "what is along the axis"},
    {"up", ARG_TEXT, .help = "what goes up"},
    {"scale", ARG_CHOICE, .preset = "linear", .choices = SCALES, .help = "along the axis"},
    {"up_scale", ARG_CHOICE, .preset = "linear", .choices = SCALES, .help = "upwards"},
    {"across_on", ARG_CHOICE, .preset = "bottom", .choices = ACROSS_SIDES, .help = "the side of the axis"},
    {"up_on", ARG_CHOICE, .preset = "left", .choices = UP_SIDES, .help = "the side of the axis upwards"},
    {"up_holds", ARG_LIST, .items = ARG_FIGURE, .help = "values that there is room for, too, as of a chart beside it"},
    {"format", ARG_STRING, .help = "of the values, as \".0%\"; else with the decimals that tell them apart"},
    {"values", ARG_CHOICE, .preset = "all", .choices = VALUES, .help = "at the ends of lines and beside dots"},
    {"large", ARG_BOOL, .preset = "false", .help = "words and numbers are a step larger where there is room"},
    {"ride", ARG_BOOL, .preset = "false", .help = "names run beside the points that draw the lines"},
    {"clear", ARG_HANDLE, .type = &AREA_TYPE,
     .help = "an area in it for something else: words keep off, lines pass below"},
    {"notes", ARG_LIST, .items = ARG_HANDLE, .type = &SAMPLE_TYPE, .help = "of run.samples, which `note` lets come"},
    {"rule", ARG_TABLE, .options = RULE, .help = "a dashed line to compare with; left out where it is far from all"},
    {0},
};

const Verb CHART_VERBS[] = {
    {"chart", SHAPE_PICTURE, "Values along an axis as lines that can draw themselves.", NULL, CHART_OPTIONS,
     PICTURE_OPTIONS, .call = verb_chart, .makes = &CHART_TYPE,
     .example = "chart { of = run.metrics, field = \"loss\", name = \"training\", into = page }"},
    {0},
};
