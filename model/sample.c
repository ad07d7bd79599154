#include "model/sample.h"

#include "engine/base/stop.h"
#include "model/random.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_RECORDED = 128 }; // candidates of a token that a record keeps

static int by_falling_p(const void *left, const void *right)
{
    const RunCandidate *a = left, *b = right;
    if (a->p != b->p)
        return a->p < b->p ? 1 : -1;
    return a->id < b->id ? -1 : 1;
}

void distribution(RunCandidate *candidates, const float *logits, int64_t n_vocab, double temperature, int64_t top_k)
{
    double most = (double)logits[0];
    for (int64_t i = 1; i < n_vocab; i++)
        most = (double)logits[i] > most ? (double)logits[i] : most;
    const double sharpness = temperature > 0 ? 1 / temperature : 1;
    for (int64_t i = 0; i < n_vocab; i++)
        candidates[i] = (RunCandidate){(int32_t)i, exp(((double)logits[i] - most) * sharpness)};
    qsort(candidates, (size_t)n_vocab, sizeof candidates[0], by_falling_p);
    int64_t n_kept = top_k > 0 && top_k < n_vocab ? top_k : n_vocab;
    if (temperature <= 0)
        n_kept = 1;
    double sum = 0;
    for (int64_t i = 0; i < n_kept; i++)
        sum += candidates[i].p;
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
        last = i; // rounding may leave the sum a hair below 1
    }
    return last;
}

static RunToken describe(const RunCandidate *candidates, int64_t n_vocab, int64_t chosen, double draw,
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
    const int64_t n_vocab = gpt->config.n_vocab;
    const uint64_t stream = random_stream(RANDOM_SAMPLING, request->part);
    Decoder *decoder = decoder_create(gpt);
    RunCandidate *candidates = mem_alloc(sizeof(RunCandidate) * (size_t)n_vocab);
    bool ok = true;
    const float *logits = NULL;
    if (request->n_tokens > 0)
        logits = decoder_feed(decoder, request->prompt_ids, request->n_prompt);
    for (int64_t i = 0; i < request->n_tokens && ok; i++) {
        distribution(candidates, logits, n_vocab, request->temperature, request->top_k);
        const double draw = random_double((uint64_t)request->seed, stream, (uint64_t)i);
        const int64_t chosen = distribution_at(candidates, n_vocab, draw);
        const RunToken token = describe(candidates, n_vocab, chosen, draw, tokenizer);
        if (request->take)
            ok = request->take(request->context, &token, err);
        if (ok && stop_requested())
            ok = stop_error(err);
        if (ok && i + 1 < request->n_tokens)
            logits = decoder_feed(decoder, &token.id, 1);
    }
    free(candidates);
    decoder_destroy(decoder);
    return ok;
}
