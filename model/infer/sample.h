// sample.h — the model writes: the choice of each next token.
#ifndef GPTREEL_MODEL_INFER_SAMPLE_H
#define GPTREEL_MODEL_INFER_SAMPLE_H

#include "model/nn/gpt.h"
#include "model/run/run.h"
#include "model/text/tokenizer.h"

// A distribution over all V tokens by falling logit; equal ones by rising id. p sums to 1; 0 for what top_k leaves out
// (0: keeps all). Temperature 0: the likeliest has 1. `candidates` [V].
void sample_distribution(RunCandidate *candidates, const float *logits, int64_t n_vocab, double temperature, int64_t top_k);

// Keeps of a distribution the likeliest candidates that together have `top_p`, at least one; the others' p becomes 0. 0: all.
void distribution_cut(RunCandidate *candidates, int64_t n_vocab, double top_p);

// Which candidate a number in [0, 1) hits when the probabilities are laid side by side.
int64_t distribution_at(const RunCandidate *candidates, int64_t n_vocab, double draw);

// Candidate number `chosen` as a run records it, with the likeliest of the others; `draw` is what chose it, or NAN. It
// points into `candidates` and the tokenizer.
RunToken distribution_token(const RunCandidate *candidates, int64_t n_vocab, int64_t chosen, double draw,
                            const Tokenizer *tokenizer);

typedef struct SampleRequest {
    const int32_t *prompt_ids; // [n_prompt]; at least one; of more than the context the last n_ctx are taken
    int64_t n_prompt;
    int64_t n_tokens;
    double temperature;
    int64_t top_k;
    double top_p;              // as of distribution_cut
    int64_t seed;
    uint32_t part;             // texts of one seed with different parts are independent
    bool past_end;             // the token that ends a text does not end it
    // Each token as soon as it is chosen; the token and what it points to are valid during the call. Whoever sets *over
    // makes it the last. May be NULL.
    bool (*take)(void *context, const RunToken *token, bool *over, Err *err);
    void *context;
} SampleRequest;

// Writes n_tokens tokens, or as many as there are up to the one that ends a text, which is the last. False when `take` fails or a stop is requested.
bool sample_text(const Gpt *gpt, const Tokenizer *tokenizer, const SampleRequest *request, Err *err);

#endif
