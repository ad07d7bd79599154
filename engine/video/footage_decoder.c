// footage_decoder.c — packets from a keyframe on into frames, and a frame's middle into a square of pixels.
#include "engine/video/footage_decoder.h"

#include "engine/base/arena.h"
#include "engine/video/avfail.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <math.h>
#include <stdlib.h>

struct FootageDecoder {
    const RecordingIndex *index; // lent
    AVFormatContext *input;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *shown, *ahead; // the frame at which it is; one behind it that came already
    bool has_shown, has_ahead, drained;
    struct SwsContext *scaler;
    uint32_t *turned; // (side_px, side_px) before it stands upright
    int turned_px;
};

FootageDecoder *footage_decoder_open(const char *path, const RecordingIndex *index, Err *err)
{
    FootageDecoder *decoder = mem_alloc(sizeof *decoder);
    decoder->index = index;
    decoder->packet = av_packet_alloc();
    decoder->shown = av_frame_alloc();
    decoder->ahead = av_frame_alloc();
    decoder->input = recording_input(path, err);
    bool ok = decoder->input != NULL;
    if (ok) {
        const AVStream *stream = decoder->input->streams[index->stream];
        const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
        decoder->codec = codec ? avcodec_alloc_context3(codec) : NULL;
        int code = decoder->codec ? avcodec_parameters_to_context(decoder->codec, stream->codecpar)
                                  : AVERROR_DECODER_NOT_FOUND;
        if (code >= 0) {
            decoder->codec->thread_count = 1;
            decoder->codec->pkt_timebase = stream->time_base;
            code = avcodec_open2(decoder->codec, codec, NULL);
        }
        ok = code >= 0 || av_fail(err, code, "the pictures of %s cannot be decoded", path);
    }
    if (ok)
        return decoder;
    footage_decoder_close(decoder);
    return NULL;
}

void footage_decoder_close(FootageDecoder *decoder)
{
    if (!decoder)
        return;
    sws_freeContext(decoder->scaler);
    av_frame_free(&decoder->shown);
    av_frame_free(&decoder->ahead);
    av_packet_free(&decoder->packet);
    avcodec_free_context(&decoder->codec);
    avformat_close_input(&decoder->input);
    free(decoder->turned);
    free(decoder);
}

// ---- frames ----

static int64_t time_of(const AVFrame *frame)
{
    return frame->best_effort_timestamp != AV_NOPTS_VALUE ? frame->best_effort_timestamp : frame->pts;
}

// The keyframe from which a frame is decoded; the first frame when none is marked before it.
static int64_t key_before(const FootageDecoder *decoder, int64_t frame)
{
    while (frame > 0 && !decoder->index->frames[frame].key)
        frame--;
    return frame;
}

bool footage_decoder_is_near(const FootageDecoder *decoder, int64_t frame)
{
    if (!decoder->has_shown || time_of(decoder->shown) > decoder->index->frames[frame].pts)
        return false;
    return time_of(decoder->shown) >= decoder->index->frames[key_before(decoder, frame)].pts;
}

// The next packet of the pictures goes into the codec; behind the last one it is told to give what it still has.
static bool feed(FootageDecoder *decoder)
{
    AVPacket *packet = decoder->packet;
    int code;
    while ((code = av_read_frame(decoder->input, packet)) >= 0 && packet->stream_index != decoder->index->stream)
        av_packet_unref(packet);
    if (code < 0) {
        decoder->drained = true;
        return avcodec_send_packet(decoder->codec, NULL) >= 0;
    }
    avcodec_send_packet(decoder->codec, packet); // what it cannot decode is left out
    av_packet_unref(packet);
    return true;
}

// Into `ahead`. False behind the last one.
static bool next_frame(FootageDecoder *decoder)
{
    for (;;) {
        const int code = avcodec_receive_frame(decoder->codec, decoder->ahead);
        if (code >= 0)
            return decoder->has_ahead = true;
        if (code == AVERROR_EOF || decoder->drained || !feed(decoder))
            return false;
    }
}

// To where decoding begins for a frame: the keyframe, or where that cannot be found the file's start.
static void go_back(FootageDecoder *decoder, int64_t frame)
{
    const RecordingIndex *index = decoder->index;
    const int64_t key = key_before(decoder, frame);
    if (key == 0 || avformat_seek_file(decoder->input, index->stream, INT64_MIN, index->frames[key].pts,
                                       index->frames[key].pts, 0) < 0)
        av_seek_frame(decoder->input, index->stream, INT64_MIN, AVSEEK_FLAG_BACKWARD);
    avcodec_flush_buffers(decoder->codec);
    decoder->has_shown = decoder->has_ahead = decoder->drained = false;
}

