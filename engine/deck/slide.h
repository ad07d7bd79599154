// slide.h — one slide, from its part of a file. Within the room only.
#ifndef GPTREEL_DECK_SLIDE_H
#define GPTREEL_DECK_SLIDE_H

#include "engine/deck/split.h"

// Reads a slide with its frontmatter, `first` being whether it is that of the deck. False on error.
bool deck_slide_read(DeckReader *reader, const DeckSection *section, const DeckValue *front, bool first,
                     DeckSlide *slide);

// The notes that end some bytes of a text, as a comment, and where they begin there; what is no comment gives `end`,
// and no notes. (notes.c)
size_t deck_notes(Arena *arena, const DeckText *text, size_t begin, size_t end, DeckSlide *slide);

#endif
