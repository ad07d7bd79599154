// batches.h — what a training learns from: sequences by their numbers. A corpus has some; so has whoever can fill in
// inputs, targets and weights.
#ifndef GPTREEL_MODEL_TRAIN_BATCHES_H
#define GPTREEL_MODEL_TRAIN_BATCHES_H

#include "model/text/corpus.h"

typedef enum BatchPart { BATCH_TRAIN, BATCH_VAL } BatchPart;

// Its functions are called by several threads at once; between two updates they are pure.
typedef struct Batches {
    const void *context; // of the functions
    // Sequences first … first + n − 1: inputs and targets (n, n_time), targets being −1 where nothing is learned, and with
    // `weighted` what each row's loss is multiplied with, weights (n, n_time); else that is NULL.
    void (*fill)(const void *context, BatchPart part, int64_t first, int64_t n, int64_t n_time, int32_t *inputs,
                 int32_t *targets, float *weights);
    // How many targets of those sequences are not −1. NULL: n · n_time.
    int64_t (*count)(const void *context, BatchPart part, int64_t first, int64_t n, int64_t n_time);
    int64_t (*n_val)(const void *context, int64_t n_time); // sequences for validation
    // How long the longest of those sequences is, at most the context: `fill` is asked for no more. NULL: the context.
    int64_t (*length)(const void *context, BatchPart part, int64_t first, int64_t n);
    // How many tokens they are, without what fills them up to one length. NULL: n times the context.
    int64_t (*n_tokens)(const void *context, BatchPart part, int64_t first, int64_t n);
    bool weighted;
} Batches;

// What count, length and n_tokens say, or what holds without them; n_ctx is the context.
int64_t batches_count(const Batches *batches, BatchPart part, int64_t first, int64_t n, int64_t n_time);
int64_t batches_length(const Batches *batches, BatchPart part, int64_t first, int64_t n, int64_t n_ctx);
int64_t batches_tokens(const Batches *batches, BatchPart part, int64_t first, int64_t n, int64_t n_ctx);

// Random windows of the training part, and consecutive ones of the validation part.
typedef struct CorpusBatches {
    const Corpus *corpus;
    uint64_t seed;
} CorpusBatches;

// `context` must outlive it.
Batches corpus_batches(const CorpusBatches *context);

#endif
