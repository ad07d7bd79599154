// chart.c — the layout of a chart: axes with ticks that fit the values, a dashed rule; then its lines with
// what is marked on them (chart_lines.c) and what a model wrote (chart_notes.c).
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

static double widest_tick(Scene *s, const AxisTicks *ticks, const TextStyle *style, const char *format)
{
    double widest = 0;
    for (int i = 0; i < ticks->n; i++)
        widest = fmax(widest, type_box(s, style, figure_text(scene_arena(s), ticks->values[i], format)).w);
    return widest;
}

// Where the names at the ends stand, and how much room is right of the frame.
static double right_of(Scene *s, ChartFrame *frame, double width)
{
    static const double MOST_END = 0.2; // of the width
    const ChartData *data = frame->data;
    const TextStyle end = chart_end_style(frame->size), name = {.size = frame->size};
    double widest = 0;
    for (int i = 0; i < data->n_series; i++)
        widest = fmax(widest, type_box(s, &end, chart_end_words(s, data, i)->text).w);
    frame->ends_outside = widest > 0 && !data->up_right && (data->ends_beside || widest <= MOST_END * width);
    const double right = frame->ends_outside ? widest + CHART_END_GAP : 1.4 * frame->size;
    const double across_w = data->across_name ? type_box(s, &name, data->across_name->text).w : 0;
    frame->name_beside = !data->up_right && across_w + CHART_END_GAP + 1.6 * frame->size <= right;
    return right;
}

// Of lines that something else stands over, the axis goes so far up that they pass below that.
static const ChartData *below_clear(Scene *s, const ChartData *data, Rect box)
{
    static const double APART = 64; // as names at their ends have room, too
    const double free = (box.y + box.h - data->clear.y - data->clear.h - APART) / box.h;
    if (data->clear.w <= 0 || free <= 0 || free >= 1)
        return data;
    ChartData *lower = arena_memdup(scene_arena(s), data, sizeof *data);
    for (int i = 0; i < data->n_series; i++)
        for (int k = 0; k < data->series[i].n; k++) {
            const double x = box.x + axis_share(&data->across, data->series[i].x[k]->value) * box.w;
            const double over = fmin(data->series[i].y[k]->value, data->up.high) - data->up.low;
            if ((x > data->clear.x - APART || k == data->series[i].n - 1) && data->up.scale != AXIS_LOG)
                lower->up.high = fmax(lower->up.high, data->up.low + over / free);
        }
    return lower;
}

// Whether all that is recorded stands at whole numbers, as steps do.
static bool at_whole_numbers(const ChartData *data)
{
    for (int i = 0; i < data->n_series; i++)
        for (int k = 0; k < data->series[i].n; k++)
            if (data->series[i].computed || data->series[i].x[k]->value != floor(data->series[i].x[k]->value))
                return false;
    return true;
}

// Leaves out what there is no room for: first the numbers' column, then the names.
static void fit_frame(Scene *s, ChartFrame *frame, Rect rect)
{
    static const double TICKS_UP = 3.4, TICKS_APART = 0.16; // em; of the height
    static const double LEAST_W = 14, LEAST_H = 7;          // em
    const double room = fmin(rect.w / LEAST_W, rect.h / LEAST_H); // the largest type there is room for
    const bool large = frame->data->large && room > type_size(s, TYPE_BODY);
    const double em = frame->size = type_size(s, large ? TYPE_BODY : TYPE_LABEL);
    const bool numbered = room > em && !frame->data->near;
    frame->worded = numbered;
    frame->box =
        frame->data->near ? chart_near_box(frame->data, scene_view(s), scene_shape(s)) : rect_grow(rect, -CHART_EDGE);
    if (!numbered)
        return;
    frame->data = below_clear(s, frame->data, frame->box);
    const ChartData *data = frame->data;
    frame->up = axis_ticks(&data->up, fmax(TICKS_UP * em / rect.h, TICKS_APART), false);
    frame->up_format = up_format(scene_arena(s), data, &frame->up);
    const TextStyle number = chart_number_style(em, ALIGN_END);
    const double numbers = widest_tick(s, &frame->up, &number, frame->up_format) + TICK_MARK + TICK_GAP;
    const double right = right_of(s, frame, rect.w), free = !data->up_name ? CHART_EDGE : (data->across_top ? 2 : 1.5) * em;
    const double axis = 1.9 * em + (data->across_name && !frame->name_beside ? 1.3 * em : 0);
    const double before = data->up_right ? CHART_EDGE : numbers, behind = data->up_right ? numbers : right;
    frame->box = (Rect){rect.x + before, rect.y + (data->across_top ? axis : free), rect.w - before - behind,
                        rect.h - free - axis};
    const bool whole = at_whole_numbers(data);
    frame->across = axis_ticks(&data->across, 1.0 / AXIS_MOST_TICKS, whole);
    const char *format = tick_format(scene_arena(s), &data->across, &frame->across);
    const double widest = widest_tick(s, &frame->across, &number, format);
    const double inset = fmax(0, rect.x + widest / 2 - frame->box.x); // a number may stand under either end
    frame->box.x += inset;
    frame->box.w = fmin(frame->box.w - inset, rect.x + rect.w - widest / 2 - frame->box.x);
    frame->across = axis_ticks(&data->across, (widest + em) / frame->box.w, whole);
}

