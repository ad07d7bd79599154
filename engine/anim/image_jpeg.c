// image_jpeg.c — the pixels of a JPEG, by libavcodec.
#include "engine/anim/image_kinds.h"

#include "engine/base/arena.h"

#include <libavcodec/avcodec.h>
#include <libavutil/display.h>
#include <libswscale/swscale.h>
#include <math.h>
#include <string.h>

// How far a camera says that its picture is to be turned.
static int quarter_turns(const AVFrame *frame)
{
    const AVFrameSideData *side = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    const double angle = side ? -av_display_rotation_get((const int32_t *)(const void *)side->data) : 0;
    return isfinite(angle) ? (((int)lrint(angle / 90) % 4) + 4) % 4 : 0;
}

static bool take_frame(const AVFrame *frame, RawImage *image)
{
    struct SwsContext *scaler = sws_getContext(frame->width, frame->height, (enum AVPixelFormat)frame->format,
                                               frame->width, frame->height, AV_PIX_FMT_BGRA,
                                               SWS_BICUBIC | SWS_FULL_CHR_H_INT | SWS_ACCURATE_RND, NULL, NULL, NULL);
    if (!scaler)
        return false;
    *image = (RawImage){.pixels = mem_alloc(sizeof(uint32_t) * (size_t)frame->width * (size_t)frame->height),
                        .width = frame->width,
                        .height = frame->height,
                        .quarter_turns = quarter_turns(frame)};
    sws_scale(scaler, (const uint8_t *const *)frame->data, frame->linesize, 0, frame->height,
              (uint8_t *[]){(uint8_t *)image->pixels}, (int[]){4 * frame->width});
    sws_freeContext(scaler);
    return true;
}

static bool decode(AVCodecContext *codec, AVPacket *packet, AVFrame *frame)
{
    codec->thread_count = 1;
    codec->err_recognition = AV_EF_EXPLODE; // one that is cut off is no picture
    codec->max_pixels = IMAGE_MOST_PIXELS;
    return avcodec_open2(codec, NULL, NULL) >= 0 && avcodec_send_packet(codec, packet) >= 0 &&
           avcodec_receive_frame(codec, frame) >= 0 && frame->decode_error_flags == 0;
}

bool image_read_jpeg(const char *name, const char *bytes, size_t n_bytes, int most_px, RawImage *image, Err *err)
{
    (void)most_px;
    av_log_set_level(AV_LOG_QUIET); // what is wrong is told by the error
    AVCodecContext *codec = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_MJPEG));
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    bool ok = codec && packet && frame && n_bytes <= INT32_MAX && av_new_packet(packet, (int)n_bytes) >= 0;
    bool fits = true;
    if (ok) {
        memcpy(packet->data, bytes, n_bytes);
        ok = decode(codec, packet, frame);
        fits = !ok || image_size_fits(name, frame->width, frame->height, err);
        ok = ok && fits && take_frame(frame, image);
    }
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&codec);
    if (!ok && fits)
        err_set(err, "%s: the JPEG is broken, cut off or has more than %d pixels; save it again, smaller", name,
                (int)IMAGE_MOST_PIXELS);
    return ok;
}
