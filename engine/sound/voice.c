// voice.c — music makes room for speech.
#include "engine/sound/voice.h"

#include "engine/base/arena.h"
#include "engine/base/number.h"
#include "engine/sound/clip.h"
#include "engine/sound/loudness.h"
#include "engine/sound/music.h"

#include <math.h>
#include <stdlib.h>

static const double UNDER_LU = 16.5, BETWEEN_DB = -6; // of the music: while somebody speaks, and between
static const double STEP_BACK_S = 0.35;             // from one to the other

static void add_clip(Samples *voice, const VoiceClip *clip, const Samples *samples)
{
    const int64_t at = llround(clip->at_s * SAMPLE_RATE);
    for (int64_t i = 0; i < samples->n && at + i < voice->n; i++)
        for (int c = 0; c < CHANNELS; c++)
            voice->data[CHANNELS * (at + i) + c] += samples->data[CHANNELS * i + c];
}

static bool read_voice(Samples *voice, const VoiceClip *clips, int n_clips, Err *err)
{
    for (int i = 0; i < n_clips; i++) {
        Samples samples;
        if (clips[i].samples) {
            add_clip(voice, &clips[i], clips[i].samples);
            continue;
        }
        if (!(clips[i].path ? clip_read(clips[i].path, HUGE_VAL, &samples, err)
                            : speech_samples(clips[i].speech, &samples, err)))
            return false;
        add_clip(voice, &clips[i], &samples);
        samples_finish(&samples);
    }
    return true;
}

// ---- when somebody speaks ----

enum { STEP = SAMPLE_RATE / 10 };

// Fills what is not spoken between two steps that are no further apart than a breath.
static void bridge_breaths(bool *spoken, int64_t n)
{
    static const double BREATH_S = 0.8;
    int64_t last = -1; // that is spoken
    for (int64_t i = 0; i < n; i++) {
        if (!spoken[i])
            continue;
        for (int64_t k = last + 1; last >= 0 && (double)(i - last) * STEP < BREATH_S * SAMPLE_RATE && k < i; k++)
            spoken[k] = true;
        last = i;
    }
}

// For each step of a voice whether somebody speaks in it. [*n_steps] on the heap.
static bool *spoken_steps(const Samples *voice, int64_t *n_steps)
{
    static const double QUIET_LU = 15; // under the voice: nobody speaks, whatever noise there is
    const double lufs = loudness_lufs(voice);
    bool *spoken = loudness_reached(voice, isfinite(lufs) ? lufs - QUIET_LU : HUGE_VAL, STEP, n_steps);
    bridge_breaths(spoken, *n_steps);
    return spoken;
}

// Steps from each to the nearest that is spoken; n_steps where none is. On the heap.
static double *steps_to_speech(const bool *spoken, int64_t n_steps)
{
    double *far = mem_array(sizeof *far, n_steps);
    for (int64_t i = 0; i < n_steps; i++)
        far[i] = spoken[i] ? 0 : i > 0 ? far[i - 1] + 1 : (double)n_steps;
    for (int64_t i = n_steps - 2; i >= 0; i--)
        far[i] = fmin(far[i], far[i + 1] + 1);
    return far;
}

double voice_loudness(const Samples *sound, const Samples *voice)
{
    int64_t n_steps;
    bool *spoken_at = spoken_steps(voice, &n_steps);
    Samples spoken = samples_silent(samples_dur_s(sound));
    int64_t n = 0;
    for (int64_t i = 0; i < sound->n && i / STEP < n_steps; i++)
        if (spoken_at[i / STEP])
            for (int c = 0; c < CHANNELS; c++)
                spoken.data[n++] = sound->data[CHANNELS * i + c];
    spoken.n = n / CHANNELS;
    const double lufs = loudness_lufs(&spoken);
    samples_finish(&spoken);
    free(spoken_at);
    return lufs;
}

// ---- both together ----

// Turns sound down where the voice speaks.
static void step_back(Samples *sound, const Samples *voice)
{
    const double music = voice_loudness(sound, voice);
    const double under_db = isfinite(music) ? MUSIC_LUFS - UNDER_LU - music : 0;
    int64_t n_steps;
    bool *spoken = spoken_steps(voice, &n_steps);
    double *far = steps_to_speech(spoken, n_steps);
    for (int64_t i = 0; i < sound->n; i++) {
        const double at = clamp((double)i / STEP - 0.5, 0, (double)(n_steps - 1)); // 0: the middle of the first
        const int64_t step = (int64_t)at, next = step + 1 < n_steps ? step + 1 : step;
        const double steps = lerp(far[step], far[next], at - (double)step);
        const double gain = gain_of_db(lerp(under_db, BETWEEN_DB, fmin(steps * STEP / SAMPLE_RATE / STEP_BACK_S, 1)));
        for (int c = 0; c < CHANNELS; c++)
            sound->data[CHANNELS * i + c] *= (float)gain;
    }
    free(far);
    free(spoken);
}

bool voice_mix(Samples *sound, const VoiceClip *clips, int n_clips, Err *err)
{
    Samples voice = samples_silent(samples_dur_s(sound));
    const bool ok = read_voice(&voice, clips, n_clips, err);
    if (ok) {
        loudness_set(&voice, MUSIC_LUFS, MUSIC_CEILING_DB);
        step_back(sound, &voice);
        for (int64_t i = 0; i < CHANNELS * sound->n; i++)
            sound->data[i] += voice.data[i];
        loudness_set(sound, MUSIC_LUFS, MUSIC_CEILING_DB);
    }
    samples_finish(&voice);
    return ok;
}
