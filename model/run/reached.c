// reached.c — what a loss means: the marks between noise, pairs of letters, words and lines.
#include "model/run/run.h"

#include <math.h>

// What a token of held-out text takes by sequences of up to n tokens.
static double by_sequences(const RunCounts *counts, int n)
{
    double least = counts->nats[0];
    for (int i = 1; i <= n && i < counts->n_orders; i++)
        least = fmin(least, counts->nats[i]);
    return least;
}

// Letters by themselves are noise, too: three quarters of what pairs add to them must be there.
static double mark_pairs(const RunCounts *counts)
{
    const double alone = by_sequences(counts, 1);
    return alone - 0.75 * (alone - by_sequences(counts, 2));
}

// As well as by sequences of so many tokens as tell as much as a word does, which is 7 nats in English: three of
// letters, two of Chinese characters or of pieces of words.
static double mark_words(const RunCounts *counts)
{
    const double word_nats = 7;
    double told = 0;
    int n = 0;
    while (told < word_nats && n + 1 < counts->n_orders)
        told += counts->nats[++n];
    return by_sequences(counts, n);
}

// Clearly better than by sequences of any length: what reaches further than they do is at work.
static double mark_lines(const RunCounts *counts)
{
    return 0.95 * by_sequences(counts, counts->n_orders);
}

// From the most to the least. To add one: a row.
static const struct {
    const char *name;
    double (*mark)(const RunCounts *counts); // a loss below it is needed
} STATES[] = {{"lines", mark_lines}, {"words", mark_words}, {"pairs", mark_pairs}};

double run_loss(const Run *run)
{
    const RunMetric *best = run_best(run);
    if (best)
        return best->val_loss;
    int last = run->n_metrics - 1;
    while (last >= 0 && isnan(run->metrics[last].loss))
        last--;
    return last >= 0 ? run->metrics[last].loss : (double)NAN;
}

const char *run_reached(const Run *run)
{
    const double loss = run_loss(run);
    if (run->counts.n_orders == 0 || isnan(loss))
        return NULL;
    for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++)
        if (loss < STATES[i].mark(&run->counts))
            return STATES[i].name;
    return "noise";
}
