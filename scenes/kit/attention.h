// attention.h — what the pictures of attention share: the weights of heads among the tokens that they read.
#ifndef GPTREEL_KIT_ATTENTION_H
#define GPTREEL_KIT_ATTENTION_H

#include "engine/verbs/verbs.h"
#include "scenes/kit/run_values.h"

enum { ATTENTION_MOST = 8 }; // tokens that are shown: the last ones of the prompt

// What a picture of attention shows. In the scene's arena.
typedef struct Attention {
    const TensorView *view;   // (n, n), or (n_heads, n, n) of a layer
    const float *values;      // (n_heads, n, n): row attends to column
    const char *const *texts; // [n] of the tokens; NULL when they are not known
    int n_heads, n;
    int first; // the first token that is shown
    int row;   // in question, from 0; -1: none
    bool drawn; // what comes by a method is there
    bool alone; // of a grid: the row in question and no other
    // What its kind asks for.
    bool layer;    // all heads of a layer, else one head
    bool lettered; // texts
} Attention;

// Where a head can look most, as scripts name it.
typedef enum LooksAt {
    LOOKS_PREVIOUS,
    LOOKS_FIRST,
    LOOKS_ITSELF,
} LooksAt;

// How much a head looks there, as the mean over all tokens but the first, which has only itself. Of at least two tokens.
const Figure *attention_share(Arena *arena, const Attention *data, int head, LooksAt at);

// Takes the weights that a script gives: of a layer or of one head, as `data` says. False after script_fail.
bool attention_take(ScriptCall *call, ScriptValue value, Attention *data);

double attention_weight(const Attention *data, int head, int row, int column);

// Makes the picture of a verb's `weights` and `row`. `data` says what its kind asks for, and which row is in question
// when none is given; one behind the last token is the last.
void attention_picture(ScriptCall *call, const ScriptArgs *args, const ScriptKind *kind, Attention data);
extern const Arg ATTENTION_HEAD_ARGS[], ATTENTION_ROW_OPTIONS[];

// The kinds' `change`: other weights.
const void *attention_change(ScriptCall *call, const Picture *picture, ScriptValue given);

// A copy of the data of a method's picture with the row that a script counts from 1; without one `otherwise`. NULL
// after script_fail.
Attention *attention_with_row(ScriptCall *call, const ScriptArgs *args, int otherwise);

// The method `light`: a row is in question, the last one when it is not said which.
void attention_light(ScriptCall *call, const ScriptArgs *args);
extern const Arg ATTENTION_LIGHT_ARGS[], ATTENTION_LIGHT_OPTIONS[];

// Strokes across a masked cell, three where it is square and small; along its sides at most so far apart.
void cell_hatch(Path *path, Rect cell, double most_step);

// Of a dot whose area is the weight, so that a weight of 1 fills its cell.
double dot_radius(double weight, double pitch);

// Of a dot in the row that is in question, when none is, or in one that is not.
Color dot_color(const Theme *theme, bool in_question);

#endif
