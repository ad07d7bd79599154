// loudness.c — measuring by libebur128; a limiter that looks ahead.
#include "engine/sound/loudness.h"

#include "engine/base/arena.h"

#include <ebur128.h>
#include <math.h>
#include <stdlib.h>

double loudness_lufs(const Samples *samples)
{
    double lufs = -HUGE_VAL;
    ebur128_state *state = ebur128_init(CHANNELS, SAMPLE_RATE, EBUR128_MODE_I);
    if (state) {
        ebur128_add_frames_float(state, samples->data, (size_t)samples->n);
        ebur128_loudness_global(state, &lufs);
        ebur128_destroy(&state);
    }
    return lufs;
}

bool *loudness_reached(const Samples *samples, double lufs, int64_t step, int64_t *n_steps)
{
    enum { WINDOW = SAMPLE_RATE * 2 / 5 }; // of the momentary loudness
    *n_steps = (samples->n + step - 1) / step;
    bool *reached = mem_array(sizeof *reached, *n_steps);
    ebur128_state *state = ebur128_init(CHANNELS, SAMPLE_RATE, EBUR128_MODE_M);
    for (int64_t i = 0; state && i < *n_steps; i++) {
        const int64_t rest = samples->n - i * step;
        double momentary = -HUGE_VAL;
        ebur128_add_frames_float(state, samples->data + CHANNELS * i * step, (size_t)(rest < step ? rest : step));
        ebur128_loudness_momentary(state, &momentary);
        const int64_t middle = i - WINDOW / 2 / step; // of the time that it is of
        for (int64_t k = middle; momentary >= lufs && k <= middle + 1; k++)
            if (k >= 0)
                reached[k] = true;
    }
    if (state)
        ebur128_destroy(&state);
    return reached;
}

static void amplify(Samples *samples, double gain)
{
    for (int64_t i = 0; i < CHANNELS * samples->n; i++)
        samples->data[i] *= (float)gain;
}

// No sample goes beyond `most`. The gain sinks over LOOK samples before a peak and comes back slowly after it.
static void limit(Samples *samples, double most)
{
    enum { LOOK = SAMPLE_RATE / 200 };
    const double back = exp(-1.0 / (0.08 * SAMPLE_RATE));
    double *gain = mem_alloc(sizeof(double) * (size_t)(samples->n + 1));
    for (int64_t i = 0; i < samples->n; i++) {
        const double peak = fmax(fabs((double)samples->data[2 * i]), fabs((double)samples->data[2 * i + 1]));
        gain[i] = peak > most ? most / peak : 1;
    }
    for (int64_t i = samples->n - 2; i >= 0; i--) // down to each peak, from before it
        gain[i] = fmin(gain[i], gain[i + 1] + (1 - gain[i + 1]) / LOOK);
    for (int64_t i = 1; i < samples->n; i++) // and up again behind it
        gain[i] = fmin(gain[i], 1 - (1 - gain[i - 1]) * back);
    for (int64_t i = 0; i < samples->n; i++)
        for (int c = 0; c < CHANNELS; c++)
            samples->data[CHANNELS * i + c] *= (float)gain[i];
    free(gain);
}

void loudness_set(Samples *samples, double lufs, double ceiling_db)
{
    enum { TURNS = 4 }; // the limiter takes some loudness away each time, less and less
    for (int i = 0; i < TURNS; i++) {
        const double now = loudness_lufs(samples);
        if (!isfinite(now) || (i > 0 && fabs(now - lufs) < 0.1))
            return;
        amplify(samples, gain_of_db(lufs - now));
        limit(samples, gain_of_db(ceiling_db));
    }
}
