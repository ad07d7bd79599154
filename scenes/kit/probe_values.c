// probe_values.c — the probe's fields for scripts.
#include "scenes/kit/run_values.h"

#include "engine/verbs/figure_verbs.h"
#include "model/run/candidates.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { MOST_CANDIDATES = 128 }; // of a prediction: as many as are recorded of a generated token

// ---- tensors ----

int tensor_view_dims(const TensorView *view)
{
    return view->tensor->n_dims - view->n_fixed;
}

int64_t tensor_view_length(const TensorView *view, int dim)
{
    return view->tensor->shape[view->n_fixed + dim];
}

// The place of an item among the tensor's, with zeros for the indices that are not given.
static int64_t offset_of(const Tensor *tensor, const int64_t *index, int n_index)
{
    int64_t offset = 0;
    for (int dim = 0; dim < tensor->n_dims; dim++)
        offset = offset * tensor->shape[dim] + (dim < n_index ? index[dim] : 0);
    return offset;
}

const float *tensor_view_values(const TensorView *view)
{
    return view->tensor->f32 + offset_of(view->tensor, view->index, view->n_fixed);
}

const Figure *tensor_view_figure(Arena *arena, const TensorView *view, const int64_t *index)
{
    FigureSource source = {.origin = view->view->origin,
                           .file = view->file,
                           .field = view->tensor->name,
                           .n_indices = view->tensor->n_dims};
    memcpy(source.index, view->index, (size_t)view->n_fixed * sizeof *index);
    memcpy(source.index + view->n_fixed, index, (size_t)tensor_view_dims(view) * sizeof *index);
    const float value = view->tensor->f32[offset_of(view->tensor, source.index, source.n_indices)];
    return figure_leaf(arena, FIGURE_RUN, (double)value, source);
}

static const char *probe_file(Arena *arena, const Run *run)
{
    return arena_printf(arena, "probes/%" PRId64 ".safetensors", run->probe->step);
}

static const TensorView *probe_tensor_view(Arena *arena, const RunView *view, ProbeTensor which)
{
    const Tensor *tensor = run_tensor(view->run, which);
    if (!tensor || !tensor->f32 || tensor->n_dims > FIGURE_MOST_INDICES)
        return NULL;
    const bool probed = tensor_find(&view->run->probe->file, PROBE_TENSORS[which].name) == tensor;
    TensorView *made = ARENA_NEW(arena, TensorView);
    *made = (TensorView){
        .view = view, .tensor = tensor, .file = probed ? probe_file(arena, view->run) : "model.safetensors"};
    return made;
}

static ScriptValue tensor_value(const TensorView *view)
{
    return value_handle(&TENSOR_TYPE, (void *)(uintptr_t)view);
}

static int64_t tensor_length(void *object)
{
    return tensor_view_length(object, 0);
}

static ScriptValue tensor_item(ScriptCall *call, void *object, int64_t index)
{
    const TensorView *view = object;
    Arena *arena = scene_arena(call->host);
    const int64_t place = index - 1;
    if (tensor_view_dims(view) == 1)
        return value_figure(tensor_view_figure(arena, view, &place));
    TensorView *inner = arena_memdup(arena, view, sizeof *view);
    inner->index[inner->n_fixed++] = place;
    return tensor_value(inner);
}

// ---- the probe ----

static FigureSource probe_source(Arena *arena, const RunView *view, const char *field)
{
    return run_source(view, probe_file(arena, view->run), NULL, field);
}

static ScriptValue get_prompt(ScriptCall *call, void *object)
{
    const RunView *view = object;
    Arena *arena = scene_arena(call->host);
    return value_words(arena, FIGURE_QUOTE, view->run->probe->prompt, probe_source(arena, view, "prompt"));
}

static ScriptValue get_step(ScriptCall *call, void *object)
{
    const RunView *view = object;
    Arena *arena = scene_arena(call->host);
    const double step = (double)view->run->probe->step;
    return value_figure(figure_leaf(arena, FIGURE_RUN, step, probe_source(arena, view, "step")));
}

