// support_video.c — decodes a file with libav and measures how like the drawn frames it is.
#include "support_video.h"

#include "engine/raster/raster.h"
#include "engine/video/convert.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void hand_out(AVCodecContext *codec, AVFrame *frame, AVRational tick, int *n, CheckFrame *check, void *context)
{
    while (avcodec_receive_frame(codec, frame) >= 0) {
        if (check)
            check(context, *n, frame, (double)frame->pts * av_q2d(tick));
        ++*n;
        av_frame_unref(frame);
    }
}

int video_decode(const char *path, CheckFrame *check, void *context)
{
    AVFormatContext *input = NULL;
    assert_true(avformat_open_input(&input, path, NULL, NULL) >= 0);
    const AVStream *stream = input->streams[0];
    AVCodecContext *codec = avcodec_alloc_context3(avcodec_find_decoder(stream->codecpar->codec_id));
    assert_true(avcodec_parameters_to_context(codec, stream->codecpar) >= 0);
    assert_true(avcodec_open2(codec, NULL, NULL) >= 0);
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    int n = 0;
    while (av_read_frame(input, packet) >= 0) {
        if (packet->stream_index == 0)
            assert_true(avcodec_send_packet(codec, packet) >= 0);
        av_packet_unref(packet);
        hand_out(codec, frame, stream->time_base, &n, check, context);
    }
    avcodec_send_packet(codec, NULL);
    hand_out(codec, frame, stream->time_base, &n, check, context);
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&codec);
    avformat_close_input(&input);
    return n;
}

uint8_t *video_drawn(const Scene *scene, double t_s, OutputSize size)
{
    const int width = size.width_px, height = size.height_px;
    uint8_t *y = mem_alloc((size_t)width * (size_t)height * 3 / 2);
    const I420 planes = {y, y + (ptrdiff_t)width * height, y + (ptrdiff_t)width * height * 5 / 4, width, width / 2};
    Raster *raster = raster_create(width, height);
    Arena arena;
    arena_init(&arena);
    const DisplayList list = frame_at(scene, t_s, &arena);
    raster_draw(raster, &list);
    arena_finish(&arena);
    convert_bgra_to_i420(raster_pixels(raster), raster_stride_bytes(raster), width, height, planes);
    raster_destroy(raster);
    return y;
}

double video_psnr_db(const uint8_t *a, int a_stride, const uint8_t *b, int b_stride, int width, int height)
{
    int64_t sum = 0;
    for (int row = 0; row < height; row++)
        for (int x = 0; x < width; x++) {
            const int difference = a[row * a_stride + x] - b[row * b_stride + x];
            sum += difference * difference;
        }
    return 10 * log10(255 * 255 / ((double)sum / ((double)width * height) + 1e-9));
}

typedef struct Drawn {
    const Scene *scene;
    double from_s, least_psnr_db;
    OutputSize size;
} Drawn;

static void check_like_drawn(void *context, int index, const AVFrame *frame, double t_s)
{
    const Drawn *drawn = context;
    const OutputSize size = drawn->size;
    if (fabs(t_s - frame_time(index, size.rate)) > 1e-6)
        fail_msg("frame %d is shown at %.4f s", index, t_s);
    uint8_t *y = video_drawn(drawn->scene, drawn->from_s + frame_time(index, size.rate), size);
    const double psnr_db =
        video_psnr_db(frame->data[0], frame->linesize[0], y, size.width_px, size.width_px, size.height_px);
    free(y);
    if (psnr_db < drawn->least_psnr_db)
        fail_msg("frame %d: %.1f dB", index, psnr_db);
}

int video_compare(const Scene *scene, double from_s, OutputSize size, double least_psnr_db, const char *path)
{
    Drawn drawn = {scene, from_s, least_psnr_db, size};
    return video_decode(path, check_like_drawn, &drawn);
}
