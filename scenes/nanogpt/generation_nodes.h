// generation_nodes.h — the nodes of 03_generation that travel from one of its parts to the next.
#ifndef GPTREEL_NANOGPT_GENERATION_NODES_H
#define GPTREEL_NANOGPT_GENERATION_NODES_H

#include "scenes/nanogpt/generation_layout.h"

enum { MOST_TILES = 10 };

// A row of tiles that move one by one.
typedef struct Row {
    Node *tiles[MOST_TILES];
    double x[MOST_TILES], w[MOST_TILES]; // where they stand
    int n;
} Row;

typedef struct Generation {
    const Theme *theme;
    const GenerationLayout *at;
    Recorded data;
    Node *heading;
    int first_shown;   // the first token of the prompt that has a tile
    Row context, text; // the row at station 1; the one that grows at station 4
    Node *slot;        // the place of the next token
    double slot_x, slot_w;
    Node *rider; // the token that was chosen; NULL without one
    Node *labels[N_STATIONS];
    Node *centre, *again;
    Ring *ring;
    Histogram *histogram; // NULL without a distribution
    Strip *strip;
    Bars *bars;
    Growth *growth;  // NULL without a generation
    int first_piece; // the first token of the prompt that is on the page
    Code *code;      // NULL until it is there
} Generation;

// The point of the rider that stays on its way: its middle.
Point rider_grip(const Generation *g);

#endif
