// charts.c — charts of recorded runs: of one with all that there is, of several compared.
#include "scenes/chart/charts.h"

#include "engine/anim/block.h"
#include "engine/base/utf8.h"
#include "scenes/kit/chart.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

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

// At a line's end, where there is room for it beside a chart with the value.
static const Words *end_name(Scene *s, const char *name)
{
    static const double MOST_W = 0.4; // of the safe width, with the value
    const TextStyle style = chart_end_style(type_size(s, TYPE_LABEL));
    const double value_w = type_box(s, &style, " 0.0000").w;
    Words *words = ARENA_NEW(scene_arena(s), Words);
    words->text = cut_middle(s, &style, name, MOST_W * scene_canvas(s).safe.w - value_w);
    words->shown = *words_quoted(scene_arena(s), words->text); // a folder's name may have digits
    return words;
}

static Color run_color(const Scene *s, int run)
{
    const Theme *theme = scene_theme(s);
    const Roles *roles = roles_of(theme);
    const Color colors[CHART_MOST_RUNS] = {roles->train, roles->val,  roles->key,   roles->value,
                                           roles->query, theme->good, theme->minus, theme->plus};
    return colors[run];
}

static const char *origin_of(const ChartRuns *runs, int run)
{
    return runs->origins ? runs->origins[run] : runs->names[run];
}

// ---- series ----

static ChartData *over_steps(Scene *s, const char *up_name)
{
    static const Words STEP = {.text = "step"};
    Words *up = ARENA_NEW(scene_arena(s), Words);
    up->text = up_name;
    ChartData *data = chart_data(scene_arena(s), &STEP, up);
    data->ends_beside = true;
    return data;
}

// What a run recorded in a field of its steps, as a series. Gives its place, -1 when the run has no value.
static int add_line(Scene *s, ChartData *data, const ChartRuns *runs, int run, const char *field, const char *name,
                    Color color)
{
    Arena *arena = scene_arena(s);
    const RunView view = {runs->runs[run], origin_of(runs, run)};
    const Figure **x = metrics_column(arena, &view, "step", NULL), **y = metrics_column(arena, &view, field, NULL);
    const Series series = {.name = end_name(s, name), .color = color};
    const int place = data->n_series;
    if (!chart_add(arena, data, series, x, y, view.run->n_metrics, NULL) || data->n_series == place)
        return -1;
    data->dotted[place] = data->series[place].n == 1; // a line of one point is not seen
    return place;
}

static bool has_field(Arena *arena, const Run *run, const char *field)
{
    const Figure **column = metrics_column(arena, &(RunView){run, ""}, field, NULL);
    int i = 0;
    while (i < run->n_metrics && !column[i])
        i++;
    return i < run->n_metrics;
}

// The chart under a title, of the author or recorded.
static void show(Scene *s, const ChartData *data, const char *title, bool recorded)
{
    static const double MOST_HEIGHT = 1.6; // of the width
    static const double READ_S = 2;        // a chart that is drawn is a picture; its words have the time that all want
    Rect rest = scene_canvas(s).safe;
    TextStyle style = {.family = FONT_SANS, .weight = 600, .size = type_size(s, TYPE_LEAD)};
    const char *words = cut_middle(s, &style, title, rest.w);
    const Rect box = type_box(s, &style, words);
    add_text(s, NULL, .x = rest.x, .y = rest.y - box.y, .text = words, .style = &style, .color = scene_theme(s)->ink,
             .shown = recorded ? words_quoted(scene_arena(s), words) : NULL);
    rest.y += box.h + SPACE_L;
    rest.h = fmin(rest.h - box.h - SPACE_L, MOST_HEIGHT * rest.w);
    block_begin_scene(s);
    picture_reveal(s, picture_add(s, &CHART_KIND.kind, data, rest, false, 0), (Tween){0});
    block_hold(s, READ_S);
}

// ---- all of it ----

// Losses that a training by reward makes small are near zero whatever is learned: none of them is the best.
static void add_one(Scene *s, ChartData *data, const ChartKind *kind, const ChartRuns *runs)
{
    const Roles *roles = roles_of(scene_theme(s));
    const int first = add_line(s, data, runs, 0, kind->beside.field, kind->beside.name, roles->train);
    const int second = add_line(s, data, runs, 0, kind->counts.field, kind->counts.name, roles->val);
    const int counted = second >= 0 ? second : first;
    if (second >= 0 && kind->dotted)
        data->dotted[second] = true;
    if (kind->most_is_best || !has_field(scene_arena(s), runs->runs[0], CHART_REWARD.counts.field))
        data->best = (ChartPlace){counted, chart_best(&data->series[counted], kind->most_is_best)};
    data->best_named = true;
}

