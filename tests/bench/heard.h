// heard.h — what is to be found in sound without knowing how it was made: where something begins, which tones sound.
#ifndef GPTREEL_BENCH_HEARD_H
#define GPTREEL_BENCH_HEARD_H

#include "engine/sound/samples.h"

enum { TONES = 12 };

// The sound of a file, by ffmpeg, as a player hears it. Freed by the caller. False when there is none.
bool heard_decode(const char *path, Samples *out);

// Times at which something begins: peaks of how much the logarithm of the spectrum rises within 5 ms. [*n] on the heap.
double *heard_onsets(const Samples *samples, int *n);

// The share of times at which an onset is within `within_s`. Both rise.
double heard_share(const double *times_s, int n_times, const double *onsets_s, int n_onsets, double within_s);

// How strong each tone of the scale sounds, C first, from a time on; their squares sum to 1.
void heard_tones(const Samples *samples, double at_s, double dur_s, double tones[TONES]);

#endif
