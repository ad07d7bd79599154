// step_rest.h — how long the steps of a slide stay when a scene of slides plays by itself.
#ifndef GPTREEL_ANIM_STEP_REST_H
#define GPTREEL_ANIM_STEP_REST_H

#include "engine/anim/scene.h"

// How much longer the step that ends at `end_s` has to stay, in seconds: until the letters that are seen in it and were
// not seen in the step before could be read, and never less than a look takes. While the scene is built.
double step_rest_s(const Scene *s, double end_s);

#endif
