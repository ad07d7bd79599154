// scene_sound.h — what is heard while scenes are seen.
#ifndef GPTREEL_VIDEO_SCENE_SOUND_H
#define GPTREEL_VIDEO_SCENE_SOUND_H

#include "engine/base/choices.h"
#include "engine/sound/compose.h"
#include "engine/sound/voice.h"
#include "engine/video/render_spec.h"

// A row of the table: what plays.
typedef struct Music {
    const char *name; // NULL ends the table
    const char *help;
    bool (*make)(const MusicSpec *spec, Samples *out, Err *err); // NULL: nothing
} Music;

extern const Music MUSIC[]; // the first one is usual
extern const Choices MUSIC_CHOICES;

// The voice of what a scene says, each line where it is said, or of the speaker in front, beside whom no other voice
// comes. [*n_clips] in the arena; NULL when the speaker's recording cannot be read.
const VoiceClip *scene_clips(const Scene *scene, Arena *arena, int *n_clips, Err *err);

// What is composed for a job's scene, all of it. In the arena.
MusicSpec scene_music(const SceneJob *job, Arena *arena);

// Makes the sound of a job's time; n is 0 when nothing is heard. A scene's sound is a whole, of which a job has a part:
// any part is heard as it is in the whole. Freed by the caller. False on error.
bool sound_make(const SceneJob *job, const Music *music, Samples *out, Err *err);

#endif
