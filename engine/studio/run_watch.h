// run_watch.h — an input that grows, for the page that shows it: its files from any byte on, and that they have grown.
#ifndef GPTREEL_STUDIO_RUN_WATCH_H
#define GPTREEL_STUDIO_RUN_WATCH_H

#include "engine/studio/serve.h"
#include "engine/studio/watch.h"

enum { WATCHED_FILES = 5 };

typedef struct RunWatch {
    const char *dir;
    Watch watch;
    int64_t told_bytes[WATCHED_FILES]; // sizes of the files when pages were told; -1: not there
} RunWatch;

bool run_watch_open(RunWatch *run, const char *dir, Err *err);
void run_watch_close(RunWatch *run);

// For serve.h.
void run_watch_handle(void *run, HttpRequest *request);
int run_watch_fds(const void *run, int fds[SERVE_MOST_FDS]);
double run_watch_wait_s(const void *run, double now_s);
void run_watch_run(void *run, Http *http, double now_s);

#endif
