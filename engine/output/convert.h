// convert.h — pixels as video wants them: BGRA → I420, BT.709, limited range.
#ifndef GPTREEL_OUTPUT_CONVERT_H
#define GPTREEL_OUTPUT_CONVERT_H

#include <stdint.h>

// Three planes, chroma at half the size each way. The caller's memory.
typedef struct I420 {
    uint8_t *y, *u, *v;
    int y_stride, uv_stride; // bytes
} I420;

// Converts opaque pixels (bytes B, G, R, and one ignored). Width and height are even. Chroma is sited to the left, as
// H.264 takes it when nothing is said: centred on even columns, halfway between two rows.
void convert_bgra_to_i420(const uint8_t *bgra, int stride_bytes, int width, int height, I420 out);

#endif
