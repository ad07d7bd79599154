// caption_pages.h — what is said, broken into pieces that stand on the screen at once.
#ifndef GPTREEL_ANIM_CAPTION_PAGES_H
#define GPTREEL_ANIM_CAPTION_PAGES_H

#include "engine/base/arena.h"

enum { CAPTION_COLUMNS = 42 /* at most */, CAPTION_ROWS = 2 };

// What stands on the screen at once: one or two lines, separated by a newline, and its share of the text.
typedef struct CaptionPage {
    const char *text;
    double share; // of the columns of all pages
} CaptionPage;

// Breaks words into pages of at most CAPTION_ROWS lines of so many columns (utf8_columns; a longer word stands alone),
// where a sentence or a clause ends if possible. In the arena, [*n_pages].
CaptionPage *caption_pages(Arena *arena, const char *words, int columns, int *n_pages);

#endif
