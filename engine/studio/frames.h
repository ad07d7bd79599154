// frames.h — pictures of scenes as records for a page: whole, or as what changed since the one that it shows.
//
// A record: magic, n_bytes of all of it, serial, version, frame (u32 each), width_px, height_px (u16), n_rects, base
// (u32); then n_rects of x, y, w, h (u16); then the pixels of these rectangles, RGBA. Little-endian. With a base that
// is not 0 the rectangles go over the picture with that serial.
#ifndef GPTREEL_STUDIO_FRAMES_H
#define GPTREEL_STUDIO_FRAMES_H

#include "engine/studio/built_film.h"

enum { FRAME_MAGIC = 0x314d5246, FRAME_HEAD_BYTES = 32, MOST_FRAMES = 32, LEAST_WIDTH_PX = 64, MOST_WIDTH_PX = 3840 };

typedef struct Frames Frames;

// The film is lent.
Frames *frames_create(const BuiltFilm *film);
void frames_destroy(Frames *frames);

typedef struct FramesWish {
    int scene;
    int64_t first;
    int n, step;
    int width_px;   // the height follows from the canvas
    uint32_t shown; // serial of the picture that the page shows; 0: none
} FramesWish;

// Records of frames, one behind the other, fewer than n at the scene's end and when they are large; at least one.
// [*n_bytes], heap.
char *frames_draw(Frames *frames, const FramesWish *wish, size_t *n_bytes);

#endif
