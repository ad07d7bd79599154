// chart_marks.c — what is marked on a chart: dashed heights, dots, values, labels at the ends, rings on the axis.
#include "scenes/kit/chart.h"

#include "scenes/kit/measure.h"
#include "scenes/kit/type.h"

#include <assert.h>
#include <math.h>

// Of an em: a figure's height over the baseline, and what is left under it.
static const double FIGURE_HEIGHT = 0.74, FIGURE_DEPTH = 0.04;
static const double CLEARANCE = 6; // between a label and anything else

// ---- what is free ----

static bool rects_touch(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

// Whether the part of a line from a to b (a.x ≤ b.x) that is over the box's width comes within its height.
static bool segment_crosses(Point a, Point b, Rect box)
{
    if (b.x < box.x || a.x > box.x + box.w)
        return false;
    double y0 = a.y, y1 = b.y;
    if (b.x > a.x) {
        y0 = lerp(a.y, b.y, clamp((box.x - a.x) / (b.x - a.x), 0, 1));
        y1 = lerp(a.y, b.y, clamp((box.x + box.w - a.x) / (b.x - a.x), 0, 1));
    }
    return fmin(y0, y1) < box.y + box.h && fmax(y0, y1) > box.y;
}

// Whether a rectangle is free of lines, dots and labels.
static bool is_free(const Chart *chart, Rect box)
{
    for (int i = 0; i < chart->n_taken; i++)
        if (rects_touch(chart->taken[i], box))
            return false;
    for (int i = 0; i < chart->n_lines; i++) {
        const ChartLine *line = chart->lines[i];
        for (int k = 1; k < line->n_points; k++)
            if (segment_crosses(line->points[k - 1], line->points[k], box))
                return false;
    }
    return true;
}

static bool crosses_rule(const Chart *chart, Rect box)
{
    for (int i = 0; i < chart->n_heights; i++)
        if (chart->heights[i] > box.y && chart->heights[i] < box.y + box.h)
            return true;
    return false;
}

static void take(Chart *chart, Rect box)
{
    if (chart->n_taken < CHART_MOST_TAKEN)
        chart->taken[chart->n_taken++] = box;
}

static Rect label_box(Point baseline, double w, double size)
{
    return (Rect){baseline.x, baseline.y - FIGURE_HEIGHT * size, w, (FIGURE_HEIGHT + FIGURE_DEPTH) * size};
}

// ---- heights, dots, values ----

ChartRule chart_rule(Scene *s, Chart *chart, double up, const char *words, Color color, const char *source)
{
    static const double DASH = 5, GAP = 9, OVER = 13, NEAR = 12;
    const Rect frame = chart->spec.frame;
    const double size = chart->spec.size, y = chart_point(chart, 0, up).y;
    Path *path = path_create(scene_arena(s));
    path_move(path, frame.x, y);
    path_line(path, frame.x + frame.w, y);
    ChartRule rule = {
        .line = add_path(s, chart->group, .path = path, .stroke = color, .stroke_width = 2, .dash = DASH, .gap = GAP)};
    // Over the right end, else under it, else over the middle: wherever no curve runs through the words.
    const TextStyle style = {.family = FONT_SANS, .size = size};
    const double w = words_width(s, &style, words), right = frame.x + frame.w - w;
    const double under = y + OVER + FIGURE_HEIGHT * size;
    const double name_y = chart->name ? node_value_now(s, chart->name, PROP_Y) : 0;
    // On one line with the chart's name, where they are nearly so.
    const double over = chart->name && fabs(y - OVER - name_y) < NEAR ? fmin(name_y, y - OVER) : y - OVER;
    const Point places[] = {
        {right, over}, {right, under}, {frame.x + frame.w / 2, over}, {frame.x + frame.w / 2, under}, {right, over}};
    enum { N_PLACES = sizeof places / sizeof *places };
    int chosen = 0;
    while (chosen < N_PLACES - 1 && !is_free(chart, rect_grow(label_box(places[chosen], w, size), CLEARANCE)))
        chosen++;
    rule.label = add_text(s, chart->group, .x = places[chosen].x, .y = places[chosen].y, .text = words, .style = &style,
                          .color = color, .source = source);
    take(chart, label_box(places[chosen], w, size));
    take(chart, (Rect){frame.x, y - 1, frame.w, 2});
    return rule;
}

Node *chart_dot(Scene *s, Chart *chart, double across, double up, double r, Color color)
{
    const Point at_point = chart_point(chart, across, up);
    take(chart, (Rect){at_point.x - r, at_point.y - r, 2 * r, 2 * r});
    return add_circle(s, chart->group, .x = at_point.x, .y = at_point.y, .r = r, .fill = color,
                      .stroke = scene_theme(s)->bg, .stroke_width = 2.5);
}

// Whether words may stand there: inside the frame, off lines, dots and other words.
static bool place_is_good(const Chart *chart, Rect box, bool off_rules)
{
    const Rect frame = chart->spec.frame;
    const bool inside = box.x >= frame.x - 1 && box.x + box.w <= frame.x + frame.w + 1 && box.y >= frame.y &&
                        box.y + box.h <= frame.y + frame.h - CLEARANCE;
    return inside && !(off_rules && crosses_rule(chart, box)) && is_free(chart, rect_grow(box, CLEARANCE / 2));
}

Node *chart_value_with(Scene *s, Chart *chart, ChartValueSpec spec)
{
    static const double APART = 26; // from one value's words to the next
    enum { N_NEAR = 3, N_PLACES = 6 };
    const Rect frame = chart->spec.frame;
    const TextStyle style = type_aligned(spec.style, ALIGN_START);
    const double gap = spec.gap > 0 ? spec.gap : 16, w = words_width(s, &style, spec.words), near = 0.65 * gap;
    const double height = FIGURE_HEIGHT * style.size;
    const Point dot = chart_point(chart, spec.across, spec.up);
    const double middle = clamp(dot.x - w / 2, frame.x, frame.x + frame.w - w);
    // Over the dot, or over it to one side; then further up; last, beside it or below.
    const Point places[N_PLACES] = {
        {middle, dot.y - gap},       {dot.x + near, dot.y - near},      {dot.x - near - w, dot.y - near},
        {middle, dot.y - 1.7 * gap}, {dot.x + gap, dot.y + height / 2}, {middle, dot.y + gap + height}};
    int chosen = -1;
    for (int i = 0; i < N_NEAR && chosen < 0; i++)
        if (place_is_good(chart, label_box(places[i], w, style.size), true))
            chosen = i;
    for (int i = 0; i < (spec.must ? N_PLACES : N_PLACES - 1) && chosen < 0; i++)
        if (place_is_good(chart, label_box(places[i], w, style.size), false))
            chosen = i;
    if (chosen < 0 && !spec.must)
        return NULL;
    const Point place = chosen >= 0 ? places[chosen] : (Point){middle, fmax(dot.y - gap, frame.y + style.size)};
    const Rect box = label_box(place, w, style.size);
    take(chart, (Rect){box.x - APART, box.y - CLEARANCE, box.w + 2 * APART, box.h + 2 * CLEARANCE});
    return add_text(s, chart->group, .x = place.x, .y = place.y, .text = spec.words, .style = &style,
                    .color = spec.color, .source = spec.source);
}

// ---- labels at the ends ----

// Moves the wanted middles apart by at least `pitch`, each as little as may be, inside the frame's height.
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

void chart_end_labels(Scene *s, Chart *chart, ChartEnd *ends, int n_ends)
{
    static const double PITCH = 1.36, TOP = 0.64, BOTTOM = 0.26; // em
    const Rect frame = chart->spec.frame;
    const TextStyle style = {.family = FONT_SANS, .size = chart->spec.size, .weight = 600, .valign = VALIGN_MIDDLE};
    int order[CHART_MOST_LINES], n = 0;
    double middles[CHART_MOST_LINES];
    assert(n_ends <= CHART_MOST_LINES);
    for (int i = 0; i < n_ends; i++) {
        if (ends[i].line->n_points == 0)
            continue;
        const double y = ends[i].line->points[ends[i].line->n_points - 1].y;
        int at_index = n++;
        for (;
             at_index > 0 && ends[order[at_index - 1]].line->points[ends[order[at_index - 1]].line->n_points - 1].y > y;
             at_index--)
            order[at_index] = order[at_index - 1];
        order[at_index] = i;
    }
    for (int i = 0; i < n; i++) {
        const ChartLine *line = ends[order[i]].line;
        middles[i] = line->points[line->n_points - 1].y;
    }
    spread(middles, n, PITCH * style.size, frame.y + TOP * style.size, frame.y + frame.h - BOTTOM * style.size);
    for (int i = 0; i < n; i++) {
        ChartEnd *end = &ends[order[i]];
        const Point tip = end->line->points[end->line->n_points - 1];
        const double x = frame.x + frame.w + CHART_TO_END;
        end->node = add_text(s, chart->group, .x = x, .y = middles[i], .text = end->words, .style = &style,
                             .color = end->color, .source = end->source);
        if (tip.x > frame.x + frame.w - CHART_TO_END)
            continue;
        Path *path = path_create(scene_arena(s));
        path_move(path, tip.x + 14, tip.y);
        path_line(path, x - 12, middles[i]);
        end->leader = add_path(s, chart->group, .path = path, .stroke = color_alpha(end->color, 0.5), .stroke_width = 2,
                               .dash = 3, .gap = 8);
    }
}

// ---- rings on the axis ----

ChartRing chart_ring(Scene *s, Chart *chart, double across, const Point *to, Color color)
{
    static const double RADIUS = 8, WIDTH = 3;
    const Point at_point = {chart_point(chart, across, 0).x, chart->spec.frame.y + chart->spec.frame.h};
    ChartRing ring = {0};
    if (to) {
        // Straight down past the numbers of the steps, then over to the place.
        const double below = fmin(at_point.y + 12 + 1.1 * chart->spec.size, to->y), bend = 0.6 * (to->y - below);
        Path *path = path_create(scene_arena(s));
        path_move(path, at_point.x, at_point.y + RADIUS + WIDTH);
        path_line(path, at_point.x, below);
        path_cubic(path, at_point.x, below + bend, to->x, to->y - bend, to->x, to->y);
        ring.leader = add_path(s, chart->group, .path = path, .stroke = color, .stroke_width = 2);
    }
    ring.ring = add_circle(s, chart->group, .x = at_point.x, .y = at_point.y, .r = RADIUS, .fill = scene_theme(s)->bg,
                           .stroke = color, .stroke_width = WIDTH);
    return ring;
}