// Gives whether all are compared by what counts.
static bool add_several(Scene *s, ChartData *data, const ChartKind *kind, const ChartRuns *runs)
{
    bool all = true;
    for (int i = 0; i < runs->n; i++) {
        if (add_line(s, data, runs, i, kind->counts.field, runs->names[i], run_color(s, i)) >= 0)
            continue;
        all = false;
        add_line(s, data, runs, i, kind->beside.field,
                 arena_printf(scene_arena(s), "%s %s", runs->names[i], kind->beside.name), run_color(s, i));
    }
    return all;
}

// The loss of who knows nothing, where all runs have the same number of symbols.
static const Figure *guessing(Scene *s, const ChartRuns *runs)
{
    for (int i = 1; i < runs->n; i++)
        if (runs->runs[i]->n_vocab != runs->runs[0]->n_vocab)
            return NULL;
    const Figure *n_vocab =
        figure_leaf(scene_arena(s), FIGURE_RUN, (double)runs->runs[0]->n_vocab,
                    (FigureSource){.origin = origin_of(runs, 0), .file = "run.json", .field = "corpus.n_vocab"});
    return figure_op(scene_arena(s), FIGURE_LOG, &n_vocab, 1);
}

void chart_build(Scene *s, const ChartKind *kind, const ChartRuns *runs)
{
    static const Words GUESSING = {.text = "blind guessing:"};
    ChartData *data = over_steps(s, kind->up_name);
    bool compared = false;
    if (runs->n == 1)
        add_one(s, data, kind, runs);
    else
        compared = add_several(s, data, kind, runs);
    if (kind == &CHART_LOSS)
        data->rule = guessing(s, runs);
    if (!chart_fit(scene_arena(s), data, NULL)) // linear axes have a place for every value
        return;
    data->rule_words = data->rule ? words_with_figure(scene_arena(s), &GUESSING, data->rule, data->format) : NULL;
    const char *corpus = kind == &CHART_LOSS && runs->n == 1 ? runs->runs[0]->corpus_name : NULL;
    if (corpus && *corpus)
        show(s, data, arena_strndup(scene_arena(s), corpus, strcspn(corpus, "\r\n")), true);
    else
        show(s, data, compared ? kind->compared : kind->title, false);
}

bool chart_can_draw(Arena *arena, const ChartKind *kind, const Run *run, Err *err)
{
    return has_field(arena, run, kind->counts.field) || has_field(arena, run, kind->beside.field) ||
           err_set(err, "%s", kind->lacks);
}

// ---- as a row ----

static void build(Scene *s, const void *const *inputs, const void *kind)
{
    chart_build(s, kind, inputs[0]);
}

FilmRow chart_row(const ChartKind *kind)
{
    return (FilmRow){.film = "chart",
                     .scene = kind->name,
                     .title = kind->title,
                     .file = __FILE__,
                     .build = build,
                     .script = kind};
}

const FilmRow *chart_open(Arena *arena, const char *name, const void *const *runs, const char *const *names,
                          const char *const *origins, int n, const void **drawn, Err *err)
{
    const ChartKind *kind = choices_find(&CHART_CHOICES, name, err);
    if (!kind)
        return NULL;
    if (n > CHART_MOST_RUNS) {
        err_set(err, "%d runs are more than can be told apart in one picture: give at most %d", n, CHART_MOST_RUNS);
        return NULL;
    }
    ChartRuns *of = ARENA_NEW(arena, ChartRuns);
    for (int i = 0; i < n; i++) {
        if (!chart_can_draw(arena, kind, runs[i], err)) {
            err_prefix(err, "%s", names[i]);
            return NULL;
        }
        of->runs[i] = runs[i];
        of->names[i] = names[i];
    }
    of->n = n;
    of->origins = arena_memdup(arena, origins, (size_t)n * sizeof *origins);
    *drawn = of;
    FilmRow *row = ARENA_NEW(arena, FilmRow);
    *row = chart_row(kind);
    return row;
}

// ---- the table ----

const ChartKind CHART_LOSS = {
    .name = "loss",
    .help = "losses over steps: of one run with its evaluations, of several compared",
    .title = "Loss",
    .compared = "Validation loss",
    .up_name = "loss",
    .beside = {"loss", "train"},
    .counts = {"val_loss", "val"},
    .dotted = true,
    .lacks = "the run has no recorded loss, so there is nothing to draw; train it for a step",
};

const ChartKind CHART_REWARD = {
    .name = "reward",
    .help = "what answers earned over steps: of one run with its calls of the calculator, of several compared",
    .title = "Reward",
    .compared = "Reward",
    .up_name = "mean of an update's answers",
    .beside = {"tool_rate", "calls"},
    .counts = {"reward", "reward"},
    .most_is_best = true,
    .lacks = "the run has no recorded reward; gptreel train --objective reinforce records one",
};

// To add one: a row here.
static const ChartKind *const CHARTS[] = {&CHART_LOSS, &CHART_REWARD, NULL};

const Choices CHART_CHOICES = {"chart", CHARTS, 0, offsetof(ChartKind, help)};
