// muxer.c — a container of libav, written under a temporary name.
#include "engine/video/muxer.h"

#include "engine/base/file.h"
#include "engine/video/avfail.h"
#include "engine/video/mp4_captions.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct Muxer {
    AVFormatContext *format;
    AVRational tick; // of the packets that come; the file's own is finer
    SoundTrack *sound; // NULL: none
    int n_sound;       // packets of it that are in the file
    int64_t sound_later; // samples that its times are moved by
    FileWords words;
    int n_captions;            // of them in the file
    Arena arena;
    const char *path;
    AtomicFile file; // libav writes to its temporary path
};

static const AVRational MILLISECONDS = {1, 1000};
static const char MP4_TEXT[] = "mov_text";

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

static void set_header(AVCodecParameters *parameters, const uint8_t *header, int n_bytes)
{
    parameters->extradata = av_mallocz((size_t)n_bytes + AV_INPUT_BUFFER_PADDING_SIZE);
    if (n_bytes)
        memcpy(parameters->extradata, header, (size_t)n_bytes);
    parameters->extradata_size = n_bytes;
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
    set_header(parameters, info->header, info->header_bytes);
    stream->time_base = (AVRational){info->tick_num, info->tick_den};
    muxer->tick = stream->time_base;
    return true;
}

static bool add_sound(Muxer *muxer, Err *err)
{
    const SoundTrack *sound = muxer->sound;
    const AVCodecDescriptor *codec = avcodec_descriptor_get_by_name(sound->codec);
    AVStream *stream = avformat_new_stream(muxer->format, NULL);
    if (!stream || !codec)
        return err_set(err, "cannot put sound of kind %s into %s", sound->codec, muxer->path);
    AVCodecParameters *parameters = stream->codecpar;
    parameters->codec_type = AVMEDIA_TYPE_AUDIO;
    parameters->codec_id = codec->id;
    parameters->format = sound->sample_format;
    parameters->sample_rate = SAMPLE_RATE;
    parameters->ch_layout = (AVChannelLayout)AV_CHANNEL_LAYOUT_STEREO;
    parameters->bit_rate = sound->bits_a_second;
    parameters->frame_size = sound->frame_samples;
    parameters->initial_padding = sound->priming;
    set_header(parameters, sound->header, sound->header_bytes);
    stream->time_base = (AVRational){1, SAMPLE_RATE};
    // WebM says by how much players are to take its times back (CodecDelay); libavformat 59 does not add it to them.
    muxer->sound_later = strcmp(muxer->format->oformat->name, "webm") == 0 ? sound->priming : 0;
    return true;
}

// Of captions in MP4, as libavcodec's mov_text writes it: white, at the bottom, in the middle.
static const uint8_t TEXT_HEADER[] = {
    0, 0, 0, 0, 1, 0xFF, 0, 0, 0, 0,               // flags; middle, bottom; no background
    0, 0, 0, 0, 0, 0, 0, 0,                        // anywhere
    0, 0, 0, 0, 0, 1, 0, 18, 255, 255, 255, 255,   // font 1, its size, white
    0, 0, 0, 18, 'f', 't', 'a', 'b', 0, 1, 0, 1, 5, 'S', 'e', 'r', 'i', 'f',
};

static bool add_captions(Muxer *muxer, Err *err)
{
    const AVCodecDescriptor *codec = avcodec_descriptor_get_by_name(muxer->words.captions_codec);
    AVStream *stream = avformat_new_stream(muxer->format, NULL);
    if (!stream || !codec)
        return err_set(err, "cannot put captions of kind %s into %s", muxer->words.captions_codec, muxer->path);
    stream->codecpar->codec_type = AVMEDIA_TYPE_SUBTITLE;
    stream->codecpar->codec_id = codec->id;
    stream->time_base = MILLISECONDS;
    if (codec->id == AV_CODEC_ID_MOV_TEXT) {
        set_header(stream->codecpar, TEXT_HEADER, sizeof TEXT_HEADER);
        stream->codecpar->codec_tag = MKTAG('t', 'x', '3', 'g'); // in MOV, too
    }
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
        // Captions begin later than the film, which only an edit list can say.
        if (muxer->sound && muxer->sound->bare && muxer->words.n_captions == 0)
            av_dict_set(&options, "use_editlist", "0", 0);
        av_dict_set(&options, "plays", "0", 0); // APNG: again and again, as GIF does by itself
        code = avformat_write_header(muxer->format, &options);
        av_dict_free(&options);
    }
    return code >= 0 || av_fail(err, code, "cannot write %s", muxer->path);
}

Muxer *muxer_open(const char *path, const StreamInfo *stream, SoundTrack *sound, const FileWords *words, Err *err)
{
    av_silence();
    Muxer *muxer = mem_alloc(sizeof *muxer);
    muxer->sound = sound;
    if (words)
        muxer->words = *words;
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
    ok = ok && add_stream(muxer, stream, err) && (!sound || add_sound(muxer, err)) &&
         (muxer->words.n_captions == 0 || add_captions(muxer, err));
    if (ok) {
        add_chapters(muxer->format, muxer->words.chapters, muxer->words.n_chapters);
        ok = write_header(muxer, err);
    }
    if (ok)
        return muxer;
    muxer_drop(muxer);
    return NULL;
}

