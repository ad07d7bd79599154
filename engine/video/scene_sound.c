// scene_sound.c — the music of scenes, with what is said, made side by side.
#include "engine/video/scene_sound.h"

#include "engine/anim/accents.h"
#include "engine/base/pool.h"
#include "engine/sound/music.h"
#include "engine/sound/voice.h"
#include "engine/video/hash.h"

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

typedef struct Sounds {
    SceneJob *jobs;
    const Music *music;
} Sounds;

// Keeps of the whole what the job shows.
static void cut(Samples *samples, const SceneJob *job)
{
    const int64_t from = llround(job->from_s * SAMPLE_RATE), to = llround(job->to_s * SAMPLE_RATE);
    const int64_t end = to < samples->n ? to : samples->n;
    samples->n = end > from ? end - from : 0;
    memmove(samples->data, samples->data + CHANNELS * from, sizeof(float) * CHANNELS * (size_t)samples->n);
}

// The voice of what the scene says, each line where it is said. [*n] in the arena.
static VoiceClip *clips_of(const Scene *scene, Arena *arena, int *n)
{
    VoiceClip *clips = ARENA_ARRAY(arena, VoiceClip, scene->n_says + 1);
    *n = 0;
    for (int i = 0; i < scene->n_says; i++) {
        const VoiceCue *voice = scene_voice(scene, scene->says[i].cue);
        if (voice)
            clips[(*n)++] = (VoiceClip){voice->path, voice->speech, scene->says[i].t_s, voice->dur_s};
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

static bool make_sound(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    const Sounds *sounds = context;
    SceneJob *job = &sounds->jobs[item];
    Arena arena;
    arena_init(&arena);
    MusicSpec spec = {.dur_s = job->scene->dur_s, .place = job->place, .seed = film_seed(job->scene)};
    spec.accents_s = scene_accents(job->scene, &arena, &spec.n_accents);
    int n_clips = 0;
    const VoiceClip *clips = clips_of(job->scene, &arena, &n_clips);
    const bool ok =
        (!sounds->music->make && n_clips == 0) || make_whole(sounds->music, &spec, clips, n_clips, &job->sound, err);
    if (ok && job->sound.n > 0)
        cut(&job->sound, job);
    arena_finish(&arena);
    return ok;
}

bool sounds_make(SceneJob *jobs, int n_jobs, const Music *music, int n_threads, Err *err)
{
    Sounds sounds = {jobs, music};
    const PoolJob job = {
        .n_items = n_jobs, .n_workers = n_threads, .n_slots = n_threads, .make = make_sound, .context = &sounds};
    return pool_run(&job, err);
}

void sounds_finish(SceneJob *jobs, int n_jobs)
{
    for (int i = 0; i < n_jobs; i++)
        samples_finish(&jobs[i].sound);
}

bool sounds_heard(const SceneJob *jobs, int n_jobs)
{
    int i = 0;
    while (i < n_jobs && jobs[i].sound.n == 0)
        i++;
    return i < n_jobs;
}

Samples sounds_joined(const SceneJob *jobs, int n_jobs, Rate rate)
{
    double dur_s = 0;
    for (int i = 0; i < n_jobs; i++)
        dur_s += frame_time(job_frames(&jobs[i], rate), rate);
    Samples all = samples_silent(dur_s);
    double begin_s = 0;
    for (int i = 0; i < n_jobs; i++) {
        const int64_t begin = llround(begin_s * SAMPLE_RATE), room = all.n - begin, own = jobs[i].sound.n;
        if (own > 0 && room > 0)
            memcpy(all.data + CHANNELS * begin, jobs[i].sound.data,
                   sizeof(float) * CHANNELS * (size_t)(own < room ? own : room));
        begin_s += frame_time(job_frames(&jobs[i], rate), rate);
    }
    return all;
}

bool sound_of_job(const SceneJob *job, const RenderSpec *spec, SoundTrack **track, Err *err)
{
    *track = NULL;
    if (job->sound.n == 0 || !spec->sound_encoder)
        return true;
    Samples sound = sounds_joined(job, 1, spec->size.rate);
    *track = sound_track_encode(spec->sound_encoder, &sound, err);
    samples_finish(&sound);
    return *track != NULL;
}
