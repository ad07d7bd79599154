// chart_lines.c — the lines of a chart, the names at their ends, the points that draw them; dots with values, the best
// one, a dot that moves.
#include "scenes/kit/chart.h"

#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/spread.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double TIP_R = 8, BEST_R = 11, NEAR_DOT_R = 9, NEAR_BEST_R = 20;

// A line's last value where that was recorded, else NULL. Points and bars have none.
static const Figure *end_value(const ChartData *data, int series)
{
    const Series *values = &data->series[series];
    const bool valued = values->shape == SERIES_LINE && !values->computed && data->values != CHART_VALUES_NONE;
    return valued ? values->y[values->n - 1] : NULL;
}

const Words *chart_end_words(Scene *s, const ChartData *data, int series)
{
    return words_with_figure(scene_arena(s), data->series[series].name, end_value(data, series), data->format);
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
    const TextStyle style = {.size = frame->size, .weight = 600};
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
    static const double THIN = 2.5, THICK = 3.5, NEAR = 1.4, TINT = 0.07, DASH = 14, GAP = 10;
    enum { MANY = 200 };
    const ChartLine *line = &frame->lines[series];
    const Series *values = &frame->data->series[series];
    const double bottom = scene_canvas(layout_scene(layout)).height - frame->box.y;
    const double foot = frame->data->near ? fmax(frame->box.h, bottom) : frame->box.h; // from near its edge is not seen
    const double end = line->points[line->n_points - 1].x - frame->box.x;
    Path *path = path_create(layout_arena(layout)), *area = path_create(layout_arena(layout));
    for (int i = 0; i < line->n_points; i++) {
        const Point at = {line->points[i].x - frame->box.x, line->points[i].y - frame->box.y};
        if (i == 0) {
            path_move(path, at.x, at.y);
            path_move(area, at.x, foot);
        } else {
            path_line(path, at.x, at.y);
        }
        path_line(area, at.x, at.y);
    }
    path_line(area, end, foot);
    path_close(area);
    layout_part(layout, part_cell(CHART_LINE, series), frame->box, 1);
    if (values->shape != SERIES_LINE)
        return; // its dots, or bars, are parts of their own
    if (values->filled)
        item_path(layout, "fill", .z = -1, .path = area, .fill = color_alpha(values->color, TINT));
    item_path(layout, "line", .path = path, .stroke = values->color, .round_caps = true,
              .stroke_width = frame->data->near                  ? NEAR * (values->n > MANY ? THIN : THICK)
                              : values->n > frame->n_columns / 2 ? THIN
                                                                 : THICK,
              .dash = values->dashed ? DASH : 0, .gap = values->dashed ? GAP : 0,
              .drawn = layout_is_seed(layout) ? -1 : 0);
}

static Point line_end(const ChartFrame *frame, int series)
{
    return frame->lines[series].points[frame->lines[series].n_points - 1];
}

// Of a name that rides the value is an item of its own: it comes when the name is where both stand.
static void value_behind(Layout *layout, const ChartData *data, int series, const Words *whole, const TextStyle *style)
{
    Scene *s = layout_scene(layout);
    const Words *value = words_with_figure(layout_arena(layout), NULL, end_value(data, series), data->format);
    const double x = type_box(s, style, whole->text).w - type_box(s, style, value->text).w;
    chart_words(layout, "value", value, (Point){x, 0}, style, data->series[series].color);
}

static void end_part(Layout *layout, const ChartFrame *frame, int series, Point at)
{
    const ChartData *data = frame->data;
    const TextStyle style = chart_end_style(frame->size);
    const Words *whole = chart_end_words(layout_scene(layout), data, series);
    const bool rides = chart_rides(data, series);
    chart_label(layout, part_cell(CHART_END, series), (Rect){at.x, at.y, 0, 0}, 2,
                rides ? data->series[series].name : whole, &style, data->series[series].color);
    if (rides && end_value(data, series))
        value_behind(layout, data, series, whole, &style);
}

// From the end of a line that is shorter than others to its name.
static void end_leader(Layout *layout, const ChartFrame *frame, int series, Point name)
{
    static const double FROM = 14, TO = 12, DASH = 3, GAP = 8;
    const Point end = line_end(frame, series);
    if (end.x > frame->box.x + frame->box.w - CHART_END_GAP)
        return;
    Path *path = path_create(layout_arena(layout));
    path_move(path, 0, 0);
    path_line(path, name.x - TO - end.x - FROM, name.y - end.y);
    layout_part(layout, part_cell(CHART_LEADER, series), (Rect){end.x + FROM, end.y, 0, 0}, 2);
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
    spread_apart(middles, n, PITCH * frame->size, frame->box.y + frame->size / 2,
           frame->box.y + frame->box.h - frame->size / 2);
    for (int i = 0; i < n; i++) {
        const Point at = {frame->box.x + frame->box.w + CHART_END_GAP, middles[i]};
        end_part(layout, frame, order[i], at);
        end_leader(layout, frame, order[i], at);
    }
}

