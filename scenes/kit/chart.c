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

void chart_label(Layout *layout, PartKey key, Rect place, int z, const Words *words, const TextStyle *style,
                 Color color)
{
    layout_part(layout, key, place, z);
    chart_words(layout, "words", words, (Point){0, place.h / 2}, style, color);
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

static void ticks(Layout *layout, const ChartFrame *frame, const ChartPlan *p, bool up)
{
    const Theme *theme = layout_theme(layout);
    const TextStyle style = chart_number_style(p->size, up ? ALIGN_END : ALIGN_MIDDLE);
    const char *name = up ? "up" : "across";
    const char *format = up ? p->up_format : tick_format(layout_arena(layout), &frame->data->across, &p->across);
    const AxisTicks *marks = up ? &p->up : &p->across;
    for (int i = 0; i < marks->n; i++) {
        const Point at = chart_spot(frame, marks->values[i], marks->values[i]);
        if (up && frame->data->cut.series >= 0 && at.y < frame->box.y + 2 * CUT_FROM_TOP * p->size)
            continue; // above the cut the axis has no measure
        const Rect mark = up ? (Rect){frame->box.x - TICK_MARK, at.y, TICK_MARK, 0}
                             : (Rect){at.x, frame->box.y + frame->box.h, 0, TICK_MARK};
        layout_part(layout, part_named(arena_printf(layout_arena(layout), "%s %.9g", name, marks->values[i])), mark, 0);
        item_path(layout, "mark", .path = straight(layout, (Point){0, 0}, (Point){mark.w, mark.h}),
                  .stroke = theme->line);
        chart_words(layout, "number", tick_words(layout_scene(layout), marks->values[i], format, name),
                    up ? (Point){-TICK_GAP, 0} : (Point){0, TICK_MARK + p->size}, &style, theme->soft);
    }
}

static void axis_name(Layout *layout, const char *key, const Words *words, Point at, Align align, double size)
{
    const TextStyle style = {.size = size, .align = align, .valign = VALIGN_MIDDLE};
    chart_label(layout, part_named(key), (Rect){at.x, at.y, 0, 0}, 0, words, &style, layout_theme(layout)->soft);
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
    ticks(layout, frame, p, true);
    ticks(layout, frame, p, false);
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
    if (!chart_place_words(layout, frame, words->text, chart_entry_spot(frame, data->cut), REACH, CHART_ANYWHERE,
                           &place))
        return;
    const TextStyle style = {.size = p->size, .valign = VALIGN_MIDDLE};
    chart_label(layout, part_named("cut value"), place, 1, words, &style, series->color);
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
        chart_place_words(layout, frame, data->rule_words->text, (Point){box.x + box.w, y}, REACH, CHART_ANYWHERE,
                          &place)) {
        const TextStyle style = {.size = p->size, .valign = VALIGN_MIDDLE};
        chart_words(layout, "words", data->rule_words, (Point){place.x - box.x, place.y + place.h / 2 - y}, &style,
                    color);
    }
}

// ---- all of it ----

static void must_show(Layout *layout, const ChartData *data)
{
    const Words *words[] = {data->across_name, data->up_name, data->rule ? data->rule_words : NULL};
    for (int i = 0; i < 3; i++)
        layout_must_show(layout, words[i] ? words[i]->text : NULL);
    for (int i = 0; i < data->n_series; i++)
        layout_must_show(layout, data->series[i].name ? data->series[i].name->text : NULL);
}

void chart_lay_out(Layout *layout, const void *given, Rect rect)
{
    const ChartData *data = given;
    if (!data->bare)
        must_show(layout, data);
    const ChartPlan p = chart_plan(layout_scene(layout), data, rect);
    ChartFrame *frame = chart_frame(layout_scene(layout), data, p.box);
    axes(layout, frame, &p, rect);
    rule(layout, frame, &p);
    chart_lines(layout, frame, &p);
    chart_notes(layout, frame, &p);
    chart_marks(layout, frame, &p);
    cut(layout, frame, &p);
}
