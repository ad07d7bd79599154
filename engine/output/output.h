// output.h — what pictures and films can be written as: one table row a format.
#ifndef GPTREEL_OUTPUT_OUTPUT_H
#define GPTREEL_OUTPUT_OUTPUT_H

#include "engine/anim/frame.h"
#include "engine/anim/size.h"
#include "engine/video/chapter.h"
#include "engine/video/codec.h"
#include "engine/video/quality.h"

// A single picture.
typedef struct StillFormat {
    const char *extension; // without the dot, also its name; NULL ends the table
    bool (*write)(const DisplayList *list, int width_px, int height_px, const char *path, Err *err);
} StillFormat;

extern const StillFormat STILL_FORMATS[];

// The row of an extension. NULL when there is none.
const StillFormat *still_format_named(const char *extension);

// The row of a file name's extension. NULL with an error that lists the formats.
const StillFormat *still_format_of(const char *path, Err *err);

// A part of a scene over time, to be written to `path`, all or nothing.
typedef struct SceneJob {
    const Scene *scene;
    double from_s, to_s; // within the scene
    OutputSize size;
    int n_jobs; // threads that draw, at least 1; the file does not depend on it
    const char *path;
    // For formats that take it:
    const char *title;      // of the scene
    bool loop;              // play again and again
    double poster_s;        // the picture of viewers that do not play; below 0: the last
    double static_s;        // only this picture, which does not move; below 0: the film
    const Codec *codec;     // NULL: that of MP4
    const Quality *quality; // NULL: standard
    bool plain;             // every frame is drawn whole, by cairo, and encoded: the reference for faster ways
} SceneJob;

// How videos are made.
typedef struct VideoOptions {
    const char *label; // what is being made, for the progress
    const Quality *quality;
    bool plain_holds, plain_blocks; // without these tricks; see h264.h
    const char *cache;              // folder of finished parts; NULL: none
    int64_t cache_bytes;            // which it may grow to
    const char *shares;             // folder of the parts that several programs make together; NULL: only this one
    int share, n_shares;            // only the share-th (from 1) of so many is made, and no file; 0 and 0: all
    bool join_shares;               // all parts are taken from the shares
    bool json;                      // progress for programs, on stdout
} VideoOptions;

// Scenes that follow one another, to be written to one file, all or nothing.
typedef struct FilmJob {
    const char *title;
    const Scene *const *scenes;      // [n_scenes]
    const char *const *scene_titles; // [n_scenes]
    int n_scenes;
    const char *path;
    bool loop;
} FilmJob;

// Options that only some formats know.
typedef enum FormatOption {
    FORMAT_PART = 1, // from_s and to_s within the scene
    FORMAT_LOOP = 2,
    FORMAT_POSTER = 4, // poster_s
    FORMAT_STATIC = 8, // static_s
    FORMAT_VIDEO = 16, // VideoOptions
    FORMAT_SIZE = 32,  // pixels and frames a second
} FormatOption;

typedef struct FilmFormat {
    const char *name;      // NULL ends the table
    const char *extension; // without the dot; "" for a folder
    unsigned options;      // FormatOption bits
    // One file a scene. NULL: all scenes go into one file, by write_whole.
    bool (*write)(const SceneJob *job, Err *err);
    bool (*write_whole)(const FilmJob *job, Err *err);
    // The files of all scenes at once, better than one by one. NULL: there is no better way.
    bool (*write_scenes)(const SceneJob *jobs, int n_scenes, const VideoOptions *options, Err *err);
    // Puts the scenes' files one behind the other into `path`, all or nothing. NULL: there is no whole film.
    bool (*join)(const char *path, const char *const *parts, int n_parts, const Chapter *chapters, int n_chapters,
                 Err *err);
} FilmFormat;

extern const FilmFormat FILM_FORMATS[];

// The row by name. NULL with an error that offers the nearest names.
const FilmFormat *film_format_named(const char *name, Err *err);

#endif
