// scene_sound.c — the music of a scene, with what is said.
#include "engine/video/scene_sound.h"

#include "engine/anim/accents.h"
#include "engine/sound/music.h"
#include "engine/video/hash.h"
#include "engine/video/recording.h"

#include <math.h>
#include <string.h>

// To add one: a row here.
const Music MUSIC[] = {
    {"lofi", "composed for the film: chords, a soft beat, a bell where something comes", music_make},
    {"none", "no sound", NULL},
    {0},
};

const Choices MUSIC_CHOICES = {"music", MUSIC, sizeof *MUSIC, offsetof(Music, help)};

// One seed for all scenes of a film, from its name: "nanogpt" of "nanogpt/01_architecture".
static uint64_t film_seed(const Scene *scene)
{
    Hash hash = hash_begin();
    hash_add(&hash, scene->name, strcspn(scene->name, "/"));
    return hash.a;
}

// Keeps of the whole what the job shows.
static void cut(Samples *samples, const SceneJob *job)
{
    const int64_t from = llround(job->from_s * SAMPLE_RATE), to = llround(job->to_s * SAMPLE_RATE);
    const int64_t end = to < samples->n ? to : samples->n;
    samples->n = end > from ? end - from : 0;
    memmove(samples->data, samples->data + CHANNELS * from, sizeof(float) * CHANNELS * (size_t)samples->n);
}

// What is heard of the speaker in front while the scene is seen; n is 0 when there is nothing.
static bool read_speaker(const Scene *scene, Samples *out, Err *err)
{
    const Front *front = &scene->front;
    *out = (Samples){0};
    const double rest_s = front->footage ? front->footage->dur_s - front->footage_from_s : 0;
    return rest_s <= 0 ||
           recording_sound(front->footage->path, front->footage_from_s, fmin(rest_s, scene->dur_s), out, err);
}

// A clip of all that the speaker says. In the arena.
static VoiceClip *clip_of_speaker(const Samples *speaker, Arena *arena)
{
    const size_t n_bytes = sizeof(float) * CHANNELS * (size_t)speaker->n;
    Samples *kept = ARENA_NEW(arena, Samples);
    *kept = (Samples){arena_memdup(arena, speaker->data, n_bytes), speaker->n};
    VoiceClip *clip = ARENA_NEW(arena, VoiceClip);
    *clip = (VoiceClip){.samples = kept};
    return clip;
}

const VoiceClip *scene_clips(const Scene *scene, Arena *arena, int *n_clips, Err *err)
{
    *n_clips = 0;
    Samples speaker;
    if (!read_speaker(scene, &speaker, err))
        return NULL;
    if (speaker.n > 0) {
        const VoiceClip *clip = clip_of_speaker(&speaker, arena);
        samples_finish(&speaker);
        *n_clips = 1;
        return clip;
    }
    VoiceClip *clips = ARENA_ARRAY(arena, VoiceClip, scene->n_says + 1);
    for (int i = 0; i < scene->n_says; i++) {
        const VoiceCue *voice = scene_voice(scene, scene->says[i].cue);
        if (voice)
            clips[(*n_clips)++] =
                (VoiceClip){.path = voice->path, .speech = voice->speech, .at_s = scene->says[i].t_s};
    }
    return clips;
}

// Of one scene, whole.
static bool make_whole(const Music *music, const MusicSpec *spec, const VoiceClip *clips, int n_clips, Samples *out,
                       Err *err)
{
    if (!music->make)
        *out = samples_silent(spec->dur_s);
    else if (!music->make(spec, out, err))
        return false;
    return n_clips == 0 || voice_mix(out, clips, n_clips, err);
}

MusicSpec scene_music(const SceneJob *job, Arena *arena)
{
    MusicSpec spec = {.dur_s = job->scene->dur_s, .place = job->place, .seed = film_seed(job->scene)};
    spec.accents_s = scene_accents(job->scene, arena, &spec.n_accents);
    return spec;
}

bool sound_make(const SceneJob *job, const Music *music, Samples *out, Err *err)
{
    *out = (Samples){0};
    Arena arena;
    arena_init(&arena);
    const MusicSpec spec = scene_music(job, &arena);
    int n_clips = 0;
    const VoiceClip *clips = scene_clips(job->scene, &arena, &n_clips, err);
    const bool silent = !music->make && n_clips == 0;
    const bool ok = clips && (silent || make_whole(music, &spec, clips, n_clips, out, err));
    if (ok && out->n > 0)
        cut(out, job);
    arena_finish(&arena);
    return ok;
}
