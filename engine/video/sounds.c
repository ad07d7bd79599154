// sounds.c — a thread that runs a pool of makers, and those who wait for what they made.
#include "engine/video/sounds.h"

#include "engine/base/pool.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct JobSound {
    Sounds *sounds;
    const SceneJob *job;
    Samples samples;   // the maker's until it is made; n is 0: nothing is heard
    SoundTrack *track; // likewise; NULL: none, or taken
    bool made;         // under the lock
};

struct Sounds {
    SoundsSpec spec;
    JobSound *all; // [n]
    int n;
    Samples whole; // the film's with music from a file; n is 0: not made
    pthread_t thread;
    bool started;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool unwanted;    // under the lock: nobody waits any more
    bool ended;       // under the lock: nothing more is made
    SoundTrack *film; // the thread's until it has ended
    Err err;          // likewise; empty: all is well
};

// ---- making ----

static double job_dur_s(const SceneJob *job, Rate rate)
{
    return frame_time(job_frames(job, rate), rate);
}

// The sounds of jobs one behind the other, each as long as its frames; freed by the caller.
static Samples join(const JobSound *sounds, int n, Rate rate)
{
    double dur_s = 0;
    for (int i = 0; i < n; i++)
        dur_s += job_dur_s(sounds[i].job, rate);
    Samples all = samples_silent(dur_s);
    double begin_s = 0;
    for (int i = 0; i < n; i++) {
        const int64_t begin = llround(begin_s * SAMPLE_RATE), room = all.n - begin, own = sounds[i].samples.n;
        if (own > 0 && room > 0)
            memcpy(all.data + CHANNELS * begin, sounds[i].samples.data,
                   sizeof(float) * CHANNELS * (size_t)(own < room ? own : room));
        begin_s += job_dur_s(sounds[i].job, rate);
    }
    return all;
}

// NULL into `track` when nothing is heard and nothing has to be.
static bool encode(const Sounds *sounds, const JobSound *parts, int n, SoundTrack **track, Err *err)
{
    bool heard = sounds->spec.always;
    for (int i = 0; i < n; i++)
        heard = heard || parts[i].samples.n > 0;
    if (!heard)
        return true;
    Samples joined = join(parts, n, sounds->spec.rate);
    *track = sound_track_encode(&sounds->spec.format, &joined, err);
    samples_finish(&joined);
    return *track != NULL;
}

static bool is_unwanted(Sounds *sounds)
{
    pthread_mutex_lock(&sounds->lock);
    const bool unwanted = sounds->unwanted;
    pthread_mutex_unlock(&sounds->lock);
    return unwanted;
}

static bool make(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    Sounds *sounds = context;
    JobSound *sound = &sounds->all[item];
    if (is_unwanted(sounds))
        return err_set(err, "nobody waits for the sound");
    if (sounds->spec.music_file)
        sound->samples = film_sound_part(sounds->spec.music_file, &sounds->whole, sound->job);
    else if (!sound_make(sound->job, sounds->spec.music, &sound->samples, err))
        return false;
    return encode(sounds, sound, 1, &sound->track, err);
}

static bool take(void *context, int64_t item, int slot, Err *err)
{
    (void)slot;
    (void)err;
    Sounds *sounds = context;
    pthread_mutex_lock(&sounds->lock);
    sounds->all[item].made = true;
    pthread_cond_broadcast(&sounds->changed);
    pthread_mutex_unlock(&sounds->lock);
    return true;
}

static void *make_all(void *argument)
{
    Sounds *sounds = argument;
    const int n_threads = sounds->spec.n_threads;
    const PoolJob job = {.n_items = sounds->n, .n_workers = n_threads, .n_slots = n_threads, .make = make, .take = take,
                         .context = sounds};
    const FilmMusic *music = sounds->spec.music_file;
    Err err = {""};
    if ((!music || film_sound_make(music, &sounds->whole, &err)) && pool_run(&job, &err) && sounds->spec.film &&
        !is_unwanted(sounds))
        encode(sounds, sounds->all, sounds->n, &sounds->film, &err);
    pthread_mutex_lock(&sounds->lock);
    sounds->err = err;
    sounds->ended = true;
    pthread_cond_broadcast(&sounds->changed);
    pthread_mutex_unlock(&sounds->lock);
    return NULL;
}

// ---- waiting ----

Sounds *sounds_begin(SceneJob *jobs, int n_jobs, const SoundsSpec *spec)
{
    Sounds *sounds = mem_alloc(sizeof *sounds);
    sounds->spec = *spec;
    sounds->n = n_jobs;
    sounds->all = mem_array(sizeof *sounds->all, n_jobs);
    pthread_mutex_init(&sounds->lock, NULL);
    pthread_cond_init(&sounds->changed, NULL);
    for (int i = 0; i < n_jobs; i++) {
        sounds->all[i].sounds = sounds;
        sounds->all[i].job = &jobs[i];
        jobs[i].sound = &sounds->all[i];
    }
    sounds->started = pthread_create(&sounds->thread, NULL, make_all, sounds) == 0;
    if (!sounds->started)
        make_all(sounds);
    return sounds;
}

bool sound_take(JobSound *sound, SoundTrack **track, Err *err)
{
    *track = NULL;
    if (!sound)
        return true;
    Sounds *sounds = sound->sounds;
    pthread_mutex_lock(&sounds->lock);
    while (!sound->made && !sounds->ended)
        pthread_cond_wait(&sounds->changed, &sounds->lock);
    const bool made = sound->made;
    pthread_mutex_unlock(&sounds->lock);
    if (!made) {
        *err = sounds->err;
        return false;
    }
    *track = sound->track;
    sound->track = NULL;
    return true;
}

bool sounds_take_film(Sounds *sounds, SoundTrack **track, Err *err)
{
    *track = NULL;
    if (!sounds)
        return true;
    pthread_mutex_lock(&sounds->lock);
    while (!sounds->ended)
        pthread_cond_wait(&sounds->changed, &sounds->lock);
    pthread_mutex_unlock(&sounds->lock);
    if (sounds->err.text[0]) {
        *err = sounds->err;
        return false;
    }
    *track = sounds->film;
    sounds->film = NULL;
    return true;
}

void sounds_end(Sounds *sounds)
{
    if (!sounds)
        return;
    pthread_mutex_lock(&sounds->lock);
    sounds->unwanted = true;
    pthread_mutex_unlock(&sounds->lock);
    if (sounds->started)
        pthread_join(sounds->thread, NULL);
    for (int i = 0; i < sounds->n; i++) {
        samples_finish(&sounds->all[i].samples);
        sound_track_destroy(sounds->all[i].track);
    }
    sound_track_destroy(sounds->film);
    samples_finish(&sounds->whole);
    pthread_cond_destroy(&sounds->changed);
    pthread_mutex_destroy(&sounds->lock);
    free(sounds->all);
    free(sounds);
}
