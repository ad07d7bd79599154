// mlp_columns.c — an MLP at one position as three columns of neurons, with the wires between them that carry most.
//
// A neuron's colour is its value, with a sign when it is negative; a wire's width is what it carries, dashed when
// negative. In a small picture every other neuron is seen, with the strongest wires among these; the others are there
// all the same, so that it grows as a whole. Neurons have cells as keys: column and channel.
#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/columns.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <stdlib.h>

enum { N_OUTER = 9, N_HIDDEN = 17, N_WIRES = 17, FEW_WIRES = 9 }; // wires of each side; few: in a small picture

static const double SMALL = 170; // below this height neurons are plain dots
static const double OUTER_R = 9, HIDDEN_R = 7, AT_HEIGHT = 396, MOST_R_SHARE = 0.42, SMALL_R = 4.2, SMALL_R_SHARE = 0.8;
static const double OUTER_INSET = 12; // the outer columns are a little shorter than the middle one
static const double MOST_ASPECT = 2.8;
static const double NEAR_ZERO = 0.25; // of a column's largest value: no colour to speak of

typedef enum MlpColumn {
    MLP_IN,
    MLP_HIDDEN,
    MLP_OUT,
    MLP_COLUMNS,
} MlpColumn;

typedef struct MlpNeuron {
    int channel;
    double value; // -1 … 1, of the largest of its column
    bool few;     // in a small picture
} MlpNeuron;

typedef struct MlpWire {
    int from, to;   // neurons as shown
    double carries; // activation times weight; -1 … 1, of the strongest of its side
    bool few;       // in a small picture
} MlpWire;

typedef struct MlpExcerpt {
    MlpNeuron neurons[MLP_COLUMNS][N_HIDDEN]; // in the order of their channels
    int n[MLP_COLUMNS];
    MlpWire wires[2][N_WIRES]; // to the hidden neurons and from them; strongest last, so that they are on top
    int n_wires[2];
} MlpExcerpt;

// A layer's MLP at a position, both from 0. What it lacks is NULL: the weights, when they are not recorded.
typedef struct MlpTensors {
    const float *values[MLP_COLUMNS]; // activations (C), (F), (C)
    int64_t widths[MLP_COLUMNS];
    const float *weights[2]; // (C, F), (F, C)
} MlpTensors;

typedef struct Mlp {
    const RunView *view;
    MlpTensors tensors;
    const int64_t *channels; // [n_channels] at most N_OUTER that are shown of what goes in and out; NULL: the strongest
    int n_channels;
    bool lit;    // else neurons have no colour yet, and weaker wires are not drawn
    bool widths; // are written below
} Mlp;

// What is shown where.
typedef struct MlpFit {
    MlpExcerpt excerpt;
    Rect body; // the columns' middles are on its sides and in its middle
    bool small;
    double number_size; // of the widths below; 0: there is no room
} MlpFit;

// ---- what is strongest ----

typedef struct Ranked {
    double size;
    int index;
} Ranked;

static int by_falling_size(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return x->index - y->index;
}

// Which of the shown ones are there in a small picture, too.
static bool is_of_few(int place, int n)
{
    return n <= 5 || place % 2 == 0;
}

// Those that were asked for.
static int take_neurons(const Mlp *mlp, const float *values, MlpNeuron *neurons)
{
    double largest = 0;
    for (int i = 0; i < mlp->n_channels; i++)
        largest = fmax(largest, fabs((double)values[mlp->channels[i]]));
    for (int i = 0; i < mlp->n_channels; i++)
        neurons[i] = (MlpNeuron){(int)mlp->channels[i], (double)values[mlp->channels[i]] / (largest > 0 ? largest : 1),
                                 is_of_few(i, mlp->n_channels)};
    return mlp->n_channels;
}

