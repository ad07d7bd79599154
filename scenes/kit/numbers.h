// numbers.h — numbers as words on screen. All give strings in the scene's arena.
#ifndef GPTREEL_KIT_NUMBERS_H
#define GPTREEL_KIT_NUMBERS_H

#include "engine/anim/scene.h"

#include <stdint.h>

const char *number_grouped(Scene *s, int64_t value);            // 1,536,000
const char *number_fixed(Scene *s, double value, int decimals); // 1.88
const char *number_percent(Scene *s, double p);                 // 16%, <1%: never 0% of what is more
const char *number_short(Scene *s, double value);               // 804 K, 0.80 M, 124 M
const char *number_duration(Scene *s, double dur_s);            // 48 s, 3 min 1 s, 2 h 5 min

#endif
