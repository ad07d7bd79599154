// batches.c — a corpus as sequences to learn from.
#include "model/train/batches.h"

int64_t batches_count(const Batches *batches, BatchPart part, int64_t first, int64_t n, int64_t n_time)
{
    return batches->count ? batches->count(batches->context, part, first, n, n_time) : n * n_time;
}

int64_t batches_length(const Batches *batches, BatchPart part, int64_t first, int64_t n, int64_t n_ctx)
{
    return batches->length ? batches->length(batches->context, part, first, n) : n_ctx;
}

int64_t batches_tokens(const Batches *batches, BatchPart part, int64_t first, int64_t n, int64_t n_ctx)
{
    return batches->n_tokens ? batches->n_tokens(batches->context, part, first, n) : n * n_ctx;
}

static void fill_windows(const void *context, BatchPart part, int64_t first, int64_t n, int64_t n_time, int32_t *inputs,
                         int32_t *targets, float *weights)
{
    (void)weights;
    const CorpusBatches *from = context;
    if (part == BATCH_VAL)
        corpus_val_windows(from->corpus, first, n, n_time, inputs, targets);
    else
        corpus_train_windows(from->corpus, from->seed, (uint64_t)first, n, n_time, inputs, targets);
}

static int64_t val_windows(const void *context, int64_t n_time)
{
    const CorpusBatches *from = context;
    return corpus_val_count(from->corpus, n_time);
}

Batches corpus_batches(const CorpusBatches *context)
{
    return (Batches){.context = context, .fill = fill_windows, .n_val = val_windows};
}
