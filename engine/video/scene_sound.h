// scene_sound.h — what is heard while scenes are seen.
#ifndef GPTREEL_VIDEO_SCENE_SOUND_H
#define GPTREEL_VIDEO_SCENE_SOUND_H

#include "engine/base/choices.h"
#include "engine/sound/compose.h"
#include "engine/video/render_spec.h"
#include "engine/video/sound_track.h"

// A row of the table: what plays.
typedef struct Music {
    const char *name; // NULL ends the table
    const char *help;
    bool (*make)(const MusicSpec *spec, Samples *out, Err *err); // NULL: nothing
} Music;

extern const Music MUSIC[]; // the first one is usual
extern const Choices MUSIC_CHOICES;

// Makes the sound of each job's time, several at once. A scene's sound is a whole, of which a job has a part: any part is
// heard as it is in the whole. False on error; sounds_finish is due whatever it returns.
bool sounds_make(SceneJob *jobs, int n_jobs, const Music *music, int n_threads, Err *err);
void sounds_finish(SceneJob *jobs, int n_jobs);

// Whether any of them is heard.
bool sounds_heard(const SceneJob *jobs, int n_jobs);

// The sound of jobs one behind the other, each as long as its frames at a rate; freed by the caller.
Samples sounds_joined(const SceneJob *jobs, int n_jobs, Rate rate);

// A job's sound, encoded as the specification says, for a muxer. NULL into `track` when there is none. False on error.
bool sound_of_job(const SceneJob *job, const RenderSpec *spec, SoundTrack **track, Err *err);

#endif
