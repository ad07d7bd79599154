// jobs.h — what pages have asked to be made: commands of this program, with how far they are.
#ifndef GPTREEL_STUDIO_JOBS_H
#define GPTREEL_STUDIO_JOBS_H

#include "engine/base/json_out.h"
#include "engine/studio/child.h"

enum { MOST_JOBS = 16 };

typedef enum JobState { JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED } JobState;

typedef struct Job {
    int id; // from 1
    JobState state;
    char note[96], error[1024]; // "": nothing to say
    Arena arena;                // of what follows
    const char *what, *command; // "render"; as a person would type it
    const char **files;         // [n_files] that were made
    int n_files, cap_files;
    double share; // of the work, that is done; NAN: nobody knows
    Child child;
    bool news; // pages are to be told
} Job;

typedef struct Jobs {
    Job jobs[MOST_JOBS]; // [n] the oldest first
    int n, n_begun;
} Jobs;

// Begins `words`, which end with NULL and begin with "gptreel"; one of them is --json, which is not shown to people.
// The oldest job that has ended is forgotten for it. Gives the job's number; 0 on error.
int jobs_begin(Jobs *jobs, const char *what, const char *const *words, Err *err);

// The words as a person would type them, in the arena.
const char *jobs_typed(Arena *arena, const char *const *words);

bool jobs_cancel(Jobs *jobs, int id); // false: no such job runs
void jobs_run(Jobs *jobs);            // takes what they say
void jobs_end(Jobs *jobs);            // stops all

// The descriptors that are to be polled: at most 2 a job. Gives how many.
int jobs_fds(const Jobs *jobs, int *fds);

void job_write(const Job *job, JsonOut *out);

#endif
