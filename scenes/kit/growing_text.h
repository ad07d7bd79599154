// growing_text.h — a text that grows token by token, and how a token comes to its place.
#ifndef GPTREEL_KIT_GROWING_TEXT_H
#define GPTREEL_KIT_GROWING_TEXT_H

#include "engine/anim/picture.h"
#include "scenes/kit/growing_page.h"

// What the text shows. Piece i is part `first + i`, counted from the prompt's first token.
typedef struct GrowingText {
    const struct RunView *view;
    const char *const *pieces; // [n_pieces] the prompt's last tokens, then what was drawn
    int first, n_given, n_pieces;
    struct GrowingState *state; // changes while the scene is built
} GrowingText;

typedef struct GrowingState {
    int n_taken;       // pieces that are there
    GrowingPage *page; // as it was laid out last
} GrowingState;

// The page in a rectangle: laid out once for each.
const GrowingPage *growing_page(Scene *s, const GrowingText *text, Rect rect);

// From where a token comes.
typedef struct TokenSource {
    Rect from;  // the thing that it leaves; canvas units
    Rect avoid; // which it does not fly over
} TokenSource;

// The next piece comes to its place: from its source along a way, which is drawn when there is time for that, or, in a
// slot too short to be seen or without a source, rising where it stands. In a block's time.
void growing_take(Scene *s, Picture *picture, const TokenSource *source);

// Where the caret stands behind a piece.
Point growing_caret(const GrowingPage *page, int piece);

#endif
