// generation_title.h — 0 to 3 s of 03_generation: the text so far, and the place of the next token.
#ifndef GPTREEL_NANOGPT_GENERATION_TITLE_H
#define GPTREEL_NANOGPT_GENERATION_TITLE_H

#include "scenes/nanogpt/generation_nodes.h"

// Sets the cursor by itself, as all parts of the scene do.
void generation_title(Scene *s, Generation *g);

#endif
