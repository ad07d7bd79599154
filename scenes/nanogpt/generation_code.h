// generation_code.h — 14 to 25 s of 03_generation: the loop as code, and the one call that runs it.
#ifndef GPTREEL_NANOGPT_GENERATION_CODE_H
#define GPTREEL_NANOGPT_GENERATION_CODE_H

#include "scenes/nanogpt/generation_nodes.h"

// The panel with the loop.
void generation_code_add(Scene *s, Generation *g);

void generation_code(Scene *s, Generation *g);

#endif
