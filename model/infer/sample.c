// sample.c — draws the next token from the logits, again and again.
#include "model/infer/sample.h"

#include "engine/base/stop.h"
#include "model/infer/decoder.h"
#include "model/infer/prompt.h"
#include "model/nn/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RECORDED = 128 }; // candidates of a token that a record keeps

// ---- the distribution ----

// A candidate on its way to its place: sorted by rising `key`, which is the falling logit.
typedef struct Keyed {
    uint32_t key;
    int32_t id;
} Keyed;

// Bits of floats sort as numbers once all are inverted of negative ones, and the first of the others.
static uint32_t falling_key(float logit)
{
    uint32_t bits;
    memcpy(&bits, &logit, sizeof bits);
    return bits & 0x80000000 ? bits : 0x7fffffff - bits;
}

// Sorts `items` by one byte of their keys after another, the lowest first, which keeps the order of equal ones. A
// vocabulary of GPT-2's size is sorted at every token, and comparing would take a third as long as the model.
static void sort_keyed(Keyed *items, Keyed *scratch, int64_t n)
{
    enum { DIGITS = 4, VALUES = 256 };
    for (int digit = 0; digit < DIGITS; digit++) {
        int64_t begins[VALUES + 1] = {0};
        for (int64_t i = 0; i < n; i++)
            begins[(items[i].key >> (8 * digit) & 0xff) + 1]++;
        for (int value = 0; value < VALUES; value++)
            begins[value + 1] += begins[value];
        for (int64_t i = 0; i < n; i++)
            scratch[begins[items[i].key >> (8 * digit) & 0xff]++] = items[i];
        Keyed *swapped = items;
        items = scratch;
        scratch = swapped;
    }
}

void sample_distribution(RunCandidate *candidates, const float *logits, int64_t n_vocab, double temperature,
                         int64_t top_k)
{
    Keyed *sorted = mem_alloc(2 * sizeof *sorted * (size_t)n_vocab);
    for (int64_t i = 0; i < n_vocab; i++)
        sorted[i] = (Keyed){falling_key(logits[i]), (int32_t)i};
    sort_keyed(sorted, sorted + n_vocab, n_vocab);
    int64_t n_kept = top_k > 0 && top_k < n_vocab ? top_k : n_vocab;
    if (temperature <= 0)
        n_kept = 1;
    const double most = (double)logits[sorted[0].id], sharpness = temperature > 0 ? 1 / temperature : 1;
    double sum = 0;
    for (int64_t i = 0; i < n_vocab; i++) {
        const double p = i < n_kept ? exp(((double)logits[sorted[i].id] - most) * sharpness) : 0;
        candidates[i] = (RunCandidate){sorted[i].id, p};
        sum += p;
    }
    for (int64_t i = 0; i < n_kept; i++)
        candidates[i].p /= sum;
    free(sorted);
}

void distribution_cut(RunCandidate *candidates, int64_t n_vocab, double top_p)
{
    if (top_p <= 0)
        return;
    double sum = 0;
    int64_t n_kept = 0;
    while (n_kept < n_vocab && (n_kept == 0 || sum < top_p))
        sum += candidates[n_kept++].p;
    for (int64_t i = 0; i < n_vocab; i++)
        candidates[i].p = i < n_kept ? candidates[i].p / sum : 0;
}

int64_t distribution_at(const RunCandidate *candidates, int64_t n_vocab, double draw)
{
    double reached = 0;
    int64_t last = 0;
    for (int64_t i = 0; i < n_vocab && candidates[i].p > 0; i++) {
        reached += candidates[i].p;
        if (draw < reached)
            return i;
        last = i; // rounding may leave the sum a little below 1
    }
    return last;
}

RunToken distribution_token(const RunCandidate *candidates, int64_t n_vocab, int64_t chosen, double draw,
                            const Tokenizer *tokenizer)
{
    RunToken token = {
        .id = candidates[chosen].id,
        .text = tokenizer->vocab[candidates[chosen].id],
        .p = candidates[chosen].p,
        .top = candidates,
        .draw = draw,
    };
    for (int64_t i = 0; i < n_vocab && candidates[i].p > 0; i++) {
        token.entropy_nats -= candidates[i].p * log(candidates[i].p);
        if (token.n_top < MOST_RECORDED)
            token.n_top++;
        else
            token.p_other += candidates[i].p;
    }
    return token;
}

bool sample_text(const Gpt *gpt, const Tokenizer *tokenizer, const SampleRequest *request, Err *err)
{
    const int64_t n_vocab = tokenizer->n_vocab; // what the model has beyond them is padding
    const uint64_t stream = random_stream(RANDOM_SAMPLING, request->part);
    Decoder *decoder = decoder_create(gpt, 1);
    RunCandidate *candidates = mem_array(sizeof(RunCandidate), n_vocab);
    bool ok = true;
    const float *logits = NULL;
    if (request->n_tokens > 0) {
        int64_t n_seen = request->n_prompt;
        const int32_t *seen = prompt_seen(request->prompt_ids, &n_seen, gpt->config.n_ctx);
        logits = decoder_feed(decoder, seen, n_seen);
    }
    for (int64_t i = 0; i < request->n_tokens && ok; i++) {
        sample_distribution(candidates, logits, n_vocab, request->temperature, request->top_k);
        distribution_cut(candidates, n_vocab, request->top_p);
        const double draw = random_double((uint64_t)request->seed, stream, (uint64_t)i);
        const int64_t chosen = distribution_at(candidates, n_vocab, draw);
        bool over = false;
        const RunToken token = distribution_token(candidates, n_vocab, chosen, draw, tokenizer);
        if (request->take)
            ok = request->take(request->context, &token, &over, err);
        if (ok && stop_requested())
            ok = stop_error(err);
        if (over || (token.id == tokenizer->end_id && !request->past_end))
            break;
        if (ok && i + 1 < request->n_tokens)
            logits = decoder_feed(decoder, &token.id, 1);
    }
    free(candidates);
    decoder_destroy(decoder);
    return ok;
}
