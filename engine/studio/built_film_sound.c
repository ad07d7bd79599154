// built_film_sound.c — what is heard in a scene, as bytes of a WAV file.
#include "engine/studio/built_film.h"

#include "engine/video/scene_sound.h"

#include <math.h>
#include <string.h>

enum { HEAD_BYTES = 44, SAMPLE_BYTES = 2 };

static void put_number(char *to, uint32_t value, int n_bytes)
{
    for (int i = 0; i < n_bytes; i++)
        to[i] = (char)(value >> 8 * i);
}

static void put_head(char *to, uint32_t data_bytes)
{
    memcpy(to, "RIFF....WAVEfmt ", 16);
    put_number(to + 4, HEAD_BYTES - 8 + data_bytes, 4);
    put_number(to + 16, 16, 4);
    put_number(to + 20, 1, 2); // whole numbers
    put_number(to + 22, CHANNELS, 2);
    put_number(to + 24, SAMPLE_RATE, 4);
    put_number(to + 28, SAMPLE_RATE * CHANNELS * SAMPLE_BYTES, 4);
    put_number(to + 32, CHANNELS * SAMPLE_BYTES, 2);
    put_number(to + 34, 8 * SAMPLE_BYTES, 2);
    memcpy(to + 36, "data", 4);
    put_number(to + 40, data_bytes, 4);
}

static char *wav_of(const Samples *samples, size_t *n_bytes)
{
    const int64_t n = samples->n * CHANNELS;
    *n_bytes = HEAD_BYTES + SAMPLE_BYTES * (size_t)n;
    char *wav = mem_alloc(*n_bytes);
    put_head(wav, SAMPLE_BYTES * (uint32_t)n);
    for (int64_t i = 0; i < n; i++) {
        const float value = fmaxf(-1, fminf(1, samples->data[i]));
        put_number(wav + HEAD_BYTES + SAMPLE_BYTES * i, (uint32_t)lrintf(32767 * value), SAMPLE_BYTES);
    }
    return wav;
}

char *built_film_wav(const BuiltFilm *film, int scene, int music, size_t *n_bytes, Err *err)
{
    const FilmRow *row = &film->selection.rows[scene];
    const SceneJob job = {
        .scene = film->scenes[scene], .to_s = film->scenes[scene]->dur_s, .place = {row->index, row->n_in_film}};
    Samples samples;
    if (!sound_make(&job, &MUSIC[music], &samples, err))
        return NULL;
    if (samples.n == 0)
        samples = samples_silent(job.to_s);
    char *wav = wav_of(&samples, n_bytes);
    samples_finish(&samples);
    return wav;
}