// Of a stream beside the pictures, with its times in `tick`.
static bool write_beside(Muxer *muxer, AVPacket *packet, int stream, AVRational tick, Err *err)
{
    packet->dts = packet->pts;
    packet->flags = AV_PKT_FLAG_KEY;
    packet->stream_index = stream;
    av_packet_rescale_ts(packet, tick, muxer->format->streams[stream]->time_base);
    const int code = av_interleaved_write_frame(muxer->format, packet);
    return code >= 0 || av_fail(err, code, "cannot write %s", muxer->path);
}

// The packets of the sound that begin before a time.
static bool write_sound(Muxer *muxer, int64_t t, AVRational tick, Err *err)
{
    static const AVRational SAMPLE = {1, SAMPLE_RATE};
    const SoundTrack *sound = muxer->sound;
    bool ok = true;
    while (ok && sound && muxer->n_sound < sound->n_packets &&
           (t == INT64_MAX || av_compare_ts(sound->packets[muxer->n_sound].pts, SAMPLE, t, tick) < 0)) {
        const SoundPacket *from = &sound->packets[muxer->n_sound++];
        AVPacket *packet = av_packet_alloc();
        ok = av_new_packet(packet, from->size_bytes) >= 0;
        if (ok) {
            memcpy(packet->data, from->data, (size_t)from->size_bytes);
            packet->pts = from->pts + muxer->sound_later;
            packet->duration = from->dur;
            ok = write_beside(muxer, packet, 1, SAMPLE, err);
        }
        av_packet_free(&packet);
    }
    return ok;
}

// The bytes of a caption: in MP4 its length stands before it.
static bool caption_packet(const Muxer *muxer, const CaptionCue *cue, AVPacket *packet)
{
    const size_t n_bytes = strlen(cue->text), before = strcmp(muxer->words.captions_codec, MP4_TEXT) == 0 ? 2 : 0;
    if (av_new_packet(packet, (int)(before + n_bytes)) < 0)
        return false;
    if (before > 0) {
        packet->data[0] = (uint8_t)(n_bytes >> 8);
        packet->data[1] = (uint8_t)n_bytes;
    }
    memcpy(packet->data + before, cue->text, n_bytes);
    packet->pts = llround(cue->begin_s * MILLISECONDS.den);
    packet->duration = llround(cue->end_s * MILLISECONDS.den) - packet->pts;
    return true;
}

// The captions that begin before a time.
static bool write_captions(Muxer *muxer, int64_t t, AVRational tick, Err *err)
{
    const FileWords *words = &muxer->words;
    bool ok = true;
    while (ok && muxer->n_captions < words->n_captions) {
        AVPacket *packet = av_packet_alloc();
        ok = caption_packet(muxer, &words->captions[muxer->n_captions], packet);
        const bool due = ok && (t == INT64_MAX || av_compare_ts(packet->pts, MILLISECONDS, t, tick) <= 0);
        if (due) {
            muxer->n_captions++;
            ok = write_beside(muxer, packet, muxer->sound ? 2 : 1, MILLISECONDS, err);
        }
        av_packet_free(&packet);
        if (!due)
            break;
    }
    return ok;
}

bool muxer_write(Muxer *muxer, const Packet *packet, Err *err)
{
    if (!write_sound(muxer, packet->dts, muxer->tick, err) || !write_captions(muxer, packet->dts, muxer->tick, err))
        return false;
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
    sound_track_destroy(muxer->sound);
    atomic_drop(&muxer->file);
    arena_finish(&muxer->arena);
    free(muxer);
}

static bool has_mp4_captions(const Muxer *muxer)
{
    return muxer->words.n_captions > 0 && strcmp(muxer->words.captions_codec, MP4_TEXT) == 0;
}

bool muxer_commit(Muxer *muxer, Err *err)
{
    if (!write_sound(muxer, INT64_MAX, muxer->tick, err) || !write_captions(muxer, INT64_MAX, muxer->tick, err)) {
        destroy(muxer);
        return false;
    }
    int code = av_write_trailer(muxer->format);
    if (code >= 0)
        code = muxer->format->pb->error;
    const int closed = avio_closep(&muxer->format->pb);
    if (code >= 0)
        code = closed;
    const bool ok = (code >= 0 || av_fail(err, code, "cannot write %s", muxer->path)) &&
                    (!has_mp4_captions(muxer) || mp4_captions_off(muxer->file.path_temp, err)) &&
                    atomic_commit(&muxer->file, err);
    destroy(muxer);
    return ok;
}

void muxer_drop(Muxer *muxer)
{
    if (muxer)
        destroy(muxer);
}
