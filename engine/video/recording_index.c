// recording_index.c — the packets of a recording's pictures, by their times.
#include "engine/video/recording_index.h"

#include "engine/base/arena.h"
#include "engine/video/avfail.h"

#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <math.h>
#include <stdlib.h>

struct AVFormatContext *recording_input(const char *path, Err *err)
{
    av_silence();
    Arena arena;
    arena_init(&arena);
    AVFormatContext *input = NULL;
    int code = avformat_open_input(&input, arena_printf(&arena, "file:%s", path), NULL, NULL);
    if (code >= 0)
        code = avformat_find_stream_info(input, NULL);
    arena_finish(&arena);
    if (code >= 0)
        return input;
    avformat_close_input(&input);
    av_fail(err, code, "%s cannot be read as a recording", path);
    return NULL;
}

double recording_begin_s(const struct AVFormatContext *input)
{
    return input->start_time == AV_NOPTS_VALUE ? 0 : (double)input->start_time / AV_TIME_BASE;
}

static int find_pictures(AVFormatContext *input)
{
    const int found = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, NULL, 0);
    return found >= 0 && !(input->streams[found]->disposition & AV_DISPOSITION_ATTACHED_PIC) ? found : -1;
}

// As a phone that was held upright says it.
static int turns_of(const AVStream *stream)
{
    const uint8_t *matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
    const double angle = matrix ? -av_display_rotation_get((const int32_t *)(const void *)matrix) : 0;
    return isfinite(angle) ? (int)(lround(angle / 90) & 3) : 0;
}

static int compare_frames(const void *a, const void *b)
{
    const int64_t x = ((const RecordingFrame *)a)->pts, y = ((const RecordingFrame *)b)->pts;
    return (x > y) - (x < y);
}

static void add_frame(RecordingIndex *index, int64_t *capacity, const AVPacket *packet)
{
    const int64_t pts = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    if (pts == AV_NOPTS_VALUE || packet->flags & AV_PKT_FLAG_DISCARD)
        return;
    if (index->n == *capacity) {
        *capacity = *capacity ? 2 * *capacity : 1024;
        index->frames = mem_realloc(index->frames, sizeof *index->frames * (size_t)*capacity);
    }
    index->frames[index->n++] = (RecordingFrame){pts, packet->duration, packet->flags & AV_PKT_FLAG_KEY};
}

bool recording_index_make(RecordingIndex *index, struct AVFormatContext *input, const char *path, Err *err)
{
    *index = (RecordingIndex){.stream = find_pictures(input)};
    if (index->stream < 0)
        return err_set(err, "%s has no moving pictures; --webcam takes a video", path);
    const AVStream *stream = input->streams[index->stream];
    index->tick_s = av_q2d(stream->time_base);
    index->begin_s = recording_begin_s(input);
    index->turns = turns_of(stream);
    AVPacket *packet = av_packet_alloc();
    int64_t capacity = 0;
    for (; av_read_frame(input, packet) >= 0; av_packet_unref(packet))
        if (packet->stream_index == index->stream)
            add_frame(index, &capacity, packet);
    av_packet_free(&packet);
    if (index->n == 0)
        return err_set(err, "%s has no pictures in it; record it again", path);
    qsort(index->frames, (size_t)index->n, sizeof *index->frames, compare_frames);
    return true;
}

void recording_index_finish(RecordingIndex *index)
{
    free(index->frames);
    *index = (RecordingIndex){0};
}
