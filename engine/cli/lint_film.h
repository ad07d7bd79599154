// lint_film.h — what is wrong with a film on its canvases and in its themes.
#ifndef GPTREEL_ENGINE_CLI_LINT_FILM_H
#define GPTREEL_ENGINE_CLI_LINT_FILM_H

#include "engine/base/finding.h"
#include "engine/cli/selection.h"
#include "engine/cli/stage_opts.h"
#include "engine/output/faults.h"

// Where the film is looked at.
typedef struct LintSpec {
    const CanvasKind *canvas; // NULL: all of them
    const Theme *theme;       // NULL: the film's own
    bool all_themes;
    int n_threads; // at least 1
    bool no_fonts; // what no font has is nothing that is wrong
} LintSpec;

// A stillness that the author means.
typedef struct MeantRest {
    const char *scene;
    Rest rest;
} MeantRest;

typedef struct LintResult {
    const Finding *findings; // [n_findings] each once, on whatever canvases and in whatever themes it was found
    int n_findings;
    const MeantRest *rests; // [n_rests] of the first canvas
    int n_rests;
} LintResult;

// Builds the film or scene of that name and looks at it. A scene that cannot be built is a finding. In the arena.
LintResult lint_film(Arena *arena, const Studio *studio, const StageOpts *stage, const char *name, LintSpec spec);

#endif
