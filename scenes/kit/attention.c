// attention.c — weights as scripts give them, what the verbs share, what a cell looks like, which head is worth a look.
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
    if (view && view->tensor->n_items > 0 && tensor_view_dims(view) == n_dims &&
        tensor_view_length(view, n_dims - 1) == tensor_view_length(view, n_dims - 2))
        return view;
    script_fail(call, "%s", wanted);
    return NULL;
}

// All heads of a view, whatever its dimensions before the last two.
static void take_heads(Arena *arena, const TensorView *view, Attention *data)
{
    const int n_dims = tensor_view_dims(view), n = (int)tensor_view_length(view, n_dims - 1);
    data->view = view;
    data->values = tensor_view_values(view);
    data->texts = prompt_texts(arena, view->view->run, n);
    data->n_heads = 1;
    for (int i = 0; i < n_dims - 2; i++)
        data->n_heads *= (int)tensor_view_length(view, i);
    data->n = n;
    data->first = n > ATTENTION_MOST ? n - ATTENTION_MOST : 0;
    data->row = data->row < n ? data->row : n - 1;
}

bool attention_take(ScriptCall *call, ScriptValue value, Attention *data)
{
    const TensorView *view =
        data->layer
            ? square_view(call, value, 3, "the heads of one layer are wanted here, as in run.probe.attention[layer]")
            : square_view(call, value, 2,
                          "the weights of one head are wanted here, as in run.probe.attention[layer][head]");
    if (view)
        take_heads(scene_arena(call->host), view, data);
    if (view && data->lettered && !data->texts)
        script_fail(call, "these weights are of another text than the run's probe, so their tokens are not known");
    return !script_failed(call);
}

double attention_weight(const Attention *data, int head, int row, int column)
{
    return fmax(0, (double)data->values[(head * data->n + row) * data->n + column]);
}

// ---- what the verbs share ----

static bool take_row(ScriptCall *call, const ScriptArgs *args, Attention *data)
{
    if (arg_given(args, "row"))
        data->row = (int)arg_integer(args, "row") - 1;
    if (data->row >= data->n)
        script_fail(call, "there is no row %d; these are the weights of %d tokens", data->row + 1, data->n);
    else if (data->row >= 0 && data->row < data->first)
        script_fail(call, "row %d is not drawn; of %d tokens the last %d are, from row %d on", data->row + 1, data->n,
                    data->n - data->first, data->first + 1);
    return !script_failed(call);
}

void attention_picture(ScriptCall *call, const ScriptArgs *args, const ScriptKind *kind, Attention data)
{
    Attention *kept = arena_memdup(scene_arena(call->host), &data, sizeof data);
    if (attention_take(call, arg_value(args, "weights"), kept) && take_row(call, args, kept))
        script_picture(call, args, kind, kept);
}

const void *attention_change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    Attention *data = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *data);
    return attention_take(call, given, data) ? data : NULL;
}

Attention *attention_with_row(ScriptCall *call, const ScriptArgs *args, int otherwise)
{
    Attention *data = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *data);
    data->row = otherwise;
    return take_row(call, args, data) ? data : NULL;
}

void attention_light(ScriptCall *call, const ScriptArgs *args)
{
    const Attention *data = picture_data(call->self);
    data = attention_with_row(call, args, data->n - 1);
    if (data)
        picture_change(call->host, call->self, data, (Tween){.dur_s = arg_seconds(args, "dur")});
}

const Arg ATTENTION_LIGHT_ARGS[] = {
    {"row", ARG_INTEGER, .optional = true, .min = 1, .max = 1e6, .help = "which token, from 1; without it the last"},
    {0},
};
const Arg ATTENTION_LIGHT_OPTIONS[] = {{"dur", ARG_DURATION, .help = "how long: the name of a duration"}, {0}};

const Arg ATTENTION_HEAD_ARGS[] = {
    {"weights", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "of one head: run.probe.attention[layer][head]"},
    {0},
};
const Arg ATTENTION_ROW_OPTIONS[] = {
    {"row", ARG_INTEGER, .min = 1, .max = 1e6, .help = "the row in question, from 1; without it there is none"},
    {0},
};

// ---- cells ----

void cell_hatch(Path *path, Rect cell, double most_step)
{
    const double side = fmin(cell.w, cell.h), inset = 0.14 * side, step = fmin((side - 2 * inset) / 2, most_step);
    const Rect box = {cell.x + inset, cell.y + inset, cell.w - 2 * inset, cell.h - 2 * inset};
    for (double sum = step; sum < box.w + box.h - 0.5 * step; sum += step) { // of both coordinates along a stroke
        const double left = fmax(0, sum - box.h), right = fmin(box.w, sum);
        path_move(path, box.x + left, box.y + sum - left);
        path_line(path, box.x + right, box.y + sum - right);
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

const Figure *attention_share(Arena *arena, const Attention *data, int head, LooksAt at)
{
    const int n = data->n;
    const Figure **weights = ARENA_ARRAY(arena, const Figure *, n);
    for (int row = 1; row < n; row++) {
        const int column = at == LOOKS_PREVIOUS ? row - 1 : at == LOOKS_FIRST ? 0 : row;
        weights[row - 1] = tensor_view_figure(arena, data->view, (int64_t[]){head, row, column});
    }
    return figure_op(arena, FIGURE_MEAN, weights, n - 1);
}

// How much there is to see in a head: rows that look back at some tokens more than at others, neither all at one nor
// evenly at all, and not each at itself. The last row, which is the one that is explained, counts for half.
static double interest_of(const Attention *data, int head)
{
    double interest = 0;
    for (int row = data->first + 1; row < data->n; row++) {
        const int n_before = row - data->first;
        double most = 0, sum_squares = 0;
        for (int column = data->first; column < row; column++) {
            const double weight = attention_weight(data, head, row, column);
            most = fmax(most, weight);
            sum_squares += weight * weight;
        }
        const double uneven = most - sqrt(sum_squares / n_before), shared = 1 - fabs(2 * most - 0.9);
        const double worth = 2 * uneven + shared - attention_weight(data, head, row, row);
        interest += row == data->n - 1 ? worth * (data->n - data->first - 1) : worth;
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
    Attention all = {0};
    take_heads(arena, view, &all);
    const int n_layers = (int)tensor_view_length(view, 0), n_heads = all.n_heads / n_layers;
    int n_asked = 0, found = 0;
    const ScriptValue *asked = arg_list(args, "layers", &n_asked);
    double best = -INFINITY;
    for (int i = 0; i < (asked ? n_asked : n_layers); i++) {
        const int layer = asked ? (int)value_real(asked[i]) - 1 : i;
        for (int head = layer * n_heads; head < (layer + 1) * n_heads && layer < n_layers; head++) {
            const double interest = interest_of(&all, head);
            found = interest > best ? head : found;
            best = fmax(best, interest);
        }
    }
    script_return(call, value_figure(ordinal(arena, found / n_heads + 1, "block")));
    script_return(call, value_figure(ordinal(arena, found % n_heads + 1, "head")));
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
