// run_lines.c — series of recorded steps, names that fit, title and chart on the canvas.
#include "scenes/chart/run_lines.h"

#include "engine/anim/block.h"
#include "engine/base/utf8.h"
#include "scenes/kit/measure.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/type_scale.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static double value_of(const RunMetric *metric, RunField field)
{
    double value;
    memcpy(&value, (const char *)metric + field.offset, sizeof value);
    return value;
}

bool run_has(const Run *run, RunField field)
{
    for (int i = 0; i < run->n_metrics; i++)
        if (isfinite(value_of(&run->metrics[i], field)))
            return true;
    return false;
}

// ---- names ----

// The name without its middle, so that it is at most so wide, as far as a few letters of it can be.
static const char *cut_middle(Scene *s, const TextStyle *style, const char *name, double most_w)
{
    static const int LEAST = 8; // letters
    const char *shown = words_shown(s, name), *cut = shown;
    const int n = utf8_count(shown);
    for (int kept = n - 1; kept >= LEAST && type_box(s, style, cut).w > most_w; kept--) {
        const int n_head = (int)utf8_prefix_bytes(shown, (kept + 1) / 2);
        const char *tail = shown + utf8_prefix_bytes(shown, n - kept / 2);
        cut = arena_printf(scene_arena(s), "%.*s\xe2\x80\xa6%s", n_head, shown, tail);
    }
    return cut;
}

static const Words *end_name(Scene *s, const char *name)
{
    static const double MOST_W = 0.4; // of the safe width, with the value
    const TextStyle style = chart_end_style(type_size(s, TYPE_LABEL));
    const double value_w = type_box(s, &style, " 0.0000").w;
    const char *cut = cut_middle(s, &style, name, MOST_W * scene_canvas(s).safe.w - value_w);
    ShownFigure *quote = ARENA_NEW(scene_arena(s), ShownFigure); // a folder's name may have digits
    *quote = (ShownFigure){.n_bytes = (int)strlen(cut)};
    Words *words = ARENA_NEW(scene_arena(s), Words);
    *words = (Words){.text = cut, .shown = {quote, 1}};
    return words;
}

Color run_color(const Scene *s, int run)
{
    const Theme *theme = scene_theme(s);
    const Roles *roles = roles_of(theme);
    const Color colors[CHART_MOST_RUNS] = {roles->train, roles->val,  roles->key,   roles->value,
                                           roles->query, theme->good, theme->minus, theme->plus};
    return colors[run];
}

// ---- series ----

ChartData *run_chart(Scene *s, const char *up_name)
{
    static const Words STEP = {.text = "step"};
    Words *up = ARENA_NEW(scene_arena(s), Words);
    *up = (Words){.text = up_name};
    ChartData *data = ARENA_NEW(scene_arena(s), ChartData);
    *data = (ChartData){
        .across_name = &STEP, .up_name = up, .ends_beside = true, .best = {-1, 0}, .point = {-1, 0}, .cut = {-1, 0}};
    return data;
}

int run_line(Scene *s, ChartData *data, const ChartRuns *runs, int run, RunField field, const char *name, Color color)
{
    Arena *arena = scene_arena(s);
    const Run *of = runs->runs[run];
    const Figure **x = ARENA_ARRAY(arena, const Figure *, of->n_metrics + 1);
    const Figure **y = ARENA_ARRAY(arena, const Figure *, of->n_metrics + 1);
    Series *series = &data->series[data->n_series];
    *series = (Series){.name = end_name(s, name), .color = color, .x = x, .y = y};
    for (int i = 0; i < of->n_metrics; i++) {
        const RunMetric *metric = &of->metrics[i];
        const double value = value_of(metric, field);
        if (!isfinite(value))
            continue;
        FigureSource source = {.origin = runs->names[run],
                               .file = "metrics.jsonl",
                               .record = arena_printf(arena, "step=%" PRId64, metric->step),
                               .field = field.name};
        y[series->n] = figure_leaf(arena, FIGURE_RUN, value, source);
        source.field = "step";
        x[series->n++] = figure_leaf(arena, FIGURE_RUN, (double)metric->step, source);
    }
    if (series->n == 0)
        return -1;
    data->dotted[data->n_series] = series->n == 1; // a line of one point is not seen
    return data->n_series++;
}

// ---- on the canvas ----

void run_chart_show(Scene *s, const ChartData *data, const char *title, const char *source)
{
    static const double MOST_HEIGHT = 1.6; // of the width
    Rect rest = scene_canvas(s).safe;
    TextStyle style = {.family = FONT_SANS, .weight = 600, .size = type_size(s, TYPE_LEAD)};
    const char *words = cut_middle(s, &style, title, rest.w);
    const Rect box = type_box(s, &style, words);
    add_text(s, NULL, .x = rest.x, .y = rest.y - box.y, .text = words, .style = &style,
             .color = scene_theme(s)->ink, .source = source);
    rest.y += box.h + SPACE_L;
    rest.h = fmin(rest.h - box.h - SPACE_L, MOST_HEIGHT * rest.w);
    block_begin_scene(s);
    picture_reveal(s, picture_add(s, &CHART_KIND.kind, data, rest, false, 0), (Tween){0});
}
