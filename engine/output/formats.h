// formats.h — what films can be written as: one table row a format.
#ifndef GPTREEL_OUTPUT_FORMATS_H
#define GPTREEL_OUTPUT_FORMATS_H

#include "engine/base/choices.h"
#include "engine/video/codec.h"
#include "engine/video/muxer.h"
#include "engine/video/render_spec.h"

typedef struct FilmFormat FilmFormat;

// Scenes that follow one another, to be written in a format.
typedef struct FilmJob {
    const FilmFormat *format;
    const RenderSpec *spec;
    const SceneJob *scenes;    // [n_scenes] with the file of each
    const char *const *titles; // [n_scenes] of the scenes
    int n_scenes;
    const char *title; // of the whole
    const char *path;  // of the whole, for a format that has it
    // What plays by itself:
    bool loop;              // again and again
    const double *poster_s; // of each scene: the picture of viewers that do not play; NULL: the last
    const double *static_s; // of each scene: only this picture, which does not move; NULL: all of it
} FilmJob;

// What only some formats know.
typedef enum FormatOption {
    FORMAT_RANGE = 1, // a part of a scene
    FORMAT_SIZE = 2,  // pixels and frames a second
    FORMAT_QUALITY = 4,
    FORMAT_PIPELINE = 8, // one of PIPELINES makes it
    FORMAT_PARTS = 16,   // and some of them by parts, with a cache and shards
    FORMAT_LOOP = 32,
    FORMAT_POSTER = 64,
    FORMAT_STATIC = 128,
    FORMAT_TRANSPARENT = 256, // the background can be left out
} FormatOption;

struct FilmFormat {
    const char *name; // NULL ends the table
    const char *help;
    const char *extension;                       // without the dot; "" for a folder
    unsigned options;                            // FormatOption bits
    const char *size; // as --size has it, where nothing is asked for and the usual one is too much; NULL
    bool whole;                                  // all scenes go into one file, else each has its own
    bool (*write)(const FilmJob *job, Err *err); // each file is whole or not there
    // Puts the scenes' files one behind the other into `path`, all or nothing. NULL: there is no whole film.
    bool (*concat)(const char *path, const char *const *segments, int n_segments, Rate rate, SoundTrack *sound,
                   const FileWords *words, Err *err);
    const char *sound;    // libav's name of the encoder of sound; NULL: files have none
    const char *captions; // and of the codec of captions as a track
    const Codec *codec; // of formats that libav encodes, else NULL
};

extern const FilmFormat FILM_FORMATS[]; // the first one is usual
extern const Choices FORMAT_CHOICES;    // of FILM_FORMATS

#endif
