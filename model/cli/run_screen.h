// run_screen.h — a run as text for a terminal: its losses as curves, its speed, what it wrote last.
#ifndef GPTREEL_MODEL_CLI_RUN_SCREEN_H
#define GPTREEL_MODEL_CLI_RUN_SCREEN_H

#include "engine/base/arena.h"

// Lines of at most n_columns (at least 30), at most n_rows (at least 9) of them; *grows says whether it is being
// trained. In the arena; NULL on error.
const char *run_screen(Arena *arena, const char *dir, int n_columns, int n_rows, bool *grows, Err *err);

#endif
