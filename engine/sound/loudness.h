// loudness.h — how loud sound is (EBU R 128, ITU-R BS.1770-4, by libebur128), and sound of a given loudness.
#ifndef GPTREEL_SOUND_LOUDNESS_H
#define GPTREEL_SOUND_LOUDNESS_H

#include "engine/sound/samples.h"

#include <math.h>

// Integrated, in LUFS; −HUGE_VAL for silence.
double loudness_lufs(const Samples *samples);

// For each `step` samples whether what is heard around them, within 0.4 s, is as loud as `lufs`. [*n_steps] on the heap.
bool *loudness_reached(const Samples *samples, double lufs, int64_t step, int64_t *n_steps);

// Makes sound as loud as `lufs`, within 0.2, with no sample above `ceiling_db`: peaks are turned down for some
// milliseconds, ahead of them. Between samples the wave goes up to a decibel higher. Silence stays silence.
void loudness_set(Samples *samples, double lufs, double ceiling_db);

static inline double gain_of_db(double db)
{
    return pow(10, db / 20);
}

#endif
