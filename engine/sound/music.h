// music.h — the music of a scene as sound, at the loudness that platforms play at.
#ifndef GPTREEL_SOUND_MUSIC_H
#define GPTREEL_SOUND_MUSIC_H

#include "engine/sound/compose.h"
#include "engine/sound/samples.h"

// What a film's sound is set to; no sample is above the ceiling, which leaves what encoders add to a true peak of −1 dB.
static const double MUSIC_LUFS = -14, MUSIC_CEILING_DB = -2;

// Fades what is heard first, when it is a film's first sound, and what is heard last likewise. At other edges there is
// only no click.
void music_fade(Samples *samples, bool first, bool last);

// Composes and plays it: −14 LUFS, true peaks at most −1 dB, the film's first sound and its last faded. The same
// specification gives the same samples. Freed by the caller. False on error, as synth_play.
bool music_make(const MusicSpec *spec, Samples *out, Err *err);

#endif