// Within the frame, where there is room nearest to the line's end; of several lines, under all but the uppermost if
// there is room near by.
static void ends_inside(Layout *layout, ChartFrame *frame)
{
    static const double REACH = 10; // em
    int upper = 0;
    for (int i = 1; i < frame->data->n_series; i++)
        upper = line_end(frame, i).y < line_end(frame, upper).y ? i : upper;
    for (int i = 0; i < frame->data->n_series; i++) {
        const char *words = chart_end_words(layout_scene(layout), frame->data, i)->text;
        const Point end = line_end(frame, i);
        Rect place;
        if ((i != upper && chart_place_words(layout, frame, words, end, REACH * frame->size, CHART_UNDER, &place)) ||
            chart_place_words(layout, frame, words, end, INFINITY, CHART_ANYWHERE, &place))
            end_part(layout, frame, i, (Point){place.x, place.y + place.h / 2});
    }
}

static void tips(Layout *layout, const ChartFrame *frame)
{
    Path *circle = path_create(layout_arena(layout));
    path_circle(circle, 0, 0, 2 * TIP_R);
    for (int i = 0; i < frame->data->n_series && frame->data->tips; i++) {
        if (frame->data->series[i].shape != SERIES_LINE)
            continue;
        const Point at = line_end(frame, i);
        const Color color = frame->data->series[i].color;
        layout_part(layout, part_cell(CHART_TIP, i), (Rect){at.x, at.y, 0, 0}, 4);
        item_glow(layout, "light", .path = circle, .sigma = 1.6 * TIP_R, .strength = 0.8, .fill = color);
        item_circle(layout, "dot", .r = TIP_R, .fill = color, .stroke = layout_theme(layout)->bg, .stroke_width = 2.5);
    }
}

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

const bool *chart_choose_dots(Arena *arena, const ChartFrame *frame, int series)
{
    static const double APART = 4 * CHART_DOT_R;
    if (frame->data->kept_dots[series])
        return frame->data->kept_dots[series];
    const int n = frame->data->series[series].n, best = chart_best(&frame->data->series[series], false);
    bool *chosen = ARENA_ARRAY(arena, bool, n);
    Point last = {-1e9, 0};
    for (int i = 0; i < n; i++) {
        const Point at = chart_entry_spot(frame, (ChartPlace){series, i});
        chosen[i] = frame->data->series[series].shape == SERIES_POINTS || i == best || i == n - 1 ||
                    hypot(at.x - last.x, at.y - last.y) >= APART;
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
    const bool written = frame->worded && data->values == CHART_VALUES_ALL && values->shape == SERIES_LINE;
    for (int i = 0; i < N_SHARES && written; i++) {
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
    const bool *chosen = chart_choose_dots(layout_arena(layout), frame, series);
    const Rect *places = place_values(layout, frame, series, chosen);
    const TextStyle style = chart_number_style(frame->size, ALIGN_START);
    for (int i = 0; i < values->n; i++) {
        if (!chosen[i])
            continue;
        const Point at = chart_entry_spot(frame, (ChartPlace){series, i});
        layout_part(layout, part_cell(series, i), (Rect){at.x, at.y, 0, 0}, 3);
        item_circle(layout, "dot", .r = frame->data->near ? NEAR_DOT_R : CHART_DOT_R, .fill = values->color,
                    .stroke = layout_theme(layout)->bg, .stroke_width = 2.5);
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
    const double r = frame->data->near ? NEAR_BEST_R : BEST_R;
    item_circle(layout, "dot", .r = r, .fill = theme->pick, .stroke = theme->bg, .stroke_width = 3);
    chart_take(frame, rect_grow((Rect){at.x, at.y, 0, 0}, r));
    const Words *words =
        words_with_figure(layout_arena(layout), &BEST, values->y[frame->data->best.entry], frame->data->format);
    Rect place;
    if (!frame->data->best_named || frame->data->near ||
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
    const double h = 1.4 * frame->size, y = -2 * CHART_DOT_R - h / 2, shift = chart_plate_shift(frame, at.x, w);
    layout_part(layout, part_named("point"), (Rect){at.x, at.y, 0, 0}, 5);
    item_rect(layout, "plate", .x = shift - w / 2, .y = y - h / 2, .w = w, .h = h, .r = h / 2, .fill = theme->panel,
              .stroke = values->color, .stroke_width = 2);
    item_circle(layout, "dot", .r = 1.4 * CHART_DOT_R, .fill = values->color, .stroke = theme->bg, .stroke_width = 2.5);
    chart_words(layout, "value",
                words_with_figure(layout_arena(layout), NULL, values->y[place.entry], frame->data->format),
                (Point){shift, y}, &style, theme->ink);
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

void chart_marks(Layout *layout, ChartFrame *frame)
{
    const ChartData *data = frame->data;
    for (int i = 0; i < data->n_series; i++)
        if (data->dotted[i] && data->series[i].shape == SERIES_BARS)
            chart_bars(layout, frame, i);
        else if (data->dotted[i])
            dots(layout, frame, i);
    if (data->point.series >= 0)
        point(layout, frame);
    if (data->best.series >= 0)
        best(layout, frame);
}
