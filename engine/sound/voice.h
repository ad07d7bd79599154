// voice.h — speech over music.
#ifndef GPTREEL_SOUND_VOICE_H
#define GPTREEL_SOUND_VOICE_H

#include "engine/sound/speech.h"

// A recording or what a synthesiser spoke, and when it begins, in seconds from the start of the sound.
// What it points to is the caller's.
typedef struct VoiceClip {
    const char *path;       // of the recording
    const Speech *speech;   // without one
    const Samples *samples; // or what was recorded, in memory
    double at_s;
} VoiceClip;

// How loud sound is while somebody speaks in a voice, in LUFS; −HUGE_VAL for silence.
double voice_loudness(const Samples *sound, const Samples *voice);

// Puts speech over `sound`, which may be silence: what is there steps back, more than 15 LU under the voice while it
// is heard to speak and a little between; then all is set to the loudness of music.h. False when a recording cannot be read.
bool voice_mix(Samples *sound, const VoiceClip *clips, int n_clips, Err *err);

#endif
