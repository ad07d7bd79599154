// generation_page.h — 13 s of 03_generation: from the ring to the page that a text grows on.
#ifndef GPTREEL_NANOGPT_GENERATION_PAGE_H
#define GPTREEL_NANOGPT_GENERATION_PAGE_H

#include "scenes/nanogpt/generation_nodes.h"

// The ring and all that belongs to the turn leaves.
void generation_page_clear(Scene *s, Generation *g);

// The page and the bars beside it, hidden.
void generation_page_add(Scene *s, Generation *g);

// Tiles, bars and the first token go there.
void generation_page_fill(Scene *s, Generation *g);

// The piece of the page that a generated token is.
int generation_page_piece(const Generation *g, int token);

// A generated token's candidates as bars.
const Prediction *generation_prediction(Scene *s, const Generation *g, int token);

#endif
