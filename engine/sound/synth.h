// synth.h — a score as sound, by fluidsynth and a General MIDI sound font.
#ifndef GPTREEL_SOUND_SYNTH_H
#define GPTREEL_SOUND_SYNTH_H

#include "engine/sound/samples.h"
#include "engine/sound/score.h"

// Plays a score into `out` (freed by the caller), as long as the score. The same score gives the same samples. Notes
// begin within 64 samples after their time. The sound font is GPTREEL_SOUNDFONT in the environment, or TimGM6mb where
// Debian has it; an error when there is none.
bool synth_play(const Score *score, Samples *out, Err *err);

#endif
