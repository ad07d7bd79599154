// h264.h — the pictures of one part → H.264, by libx264 directly.
//
// One thread, closed, deterministic: the packets depend on the pictures and the specification alone, and those of any
// two parts of one specification can stand one behind the other. Macroblocks that did not change are told to the
// encoder, and pictures that stay as they are do not reach it at all.
#ifndef GPTREEL_VIDEO_H264_H
#define GPTREEL_VIDEO_H264_H

#include "engine/video/convert.h"
#include "engine/video/hash.h"
#include "engine/video/muxer.h"
#include "engine/video/part.h"
#include "engine/video/render_spec.h"

// All that the packets depend on, but the pictures: settings, the library and its version.
void h264_add_settings(Hash *hash, const RenderSpec *spec);

// What all parts of one specification share. The header is in the arena. False on error.
bool h264_stream(const RenderSpec *spec, Arena *arena, StreamInfo *stream, Err *err);

typedef struct H264 H264;

// For one part. NULL on error.
H264 *h264_create(const RenderSpec *spec, Err *err);
void h264_destroy(H264 *h264); // NULL is fine

// Appends the next picture. `changed` tells the blocks that differ from the one before, as raster_changed does; NULL
// when there is none, or when decoding is to begin at it. `rests`: the picture stays for a while, so it is made
// sharper.
bool h264_push(H264 *h264, I420 picture, const uint8_t *changed, bool rests, Part *part, Err *err);

// Appends the picture before once more: it stays. `picture` is still the same. With `key` decoding can begin at it: it
// repeats what a decoder shows of the picture, not the picture, so nobody sees it.
bool h264_hold(H264 *h264, I420 picture, bool key, Part *part, Err *err);

#endif