static ScriptValue get_tokens(ScriptCall *call, void *object)
{
    const RunView *view = object;
    Arena *arena = scene_arena(call->host);
    const Tensor *tokens = run_tensor(view->run, PROBE_TOKENS);
    return tokens ? given_tokens(arena, view, tokens->i32, (int)tokens->n_items,
                                 probe_source(arena, view, tokens->name), probe_source(arena, view, "prompt"))
                  : value_nil();
}

// What is predicted in a row of a tensor of the probe's, as a token: nothing is drawn here. nil when nothing is likely.
static ScriptValue predicted_token(Arena *arena, const RunView *view, RunToken predicted, ProbeTensor which, int64_t row)
{
    if (predicted.n_top == 0)
        return value_nil();
    TokenView *token = ARENA_NEW(arena, TokenView);
    const FigureSource in = probe_source(arena, view, NULL);
    *token = (TokenView){.view = view,
                         .id = -1,
                         .text = "",
                         .drawn = arena_memdup(arena, &predicted, sizeof predicted),
                         .index = -1,
                         .id_in = in,
                         .text_in = in,
                         .top_in = probe_source(arena, view, PROBE_TENSORS[which].name),
                         .by_id = true};
    token->top_in.index[token->top_in.n_indices++] = row;
    return value_handle(&TOKEN_TYPE, token);
}

// At temperature 1 and among all tokens, whatever a generation then drew from.
static ScriptValue get_next(ScriptCall *call, void *object)
{
    const RunView *view = object;
    Arena *arena = scene_arena(call->host);
    const Tensor *rows = run_tensor(view->run, PROBE_PROBABILITIES);
    return predicted_token(arena, view, probe_prediction(view->run, arena, MOST_CANDIDATES), PROBE_PROBABILITIES,
                           rows ? rows->shape[0] - 1 : 0);
}

// The same behind each block.
static ScriptValue get_after(ScriptCall *call, void *object)
{
    const RunView *view = object;
    Arena *arena = scene_arena(call->host);
    if (!run_tensor(view->run, PROBE_PROBABILITIES_AFTER))
        return value_nil();
    ScriptValue *tokens = ARENA_ARRAY(arena, ScriptValue, view->run->n_layer);
    for (int64_t i = 0; i < view->run->n_layer; i++)
        tokens[i] = predicted_token(arena, view, probe_prediction_after(view->run, i, arena, MOST_CANDIDATES),
                                    PROBE_PROBABILITIES_AFTER, i);
    return value_list(tokens, (int)view->run->n_layer);
}

const Figure *token_candidate_figure(Arena *arena, const TokenView *token, int place)
{
    const RunCandidate *candidate = &token->drawn->top[place];
    FigureSource source = token->top_in;
    source.index[source.n_indices++] = token->by_id ? candidate->id : place;
    if (!token->by_id)
        source.index[source.n_indices++] = 1; // of [id, p]
    return figure_leaf(arena, FIGURE_RUN, candidate->p, source);
}

const Figure *others_figure(Arena *arena, const Figure *const *shown, int n_shown)
{
    const Figure *all = figure_leaf(arena, FIGURE_CONSTANT, 1, (FigureSource){.field = "all"});
    const Figure *percent = figure_leaf(arena, FIGURE_CONSTANT, 100, (FigureSource){.field = "percent"});
    const Figure **printed = ARENA_ARRAY(arena, const Figure *, n_shown);
    for (int i = 0; i < n_shown; i++) {
        const Figure *whole = figure_op2(arena, FIGURE_MUL, shown[i], percent);
        whole = figure_op(arena, FIGURE_ROUND, &whole, 1);
        printed[i] = figure_op2(arena, FIGURE_DIV, whole, percent);
    }
    const Figure *real = figure_op2(arena, FIGURE_SUB, all, figure_op(arena, FIGURE_SUM, shown, n_shown));
    const Figure *left = figure_op2(arena, FIGURE_SUB, all, figure_op(arena, FIGURE_SUM, printed, n_shown));
    return left->value > 0.005 && fabs(left->value - real->value) < 0.01 ? left : real;
}

// A tensor of the run; nil for NULL.
static ScriptValue tensor_of_run(ScriptCall *call, const RunView *view, const Tensor *tensor, const char *file)
{
    if (!tensor)
        return value_nil();
    TensorView *made = ARENA_NEW(run_arena(call), TensorView);
    *made = (TensorView){.view = view, .tensor = tensor, .file = file};
    return tensor_value(made);
}

