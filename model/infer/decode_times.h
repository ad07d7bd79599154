// decode_times.h — what a token costs to decode, with the cache of keys and values and without it.
#ifndef GPTREEL_MODEL_INFER_DECODE_TIMES_H
#define GPTREEL_MODEL_INFER_DECODE_TIMES_H

#include "engine/base/err.h"
#include "model/infer/eval.h"
#include "model/nn/gpt.h"
#include "model/run/run_chat.h"

// n times in the arena, for contexts spread over the model's, the whole of it the last; each is the median of several
// measurements. Which tokens are fed does not matter for the time. NULL when a stop is requested.
RunTime *decode_times(Arena *arena, const Gpt *gpt, int n, EvalWatcher watcher, Err *err);

#endif
