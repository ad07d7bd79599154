// chart.c — the command `gptreel chart`: pictures of recorded runs without a film.
#include "scenes/chart.h"

#include "engine/base/file.h"
#include "engine/output/output.h"
#include "scenes/kit/kit.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { MOST_RUNS = 8 };

// ---- the loss of runs ----

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
    Curve curves[MOST_RUNS];
    int n_curves;
    bool alone; // one run: its training losses too, its dots and its best
    ChartEnd ends[MOST_RUNS + 1];
    const char *words[MOST_RUNS + 2];
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
    const Color colors[MOST_RUNS] = {theme->train, theme->val,  theme->key,   theme->value,
                                     theme->query, theme->good, theme->minus, theme->plus};
    return loss->alone ? theme->val : colors[i];
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
                    curve->loss[curve->n - 1],
                    loss->alone ? scene_theme(s)->train : curve_color(s, loss, i), "run:metrics.loss");
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
                              loss->alone ? theme->train : curve_color(s, loss, i), .width = TRAIN_WIDTH);
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
        chart_dot(s, loss->chart, steps[i], values[i], RADIUS, theme->val);
        last = place;
    }
    chart_dot(s, loss->chart, steps[best], values[best], BEST_RADIUS, theme->pick);
    chart_value(s, loss->chart, .across = steps[best], .up = values[best], .gap = BEST_GAP, .must = true,
                .words = arena_printf(scene_arena(s), "best %.*f", loss->decimals, values[best]), .style = &TYPE_CARD,
                .color = theme->pick, .source = curve->n_val > 0 ? "run:metrics.val_loss" : "run:metrics.loss");
}

static const Scene *build_loss(Arena *arena, Fonts *fonts, Canvas canvas, const Theme *theme, LossChart *loss, Err *err)
{
    Scene *s = scene_create(arena, fonts, canvas, theme, "chart/loss");
    const char *title = loss->alone ? loss->curves[0].run->corpus_name : "Validation loss";
    for (int i = 0; i < loss->n_curves && !loss->alone; i++)
        if (loss->curves[i].n_val == 0)
            title = "Loss";
    const TextStyle style = type_sized(&TYPE_HEADING, heading_size(s));
    Node *words = heading_add(
        s, words_cut(s, &style, words_shown(s, title ? title : "Loss"), canvas.width - 2 * heading_place(s).x));
    node_source(s, words, "run:corpus.name");
    add_frame(s, loss);
    add_lines(s, loss);
    if (loss->alone)
        add_dots(s, loss, &loss->curves[0]);
    scene_end(s, 1);
    return scene_seal(s, err) ? s : NULL;
}

// ---- the command ----

typedef struct ChartOpts {
    bool help;
    const char *out, *size, *canvas, *theme;
} ChartOpts;

static const Opt CHART_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(ChartOpts, out), "FILE", "the picture to write: .svg, .png or .pdf", 0, 0},
    {"size", 0, OPT_STRING, offsetof(ChartOpts, size), "NNNp", "short side of a PNG in pixels", 0, 0},
    {"canvas", 0, OPT_STRING, offsetof(ChartOpts, canvas), "wide|square|tall", "16:9, 1:1 or 9:16", 0, 0},
    {"theme", 0, OPT_STRING, offsetof(ChartOpts, theme), "dark|light", "colours", 0, 0},
    {"help", 'h', OPT_FLAG, offsetof(ChartOpts, help), NULL, "print this text", 0, 0},
    {0},
};

// The last part of a path: "out/runs/t/" gives "t".
static const char *folder_name(Arena *arena, const char *dir)
{
    size_t end = strlen(dir);
    while (end > 1 && dir[end - 1] == '/')
        end--;
    size_t begin = end;
    while (begin > 0 && dir[begin - 1] != '/')
        begin--;
    return arena_strndup(arena, dir + begin, end - begin);
}

