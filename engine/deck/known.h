// known.h — the layouts and classes that slides are laid out by. Within the room only.
#ifndef GPTREEL_DECK_KNOWN_H
#define GPTREEL_DECK_KNOWN_H

#include "engine/deck/reader.h"

// Tells a layout that there is none of.
void known_layout(DeckReader *reader, const DeckText *text, int line, const char *layout);

// Tells those of the classes, ended by NULL, that change nothing.
void known_classes(DeckReader *reader, const DeckText *text, int line, const char *const *classes);

#endif