static int pick_neurons(Arena *arena, const float *values, int64_t width, int n_wanted, MlpNeuron *neurons)
{
    Ranked *ranked = ARENA_ARRAY(arena, Ranked, width);
    for (int64_t i = 0; i < width; i++)
        ranked[i] = (Ranked){fabs((double)values[i]), (int)i};
    qsort(ranked, (size_t)width, sizeof *ranked, by_falling_size);
    const int n = n_wanted < width ? n_wanted : (int)width;
    const double largest = ranked[0].size > 0 ? ranked[0].size : 1;
    int n_picked = 0;
    for (int channel = 0; channel < width; channel++)
        for (int i = 0; i < n; i++)
            if (ranked[i].index == channel) {
                neurons[n_picked] = (MlpNeuron){channel, (double)values[channel] / largest, is_of_few(n_picked, n)};
                n_picked++;
            }
    return n;
}

// The wires of one side that carry most, weak ones first.
static void pick_wires(Arena *arena, const MlpTensors *mlp, int side, MlpExcerpt *excerpt)
{
    const MlpNeuron *from = excerpt->neurons[side], *to = excerpt->neurons[side + 1];
    const int n_to = excerpt->n[side + 1], n_all = excerpt->n[side] * n_to;
    Ranked *ranked = ARENA_ARRAY(arena, Ranked, n_all);
    double *carries = ARENA_ARRAY(arena, double, n_all);
    for (int i = 0; i < n_all; i++) {
        const int a = from[i / n_to].channel, b = to[i % n_to].channel;
        carries[i] = (double)mlp->values[side][a] * (double)mlp->weights[side][a * mlp->widths[side + 1] + b];
        ranked[i] = (Ranked){fabs(carries[i]), i};
    }
    qsort(ranked, (size_t)n_all, sizeof *ranked, by_falling_size);
    for (int i = (N_WIRES < n_all ? N_WIRES : n_all) - 1; i >= 0 && ranked[0].size > 0; i--) {
        const int wire = ranked[i].index;
        excerpt->wires[side][excerpt->n_wires[side]++] =
            (MlpWire){wire / n_to, wire % n_to, carries[wire] / ranked[0].size, false};
    }
    for (int i = excerpt->n_wires[side] - 1, n_few = 0; i >= 0 && n_few < FEW_WIRES; i--) {
        MlpWire *wire = &excerpt->wires[side][i];
        wire->few = from[wire->from].few && to[wire->to].few;
        n_few += wire->few;
    }
}

// The strongest neurons of each column, or those that were asked for, and the wires on each side that carry most.
static MlpExcerpt excerpt_of(Arena *arena, const Mlp *mlp)
{
    const MlpTensors *tensors = &mlp->tensors;
    MlpExcerpt excerpt = {0};
    for (int column = 0; column < MLP_COLUMNS; column++)
        excerpt.n[column] =
            mlp->channels && column != MLP_HIDDEN
                ? take_neurons(mlp, tensors->values[column], excerpt.neurons[column])
                : pick_neurons(arena, tensors->values[column], tensors->widths[column],
                               column == MLP_HIDDEN ? N_HIDDEN : N_OUTER, excerpt.neurons[column]);
    for (int side = 0; side < 2; side++)
        if (tensors->weights[side])
            pick_wires(arena, tensors, side, &excerpt);
    return excerpt;
}

// False when the run's probe has no such MLP.
static bool take_tensors(const Run *run, int64_t layer, int64_t position, MlpTensors *mlp)
{
    static const ProbeTensor VALUES[MLP_COLUMNS] = {PROBE_MLP_IN, PROBE_MLP_HIDDEN, PROBE_MLP_OUT};
    static const ProbeTensor WEIGHTS[2] = {PROBE_MLP_W_IN, PROBE_MLP_W_OUT};
    for (int i = 0; i < MLP_COLUMNS; i++) {
        const Tensor *values = run_tensor(run, VALUES[i]);
        if (!values || layer < 0 || layer >= values->shape[0] || position < 0 || position >= values->shape[1])
            return false;
        mlp->widths[i] = values->shape[2];
        mlp->values[i] = values->f32 + (layer * values->shape[1] + position) * values->shape[2];
    }
    for (int side = 0; side < 2; side++) {
        const Tensor *weights = run_tensor(run, WEIGHTS[side]);
        mlp->weights[side] = weights ? weights->f32 + layer * weights->shape[1] * weights->shape[2] : NULL;
    }
    return true;
}

// ---- where it is ----

