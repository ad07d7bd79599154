// architecture_output.h — the end of the model in 01_architecture: norm, head, and the bars of the next token.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_OUTPUT_H
#define GPTREEL_NANOGPT_ARCHITECTURE_OUTPUT_H

#include "scenes/nanogpt/architecture_nodes.h"

void arch_output_make(Scene *s, Arch *arch);

// From the cursor on, where the pulse has arrived.
void arch_output_play(Scene *s, Arch *arch);

#endif
