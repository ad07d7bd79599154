// encode.c — an encoder of libav: opened, fed with pictures as it takes them, emptied.
#include "engine/video/encode.h"

#include "engine/base/arena.h"
#include "engine/video/avfail.h"

#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <stdlib.h>
#include <string.h>

struct Encoder {
    const Codec *codec;
    OutputSize size;
    const uint32_t *palette;
    AVCodecContext *context;
    AVFrame *frame;
    AVPacket *packet;
    struct SwsContext *sws; // drawn pixels → the codec's; NULL when it takes what it is given
    PacketSink *sink;
    void *sink_context;
    int64_t n_pushed;
};

enum { THREADS = 4, KEY_INTERVAL_S = 5 };

FrameKind codec_takes(const Codec *codec)
{
    return strcmp(codec->pixels, "yuv420p") == 0 ? FRAME_I420
           : strcmp(codec->pixels, "pal8") == 0  ? FRAME_INDEXED
                                                 : FRAME_BGRA;
}

size_t frame_bytes(FrameKind kind, OutputSize size)
{
    const size_t n = (size_t)size.width_px * (size_t)size.height_px;
    return kind == FRAME_I420 ? n * 3 / 2 : kind == FRAME_BGRA ? 4 * n : n;
}

// BT.709, limited range; formats of pictures have RGB.
static bool is_video_color(const Codec *codec)
{
    return strncmp(codec->pixels, "yuv", 3) == 0 || strcmp(codec->pixels, "nv12") == 0;
}

static void configure(AVCodecContext *context, const Codec *codec, const OutputSize *size)
{
    context->width = size->width_px;
    context->height = size->height_px;
    context->pix_fmt = av_get_pix_fmt(codec->pixels);
    context->time_base = (AVRational){size->rate.den, size->rate.num};
    context->framerate = (AVRational){size->rate.num, size->rate.den};
    context->sample_aspect_ratio = (AVRational){1, 1};
    context->gop_size = (int)frames_in(KEY_INTERVAL_S, size->rate);
    context->thread_count = THREADS;
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (codec->tag)
        context->codec_tag = MKTAG(codec->tag[0], codec->tag[1], codec->tag[2], codec->tag[3]);
    if (!is_video_color(codec))
        return;
    context->color_primaries = AVCOL_PRI_BT709;
    context->color_trc = AVCOL_TRC_BT709;
    context->colorspace = AVCOL_SPC_BT709;
    context->color_range = AVCOL_RANGE_MPEG;
    context->chroma_sample_location = AVCHROMA_LOC_LEFT;
}

static bool open_codec(Encoder *encoder, const Quality *quality, Err *err)
{
    const char *name = encoder->codec->encoder;
    const AVCodec *found = avcodec_find_encoder_by_name(name);
    if (!found)
        return err_set(err,
                       "the encoder %s is missing from libavcodec; install Debian's libavcodec59 (or a libavcodec "
                       "built with it)",
                       name);
    encoder->context = avcodec_alloc_context3(found);
    encoder->frame = av_frame_alloc();
    encoder->packet = av_packet_alloc();
    configure(encoder->context, encoder->codec, &encoder->size);
    AVDictionary *options = NULL;
    av_dict_parse_string(&options, encoder->codec->options[quality->level], "=", ":", 0);
    const int code = avcodec_open2(encoder->context, found, &options);
    av_dict_free(&options);
    if (code < 0 && found->capabilities & (AV_CODEC_CAP_HARDWARE | AV_CODEC_CAP_HYBRID))
        return err_set(err,
                       "cannot start the encoder %s: this machine has no such hardware, or no driver for it; "
                       "--format mp4 and hevc want none",
                       name);
    return code >= 0 ||
           av_fail(err, code, "the encoder %s does not take %d × %d pixels at %g a second; choose another --size or --format",
                   name, encoder->size.width_px, encoder->size.height_px, 1 / frame_time(1, encoder->size.rate));
}

static bool encoder_failed(const Encoder *encoder, int code, Err *err)
{
    return av_fail(err, code, "the encoder %s failed; try a smaller --size, or another --format",
                   encoder->codec->encoder);
}

