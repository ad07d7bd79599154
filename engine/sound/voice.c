// voice.c — music makes room for speech.
#include "engine/sound/voice.h"

#include "engine/base/number.h"
#include "engine/sound/clip.h"
#include "engine/sound/loudness.h"
#include "engine/sound/music.h"

#include <math.h>

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

// Seconds to the nearest moment in which somebody speaks; 0 then.
static double to_speech_s(const VoiceClip *clips, int n_clips, double t_s)
{
    double nearest = HUGE_VAL;
    for (int i = 0; i < n_clips; i++)
        nearest = fmin(nearest, fmax(0, fmax(clips[i].at_s - t_s, t_s - clips[i].at_s - clips[i].dur_s)));
    return nearest;
}

double voice_loudness(const Samples *sound, const VoiceClip *clips, int n_clips)
{
    Samples spoken = samples_silent(samples_dur_s(sound));
    int64_t n = 0;
    for (int i = 0; i < n_clips; i++) {
        const int64_t from = llround(clips[i].at_s * SAMPLE_RATE), end = from + llround(clips[i].dur_s * SAMPLE_RATE);
        for (int64_t k = from; k < end && k < sound->n && n < spoken.n; k++, n++)
            for (int c = 0; c < CHANNELS; c++)
                spoken.data[CHANNELS * n + c] = sound->data[CHANNELS * k + c];
    }
    spoken.n = n;
    const double lufs = loudness_lufs(&spoken);
    samples_finish(&spoken);
    return lufs;
}

bool voice_mix(Samples *sound, const VoiceClip *clips, int n_clips, Err *err)
{
    Samples voice = samples_silent(samples_dur_s(sound));
    const bool ok = read_voice(&voice, clips, n_clips, err);
    if (ok) {
        loudness_set(&voice, MUSIC_LUFS, MUSIC_CEILING_DB);
        const double music = voice_loudness(sound, clips, n_clips);
        const double under_db = isfinite(music) ? MUSIC_LUFS - UNDER_LU - music : 0;
        for (int64_t i = 0; i < sound->n; i++) {
            const double far = clamp(to_speech_s(clips, n_clips, (double)i / SAMPLE_RATE) / STEP_BACK_S, 0, 1);
            const double gain = gain_of_db(lerp(under_db, BETWEEN_DB, far));
            for (int c = 0; c < CHANNELS; c++)
                sound->data[CHANNELS * i + c] =
                    (float)gain * sound->data[CHANNELS * i + c] + voice.data[CHANNELS * i + c];
        }
        loudness_set(sound, MUSIC_LUFS, MUSIC_CEILING_DB);
    }
    samples_finish(&voice);
    return ok;
}
