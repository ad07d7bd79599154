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
    double begin_s;    // in the film
    bool heard;        // the maker's until it is made
    SoundTrack *track; // likewise; NULL: none, or taken
    bool made;         // under the lock
};

struct Sounds {
    SoundsSpec spec;
    JobSound *all; // [n]
    int n;
    Samples whole; // the film's with music from a file; n is 0: not made
    Samples film_samples; // all that was made so far, one behind the other, each maker's own piece; n is 0: not wanted
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

// Puts what a job sounds like where it is in the film, up to where the next one begins.
static void put_into_film(Sounds *sounds, const JobSound *sound, const Samples *samples)
{
    const Samples *film = &sounds->film_samples;
    const double end_s = sound->begin_s + job_dur_s(sound->job, sounds->spec.rate);
    const int64_t begin = llround(sound->begin_s * SAMPLE_RATE), end = llround(end_s * SAMPLE_RATE);
    const int64_t room = (end < film->n ? end : film->n) - begin, n = samples->n < room ? samples->n : room;
    if (n > 0)
        memcpy(film->data + CHANNELS * begin, samples->data, sizeof(float) * CHANNELS * (size_t)n);
}

// The same samples, cut or followed by silence; freed by the caller.
static Samples as_long_as(const Samples *samples, double dur_s)
{
    Samples whole = samples_silent(dur_s);
    const int64_t n = samples->n < whole.n ? samples->n : whole.n;
    if (n > 0)
        memcpy(whole.data, samples->data, sizeof(float) * CHANNELS * (size_t)n);
    return whole;
}

// NULL into `track` when nothing is heard and nothing has to be.
static bool encode(const Sounds *sounds, const Samples *samples, bool heard, SoundTrack **track, Err *err)
{
    if (!heard && !sounds->spec.always)
        return true;
    *track = sound_track_encode(&sounds->spec.format, samples, err);
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
    Samples made = {0};
    if (is_unwanted(sounds))
        return err_set(err, "nobody waits for the sound");
    if (sounds->spec.music_file)
        made = film_sound_part(sounds->spec.music_file, &sounds->whole, sound->job);
    else if (!sound_make(sound->job, sounds->spec.music, &made, err))
        return false;
    sound->heard = made.n > 0;
    if (sounds->spec.film)
        put_into_film(sounds, sound, &made);
    Samples whole = as_long_as(&made, job_dur_s(sound->job, sounds->spec.rate));
    samples_finish(&made);
    const bool ok = encode(sounds, &whole, sound->heard, &sound->track, err);
    samples_finish(&whole);
    return ok;
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
        !is_unwanted(sounds)) {
        bool heard = false;
        for (int i = 0; i < sounds->n; i++)
            heard = heard || sounds->all[i].heard;
        encode(sounds, &sounds->film_samples, heard, &sounds->film, &err);
    }
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
    double dur_s = 0;
    for (int i = 0; i < n_jobs; i++) {
        sounds->all[i] = (JobSound){.sounds = sounds, .job = &jobs[i], .begin_s = dur_s};
        jobs[i].sound = &sounds->all[i];
        dur_s += job_dur_s(&jobs[i], spec->rate);
    }
    if (spec->film)
        sounds->film_samples = samples_silent(dur_s);
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
    for (int i = 0; i < sounds->n; i++)
        sound_track_destroy(sounds->all[i].track);
    samples_finish(&sounds->film_samples);
    sound_track_destroy(sounds->film);
    samples_finish(&sounds->whole);
    pthread_cond_destroy(&sounds->changed);
    pthread_mutex_destroy(&sounds->lock);
    free(sounds->all);
    free(sounds);
}
