// voices.h — who says what is said: recordings in a folder that has one for each scene, DIR/01_hello/CUE.wav or .flac,
// or a synthesiser.
#ifndef GPTREEL_ENGINE_CLI_VOICES_H
#define GPTREEL_ENGINE_CLI_VOICES_H

#include "engine/anim/scene_data.h"

// Whether a synthesiser is meant by what --voice was given.
bool voice_is_made(const char *voice);

// Its voice, as film.h wants it.
bool voice_speak(Arena *arena, const Say *say, VoiceCue *voice, Err *err);

// The recordings of a scene, [*n_voice] in the order of their names, in the arena; none when its folder is not there.
// NULL with an error when `dir` is not there or a recording cannot be read.
const VoiceCue *voices_read(Arena *arena, const char *dir, const char *scene, int *n_voice, Err *err);

// Tells on the standard error which cues of a scene that has recordings lack one, and which recordings are of no cue.
void voices_compare(Arena *arena, const Scene *scene, const char *dir);

#endif
