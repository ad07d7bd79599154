// render_spec.c — a job's seconds as frames.
#include "engine/video/render_spec.h"

#include <math.h>

int64_t job_frames(const SceneJob *job, Rate rate)
{
    const int64_t n = frames_in(job->to_s - job->from_s, rate);
    return n > 0 ? n : 1;
}

int64_t spec_drawn(const RenderSpec *spec, int64_t frame)
{
    const double fps = (double)spec->size.rate.num / spec->size.rate.den;
    const int64_t one_of = spec->quality->fps > 0 ? llround(fps / spec->quality->fps) : 1;
    return one_of > 1 ? frame - frame % one_of : frame;
}

double job_time(const SceneJob *job, Rate rate, int64_t frame)
{
    return job->from_s + frame_time(frame, rate);
}
