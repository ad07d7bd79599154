// measure.h — words of others, made showable.
#ifndef GPTREEL_KIT_MEASURE_H
#define GPTREEL_KIT_MEASURE_H

#include "engine/anim/scene.h"

// The words with every character that fonts/ lack, or that turns the direction of writing, as a question mark, and
// without control characters other than newline and tab. In the scene's arena.
const char *words_shown(Scene *s, const char *words);

#endif
