// mux.c — packets of several files read in step and written to one.
#include "engine/video/mux.h"

#include "engine/base/arena.h"
#include "engine/base/stop.h"
#include "engine/video/avfail.h"
#include "engine/video/mp4.h"

#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <string.h>

// One source while it is read, a packet ahead.
typedef struct Reader {
    const MuxSource *source;
    int segment;              // index of the open file
    AVFormatContext *input;   // NULL after the last segment
    AVCodecParameters *first; // of the first segment, which all others must equal
    AVRational tick;          // of the first segment; all times are in it
    AVPacket *packet;
    int64_t offset; // where the open segment begins in the result
    int64_t end;    // the latest end of a packet so far
    int64_t last_dts;
} Reader;

static AVStream *stream_of(const Reader *reader)
{
    return reader->input->streams[0];
}

// Some codecs have no extradata at all.
static bool same_extradata(const AVCodecParameters *a, const AVCodecParameters *b)
{
    return a->extradata_size == b->extradata_size &&
           (a->extradata_size == 0 || memcmp(a->extradata, b->extradata, (size_t)a->extradata_size) == 0);
}

static bool check_segment(Reader *reader, const char *path, Err *err)
{
    const AVCodecParameters *these = stream_of(reader)->codecpar, *first = reader->first;
    const bool same = these->codec_id == first->codec_id && these->width == first->width &&
                      these->height == first->height && these->sample_rate == first->sample_rate &&
                      same_extradata(these, first);
    return same || err_set(err, "%s and %s were not encoded alike, so they cannot be joined; render both again",
                           reader->source->segments[0], path);
}

static bool open_segment(Reader *reader, Err *err)
{
    const char *path = reader->source->segments[reader->segment];
    int code = avformat_open_input(&reader->input, path, NULL, NULL);
    if (code >= 0 && reader->input->nb_streams == 0)
        code = AVERROR_INVALIDDATA;
    if (code < 0)
        return av_fail(err, code, "cannot read %s", path);
    for (unsigned i = 1; i < reader->input->nb_streams; i++)
        reader->input->streams[i]->discard = AVDISCARD_ALL;
    if (reader->first)
        return check_segment(reader, path, err);
    reader->first = avcodec_parameters_alloc();
    reader->tick = stream_of(reader)->time_base;
    code = avcodec_parameters_copy(reader->first, stream_of(reader)->codecpar);
    return code >= 0 || av_fail(err, code, "cannot read %s", path);
}

// The next packet on the result's clock. At the end of all segments `input` is NULL.
static bool read_packet(Reader *reader, Err *err)
{
    AVPacket *packet = reader->packet;
    for (;;) {
        av_packet_unref(packet);
        const int code = av_read_frame(reader->input, packet);
        if (code >= 0 && packet->stream_index != 0)
            continue;
        if (code >= 0)
            break;
        if (code != AVERROR_EOF)
            return av_fail(err, code, "cannot read %s", reader->source->segments[reader->segment]);
        avformat_close_input(&reader->input);
        reader->offset = reader->end;
        if (++reader->segment == reader->source->n_segments)
            return true;
        if (!open_segment(reader, err))
            return false;
    }
    av_packet_rescale_ts(packet, stream_of(reader)->time_base, reader->tick);
    packet->pts += reader->offset;
    packet->dts += reader->offset;
    // A segment that reorders further than the one before it would step back: decoding times only have to rise.
    if (packet->dts <= reader->last_dts)
        packet->dts = reader->last_dts + 1;
    reader->last_dts = packet->dts;
    if (packet->pts + packet->duration > reader->end)
        reader->end = packet->pts + packet->duration;
    return true;
}

static bool reader_start(Reader *reader, const MuxSource *source, Err *err)
{
    *reader = (Reader){.source = source, .packet = av_packet_alloc(), .last_dts = INT64_MIN};
    return open_segment(reader, err) && read_packet(reader, err);
}

static void reader_finish(Reader *reader)
{
    avformat_close_input(&reader->input);
    avcodec_parameters_free(&reader->first);
    av_packet_free(&reader->packet);
}

static StreamInfo reader_stream(const Reader *reader)
{
    const AVCodecParameters *p = reader->first;
    const AVRational rate = stream_of(reader)->avg_frame_rate;
    return (StreamInfo){
        .kind = p->codec_type == AVMEDIA_TYPE_VIDEO   ? STREAM_VIDEO
                : p->codec_type == AVMEDIA_TYPE_AUDIO ? STREAM_AUDIO
                                                      : STREAM_SUBTITLE,
        .codec = avcodec_get_name(p->codec_id),
        .tick_num = reader->tick.num,
        .tick_den = reader->tick.den,
        .header = p->extradata,
        .header_bytes = p->extradata_size,
        .width_px = p->width,
        .height_px = p->height,
        .rate_num = rate.num,
        .rate_den = rate.den,
        .pixels = p->codec_type == AVMEDIA_TYPE_VIDEO ? av_get_pix_fmt_name(p->format) : NULL,
        .tag = p->codec_tag,
        .sample_rate = p->sample_rate,
        .n_channels = p->ch_layout.nb_channels,
        .n_frame_samples = p->frame_size,
    };
}

// The reader whose packet is due first; −1 when all have ended.
static int next_reader(const Reader *readers, int n_readers)
{
    int next = -1;
    for (int i = 0; i < n_readers; i++)
        if (readers[i].input && (next < 0 || av_compare_ts(readers[i].packet->dts, readers[i].tick,
                                                           readers[next].packet->dts, readers[next].tick) < 0))
            next = i;
    return next;
}

static bool copy_packets(Mp4 *mp4, Reader *readers, int n_readers, Err *err)
{
    for (int i; (i = next_reader(readers, n_readers)) >= 0;) {
        const AVPacket *packet = readers[i].packet;
        const Packet copy = {
            .data = packet->data,
            .size_bytes = packet->size,
            .pts = packet->pts,
            .dts = packet->dts,
            .dur = packet->duration,
            .key = packet->flags & AV_PKT_FLAG_KEY,
            .beside = packet,
        };
        if (stop_requested())
            return stop_error(err);
        if (!mp4_write(mp4, i, &copy, err) || !read_packet(&readers[i], err))
            return false;
    }
    return true;
}

bool mux_write(const char *path, const MuxSource *sources, int n_sources, const Chapter *chapters, int n_chapters,
               Err *err)
{
    av_silence();
    Arena arena;
    arena_init(&arena);
    Reader *readers = ARENA_ARRAY(&arena, Reader, n_sources);
    StreamInfo *streams = ARENA_ARRAY(&arena, StreamInfo, n_sources);
    Mp4 *mp4 = NULL;
    bool ok = true;
    for (int i = 0; ok && i < n_sources; i++) {
        ok = reader_start(&readers[i], &sources[i], err);
        if (ok)
            streams[i] = reader_stream(&readers[i]);
    }
    if (ok)
        mp4 = mp4_open(path, streams, n_sources, chapters, n_chapters, err);
    ok = mp4 && copy_packets(mp4, readers, n_sources, err);
    if (ok)
        ok = mp4_commit(mp4, err);
    else
        mp4_drop(mp4);
    for (int i = 0; i < n_sources; i++)
        reader_finish(&readers[i]);
    arena_finish(&arena);
    return ok;
}

bool mux_concat(const char *path, const char *const *segments, int n_segments, const Chapter *chapters, int n_chapters,
                Err *err)
{
    const MuxSource source = {segments, n_segments};
    return mux_write(path, &source, 1, chapters, n_chapters, err);
}
