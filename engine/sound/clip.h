// clip.h — recordings in files: WAV, FLAC and what else libsndfile reads.
#ifndef GPTREEL_SOUND_CLIP_H
#define GPTREEL_SOUND_CLIP_H

#include "engine/sound/samples.h"

// How long a recording is, in seconds. False when it cannot be read or has nothing in it.
bool clip_length(const char *path, double *dur_s, Err *err);

// A recording at our rate, on both channels, but not more than `most_s` of it; freed by the caller. Of more than two
// channels the first two.
bool clip_read(const char *path, double most_s, Samples *out, Err *err);

#endif
