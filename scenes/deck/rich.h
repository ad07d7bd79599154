// rich.h — words of several looks in lines that are broken at their width: the paragraphs of slides.
#ifndef GPTREEL_DECK_RICH_H
#define GPTREEL_DECK_RICH_H

#include "engine/anim/picture.h"
#include "engine/formula/formula.h"
#include "engine/verbs/figure_verbs.h"

// Words of one look. A line ends where they have a newline.
typedef struct RichSpan {
    const Words *words;
    bool bold, italic, code, struck, underlined;
    bool plain; // code that stands on no chip of its own
    Color color;
    const char *href;          // NULL: no link
    const FormulaSet *formula; // what is drawn in place of the words, which are its TeX; NULL: the words
    bool hidden;               // it has its room, and is not drawn
} RichSpan;

typedef struct RichText {
    const RichSpan *spans; // [n_spans]
    int n_spans;
    TextStyle style; // of all of it: family, size, weight, line_pitch, letter_space, align
} RichText;

// A piece of a span as it stands on a line.
typedef struct RichPiece {
    int span, first, n_bytes; // of the span's words
    int line;
    double x, w, lead; // `lead`: from x to its letters
} RichPiece;

typedef struct RichPage {
    const RichPiece *pieces; // [n_pieces]
    int n_pieces, n_lines;
    const double *line_w; // [n_lines]
    double w, h;          // of the widest line, and of all of them
    const double *baselines; // [n_lines] below the upper edge
    bool cut;             // a word is wider than the width
} RichPage;

// The lines at a width; 0: only broken at newlines. In the scene's arena.
RichPage rich_page(Scene *s, const RichText *text, double width);

extern const PictureKind RICH_KIND; // of a RichText

#endif
