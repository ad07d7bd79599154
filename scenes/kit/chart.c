// chart.c — the layout of a chart: axes with ticks that fit the values, a dashed rule; then its lines (chart_lines.c)
// and what is marked on them (chart_marks.c).
#include "scenes/kit/chart.h"

#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>
#include <stdio.h>

static const double TICK_MARK = 8, TICK_GAP = 14;
static const double CUT_FROM_TOP = 0.7; // em

// ---- words ----

void chart_words(Layout *layout, const char *name, const Words *words, Point at, const TextStyle *style, Color color)
{
    item_text(layout, name, .x = at.x, .y = at.y, .text = words->text, .style = *style, .fill = color,
              .shown = &words->shown);
}

static const Words *tick_words(Scene *s, double value, const char *format, const char *axis)
{
    const Figure *tick =
        figure_leaf(scene_arena(s), FIGURE_SCALE, value, (FigureSource){.origin = "axis", .field = axis});
    return words_with_figure(scene_arena(s), NULL, tick, format);
}

static double widest_of(Scene *s, const TextStyle *style, const char *words, double least)
{
    return fmax(type_box(s, style, words).w, least);
}

// ---- where the frame is ----

static const char *tick_format(Arena *arena, const Axis *axis, const AxisTicks *ticks)
{
    static const double SMALL = 1e-2, LARGE = 1e9;
    enum { MOST_DECIMALS = 9 };
    if ((ticks->decimals > 4 && axis->high < SMALL) || axis->high >= LARGE)
        return ".0v";
    const int decimals = ticks->decimals < MOST_DECIMALS ? ticks->decimals : MOST_DECIMALS;
    return decimals > 0 ? arena_printf(arena, ".%df", decimals) : ",d";
}

static const char *up_format(Arena *arena, const ChartData *data, const AxisTicks *ticks)
{
    const bool percent = data->format && data->format[0] && data->format[strlen(data->format) - 1] == '%';
    return percent ? data->format : tick_format(arena, &data->up, ticks);
}

// Leaves out what there is no room for: first the numbers' column, then the names.
ChartPlan chart_plan(Scene *s, const ChartData *data, Rect rect)
{
    static const double TICKS_UP = 3.4, TICKS_APART = 0.16; // em; of the height
    static const double LEAST_W = 14, LEAST_H = 7;          // em
    static const double MOST_END = 0.2;                     // of the width
    Arena *arena = scene_arena(s);
    ChartPlan p = {.size = type_size(s, TYPE_LABEL)};
    const double em = p.size;
    p.numbers = rect.w > LEAST_W * em && rect.h > LEAST_H * em;
    p.box = rect_grow(rect, -CHART_EDGE);
    if (!p.numbers)
        return p;
    p.up = axis_ticks(&data->up, fmax(TICKS_UP * em / rect.h, TICKS_APART), false);
    p.up_format = up_format(arena, data, &p.up);
    const TextStyle number = chart_number_style(em, ALIGN_END), end = chart_end_style(em), name = {.size = em};
    double left = 0, right = 0;
    for (int i = 0; i < p.up.n; i++)
        left = widest_of(s, &number, tick_words(s, p.up.values[i], p.up_format, "up")->text, left);
    left += TICK_MARK + TICK_GAP;
    for (int i = 0; i < data->n_series; i++)
        right = widest_of(s, &end, chart_end_words(s, data, i)->text, right);
    p.ends_outside = right > 0 && (data->ends_beside || right <= MOST_END * rect.w);
    right = p.ends_outside ? right + CHART_END_GAP : 1.4 * em;
    const double across_w = data->across_name ? widest_of(s, &name, data->across_name->text, 0) : 0;
    p.name_beside = across_w + CHART_END_GAP + 1.6 * em <= right;
    const double top = data->up_name ? 1.5 * em : CHART_EDGE;
    const double foot = 1.9 * em + (data->across_name && !p.name_beside ? 1.3 * em : 0);
    p.box = (Rect){rect.x + left, rect.y + top, rect.w - left - right, rect.h - top - foot};
    double widest = 0;
    p.across = axis_ticks(&data->across, 1.0 / AXIS_MOST_TICKS, !data->series[0].computed);
    for (int i = 0; i < p.across.n; i++)
        widest = widest_of(s, &number, tick_words(s, p.across.values[i], ",d", "across")->text, widest);
    p.box.w = fmin(p.box.w, rect.x + rect.w - widest / 2 - p.box.x); // a number may stand under the end
    p.across = axis_ticks(&data->across, (widest + em) / p.box.w, !data->series[0].computed);
    return p;
}

