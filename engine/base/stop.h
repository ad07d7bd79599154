// stop.h — Ctrl-C as an input: long loops ask, and leave by their ordinary error path.
//
// The request is the one mutable global of the program: a signal handler can reach nothing else.
#ifndef GPTREEL_BASE_STOP_H
#define GPTREEL_BASE_STOP_H

#include "engine/base/err.h"

#include <stddef.h>

// main calls it once: SIGINT, SIGTERM and SIGHUP (but for who runs under nohup) are remembered; a second one, of
// whichever kind, kills.
void stop_install(void);
bool stop_requested(void);
bool stop_error(Err *err);              // sets "stopped" and returns false

// For loops over the bytes of something long, which would ask too often: whether to stop at byte `at`, asking a
// megabyte after the last time. *last begins with 0.
static inline bool stop_requested_at(size_t at, size_t *last)
{
    enum { BYTES_BETWEEN = 1 << 20 };
    if (at < *last + BYTES_BETWEEN)
        return false;
    *last = at;
    return stop_requested();
}

// For what goes on after a Ctrl-C: forgets it, and listens for the next one. False, and nothing is forgotten, when the
// request was another signal's.
bool stop_forget(void);

#endif
