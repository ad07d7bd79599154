// number_strip.h — a vector as a strip of thin cells coloured by sign and strength, one node however long it is.
#ifndef GPTREEL_KIT_NUMBER_STRIP_H
#define GPTREEL_KIT_NUMBER_STRIP_H

#include "engine/anim/picture.h"

typedef struct NumberStrip {
    const float *values; // [n]
    int n;
    double full;                      // the value whose colour is full
    const struct Image *right, *down; // its cells from left to right; from the top down
} NumberStrip;

// Of n numbers, which are kept and not copied. `full` 0: their own.
NumberStrip number_strip(Arena *arena, const Theme *theme, const float *values, int n, double full);

// The value whose colour is full, so that strips of several vectors can be compared.
double number_strip_full(const float *values, int64_t n);

// The items "cells" and "dashes" (of what is below zero), in a box of the part that was begun last, from left to right;
// `turned`: while the layout is (layout_turn).
void number_strip_items(Layout *layout, const NumberStrip *strip, Rect box, bool turned);

#endif
