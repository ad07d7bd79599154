// recorded.c — the generation, or the prediction of the probe, as arrays.
#include "scenes/kit/recorded.h"

#include "engine/base/utf8.h"

#include <math.h>
#include <string.h>

enum { MOST_CHARS = 150, FINE_CHARS = 110, LEAST_CHARS = 40 };

// The last row of the probe's logits as the distribution that is drawn from.
static double *probe_distribution(Scene *s, const Run *run, double temperature, int64_t top_k)
{
    const Tensor *logits = run_tensor(run, PROBE_LOGITS);
    const int n = (int)run->n_vocab;
    if (!logits || !(temperature > 0))
        return NULL;
    const float *last = logits->f32 + (logits->shape[0] - 1) * n;
    double *p = ARENA_ARRAY(scene_arena(s), double, n);
    double most = -INFINITY, sum = 0;
    for (int i = 0; i < n; i++)
        most = fmax(most, (double)last[i]);
    for (int i = 0; i < n; i++) {
        int n_likelier = 0;
        for (int k = 0; top_k > 0 && k < n; k++)
            n_likelier += last[k] > last[i] || (last[k] == last[i] && k < i);
        p[i] = top_k > 0 && n_likelier >= top_k ? 0 : exp(((double)last[i] - most) / temperature);
        sum += p[i];
    }
    for (int i = 0; i < n; i++)
        p[i] /= sum;
    return p;
}

// The first token's distribution: what was recorded with it, and for symbols too unlikely to be recorded the probe's,
// if it is of the same prompt and agrees with the record.
static double *first_distribution(Scene *s, const Run *run)
{
    static const double AGREES = 1e-3;
    const RunToken *token = &run->generation->tokens[0];
    double *p = NULL;
    if (run->probe && strcmp(run->probe->prompt, run->generation->prompt) == 0)
        p = probe_distribution(s, run, run->generation->temperature, run->generation->top_k);
    for (int i = 0; p && i < token->n_top; i++)
        if (!(fabs(p[token->top[i].id] - token->top[i].p) < AGREES))
            p = NULL;
    if (!p)
        p = ARENA_ARRAY(scene_arena(s), double, run->n_vocab);
    for (int i = 0; i < token->n_top; i++)
        p[token->top[i].id] = token->top[i].p;
    return p;
}

static void sort_symbols(Scene *s, Recorded *recorded)
{
    const int n = (int)recorded->run->n_vocab;
    recorded->ids = ARENA_ARRAY(scene_arena(s), int, n);
    recorded->texts = ARENA_ARRAY(scene_arena(s), const char *, n);
    recorded->sorted_p = ARENA_ARRAY(scene_arena(s), double, n);
    for (int id = 0; id < n; id++) {
        if (!(recorded->p[id] > 0))
            continue;
        int at_index = recorded->n_sorted++;
        for (; at_index > 0 && recorded->p[recorded->ids[at_index - 1]] < recorded->p[id]; at_index--)
            recorded->ids[at_index] = recorded->ids[at_index - 1];
        recorded->ids[at_index] = id;
    }
    for (int i = 0; i < recorded->n_sorted; i++) {
        recorded->texts[i] = recorded->run->vocab[recorded->ids[i]];
        recorded->sorted_p[i] = recorded->p[recorded->ids[i]];
        if (recorded->generation && recorded->ids[i] == recorded->generation->tokens[0].id)
            recorded->chosen = i;
    }
}

// How many tokens make a text that is short enough to be read and ends with a sentence; if it never does, with a line.
static int count_written(const RunGeneration *generation)
{
    int n_chars = 0, any = 0, sentence = 0, line = 0;
    for (int i = 0; i < generation->n_tokens; i++) {
        const char *text = generation->tokens[i].text;
        n_chars += utf8_count(text);
        if (n_chars > MOST_CHARS)
            break;
        any = i + 1;
        const char last = text[0] ? text[strlen(text) - 1] : '\0';
        const bool next_is_space = i + 1 == generation->n_tokens || strchr(" \n", generation->tokens[i + 1].text[0]);
        if (strchr(".?!", last) && last && next_is_space && (n_chars <= FINE_CHARS || sentence == 0))
            sentence = i + 1;
        if (last == '\n' && (n_chars <= FINE_CHARS || line == 0) && n_chars > LEAST_CHARS)
            line = i;
    }
    return sentence > 0 && (line == 0 || sentence > LEAST_CHARS / 4) ? sentence : line > 0 ? line : any;
}

Recorded recorded_generation(Scene *s, const Run *run)
{
    Recorded recorded = {.run = run, .chosen = -1, .source = "run:probe.logits"};
    const RunGeneration *generation = run->generation;
    if (generation && generation->n_tokens > 0 && generation->tokens[0].n_top > 0) {
        recorded.generation = generation;
        recorded.source = "run:generation.top";
        recorded.n_context = generation->n_prompt;
        recorded.context = ARENA_ARRAY(scene_arena(s), const char *, generation->n_prompt);
        for (int i = 0; i < generation->n_prompt; i++)
            recorded.context[i] = run->vocab[generation->prompt_ids[i]];
        recorded.choice = generation->tokens[0].text;
        recorded.n_written = count_written(generation);
        recorded.p = first_distribution(s, run);
    } else {
        const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
        recorded.n_context = tokens ? (int)tokens->n_items : 0;
        recorded.context = ARENA_ARRAY(scene_arena(s), const char *, recorded.n_context);
        for (int i = 0; i < recorded.n_context; i++)
            recorded.context[i] = run->vocab[tokens->i32[i]];
        recorded.p = probe_distribution(s, run, 1, 0);
    }
    if (recorded.p)
        sort_symbols(s, &recorded);
    return recorded;
}

// A token short enough for a tile: the first characters of a long one.
static const char *shortened(Scene *s, const char *text)
{
    enum { MOST = 8 };
    if (utf8_count(text) <= MOST)
        return text;
    return arena_printf(scene_arena(s), "%.*s…", (int)utf8_prefix_bytes(text, MOST), text);
}

const Prediction *recorded_prediction(Scene *s, const Recorded *recorded, int token_index)
{
    const RunToken *token = &recorded->generation->tokens[token_index];
    Prediction *prediction = ARENA_NEW(scene_arena(s), Prediction);
    prediction->chosen = -1;
    double shown = 0;
    for (int i = 0; i < token->n_top && prediction->n < BARS_MOST; i++) {
        int from = i;
        // In the last row comes the chosen one, if it is still to come.
        for (int k = i; i == BARS_MOST - 1 && k < token->n_top; k++)
            if (token->top[k].id == token->id)
                from = k;
        if (token->top[from].id == token->id)
            prediction->chosen = prediction->n;
        prediction->texts[prediction->n] = shortened(s, recorded->run->vocab[token->top[from].id]);
        prediction->p[prediction->n++] = token->top[from].p;
        shown += token->top[from].p;
    }
    static const double ROUNDING = 5e-4;
    prediction->p_other = 1 - shown > ROUNDING ? 1 - shown : 0;
    return prediction;
}
