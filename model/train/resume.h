// resume.h — what a resumed training may do otherwise than before, and what is said of it.
#ifndef GPTREEL_MODEL_TRAIN_RESUME_H
#define GPTREEL_MODEL_TRAIN_RESUME_H

#include "model/train/checkpoint.h"

// Compares the settings of a checkpoint with those that it is to be gone on with. Refuses another value of what all
// numbers so far depend on. The others that are changed are added to state->changes, in the arena.
bool resume_check(Checkpoint *state, const Settings *then, const Settings *now, Arena *arena, Err *err);

// What is changed at the checkpoint's step, and what becomes of the learning rate, as a line for people; NULL: nothing
// that the numbers depend on. In the arena.
const char *resume_note(const Checkpoint *state, const Settings *then, const Settings *now, Arena *arena);

#endif
