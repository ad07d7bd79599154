// flow_plan.h — where the parts of a model stand in a rectangle: what the flow draws, and the places of other pictures.
//
// In a wide rectangle the prompt comes from the left and the road runs right; in a tall one it runs down; in one that
// is neither, the head stands in a second row, as lines of text do.
#ifndef GPTREEL_KIT_FLOW_PLAN_H
#define GPTREEL_KIT_FLOW_PLAN_H

#include "engine/anim/picture.h"

enum { FLOW_MOST_BLOCKS = 4 };

typedef struct FlowPlan {
    bool down;              // the road runs down; else right
    bool wrapped;           // the head stands in a row below
    double unit;            // 1, less where there is little room
    Rect tokens, positions; // places of the embeddings
    Point sum;              // the middle of ⊕
    double sum_r;
    Rect road;
    Rect blocks[FLOW_MOST_BLOCKS]; // cards, in slots along the road
    Rect norm;
    Point head_from, head_to; // the middles of its narrow and its wide side
    double narrow, wide;      // lengths of these
    Rect next;                // place of the next tokens
    Rect between;             // of something else, while there is nothing but embeddings and next tokens
    Rect label_input, label_blocks, label_next;
} FlowPlan;

// `n_blocks` cards of at most FLOW_MOST_BLOCKS; `gap_before_last`: some are left out before the last one. With
// `label_h` units for a line of words.
FlowPlan flow_plan(Rect rect, int n_blocks, bool gap_before_last, double label_h);

#endif
