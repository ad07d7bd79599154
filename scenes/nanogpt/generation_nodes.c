// generation_nodes.c — what follows from the places of nodes.
#include "scenes/nanogpt/generation_nodes.h"

Point rider_grip(const Generation *g)
{
    return (Point){g->slot_w / 2, g->at->tile / 2};
}
