// support_golden.h — scenes compared with golden files. GPTREEL_UPDATE_GOLDEN=1 writes the files anew instead.
#ifndef GPTREEL_TESTS_SUPPORT_GOLDEN_H
#define GPTREEL_TESTS_SUPPORT_GOLDEN_H

#include "engine/anim/scene_data.h"

enum { GOLDEN_WIDTH_PX = 480, GOLDEN_HEIGHT_PX = 270 };

// Fail the test unless the sealed scene is what it was: its display lists line by line, in tests/golden/kit/NAME.txt;
// its last picture with a little tolerance, in tests/golden/png/NAME.png.
void golden_compare_list(const char *name, const Scene *scene, Arena *arena);
void golden_compare_png(const char *name, const Scene *scene, Arena *arena);

// Mean of the absolute differences of all colour bytes of two pictures of the golden size, 0 to 255.
double pixels_difference(const uint8_t *a, int a_stride, const uint8_t *b, int b_stride);

#endif
