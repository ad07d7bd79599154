// support_golden.h — scenes compared with golden files. GPTREEL_UPDATE_GOLDEN=1 writes the files anew instead.
#ifndef GPTREEL_TESTS_SUPPORT_GOLDEN_H
#define GPTREEL_TESTS_SUPPORT_GOLDEN_H

#include "engine/anim/scene_data.h"

enum { GOLDEN_WIDTH_PX = 480, GOLDEN_HEIGHT_PX = 270 };

// Fails the test unless the sealed scene is what it was: its display lists line by line, in tests/golden/kit/NAME.txt;
// and a late picture of it, which shows something, within the limits below, in tests/golden/png/NAME.png.
void golden_compare(const char *name, const Scene *scene, Arena *arena);

// Of the colour bytes of two pictures of the golden size, 0 to 255.
typedef struct PixelsDifference {
    double mean; // of the absolute differences of all
    int most;    // the largest one
} PixelsDifference;

PixelsDifference pixels_difference(const uint8_t *a, int a_stride, const uint8_t *b, int b_stride);

// Whether that is no more than a machine may differ from another. What an edge covers is exact to a 256th, but a glyph
// stands on a grid of sixteenths of a pixel, and where it falls between two of them the last bit of a sine decides.
bool pixels_agree(PixelsDifference difference);

#endif
