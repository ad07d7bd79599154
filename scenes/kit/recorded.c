// recorded.c — the generation, or the prediction of the probe, as arrays.
#include "scenes/kit/recorded.h"

#include "engine/base/utf8.h"
#include "model/run/candidates.h"

#include <string.h>

enum { MOST_CHARS = 150, FINE_CHARS = 110, LEAST_CHARS = 40 };
enum { MOST_CANDIDATES = 128 }; // as many as are recorded of a generated token

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

static void take_candidates(Scene *s, Recorded *recorded, const RunToken *token)
{
    Arena *arena = scene_arena(s);
    recorded->p = ARENA_ARRAY(arena, double, recorded->run->n_vocab);
    recorded->ids = ARENA_ARRAY(arena, int, token->n_top);
    recorded->texts = ARENA_ARRAY(arena, const char *, token->n_top);
    recorded->sorted_p = ARENA_ARRAY(arena, double, token->n_top);
    recorded->n_sorted = token->n_top;
    for (int i = 0; i < token->n_top; i++) {
        const RunCandidate *candidate = &token->top[i];
        recorded->p[candidate->id] = candidate->p;
        recorded->ids[i] = candidate->id;
        recorded->texts[i] = recorded->run->vocab[candidate->id];
        recorded->sorted_p[i] = candidate->p;
        if (candidate->id == token->id)
            recorded->chosen = i;
    }
}

static void take_generation(Scene *s, Recorded *recorded, const RunGeneration *generation)
{
    recorded->generation = generation;
    recorded->source = "run:generation.top";
    recorded->n_context = generation->n_prompt;
    recorded->context = ARENA_ARRAY(scene_arena(s), const char *, generation->n_prompt);
    for (int i = 0; i < generation->n_prompt; i++)
        recorded->context[i] = recorded->run->vocab[generation->prompt_ids[i]];
    recorded->choice = generation->tokens[0].text;
    recorded->n_written = count_written(generation);
    take_candidates(s, recorded, &generation->tokens[0]);
}

static void take_probe(Scene *s, Recorded *recorded, const Run *run)
{
    const Tensor *tokens = run_tensor(run, PROBE_TOKENS);
    recorded->source = "run:probe.probabilities";
    recorded->n_context = tokens ? (int)tokens->n_items : 0;
    recorded->context = ARENA_ARRAY(scene_arena(s), const char *, recorded->n_context);
    for (int i = 0; i < recorded->n_context; i++)
        recorded->context[i] = run->vocab[tokens->i32[i]];
    const RunToken predicted = probe_prediction(run, scene_arena(s), MOST_CANDIDATES);
    if (predicted.n_top > 0)
        take_candidates(s, recorded, &predicted);
}

Recorded recorded_generation(Scene *s, const Run *run)
{
    Recorded recorded = {.run = run, .chosen = -1};
    const RunGeneration *generation = run->generation;
    if (generation && generation->n_tokens > 0 && generation->tokens[0].n_top > 0)
        take_generation(s, &recorded, generation);
    else
        take_probe(s, &recorded, run);
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

const Prediction *recorded_prediction(Scene *s, const Run *run, const RunToken *token, int n_rows)
{
    static const double ROUNDING = 5e-4;
    Prediction *prediction = ARENA_NEW(scene_arena(s), Prediction);
    prediction->chosen = -1;
    double shown = 0;
    for (int i = 0; i < token->n_top && i < n_rows; i++) {
        int from = i;
        for (int k = i; i == n_rows - 1 && k < token->n_top; k++)
            if (token->top[k].id == token->id)
                from = k;
        if (token->top[from].id == token->id)
            prediction->chosen = i;
        prediction->texts[i] = shortened(s, run->vocab[token->top[from].id]);
        prediction->p[i] = token->top[from].p;
        prediction->n = i + 1;
        shown += token->top[from].p;
    }
    prediction->p_other = 1 - shown > ROUNDING ? 1 - shown : 0;
    return prediction;
}
