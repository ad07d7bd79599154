// attention.h — what the pictures of attention share: the weights of a head among the tokens that it reads.
#ifndef GPTREEL_KIT_ATTENTION_H
#define GPTREEL_KIT_ATTENTION_H

#include "scenes/kit/probe_values.h"

enum { ATTENTION_MOST = 8 }; // tokens that are shown: the last ones of the prompt

// Weights of one head, in the scene's arena.
typedef struct Weights {
    const float *values;      // (n, n): row attends to column
    const char *const *texts; // [n] of the tokens; NULL when they are not known
    int n;
    int first; // the first token that is shown
} Weights;

// The weights of a tensor (T, T), or one that is left of a larger one. False after script_fail.
bool weights_take(ScriptCall *call, ScriptValue value, Weights *weights);

// The same of each head of a layer, (H, T, T); NULL after script_fail. [n_heads]
const Weights *weights_of_heads(ScriptCall *call, ScriptValue value, int *n_heads);

double weight_at(const Weights *weights, int row, int column);

// The place of a token that a script counts from 1, from 0; without one the last. -1 after script_fail.
int weights_row(ScriptCall *call, const ScriptArgs *args, const char *name, const Weights *weights);

// A cell of a grid with its upper left corner at x, y: the outline, or three strokes across it where it is masked.
void cell_outline(Path *path, double x, double y, double pitch);
void cell_hatch(Path *path, double x, double y, double pitch);

// Of a dot whose area is the weight, so that a weight of 1 fills its cell.
double dot_radius(double weight, double pitch);

// Of a dot in the row that is in question, when none is, or in one that is not.
Color dot_color(const Theme *theme, bool in_question);

#endif
