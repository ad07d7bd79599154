// chart_fit.c — a chart's series, the axes that fit their values, and the digits that these are written with.
#include "scenes/kit/chart.h"

#include "engine/base/number.h"

#include <float.h>
#include <math.h>

// ---- series ----

ChartData *chart_data(Arena *arena, const Words *across_name, const Words *up_name)
{
    ChartData *data = ARENA_NEW(arena, ChartData);
    *data =
        (ChartData){.across_name = across_name, .up_name = up_name, .best = {-1, 0}, .point = {-1, 0}, .cut = {-1, 0}};
    return data;
}

// By their places, those with the same one in the order in which they came.
static void sort_entries(Series *series, const Figure **x, const Figure **y)
{
    for (int i = 1; i < series->n; i++) {
        const Figure *at = x[i], *value = y[i];
        int k = i;
        for (; k > 0 && x[k - 1]->value > at->value; k--) {
            x[k] = x[k - 1];
            y[k] = y[k - 1];
        }
        x[k] = at;
        y[k] = value;
    }
}

bool chart_add(Arena *arena, ChartData *data, Series series, const Figure *const *x, const Figure *const *y, int n,
               Err *err)
{
    const Figure **kept_x = ARENA_ARRAY(arena, const Figure *, n), **kept_y = ARENA_ARRAY(arena, const Figure *, n);
    if (data->n_series == CHART_MOST_SERIES)
        return err_set(err, "a chart has at most %d series", (int)CHART_MOST_SERIES);
    for (int i = 0; i < n; i++) {
        if (!x[i] || !y[i] || !isfinite(x[i]->value) || !isfinite(y[i]->value))
            continue;
        if (series.shape != SERIES_POINTS && series.n > 0 && x[i]->value <= kept_x[series.n - 1]->value)
            return err_set(err, "the values along the axis must rise, but %g comes after %g; sort the entries by them",
                           x[i]->value, kept_x[series.n - 1]->value);
        kept_x[series.n] = x[i];
        kept_y[series.n++] = y[i];
    }
    if (series.shape == SERIES_POINTS)
        sort_entries(&series, kept_x, kept_y);
    series.x = kept_x;
    series.y = kept_y;
    if (series.n > 0)
        data->series[data->n_series++] = series;
    return true;
}

int chart_best(const Series *series, bool most)
{
    int best = 0;
    for (int i = 1; i < series->n; i++)
        if (most ? series->y[i]->value > series->y[best]->value : series->y[i]->value < series->y[best]->value)
            best = i;
    return best;
}

// ---- axes ----

// The value that most of a series' entries do not exceed.
static double usual_most(Arena *arena, const Series *series)
{
    static const double MOST = 0.8;
    double *values = ARENA_ARRAY(arena, double, series->n);
    for (int i = 0; i < series->n; i++)
        values[i] = series->y[i]->value;
    return number_quantile(values, series->n, MOST);
}

// Up to where values are worth their room: some times as far as a rule over the lowest and most values; without one as
// the first values too. A few values are all worth it, but for a rule.
static double ceiling_of(Arena *arena, const ChartData *data)
{
    static const double MOST_TIMES = 3;
    enum { FEW = 6 };
    const bool ruled = data->rule && data->rule->value > data->up.low;
    double usual = ruled ? data->rule->value : -DBL_MAX;
    for (int i = 0; i < data->n_series; i++) {
        const Series *series = &data->series[i];
        if (series->computed || series->shape != SERIES_LINE)
            return DBL_MAX;
        if (series->n >= FEW)
            usual = fmax(usual, usual_most(arena, series));
        for (int k = 0; !ruled && k < (series->n < FEW ? series->n : 1); k++)
            usual = fmax(usual, series->y[k]->value);
    }
    return usual > data->up.low ? data->up.low + MOST_TIMES * (usual - data->up.low) : DBL_MAX;
}

