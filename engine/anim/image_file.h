// image_file.h — pictures from files: PNG, JPEG, SVG.
#ifndef GPTREEL_ANIM_IMAGE_FILE_H
#define GPTREEL_ANIM_IMAGE_FILE_H

#include "engine/anim/add.h"

// The picture that a file's bytes are, known by how they begin; smooth, upright. One whose longer side has more than
// `most_px` pixels is made that long; an SVG, which has no pixels of its own, is drawn that long, and kept for paper. In the
// arena. NULL, with `name` and what to do in the error, for what is none or is broken.
const Image *image_read(Arena *arena, const char *name, const char *bytes, size_t n_bytes, int most_px, Err *err);

#endif
