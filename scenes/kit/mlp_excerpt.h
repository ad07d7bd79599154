// mlp_excerpt.h — what is shown of an MLP at one position: its strongest neurons, and the wires that carry most.
#ifndef GPTREEL_KIT_MLP_EXCERPT_H
#define GPTREEL_KIT_MLP_EXCERPT_H

#include "scenes/kit/probe_values.h"

enum { MLP_MOST_NEURONS = 24, MLP_MOST_WIRES = 48 };

typedef enum MlpColumn {
    MLP_IN,
    MLP_HIDDEN,
    MLP_OUT,
    MLP_COLUMNS,
} MlpColumn;

typedef struct MlpNeuron {
    int channel;
    double value; // -1 … 1, of the largest of its column
} MlpNeuron;

typedef struct MlpWire {
    int from, to;   // neurons as shown
    double carries; // activation times weight; -1 … 1, of the strongest of its side
} MlpWire;

typedef struct MlpExcerpt {
    MlpNeuron neurons[MLP_COLUMNS][MLP_MOST_NEURONS]; // in the order of their channels
    int n[MLP_COLUMNS];
    MlpWire wires[2][MLP_MOST_WIRES]; // to the hidden neurons and from them; strongest last, so that they are on top
    int n_wires[2];
} MlpExcerpt;

// A layer's MLP at a position, both from 0. What it lacks is NULL: the weights, when they are not recorded.
typedef struct MlpTensors {
    const float *values[MLP_COLUMNS]; // activations (C), (F), (C)
    int64_t widths[MLP_COLUMNS];
    const float *weights[2]; // (C, F), (F, C)
} MlpTensors;

// False when the run's probe has no such MLP.
bool mlp_tensors(const Run *run, int64_t layer, int64_t position, MlpTensors *mlp);

// The n_outer strongest neurons of the outer columns, n_hidden of the middle one, n_wires on each side.
MlpExcerpt mlp_strongest(Arena *arena, const MlpTensors *mlp, int n_outer, int n_hidden, int n_wires);

#endif
