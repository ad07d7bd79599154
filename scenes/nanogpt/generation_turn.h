// generation_turn.h — 3 to 13 s of 03_generation: one turn of the loop on its ring.
#ifndef GPTREEL_NANOGPT_GENERATION_TURN_H
#define GPTREEL_NANOGPT_GENERATION_TURN_H

#include "scenes/nanogpt/generation_nodes.h"

void generation_turn(Scene *s, Generation *g);

#endif
