// blocks.h — the blocks of a transformer as cards along the residual stream, each with its attention grid and its MLP.
//
// A card lies under the stream; its contents and the light around it lie over it. One of the cards can open: then it
// becomes two, of attention and of the MLP, and the small pictures in it grow (attention.h, mlp.h).
#ifndef GPTREEL_KIT_BLOCKS_H
#define GPTREEL_KIT_BLOCKS_H

#include "scenes/kit/attention.h"
#include "scenes/kit/mlp.h"

enum { BLOCKS_MOST = 4 };

typedef struct BlockSpec {
    Node *under, *over;  // parents: of what lies under and over the stream
    Rect card;           // in the parents' coordinates, as everything here
    Rect grid;           // its small form: a square
    double grid_side;    // of its large form
    double grid_gap;     // large: how much lower the last row stands
    Rect mlp;            // its small form; the smaller of the two scales is taken
    double mlp_w, mlp_h; // of its large form
    int n_tokens;
    const double *weights;     // (n_tokens, n_tokens), or NULL
    const char *const *labels; // [n_tokens] for the large form, or NULL
    double label_size;
    const MlpExcerpt *excerpt;
    bool opens;           // this one can open
    bool no_grid, no_mlp; // what blocks of this model lack
} BlockSpec;

// The nodes of a block, in the scene's arena.
typedef struct Block {
    Node *group_under, *group_over;
    Node *card;          // of the whole, and of attention once open
    Node *card_mlp;      // NULL when the block does not open; lies exactly under `card` at first
    Node *rim, *rim_mlp; // accent outlines of the cards; invisible at first
    Node *glow;          // invisible at first
    Node *content;       // grid and MLP; dim until lit
    Attention *grid;
    Mlp *mlp;
    BlockSpec spec;
} Block;

#define block_add(s, ...) block_add_with((s), (BlockSpec){.under = __VA_ARGS__})
Block *block_add_with(Scene *s, BlockSpec spec);

// Rim, glow and contents come to full light, or go back. Moves the cursor by dur_s.
void block_light(Scene *s, Block *block, bool on, double dur_s);

// The cards go to other places: `first` that of attention, `second` that of the MLP.
void block_cards_to(Scene *s, Block *block, Rect first, Rect second, double dur_s);

// Which of n_layers stand for all, when there are more than `most`: the first ones and, as the last, the last one.
// Gives how many; layer[i] counts from 0.
int blocks_shown(int n_layers, int most, int *layers);

#endif
