// true_peak.h — how high sound goes, also between its samples.
#ifndef GPTREEL_BENCH_TRUE_PEAK_H
#define GPTREEL_BENCH_TRUE_PEAK_H

#include "engine/sound/samples.h"

// The true peak in dB below full scale (dBTP, by libebur128); −HUGE_VAL for silence.
double true_peak_db(const Samples *samples);

#endif
