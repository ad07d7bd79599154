// measure.h — how large words will be, before there is a node: for pictures that lay themselves out around them.
#ifndef GPTREEL_KIT_MEASURE_H
#define GPTREEL_KIT_MEASURE_H

#include "engine/anim/scene.h"

// The width of the words' one or widest line; 0 when they cannot be set.
double words_width(Scene *s, const TextStyle *style, const char *words);

// The words with every character that fonts/ lack as a question mark, and without control characters other than
// newline and tab. In the scene's arena.
const char *words_shown(Scene *s, const char *words);

#endif
