// samples.c — sound in memory; other rates by libswresample.
#include "engine/sound/samples.h"

#include "engine/base/arena.h"

#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
#include <math.h>
#include <stdlib.h>

Samples samples_silent(double dur_s)
{
    const int64_t n = llround(dur_s * SAMPLE_RATE);
    return (Samples){mem_alloc(sizeof(float) * CHANNELS * (size_t)(n > 0 ? n : 1)), n};
}

void samples_finish(Samples *samples)
{
    free(samples->data);
    *samples = (Samples){0};
}

bool samples_resample(const Samples *from, int rate, Samples *to)
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
