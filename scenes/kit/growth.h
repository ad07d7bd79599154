// growth.h — a text that grows piece by piece: every letter is a node that lands in its final place on the page.
//
// The page is laid out once, as verse.h does it, so nothing ever moves aside for what comes later. A piece is a token;
// its letters fly in together. A piece without ink (a newline, a speaker's colon) only moves the caret.
#ifndef GPTREEL_KIT_GROWTH_H
#define GPTREEL_KIT_GROWTH_H

#include "scenes/kit/verse.h"

typedef struct GrowthSpec {
    Node *parent;
    double x, y;               // the baseline's left end of the first line
    double size, pitch;        // type
    double least_size;         // the type may shrink to this rather than break a line; 0: it stays
    double max_width;          // units
    int max_lines;             // at `size`; as many more in smaller type as have room in the same height
    const char *const *pieces; // [n_pieces] UTF-8
    int n_pieces;
    int n_given; // the first ones are the prompt, in soft
    const char *source;
} GrowthSpec;

typedef struct GrowthPiece {
    Node **letters; // [n_letters] glyphs with ink
    int n_letters;
    Rect box;     // what they cover, baseline at box.y + box.h, in the growth's parent's coordinates
    Point end;    // behind it: where the caret stands, on the baseline
    bool speaker; // part of a speaker's name
    bool placed;  // false: there was no room on the page
} GrowthPiece;

// In the scene's arena.
typedef struct Growth {
    Node *group;
    Node *caret;         // a group: bar and glow; invisible at first
    GrowthPiece *pieces; // [n_pieces]
    int n_placed;        // pieces up to the first that has no room
    double size;         // of the type as it is set
    Verse *verse;
    GrowthSpec spec;
} Growth;

#define growth_add(s, ...) growth_add_with((s), (GrowthSpec){.parent = __VA_ARGS__})
Growth *growth_add_with(Scene *s, GrowthSpec spec); // all letters invisible

// The letters of a piece fade in where they stand. Moves the cursor by dur_s.
void growth_show(Scene *s, Growth *growth, int piece, double dur_s);

// The letters of a piece come along a path that ends in the middle of its box (growth's parent's coordinates), small
// at first, in the colour of choice, and cool down to ink after they have landed. A NULL path: they rise in their
// place. The cursor moves to the landing, dur_s later.
void growth_land(Scene *s, Growth *growth, int piece, const Path *path, double dur_s);

// The caret goes behind a piece; it appears at its first place. Moves the cursor by dur_s.
void growth_caret_to(Scene *s, Growth *growth, int piece, double dur_s);

#endif