static bool read_curves(Arena *arena, const Studio *studio, LossChart *loss, char **dirs, int n_dirs, Err *err)
{
    if (n_dirs > MOST_RUNS)
        return err_set(err, "%d runs are more than can be told apart in one picture: give at most %d", n_dirs,
                       MOST_RUNS);
    for (int i = 0; i < n_dirs; i++) {
        const Run *run = studio->read_input(arena, dirs[i], err);
        if (!run)
            return false;
        const Curve curve = curve_make(arena, run, folder_name(arena, dirs[i]));
        if (curve.n == 0 && curve.n_val == 0)
            return err_set(err, "%s: the run has no recorded loss, so there is nothing to draw; train it for a step",
                           dirs[i]);
        loss->curves[loss->n_curves++] = curve;
    }
    loss->alone = loss->n_curves == 1;
    // Folders of the same name are told apart by their whole paths.
    for (int i = 0; i < n_dirs; i++)
        for (int k = 0; k < n_dirs; k++)
            if (k != i && strcmp(folder_name(arena, dirs[i]), folder_name(arena, dirs[k])) == 0)
                loss->curves[i].name = dirs[i];
    return true;
}

// What to write, as the options say; wrong ones are told before anything is read.
typedef struct Target {
    const StillFormat *format;
    Canvas canvas;
    OutputSize size;
    const Theme *theme;
} Target;

static bool target_choose(Target *target, const ChartOpts *opts, Err *err)
{
    if (!opts->out)
        return err_set(err, "say where to write the picture: -o FILE.svg, .png or .pdf");
    const bool square = strcmp(opts->canvas, "square") == 0, tall = strcmp(opts->canvas, "tall") == 0;
    target->format = still_format_of(opts->out, err);
    target->canvas = canvas_make(square || tall ? 1080 : 1920, tall ? 1920 : 1080);
    target->theme = strcmp(opts->theme, "light") == 0 ? &THEME_LIGHT : &THEME_DARK;
    return target->format && output_size_parse(&target->size, opts->size, target->canvas, err);
}

static bool draw_chart(Arena *arena, const Studio *studio, const Target *target, const char *path, char **dirs,
                       int n_dirs, Err *err)
{
    LossChart loss = {.n_curves = 0};
    if (!read_curves(arena, studio, &loss, dirs, n_dirs, err))
        return false;
    const char *home = home_folder(arena, err);
    Fonts *fonts = home ? fonts_create(path_join(arena, home, "fonts"), err) : NULL;
    if (!fonts)
        return false;
    bool ok = false;
    const Scene *scene = build_loss(arena, fonts, target->canvas, target->theme, &loss, err);
    if (scene) {
        const DisplayList list = frame_at(scene, 0, arena);
        ok = target->format->write(&list, target->size.width_px, target->size.height_px, path, err);
    }
    fonts_destroy(fonts);
    return ok;
}

static int command_chart(int argc, char **argv, const void *context, Err *err)
{
    ChartOpts opts = {.size = "1080p", .canvas = "wide", .theme = "dark"};
    Target target;
    int n_words = 0;
    if (!opts_parse(CHART_TABLE, &opts, argc, argv, &n_words, err))
        return 2;
    if (opts.help) {
        command_help(&SCENES_COMMANDS[0], CHART_TABLE, &opts, stdout);
        return 0;
    }
    if (n_words < 2) {
        err_set(err, "something is missing; usage: gptreel chart %s", SCENES_COMMANDS[0].usage);
        return 2;
    }
    if (strcmp(argv[1], "loss") != 0) {
        err_set(err, "there is no chart \"%s\"; there is: loss", argv[1]);
        return 2;
    }
    if (!target_choose(&target, &opts, err))
        return 2;
    Arena arena;
    arena_init(&arena);
    const bool ok = draw_chart(&arena, context, &target, opts.out, argv + 2, n_words - 1, err);
    arena_finish(&arena);
    return ok ? 0 : 1;
}

// To add a chart: a name in command_chart. To add a command: a row here.
const Command SCENES_COMMANDS[] = {
    {"chart", "loss RUN [RUN...] -o FILE", "Draws the losses of runs as one picture: .svg, .png or .pdf.",
     command_chart},
    {NULL, NULL, NULL, NULL},
};
