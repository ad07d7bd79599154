// samples.h — sound in memory: 48 kHz, two channels.
#ifndef GPTREEL_SOUND_SAMPLES_H
#define GPTREEL_SOUND_SAMPLES_H

#include "engine/base/err.h"

#include <stdint.h>

enum { SAMPLE_RATE = 48000, CHANNELS = 2 };

typedef struct Samples {
    float *data; // (n, CHANNELS), ±1 is full scale; on the heap, the owner's to free with samples_finish
    int64_t n;   // frames: one sample of each channel
} Samples;

Samples samples_silent(double dur_s);
void samples_finish(Samples *samples);

// Sound of `rate` samples a second, at ours; freed by the caller. False when that cannot be.
bool samples_resample(const Samples *from, int rate, Samples *to);

static inline double samples_dur_s(const Samples *samples)
{
    return (double)samples->n / SAMPLE_RATE;
}

#endif
