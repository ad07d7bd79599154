#include "engine/output/encode.h"

#include "engine/base/arena.h"
#include "engine/output/avfail.h"

#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <stdlib.h>

struct Encoder {
    AVCodecContext *codec;
    AVFrame *frame;
    AVPacket *packet;
    PacketSink *sink;
    void *sink_context;
    int64_t n_pushed;
};

enum { THREADS = 4, KEY_INTERVAL = 300 };

// Dark gradients need the darkness-biased quantiser (aq-mode 3) to stay free of bands.
static const char *const OPTIONS[][2] = {
    {"preset", "veryfast"}, {"profile", "high"},    {"crf", "18"},
    {"aq-mode", "3"},       {"aq-strength", "1.2"}, {"x264-params", "force-cfr=1"},
};

static void configure(AVCodecContext *codec, const OutputSize *size)
{
    codec->width = size->width_px;
    codec->height = size->height_px;
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->time_base = (AVRational){size->rate.den, size->rate.num};
    codec->framerate = (AVRational){size->rate.num, size->rate.den};
    codec->sample_aspect_ratio = (AVRational){1, 1};
    codec->gop_size = KEY_INTERVAL;
    codec->thread_count = THREADS;
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    codec->color_primaries = AVCOL_PRI_BT709;
    codec->color_trc = AVCOL_TRC_BT709;
    codec->colorspace = AVCOL_SPC_BT709;
    codec->color_range = AVCOL_RANGE_MPEG;
    codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
}

static bool open_codec(Encoder *encoder, const char *name, const OutputSize *size, Err *err)
{
    const AVCodec *codec = avcodec_find_encoder_by_name(name);
    if (!codec)
        return err_set(err,
                       "the encoder %s is missing from libavcodec; install Debian's libavcodec59 (or a libavcodec "
                       "built with it)",
                       name);
    encoder->codec = avcodec_alloc_context3(codec);
    encoder->frame = av_frame_alloc();
    encoder->packet = av_packet_alloc();
    configure(encoder->codec, size);
    AVDictionary *options = NULL;
    for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++)
        av_dict_set(&options, OPTIONS[i][0], OPTIONS[i][1], 0);
    const int code = avcodec_open2(encoder->codec, codec, &options);
    av_dict_free(&options);
    return code >= 0 ||
           av_fail(err, code, "cannot start the encoder %s for %d × %d pixels", name, size->width_px, size->height_px);
}

Encoder *encoder_create(const EncoderSettings *settings, PacketSink *sink, void *context, Err *err)
{
    av_silence();
    Encoder *encoder = mem_alloc(sizeof *encoder);
    encoder->sink = sink;
    encoder->sink_context = context;
    if (open_codec(encoder, settings->encoder ? settings->encoder : "libx264", &settings->size, err))
        return encoder;
    encoder_destroy(encoder);
    return NULL;
}

void encoder_destroy(Encoder *encoder)
{
    if (!encoder)
        return;
    avcodec_free_context(&encoder->codec);
    av_frame_free(&encoder->frame);
    av_packet_free(&encoder->packet);
    free(encoder);
}

StreamInfo encoder_stream(const Encoder *encoder)
{
    const AVCodecContext *codec = encoder->codec;
    return (StreamInfo){
        .kind = STREAM_VIDEO,
        .codec = avcodec_get_name(codec->codec_id),
        .tick_num = codec->time_base.num,
        .tick_den = codec->time_base.den,
        .header = codec->extradata,
        .header_bytes = codec->extradata_size,
        .width_px = codec->width,
        .height_px = codec->height,
        .rate_num = codec->framerate.num,
        .rate_den = codec->framerate.den,
    };
}

// Hands out the packets that are ready.
static bool drain(Encoder *encoder, Err *err)
{
    AVPacket *packet = encoder->packet;
    for (;;) {
        const int code = avcodec_receive_packet(encoder->codec, packet);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return true;
        if (code < 0)
            return av_fail(err, code, "the encoder failed");
        const Packet made = {
            .data = packet->data,
            .size_bytes = packet->size,
            .pts = packet->pts,
            .dts = packet->dts,
            .dur = 1,
            .key = packet->flags & AV_PKT_FLAG_KEY,
        };
        const bool ok = encoder->sink(encoder->sink_context, &made, err);
        av_packet_unref(packet);
        if (!ok)
            return false;
    }
}

static void keep(void *opaque, uint8_t *data)
{
    (void)opaque;
    (void)data;
}

bool encoder_push(Encoder *encoder, I420 picture, Err *err)
{
    AVFrame *frame = encoder->frame;
    const AVCodecContext *codec = encoder->codec;
    frame->format = codec->pix_fmt;
    frame->width = codec->width;
    frame->height = codec->height;
    frame->pts = encoder->n_pushed++;
    frame->data[0] = picture.y;
    frame->data[1] = picture.u;
    frame->data[2] = picture.v;
    frame->linesize[0] = picture.y_stride;
    frame->linesize[1] = frame->linesize[2] = picture.uv_stride;
    // A buffer that frees nothing spares libav's copy: x264 takes its own before the packets are drained.
    frame->buf[0] = av_buffer_create(picture.y, (size_t)picture.y_stride * (size_t)codec->height, keep, NULL,
                                     AV_BUFFER_FLAG_READONLY);
    const int code = avcodec_send_frame(encoder->codec, frame);
    av_frame_unref(frame);
    if (code < 0)
        return av_fail(err, code, "the encoder failed");
    return drain(encoder, err);
}

bool encoder_flush(Encoder *encoder, Err *err)
{
    const int code = avcodec_send_frame(encoder->codec, NULL);
    if (code < 0)
        return av_fail(err, code, "the encoder failed");
    return drain(encoder, err);
}
