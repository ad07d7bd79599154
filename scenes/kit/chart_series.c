// chart_series.c — what scripts give a chart: recorded steps, lists of figures, a function.
#include "scenes/kit/chart_series.h"

#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/step_values.h"

#include <math.h>
#include <string.h>

enum { SAMPLES = 241 }; // of a function

bool chart_number(ScriptCall *call, ScriptValue value, double *number)
{
    const Figure *figure = value_object(value, &FIGURE_TYPE);
    const bool plain = value.kind == VALUE_NUMBER || value.kind == VALUE_INTEGER;
    if (!figure && !plain)
        script_fail(call, "a place along the axis is a figure or a number");
    else
        *number = figure ? figure->value : value_real(value);
    return figure || plain;
}

// ---- series ----

// Takes the entries that have both, which must rise along the axis.
static bool take_entries(ScriptCall *call, Series *series, const Figure *const *x, const Figure *const *y, int n)
{
    Arena *arena = scene_arena(call->host);
    const Figure **kept_x = ARENA_ARRAY(arena, const Figure *, n), **kept_y = ARENA_ARRAY(arena, const Figure *, n);
    for (int i = 0; i < n; i++) {
        if (!x[i] || !y[i] || !isfinite(y[i]->value))
            continue;
        if (series->n > 0 && x[i]->value <= kept_x[series->n - 1]->value) {
            script_fail(call, "the values along the axis must rise, but %g comes after %g", x[i]->value,
                        kept_x[series->n - 1]->value);
            return false;
        }
        kept_x[series->n] = x[i];
        kept_y[series->n++] = y[i];
    }
    series->x = kept_x;
    series->y = kept_y;
    return true;
}

static bool from_steps(ScriptCall *call, const ScriptArgs *args, Series *series)
{
    void *metrics = arg_object(args, "of", &METRICS_TYPE);
    const char *names[] = {arg_string(args, "along"), arg_string(args, "field")};
    const Figure **columns[2];
    int n = 0;
    for (int i = 0; i < 2; i++) {
        columns[i] = names[i] ? metrics_column(call, metrics, names[i], &n) : NULL;
        if (!columns[i]) {
            script_fail(call, "recorded steps have no field \"%s\"; `gptreel help metric` lists what they have",
                        names[i] ? names[i] : "");
            return false;
        }
    }
    return take_entries(call, series, columns[0], columns[1], n);
}

static bool from_figures(ScriptCall *call, const ScriptArgs *args, Series *series)
{
    int n_x = 0, n_y = 0;
    const ScriptValue *x = arg_list(args, "x", &n_x), *y = arg_list(args, "y", &n_y);
    if (n_x != n_y) {
        script_fail(call, "`x` has %d figures and `y` %d; they belong together one by one", n_x, n_y);
        return false;
    }
    const Figure **figures[] = {ARENA_ARRAY(call->arena, const Figure *, n_x),
                                ARENA_ARRAY(call->arena, const Figure *, n_x)};
    for (int i = 0; i < n_x; i++) {
        figures[0][i] = value_object(x[i], &FIGURE_TYPE);
        figures[1][i] = value_object(y[i], &FIGURE_TYPE);
    }
    return take_entries(call, series, figures[0], figures[1], n_x);
}

static const Figure *computed(ScriptCall *call, double value, const char *record, const char *field)
{
    return figure_leaf(scene_arena(call->host), FIGURE_COMPUTED, value,
                       (FigureSource){.origin = call->file, .record = record, .field = field});
}

static bool from_function(ScriptCall *call, const ScriptArgs *args, Series *series)
{
    const double from = arg_number(args, "from"), to = arg_number(args, "to");
    const Figure *x[SAMPLES], *y[SAMPLES];
    if (to <= from) {
        script_fail(call, "a function is drawn from one place to a later one, not from %g to %g", from, to);
        return false;
    }
    for (int i = 0; i < SAMPLES; i++) {
        const double at = from + (to - from) * i / (SAMPLES - 1);
        const ScriptValue given = value_number(at);
        ScriptValue result;
        double value;
        if (!script_run(call, arg_value(args, "f"), &given, 1, &result) || !chart_number(call, result, &value))
            return false;
        x[i] = computed(call, at, NULL, "x");
        y[i] = computed(call, value, arena_printf(scene_arena(call->host), "x=%.9g", at), "f");
    }
    series->computed = true;
    return take_entries(call, series, x, y, SAMPLES);
}

// Adds a series, unless it has no values at all.
static bool add_series(ScriptCall *call, const ScriptArgs *args, ChartData *data)
{
    const Words *name = arg_text(args, "name");
    const int color = arg_color(args, "color");
    if (data->n_series == CHART_MOST_SERIES) {
        script_fail(call, "a chart has at most %d series", (int)CHART_MOST_SERIES);
        return false;
    }
    Series *series = &data->series[data->n_series];
    static const Words NAMELESS = {.text = ""};
    *series = (Series){.name = name ? name : &NAMELESS,
                       .color = color >= 0 ? kit_color(call->host, color) : scene_theme(call->host)->accent};
    const bool ok = arg_given(args, "of")  ? from_steps(call, args, series)
                    : arg_given(args, "y") ? from_figures(call, args, series)
                    : arg_given(args, "f") ? from_function(call, args, series)
                                           : false;
    if (!ok)
        script_fail(call, "a series wants recorded steps (`of`, `field`), figures (`x`, `y`) or a function (`f`)");
    data->n_series += ok && series->n > 0;
    return ok;
}

bool chart_fill(ScriptCall *call, const ScriptArgs *args, ChartData *data)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "series", &n);
    bool ok = n > 0 || add_series(call, args, data);
    for (int i = 0; i < n && ok; i++)
        ok = add_series(call, items[i].table, data);
    if (ok && data->n_series == 0) {
        script_fail(call, "no series of this chart has any values; leave the chart out where the run has none");
        return false;
    }
    Err err = {""};
    if (ok && !chart_fit(scene_arena(call->host), data, &err))
        script_fail(call, "%s", err.text);
    return ok && !err.text[0];
}
