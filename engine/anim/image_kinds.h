// image_kinds.h — what the readers of picture files share: each decodes one format onto a surface.
#ifndef GPTREEL_ANIM_IMAGE_KINDS_H
#define GPTREEL_ANIM_IMAGE_KINDS_H

#include "engine/base/err.h"

#include <stddef.h>
#include <stdint.h>

enum {
    IMAGE_MOST_PIXELS = 1 << 26, // of a file; more is refused before it is decoded
    IMAGE_MOST_SIDE = 32767,     // pixels: cairo has no longer surfaces
};

// Pixels as they are in a file, or drawn from it: premultiplied 0xAARRGGBB, (height, width), on the heap.
typedef struct RawImage {
    uint32_t *pixels;
    int width, height;
    int quarter_turns; // clockwise, until it stands upright
} RawImage;

// Each gives the picture of a file's bytes. `most_px` counts for what has no pixels of its own. False: it is broken, or
// too large; the error tells what of `name`.
typedef bool ImageReader(const char *name, const char *bytes, size_t n_bytes, int most_px, RawImage *image, Err *err);

// Whether a file's picture has no more pixels, in all and on a side, than may be. False: the error tells it of `name`.
bool image_size_fits(const char *name, double width, double height, Err *err); // image_file.c

ImageReader image_read_png, image_read_jpeg, image_read_svg;

#endif
