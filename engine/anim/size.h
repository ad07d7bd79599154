// size.h — output sizes by name ("1080p60"), and the one place where seconds become frames.
#ifndef GPTREEL_ANIM_SIZE_H
#define GPTREEL_ANIM_SIZE_H

#include "engine/anim/scene.h"

#include <stdint.h>

typedef struct Rate {
    int num, den; // frames per second = num / den
} Rate;

typedef struct OutputSize {
    int width_px, height_px; // even
    Rate rate;
} OutputSize;

// Reads "1080p60" or "1080p" (60 frames a second): the short side of the picture, and the rate. The long side follows
// from the canvas. Reads "1920x1080p60" or "1920x1080" likewise, where both sides have to have the canvas's shape. Rates
// are whole, or one of television's: 23.976 is 24000/1001.
bool output_size_parse(OutputSize *size, const char *text, Canvas canvas, Err *err);

// The nearest whole number of frames.
int64_t frames_in(double dur_s, Rate rate);

// When frame `index` is shown.
double frame_time(int64_t index, Rate rate);

#endif
