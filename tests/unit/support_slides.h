// support_slides.h — a small deck, for tests of the formats that decks are written in.
#ifndef GPTREEL_TESTS_SUPPORT_SLIDES_H
#define GPTREEL_TESTS_SUPPORT_SLIDES_H

#include "engine/output/deck.h"
#include "support_scenes.h"

// "A & B" with two slides on a canvas of 320 × 180 units: "Boxes <one> \"two\"", of three states with "First.",
// "Second: a < b & c." and "" as what is said, of which the second
// has a link to https://example.org/?a&b at 120, 40, 80 × 80, which stays; and "Still", of one, which says "---" and "{{ x }}" in two lines.
DeckJob small_deck(Stage *stage);

#endif
