// attention.h — which token attends to which: dots with the weight as their area, and arcs as wide as the weight.
//
// The grid has two forms of the same nodes: small, dots alone, for a block's card; and large, with cells, the masked
// half hatched and the last row set apart, for reading. It is laid out large; the small form is the group scaled down.
#ifndef GPTREEL_KIT_ATTENTION_H
#define GPTREEL_KIT_ATTENTION_H

#include "engine/anim/scene.h"

enum { ATTENTION_MOST = 8 };

typedef struct AttentionSpec {
    Node *parent;
    double x, y; // upper left corner, in the form it is made in
    double side; // of the square, large; the last row stands `last_gap` lower
    double last_gap;
    double scale;              // it is made small, scaled by this; 0: it is made large
    int n;                     // tokens, at most ATTENTION_MOST
    const double *weights;     // (n, n): row attends to column; NULL: the grid without dots
    const char *const *labels; // [n] of the rows, for the large form; NULL: none. The last row has a place for a tile
    double label_size;         // 0: 28
} AttentionSpec;

// The nodes of a grid, in the scene's arena.
typedef struct Attention {
    Node *group;                                // upper left corner at its origin
    Node *rows[ATTENTION_MOST];                 // a group each: back, then dots
    Node *backs[ATTENTION_MOST];                // cells and hatching: the large form
    Node *labels[ATTENTION_MOST];               // NULL without one
    Node *dots[ATTENTION_MOST][ATTENTION_MOST]; // by row and column; NULL above the diagonal or without weights
    Node *frame;                                // around the last row: the large form
    double pitch;
    AttentionSpec spec;
} Attention;

#define attention_add(s, ...) attention_add_with((s), (AttentionSpec){.parent = __VA_ARGS__})
Attention *attention_add_with(Scene *s, AttentionSpec spec);

// From small to large at x, y: grows in grow_s, while the rows fill from the top in fill_s from the cursor on. Moves
// the cursor by the longer of the two.
void attention_grow(Scene *s, Attention *grid, double x, double y, double grow_s, double fill_s);

// Back to dots alone, at another place and scale; moves the cursor by dur_s.
void attention_shrink(Scene *s, Attention *grid, double x, double y, double scale, double dur_s);

typedef struct ArcsSpec {
    Node *parent;
    double x, y;   // the foot over the first token
    double pitch;  // from one token to the next
    double height; // of the widest arc
    double width;  // of the line that stands for a weight of 1; from 0.75 on it grows no more
    int n;
    const double *weights; // [n] of the last token; an arc goes from it to each token before it
} ArcsSpec;

// A group of paths, child j being the arc to token j; each is drawn from the last token.
#define attention_arcs(s, ...) attention_arcs_with((s), (ArcsSpec){.parent = __VA_ARGS__})
Node *attention_arcs_with(Scene *s, ArcsSpec spec);

#endif
