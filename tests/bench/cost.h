// cost.h — what a piece of work takes, in a process of its own.
#ifndef GPTREEL_BENCH_COST_H
#define GPTREEL_BENCH_COST_H

#include <stdbool.h>

typedef struct Cost {
    double wall_s, cpu_s;
    double peak_mb; // of memory; 0: not measured
    double bytes;   // of what was made; the caller's
} Cost;

// Does the work in a child process, which it may leave or replace by another program. False when that failed.
bool cost_of(Cost *cost, void (*work)(const void *context), const void *context);

double cost_cpu_seconds(void); // of this process so far

#endif
