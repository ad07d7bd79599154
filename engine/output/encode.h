// encode.h — pictures → H.264 packets.
//
// The packets depend on the pictures and the settings alone: the encoder's thread count is part of the program.
#ifndef GPTREEL_OUTPUT_ENCODE_H
#define GPTREEL_OUTPUT_ENCODE_H

#include "engine/output/convert.h"
#include "engine/output/mp4.h"
#include "engine/output/size.h"

typedef struct EncoderSettings {
    const char *encoder; // libav's name; NULL: libx264
    OutputSize size;
} EncoderSettings;

typedef struct Encoder Encoder;

// Takes a packet as soon as it is made; its data is only lent.
typedef bool PacketSink(void *context, const Packet *packet, Err *err);

// One tick of its packets is one frame. An encoder that libav lacks is an error that names it and the remedy. NULL
// on error.
Encoder *encoder_create(const EncoderSettings *settings, PacketSink *sink, void *context, Err *err);
void encoder_destroy(Encoder *encoder); // NULL is fine

// What the packets are. The pointers are the encoder's.
StreamInfo encoder_stream(const Encoder *encoder);

// The next frame. The planes are only lent for the call.
bool encoder_push(Encoder *encoder, I420 picture, Err *err);

// After the last frame: hands out all packets that are still held back.
bool encoder_flush(Encoder *encoder, Err *err);

#endif
