// encode.h — pictures → packets of any codec, through libav.
//
// The packets depend on the pictures and the specification alone: the encoder's thread count is part of the program.
#ifndef GPTREEL_VIDEO_ENCODE_H
#define GPTREEL_VIDEO_ENCODE_H

#include "engine/video/codec.h"
#include "engine/video/muxer.h"
#include "engine/video/render_spec.h"

typedef struct Encoder Encoder;

// Takes a packet as soon as it is made; its data is only lent.
typedef bool PacketSink(void *context, const Packet *packet, Err *err);

// Size, rate and quality are those of `spec`. `palette`, [PALETTE_COLORS], is the caller's; NULL for codecs without
// one. One tick of the packets is one frame. An encoder that libav lacks is an error that names it and the remedy. NULL
// on error.
Encoder *encoder_create(const Codec *codec, const RenderSpec *spec, const uint32_t *palette, PacketSink *sink,
                        void *context, Err *err);
void encoder_destroy(Encoder *encoder); // NULL is fine

// What the packets are. The pointers are the encoder's.
StreamInfo encoder_stream(const Encoder *encoder);

// What a frame is handed over as.
typedef enum FrameKind {
    FRAME_I420,    // Y, U, V behind each other
    FRAME_BGRA,    // 32 bits a pixel, not premultiplied
    FRAME_INDEXED, // a byte a pixel, of the palette
} FrameKind;

FrameKind codec_takes(const Codec *codec);
size_t frame_bytes(FrameKind kind, OutputSize size);

// The next frame, which is only lent for the call.
bool encoder_push(Encoder *encoder, uint8_t *frame, Err *err);

// After the last frame: hands out all packets that are still held back.
bool encoder_flush(Encoder *encoder, Err *err);

#endif
