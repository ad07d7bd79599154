// convert.h — pixels as video wants them: BGRA → I420, BT.709, limited range.
//
// A result depends on the pixels around it and its place alone: a part converted anew is the same bytes as the whole,
// and what stands still stays the same.
#ifndef GPTREEL_VIDEO_CONVERT_H
#define GPTREEL_VIDEO_CONVERT_H

#include <stdint.h>

enum { CONVERT_GROUP_PX = 8 };

// Three planes, chroma at half the size each way. The caller's memory.
typedef struct I420 {
    uint8_t *y, *u, *v;
    int y_stride, uv_stride; // bytes
} I420;

// Converts opaque pixels (bytes B, G, R, and one ignored). Width and height are even. Chroma is sited to the left, as
// H.264 takes it when nothing is said: centred on even columns, halfway between two rows. Where neighbours differ a
// little, as in a soft gradient, rounding is dithered by a pattern fixed to the picture; even areas stay even.
void convert_bgra_to_i420(const uint8_t *bgra, int stride_bytes, int width, int height, I420 out);

// The same for a part of the picture. x and, unless the part ends with the picture, its width are multiples of
// CONVERT_GROUP_PX; y and height are even.
void convert_part(const uint8_t *bgra, int stride_bytes, int x, int y, int width, int height, I420 out);

#endif
