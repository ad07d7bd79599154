// many_heads.h — all heads of a layer, each with what it reads and what comes of it: data and places.
#ifndef GPTREEL_KIT_MANY_HEADS_H
#define GPTREEL_KIT_MANY_HEADS_H

#include "scenes/kit/attention.h"
#include "scenes/kit/number_strip.h"

// What a head does: in words, and how much, as a figure; NULL: it looks here and there.
typedef struct HeadHabit {
    const char *words;
    const Figure *share;
} HeadHabit;

typedef struct ManyHeads {
    const Attention *heads; // of one layer, with texts
    NumberStrip *strips;    // [n_heads] what each makes of the last token: the values of all, by its weights
    HeadHabit *habits;      // [n_heads]
    int open;               // the one that is large; -1: all are alike
    bool joined;            // what they make stands in one vector
} ManyHeads;

// How a card is divided. Its own coordinates.
typedef struct CardFit {
    double label, pad;
    double pitch;      // of the grid's cells
    Rect grid, letters; // the tokens' line stands over the grid
    Rect arcs;         // over the letters; h 0: there is no room
    Rect strip;
    Rect words;        // of the habit; h 0: there is no room
    bool named, lettered; // there is room for the name, for letters over the grid,
    bool rows;            // for those at its rows
    bool beside;          // the words stand beside the grid
} CardFit;

// Where all of it is.
typedef struct HeadsPlace {
    Rect *cards;  // [n_heads]
    Rect vector;  // all strips joined
    bool ribbons; // lead from the cards to it
} HeadsPlace;

// Whether the cards stand side by side, whatever is large.
bool many_heads_in_row(Rect rect);

HeadsPlace many_heads_place(Layout *layout, const ManyHeads *data, Rect rect);
CardFit many_heads_fit(Layout *layout, const ManyHeads *data, int head, Rect card);

#endif