ScriptValue few_weights_value(ScriptCall *call, const RunView *view)
{
    return tensor_of_run(call, view, view->run->few_weights, "few_weights.safetensors");
}

ScriptValue descent_value(ScriptCall *call, const RunView *view)
{
    return tensor_of_run(call, view, view->run->descent, "descent.safetensors");
}

ScriptValue nudges_value(ScriptCall *call, const RunView *view)
{
    return tensor_of_run(call, view, view->run->nudges, "descent.safetensors");
}

static ScriptValue get_tensor(ScriptCall *call, void *object)
{
    return tensor_value(probe_tensor_view(scene_arena(call->host), object, (ProbeTensor)call->field->at));
}

static const ScriptField PROBE_FIELDS[] = {
    {"prompt", "the text that was read", get_prompt, "name"},
    {"step", "updates before it", get_step, "figure"},
    {"tokens", "of the prompt", get_tokens, "token[]"},
    {"next", "how likely each token is after the prompt, at temperature 1: for next_bars", get_next, "token"},
    {"after", "the same by block, as if the model had ended there: after[1] … after[value(run.n_layer)], which is next; nil "
              "in a probe that does not tell",
     get_after, "token[]"},
    {"embed_token", "by token and channel", get_tensor, "tensor", PROBE_EMBED_TOKEN},
    {"embed_position", "by position and channel", get_tensor, "tensor", PROBE_EMBED_POSITION},
    {"residual", "the stream before each block and after the last, by place, position and channel", get_tensor,
     "tensor", PROBE_RESIDUAL},
    {"residual_mid", "the stream between attention and MLP, by layer, position and channel", get_tensor, "tensor",
     PROBE_RESIDUAL_MID},
    {"q", "queries, by layer, head, position and channel", get_tensor, "tensor", PROBE_Q},
    {"k", "keys, likewise", get_tensor, "tensor", PROBE_K},
    {"v", "values, likewise", get_tensor, "tensor", PROBE_V},
    {"scores", "of queries with keys, by layer, head, row and column", get_tensor, "tensor", PROBE_SCORES},
    {"scores_masked", "the same without what lies ahead", get_tensor, "tensor", PROBE_SCORES_MASKED},
    {"attention", "weights, by layer, head, row and column", get_tensor, "tensor", PROBE_ATTENTION},
    {"heads", "weighed sums of values, by layer, head, position and channel", get_tensor, "tensor", PROBE_HEADS},
    {"attention_out", "what attention adds, by layer, position and channel", get_tensor, "tensor", PROBE_ATTENTION_OUT},
    {"mlp_in", "what the MLP is given, by layer, position and channel", get_tensor, "tensor", PROBE_MLP_IN},
    {"mlp_pre", "its neurons before the GELU, by layer, position and neuron", get_tensor, "tensor", PROBE_MLP_PRE},
    {"mlp_hidden", "and after it", get_tensor, "tensor", PROBE_MLP_HIDDEN},
    {"mlp_out", "what the MLP adds, by layer, position and channel", get_tensor, "tensor", PROBE_MLP_OUT},
    {"mlp_w_in", "its weights, by layer, channel and neuron", get_tensor, "tensor", PROBE_MLP_W_IN},
    {"mlp_w_out", "its weights, by layer, neuron and channel", get_tensor, "tensor", PROBE_MLP_W_OUT},
    {"norm", "the stream after the final norm, by position and channel", get_tensor, "tensor", PROBE_NORM},
    {"logits", "by position and token of the vocabulary", get_tensor, "tensor", PROBE_LOGITS},
    {"probabilities", "likewise", get_tensor, "tensor", PROBE_PROBABILITIES},
    {0},
};

const ScriptType PROBE_TYPE = {
    .name = "probe", .help = "What went on in the model while it read a prompt.", .fields = PROBE_FIELDS};
const ScriptType TENSOR_TYPE = {.name = "tensor",
                                .help = "Recorded numbers; by one index after the other they give figures.",
                                .length = tensor_length,
                                .item = tensor_item};