static MlpFit fit_mlp(Layout *layout, const Mlp *mlp, Rect rect)
{
    const double size = type_size(layout_scene(layout), TYPE_LABEL);
    const TextStyle style = {.family = FONT_MONO, .size = size};
    MlpFit fit = {.number_size = mlp->widths && rect.h >= 6 * size && rect.w >= 10 * size ? size : 0};
    const double h = rect.h - 2 * fit.number_size;
    fit.small = h < SMALL;
    fit.excerpt = excerpt_of(layout_arena(layout), mlp);
    double margin = fmin(OUTER_R * fmax(1, h / AT_HEIGHT), h / 8);
    const char *width_in = figure_text(layout_arena(layout), (double)mlp->tensors.widths[MLP_IN], "d");
    if (fit.number_size > 0)
        margin = fmax(margin, type_box(layout_scene(layout), &style, width_in).w / 2);
    const double w = fmin(rect.w - 2 * margin, MOST_ASPECT * h), top = fmin(margin, h / 10);
    fit.body = (Rect){rect.x + (rect.w - w) / 2, rect.y + top, w, h - 2 * top};
    return fit;
}

static Point neuron_at(const MlpFit *fit, int column, int i)
{
    const int n = fit->excerpt.n[column];
    const double inset = column == MLP_HIDDEN ? 0 : fmin(OUTER_INSET, fit->body.h / 8);
    const double y = n > 1 ? inset + (fit->body.h - 2 * inset) * i / (n - 1) : fit->body.h / 2;
    return (Point){column * fit->body.w / 2, y}; // in the body
}

static double neuron_r(const MlpFit *fit, int column)
{
    const int n = fit->excerpt.n[column];
    const double pitch = n > 1 ? neuron_at(fit, column, 1).y - neuron_at(fit, column, 0).y : fit->body.h;
    const double r = (column == MLP_HIDDEN ? HIDDEN_R : OUTER_R) * fmax(1, fit->body.h / AT_HEIGHT);
    return fmin(fit->small ? SMALL_R : r, (fit->small ? SMALL_R_SHARE : MOST_R_SHARE) * pitch);
}

// ---- parts ----

static void wire_path(Path *path, Point from, Point to)
{
    const double pull = 0.42 * (to.x - from.x);
    path_move(path, from.x, from.y);
    path_cubic(path, from.x + pull, from.y, to.x - pull, to.y, to.x, to.y);
}

// The wires of a side between every other neuron as one faint picture; not in a small one, unless the strongest are
// unknown.
static void web_part(Layout *layout, const MlpFit *fit, int side)
{
    if (fit->small && fit->excerpt.n_wires[side] > 0)
        return;
    Path *web = path_create(layout_arena(layout));
    for (int from = 0; from < fit->excerpt.n[side]; from++)
        for (int to = 0; to < fit->excerpt.n[side + 1]; to++)
            if (fit->excerpt.neurons[side][from].few && fit->excerpt.neurons[side + 1][to].few)
                wire_path(web, neuron_at(fit, side, from), neuron_at(fit, side + 1, to));
    layout_part(layout, part_named(side == 0 ? "web in" : "web out"), fit->body, -2);
    item_path(layout, "web", .path = web, .stroke = color_alpha(layout_theme(layout)->line, 0.45),
              .stroke_width = 1);
}

// 0 for the weakest wire shown, 1 for the strongest.
static double wire_strength(const MlpExcerpt *excerpt, int side, int wire)
{
    const double weakest = fabs(excerpt->wires[side][0].carries);
    return weakest < 1 ? pow((fabs(excerpt->wires[side][wire].carries) - weakest) / (1 - weakest), 1.5) : 1;
}

