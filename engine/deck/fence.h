// fence.h — what stands behind the ``` of a block of code. Within the room only.
#ifndef GPTREEL_DECK_FENCE_H
#define GPTREEL_DECK_FENCE_H

#include "engine/deck/clicks.h"

// Fills in language, steps and lines numbered of a block whose text is known: "python {all|2|3}{lines:true}". The
// clicks of the steps are taken from `count`.
void fence_read(DeckReader *reader, const DeckText *text, ClickCount *count, const char *info, DeckBlock *block);

#endif
