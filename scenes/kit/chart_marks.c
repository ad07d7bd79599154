// chart_marks.c — what is marked on a chart: dots with values, the best one, a dot that moves.
#include "scenes/kit/chart.h"

#include "engine/base/utf8.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double DOT_R = 6.5, BEST_R = 11;

// ---- dots ----

// The entry that is nearest to a share of the line's length: so the steep part has its values too.
static int entry_at(const ChartFrame *frame, int series, double share)
{
    const ChartLine *line = &frame->lines[series];
    const double wanted = share * line->length[line->n_points - 1];
    int nearest = 0;
    double nearest_off = INFINITY;
    for (int i = 0; i < frame->data->series[series].n; i++) {
        double length;
        chart_on_line(line, chart_entry_spot(frame, (ChartPlace){series, i}).x, &length);
        if (fabs(length - wanted) < nearest_off) {
            nearest_off = fabs(length - wanted);
            nearest = i;
        }
    }
    return nearest;
}

// Which entries have a dot: none too near to the one before it, but the last one and the best one.
static bool *choose_dots(Layout *layout, const ChartFrame *frame, int series)
{
    static const double APART = 4 * 6.5;
    const int n = frame->data->series[series].n, best = chart_lowest(&frame->data->series[series]);
    bool *chosen = ARENA_ARRAY(layout_arena(layout), bool, n);
    Point last = {-1e9, 0};
    for (int i = 0; i < n; i++) {
        const Point at = chart_entry_spot(frame, (ChartPlace){series, i});
        chosen[i] = i == best || i == n - 1 || hypot(at.x - last.x, at.y - last.y) >= APART;
        if (chosen[i])
            last = at;
    }
    return chosen;
}

// Where the values of some of them are written; others are 0 wide. The name at the end tells the last one.
static const Rect *place_values(Layout *layout, ChartFrame *frame, int series, const bool *chosen)
{
    static const double SHARES[] = {0, 0.1, 0.26, 0.45, 0.64, 0.82, 0.5, 0.72}, REACH = 2.2, APART = 1; // em
    enum { N_SHARES = sizeof SHARES / sizeof *SHARES };
    const ChartData *data = frame->data;
    const Series *values = &data->series[series];
    Rect *places = ARENA_ARRAY(layout_arena(layout), Rect, values->n);
    for (int i = 0; i < N_SHARES && frame->worded; i++) {
        const int entry = entry_at(frame, series, SHARES[i]);
        if (!chosen[entry] || places[entry].w > 0 || entry == values->n - 1)
            continue;
        const char *words = figure_text(layout_arena(layout), values->y[entry]->value, data->format);
        Rect place;
        if (!chart_place_words(layout, frame, words, chart_entry_spot(frame, (ChartPlace){series, entry}),
                               REACH * frame->size, CHART_OVER, &place))
            continue;
        places[entry] = place;
        chart_take(frame, rect_grow(place, APART * frame->size));
    }
    return places;
}

static void dots(Layout *layout, ChartFrame *frame, int series)
{
    const Series *values = &frame->data->series[series];
    const bool *chosen = choose_dots(layout, frame, series);
    const Rect *places = place_values(layout, frame, series, chosen);
    const TextStyle style = chart_number_style(frame->size, ALIGN_START);
    for (int i = 0; i < values->n; i++) {
        if (!chosen[i])
            continue;
        const Point at = chart_entry_spot(frame, (ChartPlace){series, i});
        layout_part(layout, part_cell(series, i), (Rect){at.x, at.y, 0, 0}, 3);
        item_circle(layout, "dot", .r = DOT_R, .fill = values->color, .stroke = layout_theme(layout)->bg,
                    .stroke_width = 2.5);
        if (places[i].w > 0)
            chart_words(layout, "value",
                        words_with_figure(layout_arena(layout), NULL, values->y[i], frame->data->format),
                        (Point){places[i].x - at.x, places[i].y + places[i].h / 2 - at.y}, &style, values->color);
    }
}

// ---- the best value, and the dot that moves ----

static void best(Layout *layout, ChartFrame *frame)
{
    static const double REACH = 12; // em
    static const Words BEST = {.text = "best"};
    const Theme *theme = layout_theme(layout);
    const Series *values = &frame->data->series[frame->data->best.series];
    const Point at = chart_entry_spot(frame, frame->data->best);
    layout_part(layout, part_named("best"), (Rect){at.x, at.y, 0, 0}, 6);
    item_circle(layout, "dot", .r = BEST_R, .fill = theme->pick, .stroke = theme->bg, .stroke_width = 3);
    chart_take(frame, rect_grow((Rect){at.x, at.y, 0, 0}, BEST_R));
    const Words *words =
        words_with_figure(layout_arena(layout), &BEST, values->y[frame->data->best.entry], frame->data->format);
    Rect place;
    if (frame->data->bare ||
        !chart_place_words(layout, frame, words->text, at, REACH * frame->size, CHART_ANYWHERE, &place))
        return;
    const TextStyle style = chart_end_style(frame->size);
    chart_label(layout, part_named("best value"), place, 6, words, &style, theme->pick);
}

// The widest of a series' values as they are written.
static double widest_value(Layout *layout, const ChartData *data, const Series *values, const TextStyle *style)
{
    double most = 0;
    for (int i = 0; i < values->n; i++) {
        const char *words = figure_text(layout_arena(layout), values->y[i]->value, data->format);
        most = fmax(most, (double)utf8_count(words));
    }
    return most * type_box(layout_scene(layout), style, "0").w;
}

static void point(Layout *layout, const ChartFrame *frame)
{
    const Theme *theme = layout_theme(layout);
    const ChartPlace place = frame->data->point;
    const Series *values = &frame->data->series[place.series];
    const Point at = chart_entry_spot(frame, place);
    const TextStyle style = chart_number_style(frame->size, ALIGN_MIDDLE);
    const double w = widest_value(layout, frame->data, values, &style) + frame->size;
    const double h = 1.4 * frame->size, y = -2 * DOT_R - h / 2;
    layout_part(layout, part_named("point"), (Rect){at.x, at.y, 0, 0}, 5);
    item_rect(layout, "plate", .x = -w / 2, .y = y - h / 2, .w = w, .h = h, .r = h / 2, .fill = theme->panel,
              .stroke = values->color, .stroke_width = 2);
    item_circle(layout, "dot", .r = 1.4 * DOT_R, .fill = values->color, .stroke = theme->bg, .stroke_width = 2.5);
    chart_words(layout, "value",
                words_with_figure(layout_arena(layout), NULL, values->y[place.entry], frame->data->format),
                (Point){0, y}, &style, theme->ink);
}

// ---- all of them ----

void chart_marks(Layout *layout, ChartFrame *frame)
{
    const ChartData *data = frame->data;
    for (int i = 0; i < data->n_series; i++)
        if (data->dotted[i])
            dots(layout, frame, i);
    if (data->point.series >= 0)
        point(layout, frame);
    if (data->best.series >= 0)
        best(layout, frame);
}
