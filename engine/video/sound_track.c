// sound_track.c — samples through an encoder of libav.
#include "engine/video/sound_track.h"

#include "engine/video/avfail.h"

#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_BITS = 192000, USUAL_FRAME = 1024 };

typedef struct SoundEncoder {
    const SoundFormat *format;
    AVCodecContext *context;
    AVFrame *frame;
    AVPacket *packet;
    SoundTrack *track;
    int capacity; // of the track's packets
} SoundEncoder;

// What put_sample below knows of what the encoder takes.
static enum AVSampleFormat choose_format(const AVCodec *codec)
{
    for (const enum AVSampleFormat *f = codec->sample_fmts; *f != AV_SAMPLE_FMT_NONE; f++)
        if (*f == AV_SAMPLE_FMT_FLTP)
            return *f;
    return AV_SAMPLE_FMT_S16;
}

static bool open_encoder(SoundEncoder *encoder, Err *err)
{
    const char *name = encoder->format->encoder;
    const AVCodec *codec = avcodec_find_encoder_by_name(name);
    if (!codec)
        return err_set(err, "the libavcodec here has no encoder %s for sound; leave the sound out with --music none",
                       name);
    AVCodecContext *context = encoder->context = avcodec_alloc_context3(codec);
    context->sample_rate = SAMPLE_RATE;
    context->sample_fmt = choose_format(codec);
    context->ch_layout = (AVChannelLayout)AV_CHANNEL_LAYOUT_STEREO;
    context->bit_rate = encoder->format->bits_a_second > 0 ? encoder->format->bits_a_second : USUAL_BITS;
    context->time_base = (AVRational){1, SAMPLE_RATE};
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    // Of AAC: half the time, and at this rate nobody hears it.
    AVDictionary *options = NULL;
    av_dict_set(&options, "aac_coder", "fast", 0);
    const int code = avcodec_open2(context, codec, &options);
    av_dict_free(&options);
    return code >= 0 || av_fail(err, code, "cannot encode sound with %s", name);
}

static bool take_packets(SoundEncoder *encoder, Err *err)
{
    SoundTrack *track = encoder->track;
    for (;;) {
        const int code = avcodec_receive_packet(encoder->context, encoder->packet);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return true;
        if (code < 0)
            return av_fail(err, code, "cannot encode sound");
        const AVPacket *packet = encoder->packet;
        if (encoder->format->bare && packet->pts < 0) {
            av_packet_unref(encoder->packet);
            continue;
        }
        track->packets =
            arena_grow(&track->arena, track->packets, track->n_packets, &encoder->capacity, sizeof *track->packets);
        track->packets[track->n_packets++] = (SoundPacket){
            .data = arena_memdup(&track->arena, packet->data, (size_t)packet->size),
            .size_bytes = packet->size,
            .pts = packet->pts,
            .dur = packet->duration,
        };
        av_packet_unref(encoder->packet);
    }
}

// One sample of a channel into a frame: floats in planes, or 16 bits side by side.
static void put_sample(AVFrame *frame, int index, int channel, float value)
{
    if (frame->format == AV_SAMPLE_FMT_FLTP)
        ((float *)(void *)frame->data[channel])[index] = value;
    else
        ((int16_t *)(void *)frame->data[0])[CHANNELS * index + channel] =
            (int16_t)lrintf(32767 * fmaxf(-1, fminf(1, value)));
}

static bool push_samples(SoundEncoder *encoder, const Samples *samples, Err *err)
{
    AVCodecContext *context = encoder->context;
    AVFrame *frame = encoder->frame;
    const int most = context->frame_size > 0 ? context->frame_size : USUAL_FRAME;
    for (int64_t at = 0; at < samples->n; at += most) {
        frame->nb_samples = (int)(samples->n - at < most ? samples->n - at : most);
        frame->format = context->sample_fmt;
        frame->ch_layout = context->ch_layout;
        frame->sample_rate = SAMPLE_RATE;
        frame->pts = at;
        int code = av_frame_get_buffer(frame, 0);
        for (int i = 0; code >= 0 && i < frame->nb_samples; i++)
            for (int c = 0; c < CHANNELS; c++)
                put_sample(frame, i, c, samples->data[CHANNELS * (at + i) + c]);
        if (code >= 0)
            code = avcodec_send_frame(context, frame);
        av_frame_unref(frame);
        if (code < 0)
            return av_fail(err, code, "cannot encode sound");
        if (!take_packets(encoder, err))
            return false;
    }
    const int code = avcodec_send_frame(context, NULL);
    return code >= 0 ? take_packets(encoder, err) : av_fail(err, code, "cannot encode sound");
}

static void describe(const SoundEncoder *encoder)
{
    const AVCodecContext *context = encoder->context;
    SoundTrack *track = encoder->track;
    track->codec = avcodec_get_name(context->codec_id);
    track->header = arena_memdup(&track->arena, context->extradata, (size_t)context->extradata_size);
    track->header_bytes = context->extradata_size;
    track->bare = encoder->format->bare;
    track->priming = track->bare ? 0 : context->initial_padding;
    track->frame_samples = context->frame_size;
    track->sample_format = context->sample_fmt;
    track->bits_a_second = (int)context->bit_rate;
}

SoundTrack *sound_track_encode(const SoundFormat *format, const Samples *samples, Err *err)
{
    av_silence();
    SoundTrack *track = mem_alloc(sizeof *track);
    arena_init(&track->arena);
    SoundEncoder encoder = {.format = format, .frame = av_frame_alloc(), .packet = av_packet_alloc(), .track = track};
    const bool ok = open_encoder(&encoder, err) && push_samples(&encoder, samples, err);
    if (ok)
        describe(&encoder);
    avcodec_free_context(&encoder.context);
    av_frame_free(&encoder.frame);
    av_packet_free(&encoder.packet);
    if (ok)
        return track;
    sound_track_destroy(track);
    return NULL;
}

void sound_track_destroy(SoundTrack *track)
{
    if (!track)
        return;
    arena_finish(&track->arena);
    free(track);
}
