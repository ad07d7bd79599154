// growing_text.h — a text that grows token by token: as a page that is laid out once, and how a token comes to its
// place.
#ifndef GPTREEL_KIT_GROWING_TEXT_H
#define GPTREEL_KIT_GROWING_TEXT_H

#include "engine/anim/picture.h"

// ---- the page ----

typedef struct PageLetter {
    const char *text; // one glyph's characters
    double x, y;      // its origin on the baseline, canvas units
} PageLetter;

// A piece of the text: a token. Its letters have ink; a space or a newline has none.
typedef struct PagePiece {
    PageLetter *letters; // [n_letters]
    int n_letters;
    Rect box;     // what they cover from the baseline up; of no width when there are none
    Point end;    // behind it, on the baseline
    bool speaker; // part of a speaker's name
    bool placed;  // false: there was no room on the page
} PagePiece;

typedef struct GrowingPage {
    Rect rect;
    double size;               // of the type
    TextStyle speech, speaker; // of letters
    PagePiece *pieces;         // [n_pieces]
} GrowingPage;

// Lays pieces out in a rectangle: in the largest type in which they fit, broken only into lines that the text has
// itself unless breaking makes them much larger, in the middle of its height. Program code is set in mono. In the
// scene's arena.
GrowingPage *growing_page_make(Scene *s, const char *const *pieces, int n_pieces, Rect rect);

// ---- the text ----

// What the text shows. Piece i is part `first + i`, counted from the prompt's first token.
typedef struct GrowingText {
    const struct RunView *view;
    const char *const *pieces; // [n_pieces] the prompt's last tokens, then what was drawn
    int first, n_given, n_pieces;
    struct GrowingState *state; // changes while the scene is built
} GrowingText;

typedef struct GrowingState {
    int n_taken;       // pieces that are there
    int n_laid;        // pieces that the page has room for: the first ones, or all
    GrowingPage *page; // as it was laid out last
} GrowingState;

// The page in a rectangle: laid out once for each.
const GrowingPage *growing_page(Scene *s, const GrowingText *text, Rect rect);

// Where the caret stands behind a piece.
Point growing_caret(const GrowingPage *page, int piece);

// From where a token comes.
typedef struct TokenSource {
    Rect from;  // the thing that it leaves; canvas units
    Rect avoid; // which it does not fly over; above it, where it goes up to a text on the right of that
    bool up;    // it leaves `from` at the top
} TokenSource;

// The next piece comes to its place: from its source along a way, which is drawn when there is time for that, or, in a
// slot too short to be seen or without a source, rising where it stands. In a block's time.
void growing_take(Scene *s, Picture *picture, const TokenSource *source);

#endif
