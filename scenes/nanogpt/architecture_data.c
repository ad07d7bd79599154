// architecture_data.c — tokens, embeddings, attention, neurons and the prediction, from the run's probe and generation.
#include "scenes/nanogpt/architecture_data.h"

#include "model/run/candidates.h"

#include <math.h>
#include <string.h>

static const float *tensor_row(const Tensor *tensor, int64_t row)
{
    return tensor ? tensor->f32 + row * tensor->shape[tensor->n_dims - 1] : NULL;
}

// How many tokens the probe has; 0 without one.
static int64_t probe_length(const Run *run)
{
    const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
    return tokens ? tokens->n_items : 0;
}

// ---- tokens ----

// The ids whose way is shown: the probe's, else those of the recorded generation, else the vocabulary's first.
static int shown_ids(const Run *run, int32_t ids[ARCH_TOKENS], int *n_prompt)
{
    int64_t n = probe_length(run);
    const int32_t *from = n > 0 ? run_tensor(run, PROBE_TOKENS)->i32 : NULL;
    if (n == 0 && run->generation) {
        from = run->generation->prompt_ids;
        n = run->generation->n_prompt;
    }
    *n_prompt = (int)n;
    const int64_t skip = n > ARCH_TOKENS ? n - ARCH_TOKENS : 0;
    if (from && n > 0) {
        for (int64_t i = skip; i < n; i++)
            ids[i - skip] = from[i];
        return (int)(n - skip);
    }
    n = run->n_vocab < ARCH_TOKENS ? run->n_vocab : ARCH_TOKENS;
    for (int64_t i = 0; i < n; i++)
        ids[i] = (int32_t)i;
    *n_prompt = (int)n;
    return (int)n;
}

static void take_tokens(Scene *s, const Run *run, ArchData *data)
{
    int32_t ids[ARCH_TOKENS];
    data->n_tokens = shown_ids(run, ids, &data->n_prompt);
    for (int i = 0; i < data->n_tokens; i++) {
        const bool known = ids[i] >= 0 && ids[i] < run->n_vocab;
        data->texts[i] = known ? run->vocab[ids[i]] : "?";
        data->labels[i] = token_words(s, data->texts[i]);
    }
    const Tensor *tokens = run_tensor(run, PROBE_EMBED_TOKEN), *positions = run_tensor(run, PROBE_EMBED_POSITION);
    const int64_t first = data->n_prompt - data->n_tokens;
    data->tokens = tensor_row(tokens, first);
    data->positions = tensor_row(positions, first);
    data->n_embd = run->n_embd;
    data->has_positions = positions || strcmp(run->positions, "learned") == 0;
    const int64_t n_values = data->n_tokens * data->n_embd;
    data->full_token = columns_full(s, data->tokens, n_values);
    data->full_position = columns_full(s, data->positions, n_values);
}

// ---- blocks ----

// The weights among the shown tokens in one head; when they are not all there are, as shares among them. (n, n)
static const double *head_weights(Scene *s, const Tensor *attention, int64_t layer, int64_t head, int n)
{
    const int64_t n_heads = attention->shape[1], n_all = attention->shape[2], skip = n_all - n;
    double *weights = ARENA_ARRAY(scene_arena(s), double, n *n);
    const float *grid = attention->f32 + (layer * n_heads + head) * n_all * n_all;
    for (int row = 0; row < n; row++) {
        double sum = 0;
        for (int col = 0; col <= row; col++)
            sum += (double)grid[(row + skip) * n_all + col + skip];
        for (int col = 0; col <= row; col++) {
            const double weight = (double)grid[(row + skip) * n_all + col + skip];
            weights[row * n + col] = skip > 0 && sum > 0 ? weight / sum : weight;
        }
    }
    return weights;
}

// How much there is to see in a head: rows that look back at some tokens more than at others, neither all at one nor
// evenly at all, and not each at itself. The last row, which is the one that is explained, counts for half.
static double head_interest(const double *weights, int n)
{
    double interest = 0;
    for (int row = 1; row < n; row++) {
        double most = 0, sum_squares = 0;
        for (int col = 0; col < row; col++) {
            most = fmax(most, weights[row * n + col]);
            sum_squares += weights[row * n + col] * weights[row * n + col];
        }
        const double self = weights[row * n + row];
        const double uneven = most - sqrt(sum_squares / row);
        const double shared = 1 - fabs(2 * most - 0.9);
        const double worth = uneven * 2 + shared - self;
        interest += row == n - 1 ? worth * (n - 1) : worth;
    }
    return interest;
}

