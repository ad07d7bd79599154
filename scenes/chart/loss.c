// loss.c — the chart of losses: of one run with all that was recorded, of several by their validation losses.
#include "scenes/chart/loss.h"

#include "scenes/kit/kit.h"

#include <math.h>

typedef struct Curve {
    const Run *run;
    const char *name;       // of the folder
    double *step, *loss;    // [n] the training losses that are numbers
    double *val_step, *val; // [n_val]
    int n, n_val;
} Curve;

static Curve curve_make(Arena *arena, const Run *run, const char *name)
{
    Curve curve = {.run = run, .name = name};
    curve.step = ARENA_ARRAY(arena, double, run->n_metrics + 1);
    curve.loss = ARENA_ARRAY(arena, double, run->n_metrics + 1);
    curve.val_step = ARENA_ARRAY(arena, double, run->n_metrics + 1);
    curve.val = ARENA_ARRAY(arena, double, run->n_metrics + 1);
    for (int i = 0; i < run->n_metrics; i++) {
        const RunMetric *metric = &run->metrics[i];
        if (isfinite(metric->loss)) {
            curve.step[curve.n] = (double)metric->step;
            curve.loss[curve.n++] = metric->loss;
        }
        if (isfinite(metric->val_loss)) {
            curve.val_step[curve.n_val] = (double)metric->step;
            curve.val[curve.n_val++] = metric->val_loss;
        }
    }
    return curve;
}

typedef struct LossChart {
    Curve curves[CHART_MOST_RUNS];
    int n_curves;
    bool alone; // one run: its training losses too, its dots and its best
    ChartEnd ends[CHART_MOST_RUNS + 1];
    const char *words[CHART_MOST_RUNS + 2];
    int n_ends;
    double guess; // NaN when the runs do not share one
    int decimals;
    Chart *chart;
} LossChart;

static void add_end(Scene *s, LossChart *loss, const char *name, double last, Color color, const char *source)
{
    static const double MOST_NAME_W = 420;
    const TextStyle *style = &TYPE_LABEL_BOLD;
    const char *shown = words_cut(s, style, words_shown(s, name), MOST_NAME_W);
    const char *words = arena_printf(scene_arena(s), "%s %.*f", shown, loss->decimals, last);
    loss->words[loss->n_ends] = words;
    loss->ends[loss->n_ends++] = (ChartEnd){.words = words, .color = color, .source = source};
}

static Color curve_color(const Scene *s, const LossChart *loss, int i)
{
    const Theme *theme = scene_theme(s);
    const Roles *roles = roles_of(theme);
    const Color colors[CHART_MOST_RUNS] = {roles->train, roles->val,  roles->key,   roles->value,
                                           roles->query, theme->good, theme->minus, theme->plus};
    return loss->alone ? roles->val : colors[i];
}

static void add_ends(Scene *s, LossChart *loss)
{
    for (int i = 0; i < loss->n_curves; i++) {
        const Curve *curve = &loss->curves[i];
        if (curve->n_val > 0)
            add_end(s, loss, loss->alone ? "val" : curve->name, curve->val[curve->n_val - 1], curve_color(s, loss, i),
                    "run:metrics.val_loss");
        if (curve->n > 0 && (loss->alone || curve->n_val == 0))
            add_end(s, loss, loss->alone ? "train" : arena_printf(scene_arena(s), "%s train", curve->name),
                    curve->loss[curve->n - 1], loss->alone ? roles_of(scene_theme(s))->train : curve_color(s, loss, i),
                    "run:metrics.loss");
    }
}

static void add_frame(Scene *s, LossChart *loss)
{
    static const double PAD_TOP = 46, PAD_BOTTOM = 30, UNDER_TITLE = 60, UNDER_AXIS = 64, MOST_HEIGHT = 1.2;
    ChartRange across = CHART_RANGE_EMPTY, up = CHART_RANGE_EMPTY;
    loss->guess = log((double)loss->curves[0].run->n_vocab);
    for (int i = 0; i < loss->n_curves; i++) {
        const Curve *curve = &loss->curves[i];
        chart_range_add(&across, curve->val_step, curve->n_val);
        chart_range_add(&up, curve->val, curve->n_val);
        if (loss->alone || curve->n_val == 0) {
            chart_range_add(&across, curve->step, curve->n);
            chart_range_add(&up, curve->loss, curve->n);
        }
        if (curve->run->n_vocab != loss->curves[0].run->n_vocab)
            loss->guess = (double)NAN;
    }
    // Where guessing is far from all that was measured, it would flatten the curves.
    if (!(loss->guess > up.low && loss->guess < up.high + 0.5 * (up.high - up.low)))
        loss->guess = (double)NAN;
    chart_range_add(&up, &loss->guess, 1);
    loss->decimals = chart_decimals(up);
    add_ends(s, loss);
    const Rect safe = scene_canvas(s).safe;
    const Point title = heading_place(s);
    Rect frame = {title.x, title.y + UNDER_TITLE, safe.x + safe.w - title.x, 0};
    frame.h = fmin(safe.y + safe.h - UNDER_AXIS - frame.y, MOST_HEIGHT * frame.w);
    loss->chart = chart_add(s, NULL, .frame = frame, .pad_top = PAD_TOP, .pad_bottom = PAD_BOTTOM, .across = across,
                            .up = up, .left_most = title.x, .right_most = safe.x + safe.w, .ends = loss->words,
                            .name = "loss", .steps = true, .name_across = "step", .source_across = "run:metrics.step",
                            .source_up = "run:metrics.loss");
}

