// report.h — how far a render is: one line on a terminal, a JSON object a line for other programs, else nothing.
#ifndef GPTREEL_VIDEO_REPORT_H
#define GPTREEL_VIDEO_REPORT_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Report {
    const char *label; // what is being made
    bool json;         // to stdout
    bool terminal;     // stderr is one
    int64_t n_total;   // frames
    pthread_mutex_t lock;
    int64_t n_made, n_reused; // under the lock
    double started_s, shown_s;
} Report;

void report_begin(Report *report, const char *label, int64_t n_total, bool json);

// From any thread: so many frames more are done, by drawing them or by taking them as they are.
void report_made(Report *report, int64_t n_frames);
void report_reused(Report *report, int64_t n_frames);

// For other programs alone: a film was cut into parts, and one of them was made or taken as it is; with the processor
// time that it took.
void report_planned(Report *report, int n_parts, double cpu_s);
void report_part(Report *report, const char *scene, double from_s, double to_s, bool reused, double cpu_s);

// Ends the line: with what was done, or without a word before an error is printed.
void report_end(Report *report, bool ok);

#endif
