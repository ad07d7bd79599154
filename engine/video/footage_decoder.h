// footage_decoder.h — one place at which a recording is being decoded: it goes on, or begins again at a keyframe.
#ifndef GPTREEL_VIDEO_FOOTAGE_DECODER_H
#define GPTREEL_VIDEO_FOOTAGE_DECODER_H

#include "engine/video/recording_index.h"

typedef struct FootageDecoder FootageDecoder;

// `index` must live as long. NULL on error.
FootageDecoder *footage_decoder_open(const char *path, const RecordingIndex *index, Err *err);
void footage_decoder_close(FootageDecoder *decoder); // NULL is fine

// Whether it can go on to a frame from where it is, without beginning again.
bool footage_decoder_is_near(const FootageDecoder *decoder, int64_t frame);

// Writes the middle square of a frame, (side_px, side_px) pixels 0xAARRGGBB, opaque and upright. False when neither it
// nor one before it, from its keyframe on, can be decoded.
bool footage_decoder_read(FootageDecoder *decoder, int64_t frame, int side_px, uint32_t *pixels);

#endif
