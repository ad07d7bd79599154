// support_deck.h — decks of a test: read from a text, and shown as one.
#ifndef GPTREEL_TESTS_SUPPORT_DECK_H
#define GPTREEL_TESTS_SUPPORT_DECK_H

#include "engine/deck/deck.h"
#include "support_temp.h"

// The deck of a text, which must be one; its file is called deck.md.
const Deck *deck_of(Temp *temp, const char *text);

// What is wrong with a text, which must be no deck.
const char *deck_error(Temp *temp, const char *text);

// All blocks of a slide, a line each, deeper ones indented: "heading1 T", "item@2 words **bold**", in the temp's arena.
const char *deck_shown(Temp *temp, const DeckSlide *slide);

// Fails the test unless the blocks of a slide are shown so.
void assert_shown(Temp *temp, const DeckSlide *slide, const char *shown);

// Fails the test unless the deck has this warning, and no other.
void assert_warns(const Deck *deck, int line, const char *part);

#endif
