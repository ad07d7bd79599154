// film_video.c — the formats that are made of pixels.
#include "engine/output/film_write.h"

#include "engine/base/report.h"
#include "engine/video/pipelines.h"
#include "engine/video/png_frames.h"
#include "engine/video/video.h"

bool film_write_mp4(const FilmJob *job, Err *err)
{
    return job->spec->pipeline->write(job->scenes, job->n_scenes, job->spec, err);
}

// Tells of all frames of the film.
static void begin(Report *report, const FilmJob *job)
{
    int64_t n_frames = 0;
    for (int i = 0; i < job->n_scenes; i++)
        n_frames += job_frames(&job->scenes[i], job->spec->size.rate);
    report_begin(report, job->spec->label, "frames", n_frames, job->spec->json);
}

bool film_write_codec(const FilmJob *job, Err *err)
{
    Report report;
    begin(&report, job);
    bool ok = true;
    for (int i = 0; ok && i < job->n_scenes; i++)
        ok = video_write(&job->scenes[i], job->format->codec, job->spec, &report, err);
    report_end(&report, ok);
    return ok;
}

bool film_write_png(const FilmJob *job, Err *err)
{
    Report report;
    begin(&report, job);
    bool ok = true;
    for (int i = 0; ok && i < job->n_scenes; i++)
        ok = png_frames_write(&job->scenes[i], job->spec, &report, err);
    report_end(&report, ok);
    return ok;
}