ChartFrame *chart_frame(Scene *s, const ChartData *data, Rect rect)
{
    ChartFrame *frame = ARENA_NEW(scene_arena(s), ChartFrame);
    frame->data = data;
    fit_frame(s, frame, rect);
    chart_place_lines(s, frame);
    if (data->clear.w > 0)
        chart_take(frame, data->clear);
    return frame;
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

static void ticks(Layout *layout, const ChartFrame *frame, bool up)
{
    const Theme *theme = layout_theme(layout);
    const ChartData *data = frame->data;
    const Rect box = frame->box;
    const TextStyle style = chart_number_style(frame->size, !up ? ALIGN_MIDDLE : data->up_right ? ALIGN_START : ALIGN_END);
    const double out = up ? (data->up_right ? 1 : -1) : data->across_top ? -1 : 1; // of the frame
    const char *name = up ? "up" : "across";
    const char *format =
        up ? frame->up_format : tick_format(layout_arena(layout), &data->across, &frame->across);
    const AxisTicks *marks = up ? &frame->up : &frame->across;
    for (int i = 0; i < marks->n; i++) {
        const Point at = chart_spot(frame, marks->values[i], marks->values[i]);
        if (up && data->cut.series >= 0 && at.y < box.y + 2 * CUT_FROM_TOP * frame->size)
            continue; // above the cut the axis has no measure
        const Rect mark = up ? (Rect){data->up_right ? box.x + box.w : box.x - TICK_MARK, at.y, TICK_MARK, 0}
                             : (Rect){at.x, data->across_top ? box.y - TICK_MARK : box.y + box.h, 0, TICK_MARK};
        layout_part(layout, part_named(arena_printf(layout_arena(layout), "%s %.9g", name, marks->values[i])), mark, 0);
        item_path(layout, "mark", .path = straight(layout, (Point){0, 0}, (Point){mark.w, mark.h}),
                  .stroke = theme->line);
        chart_words(layout, "number", tick_words(layout_scene(layout), marks->values[i], format, name),
                    up ? (Point){out > 0 ? TICK_MARK + TICK_GAP : -TICK_GAP, 0}
                       : (Point){0, out > 0 ? TICK_MARK + frame->size : -frame->size},
                    &style, theme->soft);
    }
}

static void axis_name(Layout *layout, const char *key, const Words *words, Point at, Align align, double size)
{
    const TextStyle style = {.size = size, .align = align, .valign = VALIGN_MIDDLE};
    chart_label(layout, part_named(key), (Rect){at.x, at.y, 0, 0}, 0, words, &style, layout_theme(layout)->soft);
}

static void up_name(Layout *layout, const ChartFrame *frame, Rect rect)
{
    const bool right = frame->data->up_right;
    const double y = frame->data->across_top ? rect.y + rect.h - 0.5 * frame->size : rect.y + 0.5 * frame->size;
    axis_name(layout, "up name", frame->data->up_name, (Point){right ? rect.x + rect.w : rect.x, y},
              right ? ALIGN_END : ALIGN_START, frame->size);
}

static void across_name(Layout *layout, const ChartFrame *frame)
{
    const Rect box = frame->box;
    const double out = frame->data->across_top ? -1 : 1, end = box.x + box.w;
    const double y = (out < 0 ? box.y : box.y + box.h) + out * (TICK_MARK + frame->size);
    if (frame->name_beside)
        axis_name(layout, "across name", frame->data->across_name,
                  (Point){end + 1.6 * frame->size + CHART_END_GAP, y}, ALIGN_START, frame->size);
    else
        axis_name(layout, "across name", frame->data->across_name, (Point){end, y + out * 1.3 * frame->size}, ALIGN_END,
                  frame->size);
}

static void axes(Layout *layout, const ChartFrame *frame, Rect rect)
{
    const Rect box = frame->box;
    const ChartData *data = frame->data;
    const double up_x = data->up_right ? box.x + box.w : box.x, across_y = data->across_top ? box.y : box.y + box.h;
    if (data->near)
        return;
    axis_part(layout, "up", (Point){up_x, box.y + box.h}, (Point){up_x, box.y});
    axis_part(layout, "across", (Point){box.x, across_y}, (Point){box.x + box.w, across_y});
    if (!frame->worded)
        return;
    ticks(layout, frame, true);
    ticks(layout, frame, false);
    if (data->up_name)
        up_name(layout, frame, rect);
    if (data->across_name)
        across_name(layout, frame);
}

// ---- where the axis is cut ----

// Two strokes over the upper end of the axis, and how high the highest value is, near it.
static void cut(Layout *layout, ChartFrame *frame)
{
    static const double APART = 8, HALF_W = 9, HALF_H = 4, REACH = 1e4;
    static const Words UP_TO = {.text = "up to"};
    const ChartData *data = frame->data;
    const Theme *theme = layout_theme(layout);
    if (data->cut.series < 0)
        return;
    const Point at = {data->up_right ? frame->box.x + frame->box.w : frame->box.x, frame->box.y + CUT_FROM_TOP * frame->size};
    layout_part(layout, part_named("cut"), (Rect){at.x, at.y, 0, 0}, 1);
    item_path(layout, "gap", .path = straight(layout, (Point){0, -APART / 2}, (Point){0, APART / 2}),
              .stroke = theme->bg, .stroke_width = 4);
    for (int i = 0; i < 2; i++) {
        const double y = (i - 0.5) * APART;
        item_path(layout, i == 0 ? "upper stroke" : "lower stroke",
                  .path = straight(layout, (Point){-HALF_W, y + HALF_H}, (Point){HALF_W, y - HALF_H}),
                  .stroke = theme->soft, .stroke_width = 2);
    }
    if (!frame->worded)
        return;
    const Series *series = &data->series[data->cut.series];
    const Words *words = words_with_figure(layout_arena(layout), &UP_TO, series->y[data->cut.entry], data->format);
    Rect place;
    if (!chart_place_words(layout, frame, words->text, chart_entry_spot(frame, data->cut), REACH, CHART_ANYWHERE,
                           &place))
        return;
    const TextStyle style = {.size = frame->size, .valign = VALIGN_MIDDLE};
    chart_label(layout, part_named("cut value"), place, 1, words, &style, series->color);
}

// ---- the rule ----

static void rule(Layout *layout, ChartFrame *frame)
{
    static const double DASH = 5, GAP = 9, REACH = 1e4, END_GAP = 40;
    const Rect box = frame->box;
    const ChartData *data = frame->data;
    if (!data->rule || data->near)
        return;
    const double y = chart_spot(frame, 0, data->rule->value).y;
    const bool ends_early = data->clear.w > 0 && y > data->clear.y - END_GAP && y < data->clear.y + data->clear.h;
    const double w = ends_early ? fmax(data->clear.x - END_GAP - box.x, 0) : box.w;
    const Color color = layout_theme(layout)->soft;
    chart_take(frame, (Rect){box.x, y - 1, w, 2});
    layout_part(layout, part_named("rule"), (Rect){box.x, y, w, 0}, 0);
    item_path(layout, "line", .path = straight(layout, (Point){0, 0}, (Point){w, 0}), .stroke = color, .dash = DASH,
              .gap = GAP, .drawn = layout_is_seed(layout) ? -1 : 0);
    Rect place;
    if (frame->worded && data->rule_words &&
        chart_place_words(layout, frame, data->rule_words->text, (Point){box.x + w, y}, REACH, CHART_ANYWHERE,
                          &place)) {
        const TextStyle style = {.size = frame->size, .valign = VALIGN_MIDDLE};
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
        layout_must_show(layout, data->series[i].name->text);
}

void chart_lay_out(Layout *layout, const void *data, Rect rect)
{
    ChartFrame *frame = chart_frame(layout_scene(layout), data, rect);
    if (!frame->data->near)
        must_show(layout, data);
    axes(layout, frame, rect);
    rule(layout, frame);
    chart_lines(layout, frame);
    chart_notes(layout, frame);
    chart_marks(layout, frame);
    cut(layout, frame);
}
