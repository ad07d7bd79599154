// sounds.h — the sound of a film, made and encoded beside its pictures by threads of its own, the first scene's first.
// Who needs a track waits for it.
//
// What is heard is made once. It is encoded for each scene's file and again for the film's: encoders put something in front
// of what they begin with and fill up their last packet, so packets of several beginnings leave gaps when they are joined;
// and cut out of the film's, a scene's file would be another one than when that scene is rendered alone.
#ifndef GPTREEL_VIDEO_SOUNDS_H
#define GPTREEL_VIDEO_SOUNDS_H

#include "engine/video/film_sound.h"
#include "engine/video/scene_sound.h"
#include "engine/video/sound_track.h"

typedef struct Sounds Sounds;

typedef struct SoundsSpec {
    const Music *music;
    const FilmMusic *music_file; // heard in its place; NULL: none. Lent until sounds_end
    SoundFormat format;
    bool always;         // silence is a track, too
    Rate rate;           // of the pictures: a scene lasts whole frames
    bool film;           // the tracks of the jobs, and one of all behind each other
    int n_threads;       // nothing depends on it
} SoundsSpec;

// Begins, and gives each job its sound. The jobs and their scenes are lent until sounds_end.
Sounds *sounds_begin(SceneJob *jobs, int n_jobs, const SoundsSpec *spec);

// The track of a job, which is the caller's; NULL when nothing is heard, and for a job without a sound. Once for each
// job. False when it could not be made.
bool sound_take(JobSound *sound, SoundTrack **track, Err *err);

// The same for all jobs one behind the other, each as long as its frames.
bool sounds_take_film(Sounds *sounds, SoundTrack **track, Err *err);

// Ends it, also before all is made. NULL is fine.
void sounds_end(Sounds *sounds);

#endif