// ---- axes ----

static const Path *straight(Layout *layout, Point from, Point to)
{
    Path *path = path_create(layout_arena(layout));
    path_move(path, from.x, from.y);
    path_line(path, to.x, to.y);
    return path;
}

static void axis_part(Layout *layout, const char *key, Point from, Point to)
{
    layout_part(layout, part_named(key), (Rect){from.x, from.y, to.x - from.x, to.y - from.y}, 0);
    item_path(layout, "line", .path = straight(layout, (Point){0, 0}, (Point){to.x - from.x, to.y - from.y}),
              .stroke = layout_theme(layout)->line, .stroke_width = 2, .drawn = layout_is_seed(layout) ? -1 : 0);
}

static void ticks_up(Layout *layout, const ChartFrame *frame, const ChartPlan *p)
{
    const Theme *theme = layout_theme(layout);
    const TextStyle style = chart_number_style(p->size, ALIGN_END);
    for (int i = 0; i < p->up.n; i++) {
        const double value = p->up.values[i], y = chart_spot(frame, 0, value).y;
        if (frame->data->cut.series >= 0 && y < frame->box.y + 2 * CUT_FROM_TOP * p->size)
            continue; // above the cut the axis has no measure
        layout_part(layout, part_named(arena_printf(layout_arena(layout), "up %.9g", value)),
                    (Rect){frame->box.x - TICK_MARK, y, TICK_MARK, 0}, 0);
        item_path(layout, "mark", .path = straight(layout, (Point){0, 0}, (Point){TICK_MARK, 0}),
                  .stroke = theme->line);
        chart_words(layout, "number", tick_words(layout_scene(layout), value, p->up_format, "up"),
                    (Point){-TICK_GAP, 0}, &style, theme->soft);
    }
}

static void ticks_across(Layout *layout, const ChartFrame *frame, const ChartPlan *p)
{
    const Theme *theme = layout_theme(layout);
    const TextStyle style = chart_number_style(p->size, ALIGN_MIDDLE);
    const double y = frame->box.y + frame->box.h;
    const char *format = tick_format(layout_arena(layout), &frame->data->across, &p->across);
    for (int i = 0; i < p->across.n; i++) {
        const double value = p->across.values[i], x = chart_spot(frame, value, 0).x;
        layout_part(layout, part_named(arena_printf(layout_arena(layout), "across %.9g", value)),
                    (Rect){x, y, 0, TICK_MARK}, 0);
        item_path(layout, "mark", .path = straight(layout, (Point){0, 0}, (Point){0, TICK_MARK}),
                  .stroke = theme->line);
        chart_words(layout, "number", tick_words(layout_scene(layout), value, format, "across"),
                    (Point){0, TICK_MARK + p->size}, &style, theme->soft);
    }
}

static void axis_name(Layout *layout, const char *key, const Words *words, Point at, Align align, double size)
{
    const TextStyle style = {.size = size, .align = align, .valign = VALIGN_MIDDLE};
    layout_part(layout, part_named(key), (Rect){at.x, at.y, 0, 0}, 0);
    chart_words(layout, "words", words, (Point){0, 0}, &style, layout_theme(layout)->soft);
}

static void axes(Layout *layout, const ChartFrame *frame, const ChartPlan *p, Rect rect)
{
    const Rect box = frame->box;
    const ChartData *data = frame->data;
    const Point corner = {box.x, box.y + box.h};
    axis_part(layout, "up", corner, (Point){box.x, box.y});
    axis_part(layout, "across", corner, (Point){box.x + box.w, corner.y});
    if (!p->numbers || data->bare)
        return;
    ticks_up(layout, frame, p);
    ticks_across(layout, frame, p);
    if (data->up_name)
        axis_name(layout, "up name", data->up_name, (Point){rect.x, rect.y + 0.5 * p->size}, ALIGN_START, p->size);
    const double foot = corner.y + TICK_MARK + p->size;
    if (data->across_name && p->name_beside)
        axis_name(layout, "across name", data->across_name,
                  (Point){box.x + box.w + 1.6 * p->size + CHART_END_GAP, foot}, ALIGN_START, p->size);
    else if (data->across_name)
        axis_name(layout, "across name", data->across_name, (Point){box.x + box.w, foot + 1.3 * p->size}, ALIGN_END,
                  p->size);
}

