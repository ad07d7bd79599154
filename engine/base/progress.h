// progress.h — one line that says how far a long job is: redrawn on a terminal, a line now and then elsewhere.
#ifndef GPTREEL_BASE_PROGRESS_H
#define GPTREEL_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Progress {
    const char *label;     // what is being made
    const char *unit;      // "frames", "steps"
    int64_t n_total;
    double started_s;      // clock_seconds() at the start
    double shown_s;        // when the line was last drawn
    bool terminal;         // stderr is one
} Progress;

void progress_begin(Progress *progress, const char *label, const char *unit, int64_t n_total);

// Draws at most ten times a second on a terminal (every ten seconds elsewhere). `note` is shown at the end; may be NULL.
void progress_show(Progress *progress, int64_t n_done, const char *note);

// Ends the line with the total time.
void progress_end(Progress *progress, int64_t n_done, const char *note);

// Ends the line without a word, before an error is printed.
void progress_drop(const Progress *progress);

double clock_seconds(void); // monotonic

#endif
