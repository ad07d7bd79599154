// columns.h — numbers by token and channel as columns of coloured cells: what they show, and what happens to them.
#ifndef GPTREEL_KIT_COLUMNS_H
#define GPTREEL_KIT_COLUMNS_H

#include "scenes/kit/run_values.h"

typedef struct Columns {
    const TensorView *tensor;      // (tokens, channels), or (channels) of one token
    const TokenView *const *heads; // [n_heads] of all tokens; NULL: no tiles
    int n_heads;
    bool numbered;     // heads are the positions
    const char *label; // before the position, or instead of it; NULL: none
    const Words *note; // below the cells; NULL: none
    const char *sign;  // left of every cell: "+"; NULL: none
    bool signs_gone;   // it is not seen any more, and its room is as it was
    const int64_t *channels; // [n_channels] those that there are to show, rising, from 0; NULL: all
    int n_channels;
    int most;          // columns; the last ones are shown
    int most_rows;     // of which the last but one may stand for all that are left out
    int decimals;      // of the numbers
    double full;       // the value whose colour is full; 0: its own
    int64_t away;      // the token whose column is elsewhere: its place is dashed; -1: none
    int n_there;       // rows whose numbers are there; the places of the others are dashed
    int lit;           // the row that is being added, from 0; -1: none
    double frame_from; // where the frame about that row begins, canvas units; below 0: there is no frame
} Columns;

// The option `channels` of a call, [*n_asked] in the scene's arena: those that are asked for of `n_all`, rising, from 0.
// Others are an error of the call, and are not to be drawn.
const int64_t *channels_asked(ScriptCall *call, const ScriptArgs *args, int64_t n_all, int *n_asked);

// Of a token's channel, both from 0.
const Figure *columns_figure(Arena *arena, const Columns *data, int64_t token, int64_t channel);

// The colour of a cell; of one token alone, as numbers that stand on it can be read.
Color columns_fill(Scene *s, const Columns *data, const Figure *figure);

extern const ScriptType COLUMNS_TYPE;
extern const Verb COLUMNS_METHODS[];

#endif
