// chart_bars.c — bars of a chart: how wide they are, the axes that hold them, and a histogram's bins.
#include "scenes/kit/chart.h"

#include "engine/base/number.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double BAR_SHARE = 0.82; // of the way from one bar to the next

// ---- bins ----

void chart_bins(Arena *arena, const Figure *const *values, int n_values, int n_bins, const char *file,
                const Figure **middles, const Figure **counts)
{
    int *n_in = ARENA_ARRAY(arena, int, n_bins);
    Axis axis = {.low = INFINITY, .high = -INFINITY};
    for (int i = 0; i < n_bins; i++)
        n_in[i] = 0;
    for (int i = 0; i < n_values; i++)
        axis_add(&axis, values[i]->value);
    axis_give_width(&axis);
    for (int i = 0; i < n_values; i++)
        if (isfinite(values[i]->value))
            n_in[(int)fmin(floor(axis_share(&axis, values[i]->value) * n_bins), n_bins - 1)]++;
    for (int i = 0; i < n_bins; i++) {
        const char *record = arena_printf(arena, "bin %d of %d", i + 1, n_bins);
        middles[i] = figure_leaf(arena, FIGURE_COMPUTED, axis_value(&axis, (i + 0.5) / n_bins),
                                 (FigureSource){.origin = file, .record = record, .field = "middle"});
        counts[i] = figure_leaf(arena, FIGURE_COMPUTED, n_in[i],
                                (FigureSource){.origin = file, .record = record, .field = "count"});
    }
}

// ---- room ----

double chart_bar_pitch(const Axis *across, const Series *series)
{
    static const double ALONE = 0.5;
    double pitch = series->n > 1 ? 1 : ALONE;
    for (int i = 1; i < series->n; i++)
        pitch = fmin(pitch, axis_share(across, series->x[i]->value) - axis_share(across, series->x[i - 1]->value));
    return pitch;
}

void chart_fit_bars(ChartData *data, const Series *series)
{
    Axis *across = &data->across;
    axis_give_width(across);
    if (data->up.scale != AXIS_LOG)
        axis_add(&data->up, 0);
    if (across->scale == AXIS_SQRT)
        return; // it begins at zero
    const double half = chart_bar_pitch(across, series) / 2;
    const double low = axis_value(across, axis_share(across, series->x[0]->value) - half);
    const double high = axis_value(across, axis_share(across, series->x[series->n - 1]->value) + half);
    across->low = fmin(across->low, low);
    across->high = fmax(across->high, high);
}

// ---- bars ----

// Over a bar, where that is wide enough for it and nothing else stands there.
static void bar_value(Layout *layout, ChartFrame *frame, const Series *values, int entry, double w, Point top)
{
    static const double GAP = 0.7; // em
    const ChartData *data = frame->data;
    const TextStyle style = chart_number_style(frame->size, ALIGN_MIDDLE);
    const Words *words = words_with_figure(layout_arena(layout), NULL, values->y[entry], data->format);
    if (values->computed || !frame->worded || data->values != CHART_VALUES_ALL)
        return;
    const Point end = chart_entry_spot(frame, (ChartPlace){(int)(values - data->series), entry});
    const double width = type_box(layout_scene(layout), &style, words->text).w;
    const Rect place = {end.x - width / 2, end.y - (GAP + 0.5) * frame->size, width, frame->size};
    if (width > w || chart_is_taken(frame, place))
        return;
    chart_take(frame, place);
    chart_words(layout, "value", words, (Point){top.x, top.y - GAP * frame->size}, &style, values->color);
}

void chart_bars(Layout *layout, ChartFrame *frame, int series)
{
    const ChartData *data = frame->data;
    const Series *values = &data->series[series];
    const Theme *theme = layout_theme(layout);
    const double pitch = chart_bar_pitch(&data->across, values) * frame->box.w, w = fmax(1, BAR_SHARE * pitch);
    const double zero = chart_spot(frame, 0, data->up.scale == AXIS_LOG ? data->up.low : 0).y;
    for (int i = 0; i < values->n; i++) {
        const Point at = chart_entry_spot(frame, (ChartPlace){series, i});
        const double h = layout_is_seed(layout) ? 0 : zero - at.y;
        layout_part(layout, part_cell(series, i), (Rect){at.x, zero, 0, 0}, 1);
        item_rect(layout, "bar", .x = -w / 2, .y = -fmax(h, 0), .w = w, .h = fabs(h), .r = fmin(3, w / 4),
                  .fill = !values->by_sign ? values->color : at.y > zero ? theme->minus : theme->plus);
        bar_value(layout, frame, values, i, pitch, (Point){0, at.y - zero});
    }
}
