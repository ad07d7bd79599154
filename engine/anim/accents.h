// accents.h — the moments of a sealed scene that music marks: something pops up, or begins to shine.
#ifndef GPTREEL_ANIM_ACCENTS_H
#define GPTREEL_ANIM_ACCENTS_H

#include "engine/anim/scene_data.h"

// Their times in seconds, rising, at least 0.15 s apart: of what comes more densely only the first. In the arena.
double *scene_accents(const Scene *scene, Arena *arena, int *n_accents);

#endif