static void cut_spikes(Arena *arena, ChartData *data)
{
    const double ceiling = data->up.scale == AXIS_LOG ? DBL_MAX : ceiling_of(arena, data);
    data->cut.series = -1;
    if (data->up.high <= ceiling)
        return;
    const double most = data->up.high;
    data->up.high = data->up.low;
    for (int i = 0; i < data->n_series; i++)
        for (int k = 0; k < data->series[i].n; k++) {
            const double value = data->series[i].y[k]->value;
            if (value <= ceiling)
                axis_add(&data->up, value);
            else if (value == most)
                data->cut = (ChartPlace){i, k};
        }
}

static void fit_rule(ChartData *data)
{
    static const double MOST_ABOVE = 0.5; // of the axis
    if (!data->rule)
        return;
    const double rule = data->rule->value;
    if (rule > data->up.low && rule < data->up.high + MOST_ABOVE * (data->up.high - data->up.low))
        axis_add(&data->up, rule);
    else
        data->rule = NULL;
}

// ---- lines ----

// Keeps, of every slice of the axis, the lowest and the highest entry in their order, and the two ends of the line: its
// outline stays as it was recorded, and it has the same points in any frame.
static void thin(Arena *arena, const Axis *across, Series *series)
{
    enum { SLICES = 400 }; // when there are many entries
    int *kept = ARENA_ARRAY(arena, int, series->n), n = 0;
    const bool all = series->n <= 2 * SLICES;
    for (int first = 0, end; first < series->n; first = end) {
        const double slice = floor(SLICES * axis_share(across, series->x[first]->value));
        int low = first, high = first;
        for (end = first + 1; !all && end < series->n; end++) {
            if (floor(SLICES * axis_share(across, series->x[end]->value)) != slice)
                break;
            low = series->y[end]->value < series->y[low]->value ? end : low;
            high = series->y[end]->value > series->y[high]->value ? end : high;
        }
        const int wanted[] = {0, low < high ? low : high, low < high ? high : low, series->n - 1};
        for (int i = first == 0 ? 0 : 1; i < (end == series->n ? 4 : 3); i++)
            if (n == 0 || wanted[i] > kept[n - 1])
                kept[n++] = wanted[i];
    }
    series->kept = kept;
    series->n_kept = n;
}

// ---- all of it ----

bool chart_fit(Arena *arena, ChartData *data, Err *err)
{
    static const double BELOW = 0.1, ABOVE = 0.1, ABOVE_BARS = 0.2; // where values stand
    bool bars = false;
    Axis *axes[] = {&data->across, &data->up};
    for (int i = 0; i < 2; i++) {
        axes[i]->low = DBL_MAX;
        axes[i]->high = -DBL_MAX;
    }
    for (int i = 0; i < data->n_series; i++)
        for (int k = 0; k < data->series[i].n; k++) {
            axis_add(&data->across, data->series[i].x[k]->value);
            axis_add(&data->up, data->series[i].y[k]->value);
        }
    for (int i = 0; i < data->n_holds; i++)
        axis_add(&data->up, data->holds[i]->value);
    for (int i = 0; i < 2; i++)
        if ((axes[i]->scale == AXIS_LOG && axes[i]->low <= 0) || (axes[i]->scale == AXIS_SQRT && axes[i]->low < 0))
            return err_set(err, "this scale has no place for %g; take \"linear\"", axes[i]->low);
    cut_spikes(arena, data);
    fit_rule(data);
    for (int i = 0; i < data->n_series; i++)
        if (data->series[i].shape == SERIES_BARS) {
            chart_fit_bars(data, &data->series[i]);
            bars = true;
        }
    axis_give_width(&data->across);
    axis_give_width(&data->up);
    for (int i = 0; i < data->n_series; i++)
        thin(arena, &data->across, &data->series[i]);
    if (!data->format)
        data->format = arena_printf(arena, ".%dv", axis_decimals(&data->up));
    axis_pad(&data->up, BELOW, bars ? ABOVE_BARS : ABOVE);
    return true;
}
