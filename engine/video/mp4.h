// mp4.h — encoded packets into an MP4 file, or another kind by the end of its name. Knows no codec: whoever makes
// packets describes the stream.
//
// The file is written under a temporary name, with its index in front so that it plays while it loads, and gets its
// own name when it is complete.
#ifndef GPTREEL_VIDEO_MP4_H
#define GPTREEL_VIDEO_MP4_H

#include "engine/anim/chapters.h"
#include "engine/base/err.h"

#include <stdint.h>

typedef enum StreamKind {
    STREAM_VIDEO,
    STREAM_AUDIO,
    STREAM_SUBTITLE,
} StreamKind;

typedef struct StreamInfo {
    StreamKind kind;
    const char *codec;      // libav's name: "h264", "aac", "mov_text"
    int tick_num, tick_den; // seconds a tick
    const uint8_t *header;  // [header_bytes] what a decoder needs first; H.264: parameter sets
    int header_bytes;
    int width_px, height_px; // video
    int rate_num, rate_den;  // video: frames a second
    const char *pixels;      // video: libav's name; NULL: yuv420p
    uint32_t tag;            // video: four letters, the first lowest; 0: libav's choice
    bool alpha;              // video: parts of it are transparent
    int sample_rate;         // audio
    int n_channels, n_frame_samples;
} StreamInfo;

typedef struct Packet {
    const uint8_t *data; // [size_bytes]
    int size_bytes;
    int64_t pts, dts, dur; // ticks
    bool key;
    const void *beside; // libav's packet, when it comes from there and more belongs to it; NULL
} Packet;

typedef struct Mp4 Mp4;

// Video streams are tagged BT.709, limited range. Chapters may be none. NULL on error.
Mp4 *mp4_open(const char *path, const StreamInfo *streams, int n_streams, const Chapter *chapters, int n_chapters,
              Err *err);

// Packets of one stream come in the order of their dts. The data is copied.
bool mp4_write(Mp4 *mp4, int stream, const Packet *packet, Err *err);

bool mp4_commit(Mp4 *mp4, Err *err); // ends it; on error nothing is left
void mp4_drop(Mp4 *mp4);             // ends it and leaves nothing. NULL is fine

#endif
