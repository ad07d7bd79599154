// live.h — a run as it is when its model is given another prompt: for who watches a film while they type.
#ifndef GPTREEL_MODEL_CLI_LIVE_H
#define GPTREEL_MODEL_CLI_LIVE_H

#include "engine/base/json_out.h"
#include "engine/base/arena.h"

// Whether a folder holds a run whose model can be asked.
bool live_takes_prompt(const char *dir);

// Links into the new folder `to` what of the run in `dir` does not depend on a prompt, and gives the words of the
// command that records the rest there: as much text as the run has, drawn in the same way. In the arena, "gptreel"
// first, ended by NULL. NULL on error.
const char *const *live_command(Arena *arena, const char *dir, const char *to, const char *prompt, Err *err);

// Writes the keys "note", "steps", "train_loss" and "val_loss" (null: not known) of a run into the object that is open.
// False when there is no run in the folder; `out` NULL: only that is asked. A run that is damaged has the reason as its
// note.
bool live_describe(Arena *arena, const char *dir, JsonOut *out);

#endif
