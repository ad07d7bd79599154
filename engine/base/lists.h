// lists.h — option values that are lists, with commas between the items.
#ifndef GPTREEL_BASE_LISTS_H
#define GPTREEL_BASE_LISTS_H

#include "engine/base/arena.h"

// The numbers of "0.5,1,1.5", each in [min, max], in the arena; none of NULL or an empty text. NULL on error, which
// names `option`.
double *list_numbers(Arena *arena, const char *option, const char *text, double min, double max, int *n_numbers,
                     Err *err);

// Whether a name is one of those that "h.*.attn.*,wte.weight" means: * and ? stand for any text and any character.
bool list_selects(const char *patterns, const char *name);

// Refuses patterns of which one means none of the names; the error names `option` and what is near.
bool list_check(const char *option, const char *patterns, const char *const *names, int n_names, Err *err);

#endif
