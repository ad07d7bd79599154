// pool.h — parallel in, ordered out.
//
// Workers make items in any order; the calling thread takes them strictly in order. At most `n_slots` items are
// between the two, so memory does not grow with the number of items. The result never depends on `n_workers`.
#ifndef GPTREEL_BASE_POOL_H
#define GPTREEL_BASE_POOL_H

#include "engine/base/err.h"

#include <stdint.h>

typedef struct PoolJob {
    int64_t n_items;
    int n_workers; // threads, at least 1
    int n_slots;   // results in flight, at least n_workers
    // Any worker thread. Item i always gets slot i % n_slots; nobody else touches that slot until it was taken.
    bool (*make)(void *context, int64_t item, int slot, int worker, Err *err);
    // The calling thread, in order of the items. NULL when nothing has to be taken.
    bool (*take)(void *context, int64_t item, int slot, Err *err);
    void *context;
} PoolJob;

// Runs the job. On the first error (in item order), or when a stop is requested, the rest is not begun and the
// error is returned.
bool pool_run(const PoolJob *job, Err *err);

int pool_cpu_count(void); // processors this process may use, at least 1

#endif
