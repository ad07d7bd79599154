// film_sound.c — the lines of all scenes over one piece of music, and parts of it.
#include "engine/video/film_sound.h"

#include "engine/sound/music_file.h"
#include "engine/video/scene_sound.h"

#include <math.h>
#include <string.h>

static double scene_dur_s(const FilmMusic *film, int scene)
{
    const SceneJob whole = {.to_s = film->scenes[scene]->dur_s};
    return frame_time(job_frames(&whole, film->rate), film->rate);
}

// When a scene begins; behind the last one where the film ends.
static double begin_s(const FilmMusic *film, int scene)
{
    double t_s = 0;
    for (int i = 0; i < scene; i++)
        t_s += scene_dur_s(film, i);
    return t_s;
}

// Puts what is said in all scenes over the music.
static bool add_voice(const FilmMusic *film, Arena *arena, Samples *out, Err *err)
{
    VoiceClip *clips = NULL;
    int n_clips = 0, cap_clips = 0;
    for (int i = 0; i < film->n_scenes; i++) {
        int n = 0;
        const VoiceClip *own = scene_clips(film->scenes[i], arena, &n, err);
        if (!own)
            return false;
        for (int k = 0; k < n; k++) {
            clips = arena_grow(arena, clips, n_clips, &cap_clips, sizeof *clips);
            clips[n_clips] = own[k];
            clips[n_clips++].at_s += begin_s(film, i);
        }
    }
    return n_clips == 0 || voice_mix(out, clips, n_clips, err);
}

bool film_sound_make(const FilmMusic *film, Samples *out, Err *err)
{
    if (!music_from_file(film->path, begin_s(film, film->n_scenes), out, err))
        return false;
    Arena arena;
    arena_init(&arena);
    const bool ok = add_voice(film, &arena, out, err);
    arena_finish(&arena);
    return ok;
}

Samples film_sound_part(const FilmMusic *film, const Samples *whole, const SceneJob *job)
{
    int scene = 0;
    while (scene + 1 < film->n_scenes && strcmp(film->scenes[scene]->name, job->scene->name) != 0)
        scene++;
    const double from_s = begin_s(film, scene) + job->from_s;
    const int64_t from = llround(from_s * SAMPLE_RATE);
    Samples part = samples_silent(frame_time(job_frames(job, film->rate), film->rate));
    const int64_t n = part.n < whole->n - from ? part.n : whole->n - from;
    if (n > 0)
        memcpy(part.data, whole->data + CHANNELS * from, sizeof(float) * CHANNELS * (size_t)n);
    return part;
}
