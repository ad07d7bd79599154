// clicks.h — the clicks of a slide, counted as its things are met. Within the room only.
#ifndef GPTREEL_DECK_CLICKS_H
#define GPTREEL_DECK_CLICKS_H

#include "engine/deck/dom.h"

typedef struct ClickCount {
    int now;  // clicks that were taken one after the other so far: what is relative counts from here
    int last; // the latest that anything waits for
} ClickCount;

// Takes the clicks that a value asks for: "" and "+1" the next, "+0" the same as before, "3" that one, "[2,4]" from one
// to another, with or without quotes; `n_clicks` in a row from there. False: it is no such value, and takes none.
bool click_take(ClickCount *count, const char *value, int n_clicks, DeckClicks *clicks);

// When an element shows that stands in one that shows at `outer`, by its own attributes and those that the element
// around it gives it.
DeckClicks click_of(DeckReader *reader, const DeckText *text, ClickCount *count, const DomNode *node, DeckClicks outer);

// What is seen only as long as both are.
DeckClicks click_both(DeckClicks a, DeckClicks b);

// Gives the children of a <v-clicks>, or of an element with the attribute v-clicks, a click each.
void click_give(DeckReader *reader, DomNode *node);

// Gives each <template #2> or <template #2-5> of a <v-switch> the clicks from which and up to which it is shown.
void click_turns(DeckReader *reader, const DeckText *text, ClickCount *count, DomNode *node);

#endif
