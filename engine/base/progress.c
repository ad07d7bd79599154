// progress.c — the share that is done, the rate, and the time that is left.
#include "engine/base/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double TERMINAL_EVERY_S = 0.1;
static const double LOG_EVERY_S = 10.0;

double clock_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void progress_begin(Progress *progress, const char *label, const char *unit, int64_t n_total)
{
    const double now_s = clock_seconds();
    *progress = (Progress){
        .label = label,
        .unit = unit,
        .n_total = n_total,
        .started_s = now_s,
        .shown_s = now_s,
        .terminal = isatty(STDERR_FILENO) == 1,
    };
}

static double rate_since_start(const Progress *progress, int64_t n_done)
{
    const double spent_s = clock_seconds() - progress->started_s;
    return spent_s > 0 ? (double)n_done / spent_s : 0;
}

void progress_show(Progress *progress, int64_t n_done, const char *note)
{
    const double now_s = clock_seconds();
    if (now_s - progress->shown_s < (progress->terminal ? TERMINAL_EVERY_S : LOG_EVERY_S))
        return;
    progress->shown_s = now_s;
    const double rate = rate_since_start(progress, n_done);
    const double left_s = rate > 0 ? (double)(progress->n_total - n_done) / rate : 0;
    fprintf(stderr, "%s%-24s %3d%%  %lld of %lld %s, %.1f/s, %.0f s left%s%s%s", progress->terminal ? "\r" : "",
            progress->label, (int)(100 * n_done / (progress->n_total > 0 ? progress->n_total : 1)), (long long)n_done,
            (long long)progress->n_total, progress->unit, rate, left_s, note ? "  " : "", note ? note : "",
            progress->terminal ? "\033[K" : "\n");
    fflush(stderr);
}

void progress_end(Progress *progress, int64_t n_done, const char *note)
{
    fprintf(stderr, "%s%-24s %lld %s in %.1f s, %.1f/s%s%s%s\n", progress->terminal ? "\r" : "", progress->label,
            (long long)n_done, progress->unit, clock_seconds() - progress->started_s,
            rate_since_start(progress, n_done), note ? "  " : "", note ? note : "", progress->terminal ? "\033[K" : "");
}

void progress_drop(const Progress *progress)
{
    if (progress->terminal)
        fputs("\r\033[K", stderr);
}
