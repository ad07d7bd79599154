// noun.h — names of things in sentences: "a box is", "these words are".
#ifndef GPTREEL_BASE_NOUN_H
#define GPTREEL_BASE_NOUN_H

#include "engine/base/arena.h"

#include <stdbool.h>

// Whether a name is one of many: "words", "next_bars"; not "series".
bool noun_is_plural(const char *noun);

// "a box", "an area", "words". In the arena.
const char *noun_with_article(Arena *arena, const char *noun);

// "this box is", "these words are": with the verb in the form that fits. In the arena.
const char *noun_this(Arena *arena, const char *noun, const char *singular, const char *plural);

#endif
