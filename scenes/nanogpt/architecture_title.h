// architecture_title.h — the first part of 01_architecture: two files, and the title that becomes the heading.
#ifndef GPTREEL_NANOGPT_ARCHITECTURE_TITLE_H
#define GPTREEL_NANOGPT_ARCHITECTURE_TITLE_H

#include "scenes/nanogpt/architecture_nodes.h"

// Places what the part brings.
void arch_title_make(Scene *s, Arch *arch);

// Moves it, at times of its own.
void arch_title_play(Scene *s, Arch *arch);

#endif
