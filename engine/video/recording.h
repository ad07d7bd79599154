// recording.h — the recording of a speaker in a file of any kind that libav reads: its pictures and its sound.
#ifndef GPTREEL_VIDEO_RECORDING_H
#define GPTREEL_VIDEO_RECORDING_H

#include "engine/anim/footage.h"
#include "engine/base/err.h"
#include "engine/sound/samples.h"

typedef struct Recording Recording;

// Looks through the whole file once: its frames may come at any pace. NULL on error.
Recording *recording_open(const char *path, Err *err);
void recording_close(Recording *recording); // NULL is fine

// Its pictures, for as long as it is open. Any number of threads may read them at once: each decodes from the keyframe
// before what it wants, or goes on from where it is.
const Footage *recording_footage(const Recording *recording);

// The sound of `dur_s` seconds from `from_s` on, from what is at `path`; freed by the caller, n is 0 when there is
// none.
bool recording_sound(const char *path, double from_s, double dur_s, Samples *out, Err *err);

#endif