// From drawn pixels, full range, to what the codec takes.
static bool open_conversion(Encoder *encoder, Err *err)
{
    const OutputSize size = encoder->size;
    if (codec_takes(encoder->codec) != FRAME_BGRA)
        return true;
    encoder->sws = sws_getContext(size.width_px, size.height_px, AV_PIX_FMT_BGRA, size.width_px, size.height_px,
                                  encoder->context->pix_fmt, SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, NULL,
                                  NULL, NULL);
    encoder->frame->format = encoder->context->pix_fmt;
    encoder->frame->width = size.width_px;
    encoder->frame->height = size.height_px;
    if (!encoder->sws || av_frame_get_buffer(encoder->frame, 0) < 0)
        return err_set(err, "libswscale cannot make %s", encoder->codec->pixels);
    const int *bt709 = sws_getCoefficients(SWS_CS_ITU709);
    sws_setColorspaceDetails(encoder->sws, bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
    return true;
}

Encoder *encoder_create(const Codec *codec, const RenderSpec *spec, const uint32_t *palette, PacketSink *sink,
                        void *context, Err *err)
{
    av_silence();
    Encoder *encoder = mem_alloc(sizeof *encoder);
    encoder->codec = codec;
    encoder->size = spec->size;
    encoder->palette = palette;
    encoder->sink = sink;
    encoder->sink_context = context;
    if (open_codec(encoder, spec->quality, err) && open_conversion(encoder, err))
        return encoder;
    encoder_destroy(encoder);
    return NULL;
}

void encoder_destroy(Encoder *encoder)
{
    if (!encoder)
        return;
    avcodec_free_context(&encoder->context);
    av_frame_free(&encoder->frame);
    av_packet_free(&encoder->packet);
    sws_freeContext(encoder->sws);
    free(encoder);
}

StreamInfo encoder_stream(const Encoder *encoder)
{
    const AVCodecContext *context = encoder->context;
    return (StreamInfo){
        .codec = avcodec_get_name(context->codec_id),
        .pixels = encoder->codec->pixels,
        .tag = context->codec_tag,
        .alpha = encoder->codec->alpha,
        .tick_num = context->time_base.num,
        .tick_den = context->time_base.den,
        .header = context->extradata,
        .header_bytes = context->extradata_size,
        .width_px = context->width,
        .height_px = context->height,
        .rate_num = context->framerate.num,
        .rate_den = context->framerate.den,
    };
}

// Hands out the packets that are ready.
static bool drain(Encoder *encoder, Err *err)
{
    AVPacket *packet = encoder->packet;
    for (;;) {
        const int code = avcodec_receive_packet(encoder->context, packet);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return true;
        if (code < 0)
            return encoder_failed(encoder, code, err);
        const Packet made = {
            .data = packet->data,
            .size_bytes = packet->size,
            .pts = packet->pts,
            .dts = packet->dts,
            .dur = 1,
            .key = packet->flags & AV_PKT_FLAG_KEY,
            .beside = packet,
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

// Lets libav see memory of ours without a copy of it: the encoder takes its own before the packets are drained.
static void lend(AVFrame *frame, uint8_t *data, size_t n_bytes)
{
    frame->data[0] = data;
    frame->buf[0] = av_buffer_create(data, n_bytes, keep, NULL, AV_BUFFER_FLAG_READONLY);
}

static void lend_i420(AVFrame *frame, uint8_t *data, OutputSize size)
{
    const ptrdiff_t luma = (ptrdiff_t)size.width_px * size.height_px;
    lend(frame, data, frame_bytes(FRAME_I420, size));
    frame->data[1] = data + luma;
    frame->data[2] = data + luma + luma / 4;
    frame->linesize[0] = size.width_px;
    frame->linesize[1] = frame->linesize[2] = size.width_px / 2;
}

static void lend_indexed(AVFrame *frame, uint8_t *data, const uint32_t *palette, OutputSize size)
{
    lend(frame, data, frame_bytes(FRAME_INDEXED, size));
    frame->linesize[0] = size.width_px;
    frame->buf[1] = av_buffer_alloc(AVPALETTE_SIZE);
    frame->data[1] = frame->buf[1]->data;
    memcpy(frame->data[1], palette, AVPALETTE_SIZE);
}

static int convert(Encoder *encoder, const uint8_t *data)
{
    const OutputSize size = encoder->size;
    const int code = av_frame_make_writable(encoder->frame);
    if (code < 0)
        return code;
    return sws_scale(encoder->sws, (const uint8_t *const[4]){data, NULL, NULL, NULL},
                     (const int[4]){4 * size.width_px, 0, 0, 0}, 0, size.height_px, encoder->frame->data,
                     encoder->frame->linesize);
}

// Some encoders write into each picture what its frame says, not what the whole stream does.
static void describe(const Encoder *encoder, AVFrame *frame)
{
    const AVCodecContext *context = encoder->context;
    frame->format = context->pix_fmt;
    frame->width = context->width;
    frame->height = context->height;
    frame->sample_aspect_ratio = context->sample_aspect_ratio;
    frame->color_primaries = context->color_primaries;
    frame->color_trc = context->color_trc;
    frame->colorspace = context->colorspace;
    frame->color_range = context->color_range;
    frame->chroma_location = context->chroma_sample_location;
}

bool encoder_push(Encoder *encoder, uint8_t *data, Err *err)
{
    AVFrame *frame = encoder->frame;
    const OutputSize size = encoder->size;
    int code = 0;
    describe(encoder, frame);
    switch (codec_takes(encoder->codec)) {
    case FRAME_I420:
        lend_i420(frame, data, size);
        break;
    case FRAME_INDEXED:
        lend_indexed(frame, data, encoder->palette, size);
        break;
    case FRAME_BGRA:
        code = convert(encoder, data);
        break;
    }
    frame->pts = encoder->n_pushed++;
    if (code >= 0)
        code = avcodec_send_frame(encoder->context, frame);
    if (!encoder->sws)
        av_frame_unref(frame);
    if (code < 0)
        return encoder_failed(encoder, code, err);
    return drain(encoder, err);
}

bool encoder_flush(Encoder *encoder, Err *err)
{
    const int code = avcodec_send_frame(encoder->context, NULL);
    if (code < 0)
        return encoder_failed(encoder, code, err);
    return drain(encoder, err);
}
