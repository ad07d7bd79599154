// architecture_block.h — the third part of 01_architecture: one block opens.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_BLOCK_H
#define GPTREEL_NANOGPT_ARCHITECTURE_BLOCK_H

#include "scenes/nanogpt/architecture_nodes.h"

// Places what the part brings.
void arch_block_make(Scene *s, Arch *arch);

// Moves it, at times of its own.
void arch_block_play(Scene *s, Arch *arch);

#endif