// Before they are lit, wires have no length; a dashed one is of no colour instead, as it could not draw itself while
// its shape changes.
static void wire_item(Layout *layout, const Mlp *mlp, const MlpFit *fit, int side, int i)
{
    const Theme *theme = layout_theme(layout);
    const MlpExcerpt *excerpt = &fit->excerpt;
    const MlpWire *wire = &excerpt->wires[side][i];
    const double strength = wire_strength(excerpt, side, i);
    const bool minus = wire->carries < 0;
    const bool seen = (mlp->lit && !fit->small) || wire->few;
    const Color color = color_mix(theme->panel, minus ? theme->minus : theme->plus, lerp(0.55, 1, strength));
    Path *path = path_create(layout_arena(layout));
    wire_path(path, neuron_at(fit, side, wire->from), neuron_at(fit, side + 1, wire->to));
    item_path(layout,
              arena_printf(layout_arena(layout), "%d to %d", excerpt->neurons[side][wire->from].channel,
                           excerpt->neurons[side + 1][wire->to].channel),
              .path = path, .drawn = minus || (seen && !layout_is_seed(layout)) ? 1 : -1,
              .stroke = minus && !seen ? color_alpha(color, 0) : color,
              .stroke_width = fit->small ? 1.5 : lerp(1.4, 5, strength), .dash = minus ? 9 : 0, .gap = minus ? 6 : 0);
}

static void wires_part(Layout *layout, const Mlp *mlp, const MlpFit *fit, int side)
{
    layout_part(layout, part_named(side == 0 ? "wires in" : "wires out"), fit->body, -1);
    for (int i = 0; i < fit->excerpt.n_wires[side]; i++)
        wire_item(layout, mlp, fit, side, i);
}

static Color neuron_fill(const Theme *theme, double value)
{
    return color_mix(theme->panel, value < 0 ? theme->minus : theme->plus, pow(fabs(value), 0.7));
}

static void neuron_part(Layout *layout, const Mlp *mlp, const MlpFit *fit, int column, int i)
{
    const Theme *theme = layout_theme(layout);
    const MlpNeuron *neuron = &fit->excerpt.neurons[column][i];
    const Point middle = neuron_at(fit, column, i);
    const double r = neuron_r(fit, column);
    const Color quiet = color_mix(theme->line, theme->soft, 0.3);
    Color fill = theme->panel, rim = quiet;
    if (fit->small)
        fill = rim = color_alpha(theme->ink, neuron->few ? 1 : 0);
    else if (mlp->lit) {
        fill = neuron_fill(theme, neuron->value);
        rim = fabs(neuron->value) < NEAR_ZERO ? quiet : fill;
    }
    layout_part(layout, part_cell(column, neuron->channel),
                (Rect){fit->body.x + middle.x - r, fit->body.y + middle.y - r, 2 * r, 2 * r}, 0);
    item_circle(layout, "neuron", .x = r, .y = r, .r = layout_is_seed(layout) ? 0 : r, .fill = fill, .stroke = rim);
    if (mlp->lit && !fit->small && neuron->value < -NEAR_ZERO)
        item_rect(layout, "minus", .x = 0.45 * r, .y = r - 1.5, .w = 1.1 * r, .h = 3, .fill = theme->bg);
}

static double width_x(const MlpFit *fit, Rect rect, double column)
{
    return fit->body.x - rect.x + column * fit->body.w / 2;
}

// How wide the columns are in the model, as the way through them.
static void widths_part(Layout *layout, const Mlp *mlp, const MlpFit *fit, Rect rect)
{
    static const char *const NAMES[MLP_COLUMNS] = {"width in", "width hidden", "width out"};
    const double size = fit->number_size, y = 0.75 * size;
    const TextStyle style = {.family = FONT_MONO, .size = size, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
    const Color color = layout_theme(layout)->soft;
    layout_part(layout, part_named("widths"), (Rect){rect.x, rect.y + rect.h - 1.5 * size, rect.w, 1.5 * size}, 0);
    for (int i = 0; i < MLP_COLUMNS; i++) {
        const Figure *width = run_width_figure(layout_arena(layout), mlp->view, i == MLP_HIDDEN);
        const Words *words = words_with_figure(layout_arena(layout), NULL, width, "d");
        item_text(layout, NAMES[i], .x = width_x(fit, rect, i), .y = y, .text = words->text, .style = style,
                  .fill = color, .shown = &words->shown);
        if (i < MLP_OUT)
            item_text(layout, i == 0 ? "to hidden" : "to out", .x = width_x(fit, rect, i + 0.5), .y = y, .text = "→",
                      .style = style, .fill = color);
    }
}

// In the order in which light runs through it.
static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Mlp *mlp = given;
    const MlpFit fit = fit_mlp(layout, mlp, rect);
    for (int column = 0; column < MLP_COLUMNS; column++) {
        for (int i = 0; i < fit.excerpt.n[column]; i++)
            neuron_part(layout, mlp, &fit, column, i);
        if (column < MLP_OUT && fit.excerpt.n_wires[column] > 0)
            wires_part(layout, mlp, &fit, column);
    }
    for (int side = 0; side < 2; side++)
        web_part(layout, &fit, side);
    if (fit.number_size > 0)
        widths_part(layout, mlp, &fit, rect);
}

