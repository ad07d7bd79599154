// mask.h — markdown in which letters stand for what only looks like markdown. Within the room only.
#ifndef GPTREEL_DECK_MASK_H
#define GPTREEL_DECK_MASK_H

#include "engine/base/arena.h"

// A copy of as many bytes in the arena, every line and place of words the same, in which md4c finds no signs between {{
// and
// }} of a line, no @ and # that begin the names of attributes, and no dollars but those around formulas.
const char *deck_masked(Arena *arena, const char *bytes, size_t n_bytes);

#endif
