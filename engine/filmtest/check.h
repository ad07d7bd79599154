// check.h — the stages of `gptreel check`: everything that can be known of a film without looking at it.
#ifndef GPTREEL_FILMTEST_CHECK_H
#define GPTREEL_FILMTEST_CHECK_H

#include "engine/base/finding.h"
#include "engine/cli/lint_film.h"

// What a stage looks at.
typedef struct CheckJob {
    const Studio *studio;
    const StageOpts *stage;
    const char *film; // name or path
    LintSpec look;    // on which canvases and in which themes
} CheckJob;

// How a stage went.
typedef struct StageResult {
    const Finding *findings; // [n_findings]
    int n_findings;
    const char *did; // what was looked at, for a line: "405 numbers"
} StageResult;

typedef struct CheckStage {
    const char *name; // NULL ends the table
    StageResult (*run)(const CheckJob *job, Arena *arena);
} CheckStage;

extern const CheckStage CHECK_STAGES[];

#endif
