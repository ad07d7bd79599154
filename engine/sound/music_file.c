// music_file.c — read, looped with its ends over each other, set to its loudness, faded.
#include "engine/sound/music_file.h"

#include "engine/base/number.h"
#include "engine/sound/clip.h"
#include "engine/sound/loudness.h"
#include "engine/sound/music.h"

#include <math.h>
#include <stdlib.h>

static const double OVERLAP_S = 2; // of two turns, at most a quarter of one
static const float SILENCE = 1e-3F; // −60 dB
static const double MOST_SILENCE_S = 30; // that is left out in front

// What of it is heard.
typedef struct Turn {
    const float *data; // (n, CHANNELS)
    int64_t n, overlap;
} Turn;

static Turn find_turn(const Samples *read)
{
    int64_t first = 0, end = CHANNELS * read->n;
    while (first < end && fabsf(read->data[first]) < SILENCE)
        first++;
    while (end > first && fabsf(read->data[end - 1]) < SILENCE)
        end--;
    first /= CHANNELS;
    const int64_t n = (end + CHANNELS - 1) / CHANNELS - first;
    const int64_t overlap = llround(OVERLAP_S * SAMPLE_RATE);
    return (Turn){read->data + CHANNELS * first, n, overlap < n / 4 ? overlap : n / 4};
}

// Adds a turn that begins at a sample. Two that overlap have the same power together all the time.
static void add_turn(const Turn *turn, int64_t begin, Samples *out)
{
    for (int64_t i = 0; i < turn->n && begin + i < out->n; i++) {
        const int64_t left = turn->n - i;
        double gain = 1;
        if (begin > 0 && i < turn->overlap)
            gain *= sin(PI / 2 * (double)i / (double)turn->overlap);
        if (left < turn->overlap)
            gain *= sin(PI / 2 * (double)left / (double)turn->overlap);
        for (int c = 0; c < CHANNELS; c++)
            out->data[CHANNELS * (begin + i) + c] += (float)gain * turn->data[CHANNELS * i + c];
    }
}

bool music_from_file(const char *path, double dur_s, Samples *out, Err *err)
{
    Samples read;
    if (!clip_read(path, dur_s + MOST_SILENCE_S, &read, err))
        return false;
    const Turn turn = find_turn(&read);
    if (turn.n > 0) {
        *out = samples_silent(dur_s);
        for (int64_t begin = 0; begin < out->n; begin += turn.n - turn.overlap)
            add_turn(&turn, begin, out);
        loudness_set(out, MUSIC_LUFS, MUSIC_CEILING_DB);
        music_fade(out, true, true);
    }
    samples_finish(&read);
    return turn.n > 0 || err_set(err, "%s is silent; take another for --music", path);
}