// The most interesting head of each drawn block, and the most interesting block of all.
static void choose_heads(Scene *s, const Tensor *attention, ArchData *data)
{
    double best_of_all = -INFINITY;
    for (int i = 0; i < data->n_blocks; i++) {
        double best = -INFINITY;
        for (int head = 0; head < data->n_heads; head++) {
            const double *weights = head_weights(s, attention, data->layers[i], head, data->n_tokens);
            const double interest = head_interest(weights, data->n_tokens);
            if (interest > best) {
                best = interest;
                data->heads[i] = head;
                data->weights[i] = weights;
            }
        }
        if (best > best_of_all) {
            best_of_all = best;
            data->opened = i;
        }
    }
}

static const MlpExcerpt *layer_excerpt(Scene *s, const Run *run, int64_t layer, const ArchData *data)
{
    enum { N_OUTER = 9, N_HIDDEN = 17, N_WIRES = 34 };
    const int64_t n_time = probe_length(run), n_embd = data->n_embd, n_hidden = data->n_hidden;
    const Tensor *in = run_tensor(run, PROBE_MLP_IN), *hidden = run_tensor(run, PROBE_MLP_HIDDEN);
    const Tensor *out = run_tensor(run, PROBE_MLP_OUT);
    const Tensor *w_in = run_tensor(run, PROBE_MLP_W_IN), *w_out = run_tensor(run, PROBE_MLP_W_OUT);
    if (n_time == 0 || !in || !hidden || !out || !w_in || !w_out)
        return mlp_excerpt_blank(s, N_OUTER, N_HIDDEN);
    const int64_t row = (layer + 1) * n_time - 1; // the last position
    const MlpTensors mlp = {
        .in = tensor_row(in, row),
        .hidden = tensor_row(hidden, row),
        .out = tensor_row(out, row),
        .w_in = w_in->f32 + layer * n_embd * n_hidden,
        .w_out = w_out->f32 + layer * n_embd * n_hidden,
        .n_embd = n_embd,
        .n_hidden = n_hidden,
    };
    return mlp_excerpt(s, &mlp, N_OUTER, N_HIDDEN, N_WIRES);
}

static void take_blocks(Scene *s, const Run *run, ArchData *data)
{
    data->n_layers = (int)run->n_layer;
    data->n_heads = (int)run->n_head;
    data->n_hidden = run->n_hidden;
    data->n_blocks = blocks_shown(data->n_layers, ARCH_BLOCKS - (data->n_layers > ARCH_BLOCKS), data->layers);
    const int64_t n_time = probe_length(run);
    const Tensor *attention = run_tensor(run, PROBE_ATTENTION);
    if (attention && n_time > 0)
        choose_heads(s, attention, data);
    else
        data->opened = data->n_blocks / 2;
    data->has_attention = attention || run->has_attention;
    data->has_mlp = data->n_hidden > 0;
    for (int i = 0; i < data->n_blocks; i++)
        data->excerpts[i] = layer_excerpt(s, run, data->layers[i], data);
}

// ---- prediction ----

// The step of the recorded generation that came after the probe's prompt, when it begins with that very text; else
// NULL.
static const RunToken *drawn_token(const Run *run)
{
    const RunGeneration *generation = run->generation;
    if (!generation || !run->probe)
        return NULL;
    const char *rest = run->probe->prompt;
    const size_t n_prompt = strlen(generation->prompt);
    if (strncmp(rest, generation->prompt, n_prompt) != 0)
        return NULL;
    rest += n_prompt;
    int i = 0;
    for (; *rest && i < generation->n_tokens; i++) {
        const size_t n = strlen(generation->tokens[i].text);
        if (n == 0 || strncmp(rest, generation->tokens[i].text, n) != 0)
            return NULL;
        rest += n;
    }
    return *rest || i >= generation->n_tokens ? NULL : &generation->tokens[i];
}

static bool is_among_top(const RunToken *token, int32_t id, int n)
{
    for (int i = 0; i < n && i < token->n_top; i++)
        if (token->top[i].id == id)
            return true;
    return false;
}

// The likeliest of what the token was drawn from, where that was recorded: so the same prompt shows the same
// probabilities in every scene. Else of what the probe predicts. NULL without either.
static const Prediction *take_prediction(Scene *s, const Run *run, int n_rows, const char **source)
{
    const RunToken *drawn = drawn_token(run);
    const bool recorded = drawn && drawn->n_top > 1 && run->generation->temperature > 0;
    *source = recorded ? "run:generation.top" : "run:probe.probabilities";
    RunToken token = recorded ? *drawn : probe_prediction(run, scene_arena(s), n_rows);
    token.id = drawn && is_among_top(&token, drawn->id, n_rows) ? drawn->id : -1; // an unlikely one gets no row
    return token.n_top > 0 ? recorded_prediction(s, run, &token, n_rows) : NULL;
}

const ArchData *arch_data(Scene *s, const Run *run)
{
    ArchData *data = ARENA_NEW(scene_arena(s), ArchData);
    take_tokens(s, run, data);
    take_blocks(s, run, data);
    data->prediction = take_prediction(s, run, scene_shape(s) == CANVAS_WIDE ? BARS_MOST : 5, &data->prediction_source);
    return data;
}
