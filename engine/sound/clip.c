// clip.c — files by libsndfile.
#include "engine/sound/clip.h"

#include "engine/base/arena.h"

#include <math.h>
#include <sndfile.h>
#include <stdlib.h>

static SNDFILE *open_clip(const char *path, SF_INFO *info, Err *err)
{
    *info = (SF_INFO){0};
    SNDFILE *file = sf_open(path, SFM_READ, info);
    if (!file)
        err_set(err, "%s cannot be read as a recording: %s; WAV, FLAC, Ogg and MP3 can", path, sf_strerror(NULL));
    else if (info->frames <= 0 || info->samplerate <= 0 || info->channels <= 0) {
        err_set(err, "%s has nothing in it; record it again", path);
        sf_close(file);
        file = NULL;
    }
    return file;
}

bool clip_length(const char *path, double *dur_s, Err *err)
{
    SF_INFO info;
    SNDFILE *file = open_clip(path, &info, err);
    if (!file)
        return false;
    *dur_s = (double)info.frames / info.samplerate;
    sf_close(file);
    return true;
}

// The first two channels, or the only one twice.
static void take_channels(const float *from, int n_channels, Samples *to)
{
    for (int64_t i = 0; i < to->n; i++)
        for (int c = 0; c < CHANNELS; c++)
            to->data[CHANNELS * i + c] = from[n_channels * i + (c < n_channels ? c : 0)];
}

bool clip_read(const char *path, double most_s, Samples *out, Err *err)
{
    SF_INFO info;
    SNDFILE *file = open_clip(path, &info, err);
    if (!file)
        return false;
    const int64_t n = (int64_t)fmin((double)info.frames, ceil(most_s * info.samplerate));
    float *read = mem_array(sizeof *read * (size_t)info.channels, n);
    Samples own = samples_silent((double)n / SAMPLE_RATE);
    own.n = sf_readf_float(file, read, n);
    take_channels(read, info.channels, &own);
    sf_close(file);
    free(read);
    if (info.samplerate == SAMPLE_RATE) {
        *out = own;
        return true;
    }
    const bool ok = samples_resample(&own, info.samplerate, out);
    samples_finish(&own);
    return ok ||
           err_set(err, "%s has %d samples a second, which cannot be made %d", path, info.samplerate, SAMPLE_RATE);
}
