// speech.c — pieces of a line as SSML, and what libespeak-ng makes of it.
#include "engine/sound/speech.h"

#include <espeak-ng/espeak_ng.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// American English in a variant without flutter and roughness: those go on from what was spoken before.
static const char *const VOICE = "en-us+Denis";
enum { WORDS_A_MINUTE = 165 };
// Of 100, at which loud words would be turned down, and what follows with them.
enum { VOLUME = 60 };

// ---- the library, which has one state for the process ----

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int rate; // under it; 0: not begun yet

typedef struct Spoken {
    int16_t *data;
    int n, capacity;
} Spoken;

static int take_samples(short *samples, int n, espeak_EVENT *events)
{
    Spoken *spoken = events->user_data;
    for (int i = 0; samples && i < n; i++) {
        spoken->data = mem_grow(spoken->data, spoken->n, &spoken->capacity, sizeof *spoken->data);
        spoken->data[spoken->n++] = samples[i];
    }
    return 0;
}

static bool begin(Err *err)
{
    if (rate > 0)
        return true;
    espeak_ng_ERROR_CONTEXT why = NULL;
    espeak_ng_InitializePath(NULL);
    const bool begun = espeak_ng_Initialize(&why) == ENS_OK &&
                       espeak_ng_InitializeOutput(ENOUTPUT_MODE_SYNCHRONOUS, 0, NULL) == ENS_OK &&
                       espeak_ng_SetVoiceByName(VOICE) == ENS_OK;
    espeak_ng_ClearErrorContext(&why);
    if (!begun)
        return err_set(err, "libespeak-ng cannot speak: its voice %s is not there; install Debian's package "
                            "espeak-ng-data, or record the words, as --voice DIR", VOICE);
    espeak_SetParameter(espeakRATE, WORDS_A_MINUTE, 0);
    espeak_SetParameter(espeakVOLUME, VOLUME, 0);
    espeak_SetSynthCallback(take_samples);
    rate = espeak_ng_GetSampleRate();
    return true;
}

// ---- what it is told ----

static char *put(char *at, const char *text)
{
    const size_t n = strlen(text);
    memcpy(at, text, n + 1);
    return at + n;
}

static char *put_escaped(char *at, const SpeechPiece *piece)
{
    for (int i = 0; i < piece->n_bytes; i++) {
        const char c = piece->words[i], plain[] = {c, '\0'};
        at = put(at, c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : plain);
    }
    return at;
}

static const char *ssml_of(Arena *arena, const SpeechPiece *pieces, int n_pieces)
{
    // Slower and higher; what the library makes of SSML's emphasis is three times as loud.
    static const char STRESS[] = "<prosody rate=\"80%\" pitch=\"+25%\">", STRESS_END[] = "</prosody>";
    enum { LONGEST_ESCAPE = 5, TAGS_BYTES = 64 };
    size_t room = TAGS_BYTES;
    for (int i = 0; i < n_pieces; i++)
        room += LONGEST_ESCAPE * (size_t)pieces[i].n_bytes + TAGS_BYTES;
    char *text = arena_alloc(arena, room), *at = put(text, "<speak>");
    for (int i = 0; i < n_pieces; i++) {
        if (pieces[i].pause_s > 0) {
            at += snprintf(at, TAGS_BYTES, "<break time=\"%.0fms\"/>", 1000 * pieces[i].pause_s);
            continue;
        }
        at = put(at, pieces[i].stressed ? STRESS : "");
        at = put_escaped(at, &pieces[i]);
        at = put(at, pieces[i].stressed ? STRESS_END : "");
    }
    put(at, "</speak>");
    return text;
}

// ---- speaking ----

bool speech_make(Arena *arena, const SpeechPiece *pieces, int n_pieces, Speech *out, Err *err)
{
    Arena scratch;
    arena_init(&scratch);
    const char *ssml = ssml_of(&scratch, pieces, n_pieces);
    Spoken spoken = {0};
    pthread_mutex_lock(&one_at_a_time);
    const bool ok =
        begin(err) && (espeak_Synth(ssml, strlen(ssml) + 1, 0, POS_CHARACTER, 0,
                                    espeakCHARS_UTF8 | espeakSSML | espeakENDPAUSE, NULL, &spoken) == EE_OK ||
                       err_set(err, "libespeak-ng cannot speak: %s", ssml));
    *out = (Speech){arena_memdup(arena, spoken.data, sizeof *spoken.data * (size_t)spoken.n), spoken.n, rate};
    pthread_mutex_unlock(&one_at_a_time);
    free(spoken.data);
    arena_finish(&scratch);
    return ok;
}

double speech_dur_s(const Speech *speech)
{
    return (double)speech->n / speech->rate;
}

bool speech_samples(const Speech *speech, Samples *out, Err *err)
{
    Samples own = {mem_array(sizeof(float) * CHANNELS, speech->n), speech->n};
    for (int64_t i = 0; i < own.n; i++)
        for (int c = 0; c < CHANNELS; c++)
            own.data[CHANNELS * i + c] = (float)speech->data[i] / 32768;
    const bool ok = samples_resample(&own, speech->rate, out);
    samples_finish(&own);
    return ok || err_set(err, "speech of %d samples a second cannot be made %d", speech->rate, SAMPLE_RATE);
}
