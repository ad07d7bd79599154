// stress_scenes.h — scenes that change everywhere all the time.
#ifndef GPTREEL_BENCH_STRESS_SCENES_H
#define GPTREEL_BENCH_STRESS_SCENES_H

#include "engine/anim/scene.h"

static const double STRESS_S = 5; // how long each is

void stress_grids(Scene *s);  // 48 × 48 cells, each changing to its own measure
void stress_glyphs(Scene *s); // 3,000 letters that move a tenth of a pixel a frame
void stress_camera(Scene *s); // the camera moves over all of a full picture

#endif
