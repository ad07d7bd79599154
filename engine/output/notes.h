// notes.h — what a speaker rehearses from: what is said in each scene and when, with its key frame where the format has
// pictures.
#ifndef GPTREEL_OUTPUT_NOTES_H
#define GPTREEL_OUTPUT_NOTES_H

#include "engine/output/captions.h"

typedef struct NotesJob {
    const SpokenFilm *film;
    const char *const *titles; // [film->n_scenes] of the scenes
    const char *title;         // of the whole
    Fonts *fonts;              // of the scenes
} NotesJob;

typedef struct NotesFormat {
    const char *extension; // without the dot, also its name; NULL ends the table
    const char *help;
    bool (*write)(const NotesJob *job, const char *path, Err *err); // all or nothing
} NotesFormat;

extern const Choices NOTES_CHOICES; // of all formats

// The row of a file name's extension, in letters of either case; the first row for what path_is_stream says of. NULL
// with an error that lists the formats.
const NotesFormat *notes_format_of(const char *path, Err *err);

// "1:05", in the arena.
const char *notes_time(Arena *arena, double t_s);

// The functions behind the rows.
bool notes_write_html(const NotesJob *job, const char *path, Err *err); // notes_html.c
bool notes_write_pdf(const NotesJob *job, const char *path, Err *err);  // notes_pdf.c

#endif
