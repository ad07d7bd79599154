// compare.h — runs side by side, as a table or as JSON.
#ifndef GPTREEL_MODEL_CLI_COMPARE_H
#define GPTREEL_MODEL_CLI_COMPARE_H

#include "engine/base/err.h"

#include <stdio.h>

typedef struct CompareRequest {
    const char *const *dirs; // [n_dirs] run folders, or folders of run folders
    int n_dirs;
    bool json;
    FILE *out;
    FILE *notes; // where is said what was skipped while reading
} CompareRequest;

// Writes a row a run. Runs stand in the order of `dirs`; those of a folder of runs by falling loss, so that each is
// better than the one above it. False when a folder is missing, holds no run, or a run is damaged; then nothing is
// written.
bool compare_runs(const CompareRequest *request, Err *err);

#endif
