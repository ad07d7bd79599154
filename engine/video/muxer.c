// muxer.c — a container of libav, written under a temporary name.
#include "engine/video/muxer.h"

#include "engine/base/file.h"
#include "engine/video/avfail.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct Muxer {
    AVFormatContext *format;
    AVRational tick; // of the packets that come; the file's own is finer
    Arena arena;
    const char *path;
    AtomicFile file; // libav writes to its temporary path
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

static bool add_stream(Muxer *muxer, const StreamInfo *info, Err *err)
{
    const AVCodecDescriptor *codec = avcodec_descriptor_get_by_name(info->codec);
    AVStream *stream = codec ? avformat_new_stream(muxer->format, NULL) : NULL;
    if (!stream)
        return err_set(err, "cannot put a stream of kind %s into %s", info->codec, muxer->path);
    AVCodecParameters *parameters = stream->codecpar;
    parameters->codec_id = codec->id;
    set_video(stream, info);
    parameters->extradata = av_mallocz((size_t)info->header_bytes + AV_INPUT_BUFFER_PADDING_SIZE);
    if (info->header_bytes)
        memcpy(parameters->extradata, info->header, (size_t)info->header_bytes);
    parameters->extradata_size = info->header_bytes;
    stream->time_base = (AVRational){info->tick_num, info->tick_den};
    muxer->tick = stream->time_base;
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

static bool write_header(Muxer *muxer, Err *err)
{
    int code = avio_open(&muxer->format->pb, muxer->format->url, AVIO_FLAG_WRITE);
    if (code >= 0) {
        AVDictionary *options = NULL;
        av_dict_set(&options, "movflags", "+faststart", 0);
        av_dict_set(&options, "plays", "0", 0); // APNG: again and again, as GIF does by itself
        code = avformat_write_header(muxer->format, &options);
        av_dict_free(&options);
    }
    return code >= 0 || av_fail(err, code, "cannot write %s", muxer->path);
}

Muxer *muxer_open(const char *path, const StreamInfo *stream, const Chapter *chapters, int n_chapters, Err *err)
{
    av_silence();
    Muxer *muxer = mem_alloc(sizeof *muxer);
    arena_init(&muxer->arena);
    muxer->path = arena_strdup(&muxer->arena, path);
    const AVOutputFormat *kind = av_guess_format(NULL, path, NULL); // by the end of the real name
    bool ok = kind ? atomic_open(&muxer->file, path, err)
                   : err_set(err, "cannot write %s: libavformat knows no files that end like that", path);
    if (ok) {
        const char *url = arena_printf(&muxer->arena, "file:%s", muxer->file.path_temp); // whatever stands in the path
        const int code = avformat_alloc_output_context2(&muxer->format, kind, NULL, url);
        ok = code >= 0 || av_fail(err, code, "cannot write %s", path);
    }
    ok = ok && add_stream(muxer, stream, err);
    if (ok) {
        add_chapters(muxer->format, chapters, n_chapters);
        ok = write_header(muxer, err);
    }
    if (ok)
        return muxer;
    muxer_drop(muxer);
    return NULL;
}

bool muxer_write(Muxer *muxer, const Packet *packet, Err *err)
{
    AVPacket *copy = av_packet_alloc();
    int code = av_new_packet(copy, packet->size_bytes);
    if (code >= 0) {
        memcpy(copy->data, packet->data, (size_t)packet->size_bytes);
        if (packet->beside)
            code = av_packet_copy_props(copy, packet->beside);
        copy->pts = packet->pts;
        copy->dts = packet->dts;
        copy->duration = packet->dur;
        copy->flags = packet->key ? AV_PKT_FLAG_KEY : 0;
        av_packet_rescale_ts(copy, muxer->tick, muxer->format->streams[0]->time_base);
        code = av_interleaved_write_frame(muxer->format, copy);
    }
    av_packet_free(&copy);
    return code >= 0 || av_fail(err, code, "cannot write %s", muxer->path);
}

static void destroy(Muxer *muxer)
{
    if (muxer->format)
        avio_closep(&muxer->format->pb);
    avformat_free_context(muxer->format);
    atomic_drop(&muxer->file);
    arena_finish(&muxer->arena);
    free(muxer);
}

bool muxer_commit(Muxer *muxer, Err *err)
{
    int code = av_write_trailer(muxer->format);
    if (code >= 0)
        code = muxer->format->pb->error;
    const int closed = avio_closep(&muxer->format->pb);
    if (code >= 0)
        code = closed;
    const bool ok = (code >= 0 || av_fail(err, code, "cannot write %s", muxer->path)) &&
                    atomic_commit(&muxer->file, err);
    destroy(muxer);
    return ok;
}

void muxer_drop(Muxer *muxer)
{
    if (muxer)
        destroy(muxer);
}
