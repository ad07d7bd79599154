// true_peak.c — peaks between samples, by libebur128.
#include "true_peak.h"

#include <ebur128.h>
#include <math.h>

double true_peak_db(const Samples *samples)
{
    double peak = 0;
    ebur128_state *state = ebur128_init(CHANNELS, SAMPLE_RATE, EBUR128_MODE_TRUE_PEAK);
    ebur128_add_frames_float(state, samples->data, (size_t)samples->n);
    for (unsigned i = 0; i < CHANNELS; i++) {
        double own = 0;
        ebur128_true_peak(state, i, &own);
        peak = fmax(peak, own);
    }
    ebur128_destroy(&state);
    return peak > 0 ? 20 * log10(peak) : -HUGE_VAL;
}
