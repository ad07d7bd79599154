// captions.h — what is said, as subtitles (SRT, WebVTT) and as talking notes (Markdown), with film times.
#ifndef GPTREEL_OUTPUT_CAPTIONS_H
#define GPTREEL_OUTPUT_CAPTIONS_H

#include "engine/anim/scene_data.h"
#include "engine/anim/size.h"
#include "engine/base/choices.h"

// Scenes that follow one another, the first at film time 0.
typedef struct SpokenFilm {
    const Scene *const *scenes; // [n_scenes]
    const double *durs_s;       // [n_scenes] how long each is there: in a video whole frames
    int n_scenes;
} SpokenFilm;

// As they are in a video of that rate. In the arena.
SpokenFilm spoken_film(Arena *arena, const Scene *const *scenes, int n_scenes, Rate rate);

// When a scene begins in the film, in seconds.
double spoken_begin_s(const SpokenFilm *film, int scene);

typedef struct CaptionFormat {
    const char *extension; // without the dot, also its name; NULL ends the table
    const char *head;
    bool numbered;
    char point; // between seconds and milliseconds
    void (*put_words)(FILE *out, const char *words);
} CaptionFormat;

// The row of a file name's extension, in letters of either case; the first row for what path_is_stream says of. NULL with
// an error that lists the formats.
const CaptionFormat *caption_format_of(const char *path, Err *err);

// In the format of the name's ending. All or nothing.
bool captions_write(const SpokenFilm *film, const char *path, Err *err);

// As above, with what is stressed and where the speaker pauses; `titles` of the scenes, [n_scenes], and of the whole.
bool notes_write(const SpokenFilm *film, const char *const *titles, const char *film_title, const char *path, Err *err);

#endif
