// speech.h — a scratch voice: words spoken by libespeak-ng, for films whose speaker has not recorded them yet.
#ifndef GPTREEL_SOUND_SPEECH_H
#define GPTREEL_SOUND_SPEECH_H

#include "engine/base/arena.h"
#include "engine/sound/samples.h"

// Words, with the spaces around them, or a pause.
typedef struct SpeechPiece {
    const char *words; // [n_bytes] UTF-8
    int n_bytes;
    bool stressed;
    double pause_s; // above 0: no words
} SpeechPiece;

// What was spoken, as the synthesiser makes it: one channel.
typedef struct Speech {
    const int16_t *data; // [n]
    int64_t n;
    int rate; // samples a second
} Speech;

// Speaks English, about as fast as the words of a film are reckoned; a breath comes behind the last word. In the arena.
// The same pieces give the same samples, whatever was spoken before and in whatever thread: the library knows one voice
// at a time, so others wait. False on error.
bool speech_make(Arena *arena, const SpeechPiece *pieces, int n_pieces, Speech *out, Err *err);

double speech_dur_s(const Speech *speech);

// The same at our rate, on both channels; freed by the caller.
bool speech_samples(const Speech *speech, Samples *out, Err *err);

#endif
