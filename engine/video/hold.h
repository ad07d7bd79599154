// hold.h — pictures that stay as they are, written into an H.264 stream without an encoder.
//
// A held picture is one P slice that skips every macroblock: about ten bytes. It is coded without arithmetic coding, by
// a picture parameter set of its own, and counts as a reference like any other, so that the frame numbers of what
// follows have to go up by one for each.
#ifndef GPTREEL_VIDEO_HOLD_H
#define GPTREEL_VIDEO_HOLD_H

#include "engine/base/err.h"

#include <stdint.h>

enum { HOLD_MOST_BYTES = 64 }; // of a parameter set or a slice below, start code and all

// What the slices depend on of the sequence parameter set.
typedef struct HoldStream {
    int frame_num_bits;
    int n_blocks; // macroblocks of a picture
} HoldStream;

// Reads a sequence parameter set, without start code. False when its stream cannot be held by this.
bool hold_read_sps(HoldStream *stream, const uint8_t *nal, int n_bytes, Err *err);

// Writes the further picture parameter set (number 1 of sequence 0), with start code. Returns its length.
int hold_write_pps(uint8_t out[HOLD_MOST_BYTES]);

// Writes one held picture with the given number (taken modulo the stream's), with start code. Returns its length.
int hold_write_slice(const HoldStream *stream, int frame_num, uint8_t out[HOLD_MOST_BYTES]);

// Copies a P slice, without start code, with `by` added to its frame number. `out` has room for 3/2 of n_bytes.
// Returns the new length.
int hold_renumber(const HoldStream *stream, const uint8_t *nal, int n_bytes, int by, uint8_t *out);

// The frame number of a slice that is no IDR, without start code.
int hold_frame_num(const HoldStream *stream, const uint8_t *nal, int n_bytes);

#endif
