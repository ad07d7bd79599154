// front.h — frontmatter: YAML as values. Within the room only.
#ifndef GPTREEL_DECK_FRONT_H
#define GPTREEL_DECK_FRONT_H

#include "engine/deck/split.h"

// The frontmatter of a slide, a map (an empty one without frontmatter), in the arena; NULL on error, with line and
// column.
const DeckValue *deck_front(DeckReader *reader, const DeckSection *section);

// The names of `over` take the place of those in `map`; `without` is left out of `over`.
const DeckValue *deck_front_over(Arena *arena, const DeckValue *map, const DeckValue *over, const char *without);

// Whether a name is given and true.
bool deck_is_true(const DeckValue *map, const char *name);

#endif
