// growing_page.h — a text of pieces laid out once, at its final size, letter by letter.
#ifndef GPTREEL_KIT_GROWING_PAGE_H
#define GPTREEL_KIT_GROWING_PAGE_H

#include "engine/anim/scene.h"

typedef struct PageLetter {
    const char *text; // one glyph's characters
    double x, y;      // its origin on the baseline, canvas units
} PageLetter;

// A piece of the text: a token. Its letters have ink; a space or a newline has none.
typedef struct PagePiece {
    PageLetter *letters; // [n_letters]
    int n_letters;
    Rect box;     // what they cover from the baseline up; of no size when there are none
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

// Lays the pieces out in a rectangle: in the largest type in which they fit, broken only into lines that the text has
// itself unless breaking makes them much larger, in the middle of its height. Program code is set in mono. In the
// scene's arena.
GrowingPage *growing_page_make(Scene *s, const char *const *pieces, int n_pieces, Rect rect);

#endif
