// faults.h — what a viewer could not see or read in a sealed scene.
//
// The scene is looked at every half second. Everything drawn is inside the canvas, but halos, what bleeds, and what the
// camera has moved past. Texts that stand still and did not step back are large enough, inside the safe area, not over
// one another, not under another picture unless the author ordered the two, in contrast to what is behind them, and
// long enough to be read. Something is seen, and every text with a digit has a source.
#ifndef GPTREEL_OUTPUT_FAULTS_H
#define GPTREEL_OUTPUT_FAULTS_H

#include "engine/anim/scene_data.h"
#include "engine/base/finding.h"

// All that is wrong, in the arena: one finding for each picture and rule, with the line where the picture was made. A
// file is NULL where nobody knows it.
const Finding *scene_faults(const Scene *scene, Arena *arena, int *n_findings);

#endif
