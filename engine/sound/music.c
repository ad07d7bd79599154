// music.c — composed, played, set to its loudness, faded.
#include "engine/sound/music.h"

#include "engine/base/number.h"
#include "engine/sound/loudness.h"
#include "engine/sound/synth.h"

#include <math.h>

static const double FADE_IN_S = 0.4, FADE_OUT_S = 2.5, EDGE_S = 0.01; // at an edge, no click

// From nothing at the first of `n` samples to all of it, or the other way round.
static void fade(Samples *samples, int64_t from, int64_t n, bool in)
{
    for (int64_t i = 0; i < n && from + i < samples->n; i++) {
        const double u = (double)i / (double)n, gain = sin(PI / 2 * (in ? u : 1 - u));
        for (int c = 0; c < CHANNELS; c++)
            samples->data[CHANNELS * (from + i) + c] *= (float)gain;
    }
}

void music_fade(Samples *samples, bool first, bool last)
{
    const int64_t in = llround((first ? FADE_IN_S : EDGE_S) * SAMPLE_RATE);
    const int64_t end = llround((last ? fmin(FADE_OUT_S, samples_dur_s(samples) / 4) : EDGE_S) * SAMPLE_RATE);
    fade(samples, 0, in, true);
    fade(samples, samples->n > end ? samples->n - end : 0, end, false);
}

bool music_make(const MusicSpec *spec, Samples *out, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const Score score = music_compose(&arena, spec);
    const bool ok = synth_play(&score, out, err);
    arena_finish(&arena);
    if (!ok)
        return false;
    loudness_set(out, MUSIC_LUFS, MUSIC_CEILING_DB);
    music_fade(out, spec->place.index == 0, spec->place.index == spec->place.n_scenes - 1);
    return true;
}
