// stop.h — Ctrl-C as an input: long loops ask, and leave by their ordinary error path.
//
// The request is the one mutable global of the program: a signal handler can reach nothing else.
#ifndef GPTREEL_BASE_STOP_H
#define GPTREEL_BASE_STOP_H

#include "engine/base/err.h"

// main calls it once: SIGINT, SIGTERM and SIGHUP (but for who runs under nohup) are remembered; a second one, of
// whichever kind, kills.
void stop_install(void);
bool stop_requested(void);
bool stop_error(Err *err);              // sets "stopped" and returns false

// For what goes on after a Ctrl-C: forgets it, and listens for the next one. False, and nothing is forgotten, when the
// request was another signal's.
bool stop_forget(void);

#endif
