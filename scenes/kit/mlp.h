// mlp.h — an MLP as three columns of neurons with the wires between them that carry most.
//
// Colour is a neuron's value, with minus signs; a wire's width is what it carries: activation times weight, dashed when
// negative. As with attention.h there is a small form of the same nodes for a block's card.
#ifndef GPTREEL_KIT_MLP_H
#define GPTREEL_KIT_MLP_H

#include "engine/anim/scene.h"

#include <stdint.h>

enum { MLP_MOST_NEURONS = 24, MLP_MOST_WIRES = 48 };

typedef enum MlpColumn {
    MLP_IN,
    MLP_HIDDEN,
    MLP_OUT,
    MLP_COLUMNS,
} MlpColumn;

typedef struct MlpWire {
    int column;     // the one it starts from: MLP_IN or MLP_HIDDEN
    int from, to;   // neurons as shown
    double carries; // -1 … 1, of the strongest of its column
} MlpWire;

// What is shown of an MLP at one position.
typedef struct MlpExcerpt {
    int n[MLP_COLUMNS];                           // neurons
    double values[MLP_COLUMNS][MLP_MOST_NEURONS]; // -1 … 1, of the largest of their column
    MlpWire wires[MLP_MOST_WIRES];                // strongest last, so that they are drawn on top
    int n_wires;
} MlpExcerpt;

// The whole MLP: activations (C), (F), (C) and weights (C, F), (F, C).
typedef struct MlpTensors {
    const float *in, *hidden, *out;
    const float *w_in, *w_out;
    int64_t n_embd, n_hidden;
} MlpTensors;

// Picks the strongest neurons of each column, in the order of their channels, and the wires between them that carry
// most, half of them on each side. In the scene's arena.
MlpExcerpt *mlp_excerpt(Scene *s, const MlpTensors *mlp, int n_outer, int n_hidden, int n_wires);
// Neurons without values and without wires of their own: for a run that recorded none.
MlpExcerpt *mlp_excerpt_blank(Scene *s, int n_outer, int n_hidden);

typedef struct MlpSpec {
    Node *parent;
    double x, y;  // upper left corner, in the form it is made in
    double w, h;  // large
    double scale; // it is made small, scaled by this; 0: it is made large
    const MlpExcerpt *excerpt;
} MlpSpec;

// The nodes, in the scene's arena.
typedef struct Mlp {
    Node *group;
    Node *neurons[MLP_COLUMNS][MLP_MOST_NEURONS]; // circles; a minus sign is a child
    Node *wires[MLP_MOST_WIRES];
    Node *webs[2]; // all wires, faint: the large form
    MlpSpec spec;
} Mlp;

#define mlp_add(s, ...) mlp_add_with((s), (MlpSpec){.parent = __VA_ARGS__})
Mlp *mlp_add_with(Scene *s, MlpSpec spec);

// From small to large at x, y in grow_s.
void mlp_grow(Scene *s, Mlp *mlp, double x, double y, double grow_s);
// Neurons take their colours and wires draw themselves, from left to right, in dur_s. After mlp_grow.
void mlp_run(Scene *s, Mlp *mlp, double dur_s);
// Shrinks to another place; from half its size down it goes back to the small form.
void mlp_shrink(Scene *s, Mlp *mlp, double x, double y, double scale, double dur_s);

#endif
