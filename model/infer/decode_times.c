// decode_times.c — the same token, decoded behind a cache and from nothing.
#include "model/infer/decode_times.h"

#include "engine/base/progress.h"
#include "engine/base/stop.h"
#include "model/infer/decoder.h"

#include <stdlib.h>

enum { N_MEASUREMENTS = 7 };

static int compare_doubles(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

// The last n of `context` tokens, after those before them.
static double feed_ms(const Gpt *gpt, const int32_t *tokens, int64_t context, int64_t n)
{
    Decoder *decoder = decoder_create(gpt, 1);
    if (context > n)
        decoder_feed(decoder, tokens, context - n);
    const double begun_s = clock_seconds();
    decoder_feed(decoder, tokens + context - n, n);
    const double ms = 1e3 * (clock_seconds() - begun_s);
    decoder_destroy(decoder);
    return ms;
}

static double median_ms(const Gpt *gpt, const int32_t *tokens, int64_t context, int64_t n)
{
    double ms[N_MEASUREMENTS];
    for (int i = 0; i < N_MEASUREMENTS; i++)
        ms[i] = feed_ms(gpt, tokens, context, n);
    qsort(ms, N_MEASUREMENTS, sizeof *ms, compare_doubles);
    return ms[N_MEASUREMENTS / 2];
}

RunTime *decode_times(Arena *arena, const Gpt *gpt, int n, EvalWatcher watcher, Err *err)
{
    const int64_t n_ctx = gpt->config.n_ctx;
    RunTime *times = ARENA_ARRAY(arena, RunTime, n);
    int32_t *tokens = ARENA_ARRAY(arena, int32_t, n_ctx);
    for (int64_t i = 0; i < n_ctx; i++)
        tokens[i] = (int32_t)(i % gpt->config.n_vocab);
    for (int i = 0; i < n; i++) {
        if (stop_requested())
            return stop_error(err) ? times : NULL;
        const int64_t context = n_ctx * (i + 1) / n > 0 ? n_ctx * (i + 1) / n : 1;
        times[i] = (RunTime){context, median_ms(gpt, tokens, context, 1), median_ms(gpt, tokens, context, context)};
        if (watcher.show)
            watcher.show(watcher.context, i + 1, n);
    }
    return times;
}
