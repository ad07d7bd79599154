// render_spec.c — a job's seconds as frames.
#include "engine/video/render_spec.h"

int64_t job_frames(const SceneJob *job, Rate rate)
{
    const int64_t n = frames_in(job->to_s - job->from_s, rate);
    return n > 0 ? n : 1;
}

double job_time(const SceneJob *job, Rate rate, int64_t frame)
{
    return job->from_s + frame_time(frame, rate);
}
