// output.h — what pictures and films can be written as: one table row a format.
#ifndef GPTREEL_OUTPUT_OUTPUT_H
#define GPTREEL_OUTPUT_OUTPUT_H

#include "engine/anim/frame.h"
#include "engine/output/chapter.h"
#include "engine/output/size.h"

// A single picture.
typedef struct StillFormat {
    const char *extension; // without the dot, also its name; NULL ends the table
    bool (*write)(const DisplayList *list, int width_px, int height_px, const char *path, Err *err);
} StillFormat;

extern const StillFormat STILL_FORMATS[];

// The row of a file name's extension. NULL with an error that lists the formats.
const StillFormat *still_format_of(const char *path, Err *err);

#endif
