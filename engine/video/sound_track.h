// sound_track.h — sound encoded for a file: packets that a muxer puts beside the pictures.
#ifndef GPTREEL_VIDEO_SOUND_TRACK_H
#define GPTREEL_VIDEO_SOUND_TRACK_H

#include "engine/base/arena.h"
#include "engine/sound/samples.h"

typedef struct SoundPacket {
    const uint8_t *data; // [size_bytes]
    int size_bytes;
    int64_t pts, dur; // samples; what the encoder adds in front of the first sample lies before 0
} SoundPacket;

typedef struct SoundTrack {
    Arena arena;       // of all below
    const char *codec; // libav's name: "aac"
    const uint8_t *header; // [header_bytes] what a decoder needs first
    int header_bytes;
    int priming;       // samples that the encoder adds in front, which players leave out
    bool bare;         // there are none, and no player needs to be told
    int frame_samples; // of a packet; 0: they differ
    int sample_format; // libav's number
    int bits_a_second;
    SoundPacket *packets; // [n_packets]
    int n_packets;
} SoundTrack;

typedef struct SoundFormat {
    const char *encoder; // libav's name
    int bits_a_second;   // 0: the usual
    bool bare;           // what the encoder adds in front is left out, so that no edit list has to say so
} SoundFormat;

// Encodes all samples with one of libav's encoders. On the heap; NULL on error. Without what is added in front the
// first packet is heard fading in.
SoundTrack *sound_track_encode(const SoundFormat *format, const Samples *samples, Err *err);
void sound_track_destroy(SoundTrack *track); // NULL is fine

#endif
