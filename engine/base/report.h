// report.h — how far something that is made is: one line on a terminal, a JSON object a line for other programs, else
// nothing.
#ifndef GPTREEL_BASE_REPORT_H
#define GPTREEL_BASE_REPORT_H

#include "engine/base/err.h"

#include <pthread.h>
#include <stdint.h>

typedef struct Report {
    const char *label; // what is being made
    const char *unit;  // "frames", "pictures", "scenes"
    bool json;         // to stdout
    bool terminal;     // stderr is one
    int64_t n_total;   // of the unit
    pthread_mutex_t lock;
    int64_t n_made, n_reused; // under the lock
    double started_s, shown_s;
} Report;

void report_begin(Report *report, const char *label, const char *unit, int64_t n_total, bool json);

// From any thread: so many more are done, by drawing them or by taking them as they are. NULL: nobody wants to know.
void report_made(Report *report, int64_t n);
void report_reused(Report *report, int64_t n);

// For other programs alone: a film was cut into parts, and one of them was made or taken as it is; with the processor
// time that it took.
void report_planned(Report *report, int n_parts, double cpu_s);
void report_part(Report *report, const char *scene, double from_s, double to_s, bool reused, double cpu_s);

// Ends the line: with what was done, or without a word before an error is printed.
void report_end(Report *report, bool ok);

// For other programs: a file or a folder that was made, as a JSON object on a line of stdout.
void report_file(const char *path);

// Whether events can go to stdout while `out` is written. False, with an error, when that is stdout as well.
bool report_fits(bool json, const char *out, Err *err);

#endif
