// film_sound.h — what is heard in a film whose music comes from a file: one piece over all of its scenes.
#ifndef GPTREEL_VIDEO_FILM_SOUND_H
#define GPTREEL_VIDEO_FILM_SOUND_H

#include "engine/sound/samples.h"
#include "engine/video/render_spec.h"

typedef struct FilmMusic {
    const char *path;           // of the file
    const Scene *const *scenes; // [n_scenes] of the whole film, whatever of it is rendered
    int n_scenes;
    Rate rate; // of the pictures: a scene lasts whole frames
} FilmMusic;

// The whole film's, with what is said; freed by the caller. False on error.
bool film_sound_make(const FilmMusic *film, Samples *out, Err *err);

// Of that what a job of one of its scenes shows; freed by the caller.
Samples film_sound_part(const FilmMusic *film, const Samples *whole, const SceneJob *job);

#endif
