// counters.c — numbers with their names that run along with a chart: always those of one recorded step.
#include "scenes/kit/chart.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { MOST_COUNTERS = 6 };

typedef struct Counter {
    const Words *name;
    const Figure **values; // [n_entries], NULL where a step has none
    const char *format;
    const char *widest; // the longest of them as text
} Counter;

typedef struct Counters {
    Counter counters[MOST_COUNTERS];
    int n;
    const Figure **along; // [n_entries] rising
    int n_entries;
    int entry; // that is shown
} Counters;

// ---- layout ----

static const double NAME_H = 1.4, VALUE_H = 1.15; // em of the name, of the value

// How they stand: side by side where each has its room at the smallest size, else one below the other; then the largest
// size of the scale at which all values fit.
typedef struct CountersFit {
    int n_cols, n_rows;
    Size cell;
    double label; // size of the names
    TextStyle value;
} CountersFit;

static double widest_value(Scene *s, const Counters *data, const TextStyle *style)
{
    double widest = 0;
    for (int i = 0; i < data->n; i++)
        widest = fmax(widest, type_box(s, style, data->counters[i].widest).w);
    return widest;
}

static CountersFit fit_counters(Scene *s, const Counters *data, Size room)
{
    CountersFit fit = {.label = type_size(s, TYPE_LABEL)};
    fit.value = (TextStyle){.family = FONT_MONO, .size = fit.label};
    fit.n_cols = widest_value(s, data, &fit.value) * data->n <= room.w ? data->n : 1;
    fit.n_rows = data->n / fit.n_cols;
    fit.cell = (Size){room.w / fit.n_cols, room.h / fit.n_rows};
    for (TypeRole role = TYPE_LABEL; role-- > TYPE_LEAD;) {
        const TextStyle larger = {.family = FONT_MONO, .size = type_size(s, role)};
        if (widest_value(s, data, &larger) <= fit.cell.w && NAME_H * fit.label + VALUE_H * larger.size <= fit.cell.h)
            fit.value = larger;
    }
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const CountersFit fit = fit_counters(layout_scene(layout), data, room);
    return (Size){room.w, fit.n_rows * (NAME_H * fit.label + VALUE_H * fit.value.size)};
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Theme *theme = layout_theme(layout);
    const Counters *data = given;
    const CountersFit fit = fit_counters(layout_scene(layout), data, (Size){rect.w, rect.h});
    for (int i = 0; i < data->n; i++) {
        const Counter *counter = &data->counters[i];
        const double x = i % fit.n_cols * fit.cell.w, y = i / fit.n_cols * fit.cell.h;
        layout_must_show(layout, counter->name->text);
        layout_part(layout, part_index(i), (Rect){rect.x + x, rect.y + y, fit.cell.w, fit.cell.h}, 0);
        item_text(layout, "name", .y = fit.label, .text = counter->name->text, .style = {.size = fit.label},
                  .fill = theme->soft, .shown = &counter->name->shown);
        const Words *value =
            words_with_figure(layout_arena(layout), NULL, counter->values[data->entry], counter->format);
        item_text(layout, "value", .y = NAME_H * fit.label + 0.9 * fit.value.size, .text = value->text,
                  .style = fit.value, .fill = theme->ink, .shown = &value->shown);
    }
}

// ---- running ----

static int entry_at(const Counters *data, double along)
{
    int entry = 0;
    while (entry + 1 < data->n_entries && data->along[entry + 1]->value <= along)
        entry++;
    return entry;
}

void counters_follow(Scene *s, Picture *counters, const double *t_s, const double *along, int n)
{
    Counters *data = arena_memdup(scene_arena(s), picture_data(counters), sizeof *data);
    for (int i = 0; i < data->n; i++) {
        const Figure **figures = ARENA_ARRAY(scene_arena(s), const Figure *, n);
        for (int k = 0; k < n; k++)
            figures[k] = data->counters[i].values[entry_at(data, along[k])];
        text_show_figures(s, picture_item(counters, i, "value"), t_s, figures, n, data->counters[i].format);
    }
    data->entry = n > 0 ? entry_at(data, along[n - 1]) : data->entry;
    picture_extend(s, counters, data);
}

