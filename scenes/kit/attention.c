// attention.c — weights as scripts give them, which head is worth a look, and what a cell looks like.
#include "scenes/kit/attention.h"

#include "engine/verbs/figure_verbs.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"

#include <math.h>

// ---- weights ----

// The texts of the probe's prompt, when that has as many tokens.
static const char *const *prompt_texts(Arena *arena, const Run *run, int n)
{
    const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
    if (!tokens || tokens->n_items != n)
        return NULL;
    const char **texts = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++)
        texts[i] = run->vocab[tokens->i32[i]];
    return texts;
}

static const TensorView *square_view(ScriptCall *call, ScriptValue value, int n_dims, const char *wanted)
{
    const TensorView *view = value_object(value, &TENSOR_TYPE);
    if (view && tensor_view_dims(view) == n_dims &&
        tensor_view_length(view, n_dims - 1) == tensor_view_length(view, n_dims - 2))
        return view;
    script_fail(call, "%s", wanted);
    return NULL;
}

static Weights weights_from(Arena *arena, const TensorView *view, const float *values, int n)
{
    return (Weights){values, prompt_texts(arena, view->view->run, n), n, n > ATTENTION_MOST ? n - ATTENTION_MOST : 0};
}

bool weights_take(ScriptCall *call, ScriptValue value, Weights *weights)
{
    const TensorView *view =
        square_view(call, value, 2, "the weights of one head are wanted here, as in run.probe.attention[layer][head]");
    if (view)
        *weights =
            weights_from(scene_arena(call->host), view, tensor_view_values(view), (int)tensor_view_length(view, 0));
    return view != NULL;
}

const Weights *weights_of_heads(ScriptCall *call, ScriptValue value, int *n_heads)
{
    const TensorView *view =
        square_view(call, value, 3, "the heads of one layer are wanted here, as in run.probe.attention[layer]");
    if (!view)
        return NULL;
    *n_heads = (int)tensor_view_length(view, 0);
    const int n = (int)tensor_view_length(view, 1);
    Weights *heads = ARENA_ARRAY(scene_arena(call->host), Weights, *n_heads);
    for (int i = 0; i < *n_heads; i++)
        heads[i] = weights_from(scene_arena(call->host), view, tensor_view_values(view) + (int64_t)i * n * n, n);
    return heads;
}

double weight_at(const Weights *weights, int row, int column)
{
    return fmax(0, (double)weights->values[row * weights->n + column]);
}

int weights_row(ScriptCall *call, const ScriptArgs *args, const char *name, const Weights *weights)
{
    const int row = arg_given(args, name) ? (int)arg_integer(args, name) - 1 : weights->n - 1;
    if (row < weights->n)
        return row;
    script_fail(call, "there is no row %d; these are the weights of %d tokens", row + 1, weights->n);
    return -1;
}

// ---- cells ----

void cell_outline(Path *path, double x, double y, double pitch)
{
    const double gap = 0.08 * pitch;
    path_rect(path, x + gap / 2, y + gap / 2, pitch - gap, pitch - gap, 0.12 * pitch);
}

void cell_hatch(Path *path, double x, double y, double pitch)
{
    const double inset = 0.14 * pitch, w = pitch - 2 * inset;
    for (int i = 1; i <= 3; i++) {
        const double sum = i * w / 2; // of both coordinates along the stroke
        const double from = fmax(0, sum - w), to = fmin(w, sum);
        path_move(path, x + inset + from, y + inset + sum - from);
        path_line(path, x + inset + to, y + inset + sum - to);
    }
}

double dot_radius(double weight, double pitch)
{
    return pitch * fmax(0.03, 0.42 * sqrt(weight));
}

Color dot_color(const Theme *theme, bool in_question)
{
    return in_question ? roles_of(theme)->query : color_mix(theme->panel, theme->soft, 0.75);
}

// ---- which head to look at ----

// How much there is to see in a head: rows that look back at some tokens more than at others, neither all at one nor
// evenly at all, and not each at itself. The last row, which is the one that is explained, counts for half.
static double interest_of(const Weights *weights)
{
    double interest = 0;
    for (int row = weights->first + 1; row < weights->n; row++) {
        const int n_before = row - weights->first;
        double most = 0, sum_squares = 0;
        for (int column = weights->first; column < row; column++) {
            const double weight = weight_at(weights, row, column);
            most = fmax(most, weight);
            sum_squares += weight * weight;
        }
        const double uneven = most - sqrt(sum_squares / n_before), shared = 1 - fabs(2 * most - 0.9);
        const double worth = 2 * uneven + shared - weight_at(weights, row, row);
        interest += row == weights->n - 1 ? worth * (weights->n - weights->first - 1) : worth;
    }
    return interest;
}

static const Figure *ordinal(Arena *arena, int number, const char *of_what)
{
    return figure_leaf(arena, FIGURE_ORDINAL, number, (FigureSource){.field = of_what});
}

static void verb_telling_head(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    const TensorView *view = square_view(call, arg_value(args, "attention"), 4,
                                         "the weights of all layers are wanted here: run.probe.attention");
    if (!view)
        return;
    int n_layers = 0, best_layer = 0, best_head = 0;
    const ScriptValue *layers = arg_list(args, "layers", &n_layers);
    if (!layers)
        n_layers = (int)tensor_view_length(view, 0);
    const int n_heads = (int)tensor_view_length(view, 1), n = (int)tensor_view_length(view, 2);
    double best = -INFINITY;
    for (int i = 0; i < n_layers; i++) {
        const int layer = layers ? (int)value_real(layers[i]) - 1 : i;
        for (int head = 0; head < n_heads && layer >= 0 && layer < tensor_view_length(view, 0); head++) {
            const Weights weights =
                weights_from(arena, view, tensor_view_values(view) + ((int64_t)layer * n_heads + head) * n * n, n);
            const double interest = interest_of(&weights);
            if (interest <= best)
                continue;
            best = interest;
            best_layer = layer;
            best_head = head;
        }
    }
    script_return(call, value_figure(ordinal(arena, best_layer + 1, "block")));
    script_return(call, value_figure(ordinal(arena, best_head + 1, "head")));
}

static const Arg TELLING_ARGS[] = {
    {"attention", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "the weights of all layers: run.probe.attention"},
    {"layers", ARG_LIST, .items = ARG_NUMBER, .optional = true, .min = 1, .max = 1e6,
     .help = "those to choose from, from 1; all without it"},
    {0},
};

const Verb ATTENTION_VERBS[] = {
    {"telling_head", SHAPE_FUNCTION, "The layer and the head with most to see: uneven weights, not all at one token.",
     TELLING_ARGS, .call = verb_telling_head, .returns = "figure"},
    {0},
};