static void add_lines(Scene *s, LossChart *loss)
{
    static const double TRAIN_WIDTH = 2.5, VAL_WIDTH = 3.5;
    const Theme *theme = scene_theme(s);
    int n_ends = 0;
    for (int i = 0; i < loss->n_curves; i++) {
        const Curve *curve = &loss->curves[i];
        const bool train = curve->n > 0 && (loss->alone || curve->n_val == 0);
        const ChartLine *line = NULL;
        if (train) // first, so that it lies under the other
            line = chart_line(s, loss->chart, curve->step, curve->loss, curve->n,
                              loss->alone ? roles_of(theme)->train : curve_color(s, loss, i), .width = TRAIN_WIDTH);
        if (curve->n_val > 0)
            loss->ends[n_ends++].line = chart_line(s, loss->chart, curve->val_step, curve->val, curve->n_val,
                                                   curve_color(s, loss, i), .width = VAL_WIDTH);
        if (train)
            loss->ends[n_ends++].line = line;
    }
    chart_end_labels(s, loss->chart, loss->ends, loss->n_ends);
    if (!isnan(loss->guess))
        chart_rule(s, loss->chart, loss->guess,
                   arena_printf(scene_arena(s), "guessing: %.*f", loss->decimals, loss->guess), theme->soft,
                   "run:corpus.n_vocab");
}

// Dots where one run was evaluated, not nearer to one another than can be told apart, and its best value.
static void add_dots(Scene *s, const LossChart *loss, const Curve *curve)
{
    static const double RADIUS = 7, BEST_RADIUS = 10, DISTANCE = 30, BEST_GAP = 30;
    const Theme *theme = scene_theme(s);
    const double *steps = curve->n_val > 0 ? curve->val_step : curve->step;
    const double *values = curve->n_val > 0 ? curve->val : curve->loss;
    const int n = curve->n_val > 0 ? curve->n_val : curve->n;
    int best = 0;
    Point last = {-1e9, 0};
    for (int i = 0; i < n; i++) {
        const Point place = chart_point(loss->chart, steps[i], values[i]);
        best = values[i] < values[best] ? i : best;
        if (curve->n_val == 0 || hypot(place.x - last.x, place.y - last.y) < DISTANCE)
            continue;
        chart_dot(s, loss->chart, steps[i], values[i], RADIUS, roles_of(theme)->val);
        last = place;
    }
    chart_dot(s, loss->chart, steps[best], values[best], BEST_RADIUS, theme->pick);
    chart_value(s, loss->chart, .across = steps[best], .up = values[best], .gap = BEST_GAP, .must = true,
                .words = arena_printf(scene_arena(s), "best %.*f", loss->decimals, values[best]), .style = &TYPE_CARD,
                .color = theme->pick, .source = curve->n_val > 0 ? "run:metrics.val_loss" : "run:metrics.loss");
}

static const char *title_words(const LossChart *loss)
{
    if (loss->alone)
        return loss->curves[0].run->corpus_name ? loss->curves[0].run->corpus_name : "Loss";
    for (int i = 0; i < loss->n_curves; i++)
        if (loss->curves[i].n_val == 0)
            return "Loss";
    return "Validation loss";
}

static void build(Scene *s, const void *input)
{
    const ChartRuns *runs = input;
    LossChart loss = {.n_curves = runs->n, .alone = runs->n == 1};
    for (int i = 0; i < runs->n; i++)
        loss.curves[i] = curve_make(scene_arena(s), runs->runs[i], runs->names[i]);
    const TextStyle style = type_sized(&TYPE_HEADING, heading_size(s));
    const double max_width = scene_canvas(s).width - 2 * heading_place(s).x;
    Node *title = heading_add(s, words_cut(s, &style, words_shown(s, title_words(&loss)), max_width));
    node_source(s, title, "run:corpus.name");
    add_frame(s, &loss);
    add_lines(s, &loss);
    if (loss.alone)
        add_dots(s, &loss, &loss.curves[0]);
    scene_end(s, 1);
}

static bool can_draw(const Run *run, Err *err)
{
    for (int i = 0; i < run->n_metrics; i++)
        if (isfinite(run->metrics[i].loss) || isfinite(run->metrics[i].val_loss))
            return true;
    return err_set(err, "the run has no recorded loss, so there is nothing to draw; train it for a step");
}

const ChartKind CHART_LOSS = {
    .name = "loss",
    .help = "losses over steps: of one run with its evaluations, of several compared",
    .can_draw = can_draw,
    .source = {"Loss", __FILE__, build},
};
