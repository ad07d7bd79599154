// ngrams.h — what counting alone predicts: the entropies of a text by its sequences of n tokens.
#ifndef GPTREEL_MODEL_TEXT_NGRAMS_H
#define GPTREEL_MODEL_TEXT_NGRAMS_H

#include "model/run/run.h"

enum {
    NGRAMS_MOST_SEEN = 1000000,    // tokens that are counted …
    NGRAMS_MOST_HELD_OUT = 200000, // … and predicted, at most
    NGRAMS_MOST_ORDER = 6,
};

// Counts the sequences of 1, 2, … tokens in `seen` [n_seen], and measures how well the counts predict the tokens of
// `held_out` [n_held_out], which follows it: the last of the former and the first of the latter where there are many. A
// probability is what a sequence was followed by, smoothed (Witten–Bell) with that of the sequence one token shorter,
// the shortest with 1/n_vocab, so that small texts do not look better understood than they are. nats[n] (run.h) ends
// where a longer one predicts no better. Without tokens held out the last tenth of `seen` is. In the arena. False when
// a stop is requested.
bool ngrams_count(RunCounts *counts, Arena *arena, const int32_t *seen, int64_t n_seen, const int32_t *held_out,
                  int64_t n_held_out, int32_t n_vocab, Err *err);

#endif
