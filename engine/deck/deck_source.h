// deck_source.h — a deck as a film's script: Lua that gives a scene for each slide, line by line as the markdown is.
//
// What stands in line 12 of the markdown is in line 12 of the Lua, so whatever goes wrong, and whatever is drawn, has its
// place in the markdown. The module kit.deck builds the scenes from the tables that the script gives it (scenes/deck).
#ifndef GPTREEL_DECK_DECK_SOURCE_H
#define GPTREEL_DECK_DECK_SOURCE_H

#include "engine/deck/deck.h"

// What stands beside the deck: whether there is a file of that name, "/x.svg" being one of the public folder.
typedef struct DeckBeside {
    bool (*has)(const void *source, const char *name);
    const void *source;
} DeckBeside;

// Each script gives what a film gives: `all` every slide, slides[i] that one alone, in the same line.
typedef struct DeckSource {
    const char *all;
    const char *const *slides;   // [deck->n_slides]
    const char *const *warnings; // "FILE:LINE: what", ended by NULL: the deck's, and those of pictures that are missing and
                                 // of {{ }} that are no figures, which stay text
} DeckSource;

// All of it is in the arena.
DeckSource deck_source(Arena *arena, const Deck *deck, const DeckBeside *beside);

#endif
