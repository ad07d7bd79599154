// file_words.c — chapters and captions by the time of a file, which is whole frames.
#include "engine/video/file_words.h"

FileWords job_words(const SceneJob *job, const RenderSpec *spec, Arena *arena)
{
    FileWords words = {.captions_codec = spec->captions_codec};
    const double dur_s = frame_time(job_frames(job, spec->size.rate), spec->size.rate);
    words.chapters = scene_chapters(job->scene, job->from_s, dur_s, arena, &words.n_chapters);
    if (spec->captions_codec)
        words.captions = part_captions(arena, job->scene, job->from_s, dur_s, &words.n_captions);
    return words;
}

FileWords film_words(const SceneJob *jobs, const char *const *titles, int n_jobs, const RenderSpec *spec, Arena *arena)
{
    FileWords words = {.captions_codec = spec->captions_codec};
    const Scene **scenes = ARENA_ARRAY(arena, const Scene *, n_jobs);
    double *durs_s = ARENA_ARRAY(arena, double, n_jobs);
    for (int i = 0; i < n_jobs; i++) {
        scenes[i] = jobs[i].scene;
        durs_s[i] = frame_time(job_frames(&jobs[i], spec->size.rate), spec->size.rate);
    }
    words.chapters = film_chapters(scenes, titles, durs_s, n_jobs, arena, &words.n_chapters);
    if (spec->captions_codec)
        words.captions = film_captions(arena, scenes, durs_s, n_jobs, &words.n_captions);
    return words;
}
