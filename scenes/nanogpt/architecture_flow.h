// architecture_flow.h — the second part of 01_architecture: one prompt on its way through the whole model.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_FLOW_H
#define GPTREEL_NANOGPT_ARCHITECTURE_FLOW_H

#include "scenes/nanogpt/architecture_nodes.h"

// Places what the part brings.
void arch_flow_make(Scene *s, Arch *arch);

// Moves it, at times of its own.
void arch_flow_play(Scene *s, Arch *arch);

#endif
