// heard.c — spectra by libavcodec's transform, tones by Goertzel's algorithm.
#include "heard.h"

#include "engine/base/arena.h"
#include "engine/base/number.h"

#include <libavcodec/avfft.h>
#include <libavutil/mem.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

// A spectrum of 21 ms every 5 ms.
enum { BITS = 10, WINDOW = 1 << BITS, HOP = SAMPLE_RATE / 200, BINS = WINDOW / 2 };

bool heard_decode(const char *path, Samples *out)
{
    Arena arena;
    arena_init(&arena);
    FILE *pipe = popen(arena_printf(&arena, "ffmpeg -nostdin -v error -i '%s' -map 0:a -f f32le -ac %d -ar %d -", path,
                                    CHANNELS, SAMPLE_RATE),
                       "r");
    arena_finish(&arena);
    float frame[CHANNELS];
    int n = 0, capacity = 0;
    float(*frames)[CHANNELS] = NULL;
    while (pipe && fread(frame, sizeof frame, 1, pipe) == 1) {
        frames = mem_grow(frames, n, &capacity, sizeof *frames);
        for (int c = 0; c < CHANNELS; c++)
            frames[n][c] = frame[c];
        n++;
    }
    *out = (Samples){(float *)frames, n};
    return pipe && pclose(pipe) == 0 && n > 0;
}

// How much of a spectrum is new: [n_frames], on the heap.
static double *rises(const Samples *samples, int n_frames)
{
    static const double FLOOR = 1e-3; // about −60 dB: what is softer is not looked at
    double *rise = mem_array(sizeof *rise, n_frames), before[BINS] = {0};
    float *data = av_malloc(sizeof *data * WINDOW);
    RDFTContext *transform = av_rdft_init(BITS, DFT_R2C);
    for (int f = 0; f < n_frames; f++) {
        for (int i = 0; i < WINDOW; i++) {
            const float *at = samples->data + CHANNELS * ((int64_t)f * HOP + i);
            data[i] = (at[0] + at[1]) / 2 * (float)(0.5 - 0.5 * cos(2 * PI * i / WINDOW));
        }
        av_rdft_calc(transform, data);
        for (int bin = 1; bin < BINS; bin++) {
            const double size = log(FLOOR + hypot((double)data[2 * bin], (double)data[2 * bin + 1]) / (WINDOW / 4.0));
            rise[f] += f > 0 ? fmax(0, size - before[bin]) / BINS : 0;
            before[bin] = size;
        }
    }
    av_rdft_end(transform);
    av_free(data);
    return rise;
}

double *heard_onsets(const Samples *samples, int *n)
{
    enum { AROUND = 4, LATELY = 20 }; // frames: nothing higher is so near; what is usual
    static const double MORE = 0.02;
    const int n_frames = (int)((samples->n - WINDOW) / HOP);
    double *rise = rises(samples, n_frames), *onsets_s = mem_array(sizeof *onsets_s, n_frames);
    *n = 0;
    for (int f = AROUND; f + AROUND < n_frames; f++) {
        bool highest = true;
        for (int i = f - AROUND; i <= f + AROUND; i++)
            highest = highest && rise[i] <= rise[f];
        double usual = 0;
        const int first = f > LATELY ? f - LATELY : 0;
        for (int i = first; i < f; i++)
            usual += rise[i] / (f - first);
        // A window notices what begins when that has come to its middle.
        if (highest && rise[f] > usual + MORE)
            onsets_s[(*n)++] = ((double)f * HOP + WINDOW / 2.0) / SAMPLE_RATE;
    }
    free(rise);
    return onsets_s;
}

double heard_share(const double *times_s, int n_times, const double *onsets_s, int n_onsets, double within_s)
{
    int n = 0;
    for (int i = 0; i < n_times; i++) {
        bool near = false;
        for (int k = 0; k < n_onsets && !near; k++)
            near = fabs(onsets_s[k] - times_s[i]) <= within_s;
        n += near;
    }
    return n_times > 0 ? (double)n / n_times : 1;
}

void heard_tones(const Samples *samples, double at_s, double dur_s, double tones[TONES])
{
    enum { LOWEST = 48, HIGHEST = 84 }; // as MIDI counts
    const int64_t from = llround(at_s * SAMPLE_RATE), n = llround(dur_s * SAMPLE_RATE);
    double sum = 0;
    for (int i = 0; i < TONES; i++)
        tones[i] = 0;
    for (int pitch = LOWEST; pitch < HIGHEST; pitch++) {
        const double w = 2 * cos(2 * PI * 440 * pow(2, (pitch - 69) / 12.0) / SAMPLE_RATE);
        double a = 0, b = 0;
        for (int64_t i = from; i < from + n && i < samples->n; i++) {
            const double next = (double)samples->data[CHANNELS * i] + w * a - b;
            b = a;
            a = next;
        }
        tones[pitch % TONES] += sqrt(fmax(0, a * a + b * b - w * a * b));
    }
    for (int i = 0; i < TONES; i++)
        sum += tones[i] * tones[i];
    for (int i = 0; i < TONES && sum > 0; i++)
        tones[i] /= sqrt(sum);
}
