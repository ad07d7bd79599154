// support_studio.h — a studio whose only film, "talk", has one scene that a test writes in C.
#ifndef GPTREEL_TESTS_SUPPORT_STUDIO_H
#define GPTREEL_TESTS_SUPPORT_STUDIO_H

#include "engine/anim/film.h"

// The scene is what `build` makes of it. One at a time: the next call changes it.
const Studio *studio_of(void (*build)(Scene *s, const void *const *inputs, const void *script));

// A scene in which a square travels for a second.
void build_travel(Scene *s, const void *const *inputs, const void *script);

#endif