static void take_ahead(FootageDecoder *decoder)
{
    AVFrame *older = decoder->shown;
    decoder->shown = decoder->ahead;
    decoder->ahead = older;
    decoder->has_shown = true;
    decoder->has_ahead = false;
    av_frame_unref(older);
}

// Goes on until the frame is the one that is shown: the last whose time is not behind its own.
static bool go_to(FootageDecoder *decoder, int64_t frame)
{
    const int64_t pts = decoder->index->frames[frame].pts;
    if (!footage_decoder_is_near(decoder, frame))
        go_back(decoder, frame);
    while (!decoder->has_shown || time_of(decoder->shown) < pts) {
        if (!decoder->has_ahead && !next_frame(decoder))
            break;
        if (decoder->has_shown && time_of(decoder->ahead) > pts)
            break;
        take_ahead(decoder);
    }
    return decoder->has_shown;
}

// ---- pixels ----

// Cuts the frame to its middle square, as it is seen.
static bool cut_square(AVFrame *frame)
{
    const AVRational aspect = frame->sample_aspect_ratio;
    const double wide = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 1; // of a pixel, by its height
    const double side = fmin(frame->height, frame->width * wide);              // heights of pixels
    const size_t across = (size_t)(frame->width - side / wide), down = (size_t)(frame->height - side);
    frame->crop_left = across / 2;
    frame->crop_right = across - across / 2;
    frame->crop_top = down / 2;
    frame->crop_bottom = down - down / 2;
    return av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED) >= 0;
}

static bool scale(FootageDecoder *decoder, const AVFrame *frame, int side_px, uint32_t *pixels)
{
    enum { ONE = 1 << 16, LEAST_HD_PX = 720 };
    decoder->scaler = sws_getCachedContext(
        decoder->scaler, frame->width, frame->height, frame->format, side_px, side_px, AV_PIX_FMT_BGRA,
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_BITEXACT, NULL, NULL, NULL);
    if (!decoder->scaler)
        return false;
    const int usual = decoder->codec->height >= LEAST_HD_PX ? SWS_CS_ITU709 : SWS_CS_ITU601;
    const int space = frame->colorspace == AVCOL_SPC_UNSPECIFIED ? usual : (int)frame->colorspace;
    sws_setColorspaceDetails(decoder->scaler, sws_getCoefficients(space), frame->color_range == AVCOL_RANGE_JPEG,
                             sws_getCoefficients(SWS_CS_ITU709), 1, 0, ONE, ONE);
    uint8_t *const to[4] = {(uint8_t *)pixels};
    return sws_scale(decoder->scaler, (const uint8_t *const *)frame->data, frame->linesize, 0, frame->height, to,
                     (const int[4]){4 * side_px}) == side_px;
}

static uint32_t *turned_pixels(FootageDecoder *decoder, int side_px)
{
    if (decoder->turned_px != side_px) {
        free(decoder->turned);
        decoder->turned = mem_array(sizeof(uint32_t), (int64_t)side_px * side_px);
        decoder->turned_px = side_px;
    }
    return decoder->turned;
}

static void turn(const uint32_t *from, int side_px, int turns, uint32_t *to)
{
    const int last = side_px - 1;
    for (int y = 0; y < side_px; y++)
        for (int x = 0; x < side_px; x++) {
            const int source_x = turns == 1 ? y : turns == 2 ? last - x : last - y;
            const int source_y = turns == 1 ? last - x : turns == 2 ? last - y : x;
            to[y * side_px + x] = from[source_y * side_px + source_x];
        }
}

bool footage_decoder_read(FootageDecoder *decoder, int64_t frame, int side_px, uint32_t *pixels)
{
    if (!go_to(decoder, frame))
        return false;
    const int turns = decoder->index->turns;
    uint32_t *first = turns ? turned_pixels(decoder, side_px) : pixels;
    AVFrame *square = av_frame_clone(decoder->shown);
    const bool ok = square && cut_square(square) && scale(decoder, square, side_px, first);
    av_frame_free(&square);
    if (ok && turns)
        turn(first, side_px, turns, pixels);
    for (int64_t i = 0; ok && i < (int64_t)side_px * side_px; i++)
        pixels[i] |= 0xFF000000u;
    return ok;
}
