// generation_text.h — 13 to 20 s of 03_generation: a text grows, token by token, faster and faster.
#ifndef GPTREEL_NANOGPT_GENERATION_TEXT_H
#define GPTREEL_NANOGPT_GENERATION_TEXT_H

#include "scenes/nanogpt/generation_nodes.h"

void generation_text(Scene *s, Generation *g);

#endif
