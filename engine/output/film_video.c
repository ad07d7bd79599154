// film_video.c — the formats that are made of pixels.
#include "engine/output/film_write.h"

#include "engine/video/pipelines.h"
#include "engine/video/png_frames.h"
#include "engine/video/video.h"

bool film_write_mp4(const FilmJob *job, Err *err)
{
    return job->spec->pipeline->write(job->scenes, job->n_scenes, job->spec, err);
}

bool film_write_codec(const FilmJob *job, Err *err)
{
    for (int i = 0; i < job->n_scenes; i++)
        if (!video_write(&job->scenes[i], job->format->codec, job->spec, err))
            return false;
    return true;
}

bool film_write_png(const FilmJob *job, Err *err)
{
    for (int i = 0; i < job->n_scenes; i++)
        if (!png_frames_write(&job->scenes[i], job->spec, err))
            return false;
    return true;
}
