// lint_beside.h — a film's scenes are looked at while it is drawn, on the canvas and in the theme that it is drawn in.
#ifndef GPTREEL_ENGINE_CLI_LINT_BESIDE_H
#define GPTREEL_ENGINE_CLI_LINT_BESIDE_H

#include "engine/cli/selection.h"

typedef struct LintBeside LintBeside;

// Begins to look in a thread of its own. The selection and its scenes must live until the end.
LintBeside *lint_beside_begin(const Selection *selection, const Scene *const *scenes);

// Waits until all was looked at, or not when a stop was requested, and frees it. NULL: nothing happens. What was found
// of the film of that name is told: how much and the first few on the standard error; as JSON each as an event on the
// standard output. `name` NULL: nothing is told.
void lint_beside_end(LintBeside *beside, const char *name, bool json);

#endif
