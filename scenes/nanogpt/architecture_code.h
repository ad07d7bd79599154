// architecture_code.h — the last part of 01_architecture: the block closes beside its code, and the files come back.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_CODE_H
#define GPTREEL_NANOGPT_ARCHITECTURE_CODE_H

#include "scenes/nanogpt/architecture_nodes.h"

// Places what the part brings.
void arch_code_make(Scene *s, Arch *arch);

// Moves it, at times of its own.
void arch_code_play(Scene *s, Arch *arch);

#endif
