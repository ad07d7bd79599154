// flow.h — what the drawing of a flow and its methods share.
#ifndef GPTREEL_KIT_FLOW_H
#define GPTREEL_KIT_FLOW_H

#include "scenes/kit/flow_plan.h"
#include "scenes/kit/run_values.h"

enum { FLOW_MOST_LANES = 8 };

typedef struct Flow {
    const RunView *view;
    int n_blocks, layers[FLOW_MOST_BLOCKS]; // that are drawn, from 0
    bool gap_before_last;
    int n_lanes;
    bool positions; // are added, and recorded
} Flow;

FlowPlan flow_plan_of(const Scene *s, const Flow *flow, Rect rect);

static inline Point middle_of(Rect box)
{
    return (Point){box.x + box.w / 2, box.y + box.h / 2};
}

// For the PictureKind. Parts: the blocks' borders by their place, and by name "tokens" and "positions" (the arrows into
// the sum), "sum", "more", "norm", "head", "way" (from norm to head) and "pulse".
void flow_lay_out(Layout *layout, const void *flow, Rect rect);

#endif
