// align.h — which items of a sequence are which of another one: what morphs, code and formulas are matched by.
#ifndef GPTREEL_BASE_ALIGN_H
#define GPTREEL_BASE_ALIGN_H

#include "engine/base/arena.h"

enum { NO_PARTNER = -1 };

// How much two items have in common; 0: they can be no partners.
typedef double Likeness(const void *context, int old, int fresh);

// The pairs, in the order of both sequences, whose likeness is the greatest in all: [n_fresh] partners, the index of an
// old item or NO_PARTNER. Takes time and memory as n_old × n_fresh. In the arena.
int *align_sequences(Arena *arena, int n_old, int n_fresh, Likeness *likeness, const void *context);

#endif