// ---- where the axis is cut ----

// Two strokes over the upper end of the axis, and how high the highest value is, near it.
static void cut(Layout *layout, ChartFrame *frame, const ChartPlan *p)
{
    static const double APART = 8, HALF_W = 9, HALF_H = 4, REACH = 1e4;
    static const Words UP_TO = {.text = "up to"};
    const ChartData *data = frame->data;
    const Theme *theme = layout_theme(layout);
    if (data->cut.series < 0)
        return;
    const Point at = {frame->box.x, frame->box.y + CUT_FROM_TOP * p->size};
    layout_part(layout, part_named("cut"), (Rect){at.x, at.y, 0, 0}, 1);
    item_path(layout, "gap", .path = straight(layout, (Point){0, -APART / 2}, (Point){0, APART / 2}),
              .stroke = theme->bg, .stroke_width = 4);
    for (int i = 0; i < 2; i++) {
        const double y = (i - 0.5) * APART;
        item_path(layout, i == 0 ? "upper stroke" : "lower stroke",
                  .path = straight(layout, (Point){-HALF_W, y + HALF_H}, (Point){HALF_W, y - HALF_H}),
                  .stroke = theme->soft, .stroke_width = 2);
    }
    if (!p->numbers || data->bare)
        return;
    const Series *series = &data->series[data->cut.series];
    const Words *words = words_with_figure(layout_arena(layout), &UP_TO, series->y[data->cut.entry], data->format);
    Rect place;
    if (!chart_place_words(layout, frame, words->text, chart_entry_spot(frame, data->cut), REACH, &place))
        return;
    const TextStyle style = {.size = p->size, .valign = VALIGN_MIDDLE};
    layout_part(layout, part_named("cut value"), place, 1);
    chart_words(layout, "words", words, (Point){0, place.h / 2}, &style, series->color);
}

// ---- the rule ----

static void rule(Layout *layout, ChartFrame *frame, const ChartPlan *p)
{
    static const double DASH = 5, GAP = 9, REACH = 1e4;
    const Rect box = frame->box;
    const ChartData *data = frame->data;
    if (!data->rule || data->bare)
        return;
    const double y = chart_spot(frame, 0, data->rule->value).y;
    const Color color = layout_theme(layout)->soft;
    chart_take(frame, (Rect){box.x, y - 1, box.w, 2});
    layout_part(layout, part_named("rule"), (Rect){box.x, y, box.w, 0}, 0);
    item_path(layout, "line", .path = straight(layout, (Point){0, 0}, (Point){box.w, 0}), .stroke = color, .dash = DASH,
              .gap = GAP, .drawn = layout_is_seed(layout) ? -1 : 0);
    Rect place;
    if (p->numbers && data->rule_words &&
        chart_place_words(layout, frame, data->rule_words->text, (Point){box.x + box.w, y}, REACH, &place)) {
        const TextStyle style = {.size = p->size, .valign = VALIGN_MIDDLE};
        chart_words(layout, "words", data->rule_words, (Point){place.x - box.x, place.y + place.h / 2 - y}, &style,
                    color);
    }
}

// ---- all of it ----

void chart_lay_out(Layout *layout, const void *data, Rect rect)
{
    const ChartPlan p = chart_plan(layout_scene(layout), data, rect);
    ChartFrame *frame = chart_frame(layout_scene(layout), data, p.box);
    axes(layout, frame, &p, rect);
    rule(layout, frame, &p);
    chart_lines(layout, frame, &p);
    chart_notes(layout, frame, &p);
    chart_marks(layout, frame, &p);
    cut(layout, frame, &p);
}
