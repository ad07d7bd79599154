// mp4.c — a container of libav, written under a temporary name.
#include "engine/video/mp4.h"

#include "engine/base/file.h"
#include "engine/video/avfail.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct Mp4 {
    AVFormatContext *format;
    AVRational *ticks; // [n_streams] of the packets that come; the file's own are finer
    Arena arena;
    const char *path, *path_temp;
};

static const AVRational MILLISECONDS = {1, 1000};

static void set_video(AVStream *stream, const StreamInfo *info)
{
    AVCodecParameters *parameters = stream->codecpar;
    parameters->codec_type = AVMEDIA_TYPE_VIDEO;
    parameters->format = info->pixels ? av_get_pix_fmt(info->pixels) : AV_PIX_FMT_YUV420P;
    parameters->codec_tag = info->tag;
    if (info->alpha)
        av_dict_set(&stream->metadata, "alpha_mode", "1", 0);
    parameters->width = info->width_px;
    parameters->height = info->height_px;
    parameters->sample_aspect_ratio = (AVRational){1, 1};
    parameters->color_primaries = AVCOL_PRI_BT709;
    parameters->color_trc = AVCOL_TRC_BT709;
    parameters->color_space = AVCOL_SPC_BT709;
    parameters->color_range = AVCOL_RANGE_MPEG;
    parameters->chroma_location = AVCHROMA_LOC_LEFT;
    stream->avg_frame_rate = stream->r_frame_rate = (AVRational){info->rate_num, info->rate_den};
}

static bool add_stream(Mp4 *mp4, const StreamInfo *info, Err *err)
{
    const AVCodecDescriptor *codec = avcodec_descriptor_get_by_name(info->codec);
    AVStream *stream = codec ? avformat_new_stream(mp4->format, NULL) : NULL;
    if (!stream)
        return err_set(err, "cannot put a stream of kind %s into %s", info->codec, mp4->path);
    AVCodecParameters *parameters = stream->codecpar;
    parameters->codec_id = codec->id;
    switch (info->kind) {
    case STREAM_VIDEO:
        set_video(stream, info);
        break;
    case STREAM_AUDIO:
        parameters->codec_type = AVMEDIA_TYPE_AUDIO;
        parameters->sample_rate = info->sample_rate;
        parameters->frame_size = info->n_frame_samples;
        av_channel_layout_default(&parameters->ch_layout, info->n_channels);
        break;
    case STREAM_SUBTITLE:
        parameters->codec_type = AVMEDIA_TYPE_SUBTITLE;
        break;
    }
    parameters->extradata = av_mallocz((size_t)info->header_bytes + AV_INPUT_BUFFER_PADDING_SIZE);
    if (info->header_bytes)
        memcpy(parameters->extradata, info->header, (size_t)info->header_bytes);
    parameters->extradata_size = info->header_bytes;
    stream->time_base = (AVRational){info->tick_num, info->tick_den};
    mp4->ticks[stream->index] = stream->time_base;
    return true;
}

// libav has no public call for it; the context frees them with itself.
static void add_chapters(AVFormatContext *format, const Chapter *chapters, int n_chapters)
{
    if (n_chapters == 0)
        return;
    format->chapters = av_calloc((size_t)n_chapters, sizeof *format->chapters);
    for (int i = 0; i < n_chapters; i++) {
        AVChapter *chapter = av_mallocz(sizeof *chapter);
        chapter->id = i;
        chapter->time_base = MILLISECONDS;
        chapter->start = llround(chapters[i].begin_s * 1000);
        chapter->end = llround(chapters[i].end_s * 1000);
        av_dict_set(&chapter->metadata, "title", chapters[i].title, 0);
        format->chapters[i] = chapter;
        format->nb_chapters++;
    }
}

static bool write_header(Mp4 *mp4, Err *err)
{
    int code = avio_open(&mp4->format->pb, mp4->path_temp, AVIO_FLAG_WRITE);
    if (code >= 0) {
        AVDictionary *options = NULL;
        av_dict_set(&options, "movflags", "+faststart", 0);
        av_dict_set(&options, "plays", "0", 0); // APNG: again and again, as GIF does by itself
        code = avformat_write_header(mp4->format, &options);
        av_dict_free(&options);
    }
    return code >= 0 || av_fail(err, code, "cannot write %s", mp4->path);
}

Mp4 *mp4_open(const char *path, const StreamInfo *streams, int n_streams, const Chapter *chapters, int n_chapters,
              Err *err)
{
    av_silence();
    Mp4 *mp4 = mem_alloc(sizeof *mp4);
    arena_init(&mp4->arena);
    mp4->path = arena_strdup(&mp4->arena, path);
    mp4->path_temp = path_temporary(&mp4->arena, path);
    mp4->ticks = ARENA_ARRAY(&mp4->arena, AVRational, n_streams);
    const AVOutputFormat *kind = av_guess_format(NULL, path, NULL); // by the end of the real name
    const int code = kind ? avformat_alloc_output_context2(&mp4->format, kind, NULL, mp4->path_temp) : 0;
    bool ok = kind ? code >= 0 || av_fail(err, code, "cannot write %s", path)
                   : err_set(err, "cannot write %s: libavformat knows no files that end like that", path);
    for (int i = 0; ok && i < n_streams; i++)
        ok = add_stream(mp4, &streams[i], err);
    if (ok) {
        add_chapters(mp4->format, chapters, n_chapters);
        ok = write_header(mp4, err);
    }
    if (ok)
        return mp4;
    mp4_drop(mp4);
    return NULL;
}

bool mp4_write(Mp4 *mp4, int stream, const Packet *packet, Err *err)
{
    AVPacket *copy = av_packet_alloc();
    int code = av_new_packet(copy, packet->size_bytes);
    if (code >= 0) {
        memcpy(copy->data, packet->data, (size_t)packet->size_bytes);
        if (packet->beside)
            code = av_packet_copy_props(copy, packet->beside);
        copy->stream_index = stream;
        copy->pts = packet->pts;
        copy->dts = packet->dts;
        copy->duration = packet->dur;
        copy->flags = packet->key ? AV_PKT_FLAG_KEY : 0;
        av_packet_rescale_ts(copy, mp4->ticks[stream], mp4->format->streams[stream]->time_base);
        code = av_interleaved_write_frame(mp4->format, copy);
    }
    av_packet_free(&copy);
    return code >= 0 || av_fail(err, code, "cannot write %s", mp4->path);
}

static void destroy(Mp4 *mp4)
{
    if (mp4->format)
        avio_closep(&mp4->format->pb);
    avformat_free_context(mp4->format);
    arena_finish(&mp4->arena);
    free(mp4);
}

bool mp4_commit(Mp4 *mp4, Err *err)
{
    int code = av_write_trailer(mp4->format);
    if (code >= 0)
        code = mp4->format->pb->error;
    const int closed = avio_closep(&mp4->format->pb);
    if (code >= 0)
        code = closed;
    bool ok = code >= 0 || av_fail(err, code, "cannot write %s", mp4->path);
    if (ok)
        ok = file_replace(mp4->path_temp, mp4->path, err);
    else
        unlink(mp4->path_temp);
    destroy(mp4);
    return ok;
}

void mp4_drop(Mp4 *mp4)
{
    if (!mp4)
        return;
    if (mp4->format && mp4->format->pb) {
        avio_closep(&mp4->format->pb);
        unlink(mp4->path_temp);
    }
    destroy(mp4);
}
