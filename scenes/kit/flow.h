// flow.h — a model from end to end: where its parts stand in a rectangle, and how they are drawn.
//
// In a wide rectangle the prompt comes from the left and the road runs right; in a tall one it runs down; in one that
// is neither, the head stands in a second row, as lines of text do.
#ifndef GPTREEL_KIT_FLOW_H
#define GPTREEL_KIT_FLOW_H

#include "scenes/kit/run_values.h"

enum { FLOW_MOST_BLOCKS = 4, FLOW_MOST_LANES = 8 };

typedef struct Flow {
    int n_blocks, layers[FLOW_MOST_BLOCKS]; // that are drawn, from 0
    bool gap_before_last;                   // some are left out there
    int n_lanes;
    bool positions;   // are added, and recorded
    const char *last; // the text of the prompt's last token, which rides in front; NULL: not known
    const char *head; // words on the head, where there is room
} Flow;

// All places run right: x and y are exchanged where the road runs down.
typedef struct FlowPlan {
    bool down;              // the road runs down; else right
    bool wrapped;           // the head stands in a row below
    double unit;            // 1, less where there is little room
    Rect tokens, positions; // places of the embeddings
    Point sum;              // the middle of ⊕
    double sum_r;
    Rect road;
    Rect cards;                    // all blocks, as a stretch of the road
    Rect blocks[FLOW_MOST_BLOCKS]; // each, in slots along it
    Rect norm;
    Point head_from, head_to;                   // the middles of its narrow and its wide side
    double narrow, wide;                        // lengths of these
    Rect next;                                  // place of the next tokens
    Rect between;                               // of something else, while there is nothing but embeddings
    Rect label_input, label_blocks, label_next; // the last over the next tokens
    Rect label_head;                            // empty where there is no room but on the head itself
    double label_h;                             // of a line of small words
    double line_h;                              // of a line of larger ones
    double rider;                               // side of the tile that rides in front of the pulse
} FlowPlan;

FlowPlan flow_plan(const Scene *s, const Flow *flow, Rect rect);

// The way of the last token from the norm to the head.
enum { FLOW_WAY_CORNERS = 6 };
typedef struct FlowWay {
    Point corners[FLOW_WAY_CORNERS]; // [n]
    int n;
} FlowWay;

FlowWay flow_way(const Flow *flow, const FlowPlan *plan);

// For the PictureKind. Parts: the blocks' borders by their place, and by name "tokens" and "positions" (the arrows into
// the sum), "sum", "more", "norm", "head", "way" (from norm to head), "pulse",
// "rider", the last token in front of it, and "spark", what goes on from there into the head.
void flow_lay_out(Layout *layout, const void *flow, Rect rect);

#endif