// ---- the verb ----

static void method_light(ScriptCall *call, const ScriptArgs *args)
{
    Mlp *mlp = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *mlp);
    mlp->lit = true;
    kit_sweep(call, args, mlp);
}

static const Verb MLP_METHODS[] = {
    {"light", SHAPE_VERB, "Neurons take the colours of their values and wires are drawn, from left to right.", NULL,
     KIT_SWEEP_OPTIONS, .call = method_light},
    {0},
};

static const ScriptType MLP_COLUMNS_TYPE = {
    .name = "mlp_columns", .help = "An MLP as columns of neurons.", .parent = &PICTURE_TYPE, .methods = MLP_METHODS};
static const ScriptKind MLP = {{"mlp_columns", NULL, lay_out, .least = {48, 48}}, &MLP_COLUMNS_TYPE, NULL};

static void verb_mlp_columns(ScriptCall *call, const ScriptArgs *args)
{
    Mlp *mlp = ARENA_NEW(scene_arena(call->host), Mlp);
    mlp->view = arg_object(args, "probe", &PROBE_TYPE);
    mlp->lit = arg_bool(args, "lit");
    mlp->widths = arg_bool(args, "widths");
    const Tensor *tokens = run_tensor(mlp->view->run, PROBE_TOKENS);
    const int64_t n_tokens = tokens ? tokens->n_items : 0, layer = arg_integer(args, "layer");
    const int64_t token = arg_given(args, "token") ? arg_integer(args, "token") : n_tokens;
    const bool found = take_tensors(mlp->view->run, layer - 1, token - 1, &mlp->tensors);
    if (found && arg_given(args, "channels"))
        mlp->channels = channels_asked(call, args, mlp->tensors.widths[MLP_OUT], &mlp->n_channels);
    if (mlp->n_channels > N_OUTER)
        script_fail(call, "at most %d channels have room at the sides of an MLP, not %d", N_OUTER, mlp->n_channels);
    else if (found && !script_failed(call))
        script_picture(call, args, &MLP, mlp);
    else if (!found && !run_tensor(mlp->view->run, PROBE_MLP_HIDDEN))
        script_fail(call, "the run's probe recorded no MLP; ask for run.probe.mlp_hidden before");
    else if (!found)
        script_fail(call, "there is no MLP in layer %d at token %d of %d", (int)layer, (int)token, (int)n_tokens);
}

static const Arg MLP_ARGS[] = {{"probe", ARG_HANDLE, .type = &PROBE_TYPE, .help = "run.probe"}, {0}};
static const Arg MLP_OPTIONS[] = {
    {"layer", ARG_INTEGER, .required = true, .min = 1, .max = 1e6, .help = "which block's, from 1"},
    {"token", ARG_INTEGER, .min = 1, .max = 1e6, .help = "at which token of the prompt; without it the last"},
    {"channels", ARG_LIST, .items = ARG_NUMBER, .min = 1, .max = 1e9,
     .help = "what goes in and out is shown of: rising, from 1; without them of the strongest"},
    {"lit", ARG_BOOL, .preset = "true", .help = "false: neurons without colours, until :light()"},
    {"widths", ARG_BOOL, .preset = "true", .help = "how wide it is, below the columns where there is room"},
    {0},
};

const Verb MLP_COLUMNS_VERBS[] = {
    {"mlp_columns", SHAPE_PICTURE, "An MLP's strongest neurons at one token, and the wires that carry most.", MLP_ARGS,
     MLP_OPTIONS, PICTURE_OPTIONS, .call = verb_mlp_columns, .makes = &MLP_COLUMNS_TYPE},
    {0},
};
