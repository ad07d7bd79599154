// coverage.h — text and boxes onto pixels: how much of each pixel of a page they cover, and the colour laid on by that.
#ifndef GPTREEL_RASTER_COVERAGE_H
#define GPTREEL_RASTER_COVERAGE_H

#include "engine/anim/text.h"
#include "engine/raster/glow.h"
#include "engine/raster/masks.h"

// One page's coverage by one text or box at a time, and the masks of the glyphs seen so far. One thread's.
typedef struct Coverage Coverage;

Coverage *coverage_create(int width, int height);
void coverage_destroy(Coverage *coverage); // NULL is fine

// Begins a new one: nothing is covered.
void coverage_begin(Coverage *coverage);

// Adds the glyphs from one to before another under `m` (run → page). Where two touch, they cover a pixel together.
void coverage_add_glyphs(Coverage *coverage, const TextRun *run, int from, int to, Matrix m);

// Adds a box under `m` (box → page).
void coverage_add_box(Coverage *coverage, Box box, Matrix m);

// Adds a mask whose first pixel is (x, y) of the page.
void coverage_add_mask(Coverage *coverage, const Mask *mask, int x, int y);

// Draws every covered pixel towards the colour. The page stands at (left, top) of the whole picture.
void coverage_blend(const Coverage *coverage, Pixels pixels, int left, int top, Color color, double opacity);

// (height, width), 255 is all of a pixel. Only lent.
uint8_t *coverage_bytes(Coverage *coverage);

#endif
