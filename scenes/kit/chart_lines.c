// chart_lines.c — the lines of a chart, the names at their ends, the points that draw them.
#include "scenes/kit/chart.h"

#include "engine/base/number.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double TIP_R = 8;

// What is written at a line's end: its name, and its last value where that was recorded.
const Words *chart_end_words(Scene *s, const ChartData *data, int series)
{
    const Series *values = &data->series[series];
    const Figure *last = values->computed ? NULL : values->y[values->n - 1];
    return words_with_figure(scene_arena(s), values->name, last, data->format);
}

TextStyle chart_number_style(double size, Align align)
{
    return (TextStyle){.family = FONT_MONO, .size = size, .align = align, .valign = VALIGN_MIDDLE};
}

TextStyle chart_end_style(double size)
{
    return (TextStyle){.size = size, .weight = 600, .valign = VALIGN_MIDDLE};
}

bool chart_place_words(Layout *layout, ChartFrame *frame, const char *words, Point near, double reach, ChartSide side,
                       Rect *place)
{
    static const double HEIGHT = 0.86; // em: of capitals and figures, with some air
    static const double BESIDE = 14;   // units below the point's middle: of what stands beside it
    Scene *s = layout_scene(layout);
    const TextStyle style = {.size = type_size(s, TYPE_LABEL), .weight = 600};
    Rect within = rect_grow(frame->box, -CHART_EDGE);
    const double top = side == CHART_UNDER ? near.y : within.y;
    within.h = (side == CHART_OVER ? near.y + BESIDE : within.y + within.h) - top;
    within.y = top;
    const Size size = {type_box(s, &style, words).w, HEIGHT * style.size};
    if (!chart_find_free(frame, within, size, near, reach, false, place))
        return false;
    chart_take(frame, *place);
    return true;
}

// ---- lines and their names ----

static void line_part(Layout *layout, const ChartFrame *frame, int series)
{
    static const double THIN = 2.5, THICK = 3.5;
    const ChartLine *line = &frame->lines[series];
    const Series *values = &frame->data->series[series];
    Path *path = path_create(layout_arena(layout));
    for (int i = 0; i < line->n_points; i++) {
        const Point at = {line->points[i].x - frame->box.x, line->points[i].y - frame->box.y};
        if (i == 0)
            path_move(path, at.x, at.y);
        else
            path_line(path, at.x, at.y);
    }
    layout_part(layout, part_cell(CHART_LINE, series), frame->box, 1);
    item_path(layout, "line", .path = path, .stroke = values->color, .round_caps = true,
              .stroke_width = values->n > frame->n_columns / 2 ? THIN : THICK,
              .drawn = layout_is_seed(layout) ? -1 : 0);
}

// Moves the wanted middles apart by at least `pitch`, each as little as may be, between top and bottom.
static void spread(double *middles, int n, double pitch, double top, double bottom)
{
    enum { ROUNDS = 400 };
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 1; i < n; i++) {
            const double missing = pitch - (middles[i] - middles[i - 1]);
            if (missing > 0) {
                middles[i - 1] -= missing / 2;
                middles[i] += missing / 2;
            }
        }
        for (int i = 0; i < n; i++)
            middles[i] = clamp(middles[i], top + i * pitch, bottom - (n - 1 - i) * pitch);
    }
}

static Point line_end(const ChartFrame *frame, int series)
{
    return frame->lines[series].points[frame->lines[series].n_points - 1];
}

static void end_part(Layout *layout, const ChartFrame *frame, int series, Point at)
{
    const TextStyle style = chart_end_style(frame->size);
    chart_label(layout, part_cell(CHART_END, series), (Rect){at.x, at.y, 0, 0}, 2,
                chart_end_words(layout_scene(layout), frame->data, series), &style, frame->data->series[series].color);
}

// From the end of a line that is shorter than others to its name: in coordinates of the name.
static void end_leader(Layout *layout, const ChartFrame *frame, int series, Point at)
{
    static const double FROM = 14, TO = 12, DASH = 3, GAP = 8;
    const Point end = line_end(frame, series);
    if (end.x > frame->box.x + frame->box.w - CHART_END_GAP)
        return;
    Path *path = path_create(layout_arena(layout));
    path_move(path, end.x + FROM - at.x, end.y - at.y);
    path_line(path, -TO, 0);
    item_path(layout, "leader", .path = path, .stroke = color_alpha(frame->data->series[series].color, 0.5),
              .stroke_width = 2, .dash = DASH, .gap = GAP);
}

// Beside the frame, in the order of the lines' ends and off one another.
static void ends_outside(Layout *layout, const ChartFrame *frame)
{
    static const double PITCH = 1.36; // em
    int order[CHART_MOST_SERIES];
    double middles[CHART_MOST_SERIES];
    const int n = frame->data->n_series;
    for (int i = 0; i < n; i++) {
        int at = i;
        for (; at > 0 && line_end(frame, order[at - 1]).y > line_end(frame, i).y; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (int i = 0; i < n; i++)
        middles[i] = line_end(frame, order[i]).y;
    spread(middles, n, PITCH * frame->size, frame->box.y + frame->size / 2,
           frame->box.y + frame->box.h - frame->size / 2);
    for (int i = 0; i < n; i++) {
        const Point at = {frame->box.x + frame->box.w + CHART_END_GAP, middles[i]};
        end_part(layout, frame, order[i], at);
        end_leader(layout, frame, order[i], at);
    }
}

// Within the frame, where there is room near the line's end; of several lines, under all but the uppermost.
static void ends_inside(Layout *layout, ChartFrame *frame)
{
    static const double REACH = 10; // em
    int upper = 0;
    for (int i = 1; i < frame->data->n_series; i++)
        upper = line_end(frame, i).y < line_end(frame, upper).y ? i : upper;
    for (int i = 0; i < frame->data->n_series; i++) {
        const char *words = chart_end_words(layout_scene(layout), frame->data, i)->text;
        const Point end = line_end(frame, i);
        const double reach = REACH * frame->size;
        Rect place;
        if ((i != upper && chart_place_words(layout, frame, words, end, reach, CHART_UNDER, &place)) ||
            chart_place_words(layout, frame, words, end, reach, CHART_ANYWHERE, &place))
            end_part(layout, frame, i, (Point){place.x, place.y + place.h / 2});
    }
}

static void tips(Layout *layout, const ChartFrame *frame)
{
    Path *circle = path_create(layout_arena(layout));
    path_circle(circle, 0, 0, 2 * TIP_R);
    for (int i = 0; i < frame->data->n_series && frame->data->tips; i++) {
        const Point at = line_end(frame, i);
        const Color color = frame->data->series[i].color;
        layout_part(layout, part_cell(CHART_TIP, i), (Rect){at.x, at.y, 0, 0}, 4);
        item_glow(layout, "light", .path = circle, .sigma = 1.6 * TIP_R, .strength = 0.8, .fill = color);
        item_circle(layout, "dot", .r = TIP_R, .fill = color, .stroke = layout_theme(layout)->bg, .stroke_width = 2.5);
    }
}

// ---- all of them ----

void chart_lines(Layout *layout, ChartFrame *frame)
{
    for (int i = 0; i < frame->data->n_series; i++)
        line_part(layout, frame, i);
    if (frame->worded) {
        if (frame->ends_outside)
            ends_outside(layout, frame);
        else
            ends_inside(layout, frame);
    }
    tips(layout, frame);
}
