// still.h — one picture as a file: a row for each format. A file is whole or not there.
#ifndef GPTREEL_OUTPUT_STILL_H
#define GPTREEL_OUTPUT_STILL_H

#include "engine/anim/frame.h"
#include "engine/base/choices.h"

typedef struct StillFormat {
    const char *extension; // without the dot, also its name; NULL ends the table
    // The width and height are those of pixels; formats that have none take the canvas's own size.
    bool (*write)(const DisplayList *list, int width_px, int height_px, const char *path, Err *err);
} StillFormat;

extern const StillFormat STILL_FORMATS[];
extern const Choices STILL_CHOICES; // of STILL_FORMATS

// The row of a file name's extension, in letters of either case; the first row for what path_is_stream says of. NULL with an error that lists the formats; also when `path` is NULL.
const StillFormat *still_format_of(const char *path, Err *err);

#endif
