// concat.c — the packets of files, read one after the other on one clock.
#include "engine/video/concat.h"

#include "engine/base/stop.h"
#include "engine/video/avfail.h"
#include "engine/video/muxer.h"

#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <string.h>

// The segments while they are read, a packet ahead.
typedef struct Reader {
    const char *const *segments; // [n_segments]
    int n_segments;
    int segment;              // index of the open file
    AVFormatContext *input;   // NULL after the last segment
    AVCodecParameters *first; // of the first segment, which all others must equal
    AVRational frame;         // seconds a frame
    AVRational tick;          // of the first segment, seconds; the packet's times are in it
    AVPacket *packet;
    int64_t offset; // frames before the open segment
    int64_t end;    // the latest end of a packet so far, frames
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
                      these->height == first->height && same_extradata(these, first);
    return same || err_set(err, "%s and %s were not encoded alike, so they cannot be joined; render both again",
                           reader->segments[0], path);
}

static bool open_segment(Reader *reader, Err *err)
{
    const char *path = reader->segments[reader->segment];
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

// A time of the open segment as a frame of the result: the nearest, as containers round.
static int64_t frame_of(const Reader *reader, int64_t time)
{
    return reader->offset + av_rescale_q(time, stream_of(reader)->time_base, reader->frame);
}

static int64_t tick_of(const Reader *reader, int64_t frame)
{
    return av_rescale_q(frame, reader->frame, reader->tick);
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
            return av_fail(err, code, "cannot read %s", reader->segments[reader->segment]);
        avformat_close_input(&reader->input);
        reader->offset = reader->end;
        if (++reader->segment == reader->n_segments)
            return true;
        if (!open_segment(reader, err))
            return false;
    }
    const int64_t frame = frame_of(reader, packet->pts);
    packet->pts = tick_of(reader, frame);
    packet->dts = tick_of(reader, frame_of(reader, packet->dts));
    packet->duration = tick_of(reader, frame + 1) - packet->pts;
    // A segment that reorders further than the one before it would step back: decoding times only have to rise.
    if (packet->dts <= reader->last_dts)
        packet->dts = reader->last_dts + 1;
    reader->last_dts = packet->dts;
    if (frame + 1 > reader->end)
        reader->end = frame + 1;
    return true;
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
    return (StreamInfo){
        .codec = avcodec_get_name(p->codec_id),
        .tick_num = reader->tick.num,
        .tick_den = reader->tick.den,
        .header = p->extradata,
        .header_bytes = p->extradata_size,
        .width_px = p->width,
        .height_px = p->height,
        .rate_num = reader->frame.den,
        .rate_den = reader->frame.num,
        .pixels = av_get_pix_fmt_name(p->format),
        .tag = p->codec_tag,
        .alpha = av_dict_get(stream_of(reader)->metadata, "alpha_mode", NULL, 0) != NULL,
    };
}

static bool copy_packets(Muxer *muxer, Reader *reader, Err *err)
{
    while (reader->input) {
        const AVPacket *packet = reader->packet;
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
        if (!muxer_write(muxer, &copy, err) || !read_packet(reader, err))
            return false;
    }
    return true;
}

bool concat_write(const char *path, const char *const *segments, int n_segments, Rate rate, SoundTrack *sound,
                  const FileWords *words, Err *err)
{
    av_silence();
    Reader reader = {
        .segments = segments,
        .n_segments = n_segments,
        .frame = {rate.den, rate.num},
        .packet = av_packet_alloc(),
        .last_dts = INT64_MIN,
    };
    Muxer *muxer = NULL;
    bool ok = open_segment(&reader, err) && read_packet(&reader, err);
    if (ok) {
        const StreamInfo stream = reader_stream(&reader);
        muxer = muxer_open(path, &stream, sound, words, err);
    } else {
        sound_track_destroy(sound);
    }
    ok = muxer && copy_packets(muxer, &reader, err);
    if (ok)
        ok = muxer_commit(muxer, err);
    else
        muxer_drop(muxer);
    reader_finish(&reader);
    return ok;
}
