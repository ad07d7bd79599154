// samples.c — sound in memory.
#include "engine/sound/samples.h"

#include "engine/base/arena.h"

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
