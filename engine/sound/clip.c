// clip.c — files by libsndfile, other rates by libswresample.
#include "engine/sound/clip.h"

#include "engine/base/arena.h"

#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
#include <sndfile.h>
#include <stdlib.h>

static SNDFILE *open_clip(const char *path, SF_INFO *info, Err *err)
{
    *info = (SF_INFO){0};
    SNDFILE *file = sf_open(path, SFM_READ, info);
    if (!file)
        err_set(err, "%s cannot be read as a recording: %s; WAV and FLAC can", path, sf_strerror(NULL));
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

// `from` at `rate`, at our rate.
static bool resample(const Samples *from, int rate, Samples *to)
{
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    SwrContext *context = NULL;
    bool ok = swr_alloc_set_opts2(&context, &stereo, AV_SAMPLE_FMT_FLT, SAMPLE_RATE, &stereo, AV_SAMPLE_FMT_FLT, rate,
                                  0, NULL) >= 0 &&
              swr_init(context) >= 0;
    if (ok) {
        *to = samples_silent((double)from->n / rate);
        uint8_t *out = (uint8_t *)to->data;
        const uint8_t *in = (const uint8_t *)from->data;
        const int made = swr_convert(context, &out, (int)to->n, &in, (int)from->n);
        out += sizeof(float) * CHANNELS * (size_t)(made > 0 ? made : 0);
        ok = made >= 0 && swr_convert(context, &out, (int)to->n - made, NULL, 0) >= 0; // what it still holds
    }
    swr_free(&context);
    return ok;
}

bool clip_read(const char *path, Samples *out, Err *err)
{
    SF_INFO info;
    SNDFILE *file = open_clip(path, &info, err);
    if (!file)
        return false;
    float *read = mem_array((size_t)info.frames, sizeof *read * (size_t)info.channels);
    Samples own = samples_silent((double)info.frames / SAMPLE_RATE);
    own.n = sf_readf_float(file, read, info.frames);
    take_channels(read, info.channels, &own);
    sf_close(file);
    free(read);
    if (info.samplerate == SAMPLE_RATE) {
        *out = own;
        return true;
    }
    const bool ok = resample(&own, info.samplerate, out);
    samples_finish(&own);
    return ok ||
           err_set(err, "%s has %d samples a second, which cannot be made %d", path, info.samplerate, SAMPLE_RATE);
}
