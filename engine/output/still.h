// still.h — one picture as a file: a row for each format. A file is whole or not there.
#ifndef GPTREEL_OUTPUT_STILL_H
#define GPTREEL_OUTPUT_STILL_H

#include "engine/anim/frame.h"
#include "engine/base/opts.h"

// What to write.
typedef struct Still {
    const Scene *scene;
    double t_s;              // of the scene; INFINITY: its end
    const char *title;       // of a document; NULL: the scene's name
    int width_px, height_px; // formats without pixels take the canvas's own size
    bool transparent;        // without the background
} Still;

typedef struct StillFormat {
    const char *extension; // without the dot, also its name; NULL ends the table
    bool has_pixels;       // a size in pixels means something
    bool (*write)(const Still *still, const char *path, Err *err);
} StillFormat;

extern const StillFormat STILL_FORMATS[];
extern const Choices STILL_CHOICES; // of STILL_FORMATS

// The row of a file name's extension, in letters of either case; the first row for what path_is_stream says of. NULL
// with an error that lists the formats; also when `path` is NULL.
const StillFormat *still_format_of(const char *path, Err *err);

// False when --size was given for a format that has no pixels.
bool still_takes_size(const StillFormat *format, const OptsGiven *given, Err *err);

#endif
