// muxer.h — encoded pictures into a file whose kind the end of its name says: MP4, WebM, GIF … Knows no codec: whoever
// makes packets describes the stream.
//
// The file is written under a temporary name, with its index in front so that it plays while it loads, and gets its
// own name when it is complete.
#ifndef GPTREEL_VIDEO_MUXER_H
#define GPTREEL_VIDEO_MUXER_H

#include "engine/anim/caption_cues.h"
#include "engine/anim/chapters.h"
#include "engine/base/err.h"
#include "engine/video/sound_track.h"

#include <stdint.h>

typedef struct StreamInfo {
    const char *codec;      // libav's name: "h264"
    int tick_num, tick_den; // seconds a tick
    const uint8_t *header;  // [header_bytes] what a decoder needs first; H.264: parameter sets
    int header_bytes;
    int width_px, height_px;
    int rate_num, rate_den; // frames a second
    const char *pixels;     // libav's name; NULL: yuv420p
    uint32_t tag;           // four letters, the first lowest; 0: libav's choice
    bool alpha;             // parts of the picture are transparent
} StreamInfo;

typedef struct Packet {
    const uint8_t *data; // [size_bytes]
    int size_bytes;
    int64_t pts, dts, dur; // ticks
    bool key;
    const void *beside; // libav's packet, when it comes from there and more belongs to it; NULL
} Packet;

// What is to be read, by the time of the file.
typedef struct FileWords {
    const Chapter *chapters; // [n_chapters]
    int n_chapters;
    const CaptionCue *captions; // [n_captions] a track that players show when asked to
    int n_captions;
    const char *captions_codec; // libav's name: "mov_text" or "webvtt"
} FileWords;

typedef struct Muxer Muxer;

// The stream is tagged BT.709, limited range. The sound is the muxer's from here on, also on error; NULL: there is none.
// `words` is lent until the muxer ends; NULL: there are none. NULL on error.
Muxer *muxer_open(const char *path, const StreamInfo *stream, SoundTrack *sound, const FileWords *words, Err *err);

// Pictures come in the order of their dts; sound and captions are put between them. The data is copied.
bool muxer_write(Muxer *muxer, const Packet *packet, Err *err);

bool muxer_commit(Muxer *muxer, Err *err); // ends it; on error nothing is left
void muxer_drop(Muxer *muxer);             // ends it and leaves nothing. NULL is fine

#endif
