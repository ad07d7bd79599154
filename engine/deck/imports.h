// imports.h — the slides of a deck in their order, with those of the files that it imports. Within the room only.
#ifndef GPTREEL_DECK_IMPORTS_H
#define GPTREEL_DECK_IMPORTS_H

#include "engine/deck/split.h"

typedef struct DeckPart {
    const DeckSection *section;
    const DeckValue *front;
} DeckPart;

typedef struct DeckParts {
    DeckPart *parts; // [n_parts] of slides that are shown
    int n_parts, most_parts;
    const DeckValue *front; // the headmatter; NULL: no slide at all was found
} DeckParts;

// Reads a file and what it imports. False on error.
bool deck_parts_read(DeckReader *reader, const char *name, DeckParts *parts);

#endif