// ---- the verb ----

const ScriptType COUNTERS_TYPE = {
    .name = "counters", .help = "Recorded numbers that run along with a chart.", .parent = &PICTURE_TYPE};
static const ScriptKind COUNTERS = {{"counters", measure, lay_out}, &COUNTERS_TYPE, NULL};

// Whole numbers as they are, others with the decimals that tell them apart.
static void find_format(Scene *s, Counter *counter, int n_entries)
{
    Axis range = {.low = DBL_MAX, .high = -DBL_MAX};
    bool whole = true;
    for (int i = 0; i < n_entries; i++) {
        axis_add(&range, counter->values[i]->value);
        whole = whole && counter->values[i]->value == floor(counter->values[i]->value);
    }
    counter->format = whole ? ",d" : arena_printf(scene_arena(s), ".%df", axis_decimals(&range));
    counter->widest = "";
    for (int i = 0; i < n_entries; i++) {
        const char *words = figure_text(scene_arena(s), counter->values[i]->value, counter->format);
        if (strlen(words) > strlen(counter->widest))
            counter->widest = words;
    }
}

// Steps that lack one of the numbers are left out, so that what stands side by side belongs together. Gives
// the number of those that are kept.
static int keep_whole_entries(Counters *data, int n)
{
    for (int k = 0; k < n; k++) {
        bool whole = true;
        for (int i = 0; i < data->n; i++)
            whole = whole && data->counters[i].values[k];
        if (!whole)
            continue;
        data->along[data->n_entries] = data->along[k];
        for (int i = 0; i < data->n; i++)
            data->counters[i].values[data->n_entries] = data->counters[i].values[k];
        data->n_entries++;
    }
    return data->n_entries;
}

static void verb_counters(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    Counters *data = ARENA_NEW(arena, Counters);
    const RunView *metrics = arg_object(args, "steps", &METRICS_TYPE);
    const ScriptValue *items = arg_list(args, "show", &data->n);
    Err err = {""};
    if (data->n == 0 || data->n > MOST_COUNTERS)
        err_set(&err, "counters show 1 to %d numbers, not %d", (int)MOST_COUNTERS, data->n);
    data->along = metrics_column(arena, metrics, "step", NULL);
    for (int i = 0; i < data->n && !err.text[0]; i++)
        data->counters[i] = (Counter){
            .name = arg_text(items[i].table, "name"),
            .values = metrics_column(arena, metrics, arg_string(items[i].table, "field"), &err),
        };
    if (!err.text[0] && keep_whole_entries(data, metrics->run->n_metrics) == 0)
        err_set(&err, "no recorded step has all of these numbers; leave the counters out where the run has none");
    for (int i = 0; i < data->n && !err.text[0]; i++)
        find_format(call->host, &data->counters[i], data->n_entries);
    if (err.text[0])
        script_fail(call, "%s", err.text);
    else
        script_picture(call, args, &COUNTERS, data);
}

static const Arg COUNTER_ROWS[] = {
    {"field", ARG_STRING, .required = true, .help = "of recorded steps, as \"loss\""},
    {"name", ARG_TEXT, .required = true, .help = "that stands over the number"},
    {0},
};
static const Arg COUNTERS_ARGS[] = {
    {"steps", ARG_HANDLE, .type = &METRICS_TYPE, .help = "recorded steps: run.metrics"},
    {0},
};
static const Arg COUNTERS_OPTIONS[] = {
    {"show", ARG_LIST, .items = ARG_TABLE, .options = COUNTER_ROWS, .required = true, .help = "which numbers, as what"},
    {0},
};

const Verb COUNTERS_VERBS[] = {
    {"counters", SHAPE_PICTURE, "Recorded numbers that run along while a chart draws itself.", COUNTERS_ARGS,
     COUNTERS_OPTIONS, PICTURE_OPTIONS, .call = verb_counters, .makes = &COUNTERS_TYPE,
     .example =
         "counters { run.metrics, show = { { field = \"loss\", name = \"loss\" } }, into = page:cut_top \"fit\" }"},
    {0},
};
