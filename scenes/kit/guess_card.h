// guess_card.h — what the files of the guess card share: its data, and where things stand on it.
#ifndef GPTREEL_KIT_GUESS_CARD_H
#define GPTREEL_KIT_GUESS_CARD_H

#include "engine/verbs/verbs.h"
#include "scenes/kit/run_values.h"

// How much of it is there.
typedef enum GuessState {
    GUESS_ASKED,    // the text up to the token, and its place
    GUESS_SPREAD,   // what the model expects, side by side
    GUESS_ANSWERED, // the token is lit, and the text goes on
    GUESS_MEASURED, // its surprise
} GuessState;

typedef struct GuessCard {
    const GuessView *guess;
    const Words *head;              // over the text
    const Words *question, *widths; // below it until it is measured, the second when there are widths; NULL: no words
    const Words *name;              // of the surprise
    GuessState state;
    bool numbered;            // the surprise is told by a number, not by its bar alone
    bool chance;              // beside the surprise stands the chance itself, not what its logarithm is
    bool steps;               // it is told after how many steps of the training the model guessed
    const GuessView *numbers; // while it learns: the guess whose surprise its numbers and its bar start from; else NULL
    bool linked;              // while it learns: a line went from the right one's cell to its chance before
    const GuessView *learned_from; // the last one that it learned from, and has room for; NULL: none
} GuessCard;

// How it stands in a rectangle of some shape, in em, the size of the smallest words: its own size, where baselines are,
// the size of the text, the tops of the strip and the bar.
typedef struct GuessShape {
    double w, h;
    double head, text, text_size, strip, strip_h, name, sum, bar;
    bool below; // under the strip there is room for a symbol that its cell has none for
} GuessShape;

typedef struct GuessFrame {
    const GuessShape *shape;
    double em, words; // size of the card's own words
    Rect box;         // of what stands on the card
    Rect strip;
} GuessFrame;

// The text with a place for the token (guess_text.c).
void guess_text_part(Layout *layout, const GuessCard *card, const GuessFrame *frame);

// The strip (guess_strip.c): a cell for each symbol, in the order in which the trained model ranks them, as wide as it
// is expected; those behind the last one together. Gives what is lit, with the symbol below it where it is there;
// RECT_EMPTY when nothing is.
Rect guess_strip_parts(Layout *layout, const GuessCard *card, const GuessFrame *frame);

#endif
