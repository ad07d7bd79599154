// recording_sound.c — what is heard in a recording, at our rate, at the recording's own times.
#include "engine/video/recording.h"

#include "engine/base/arena.h"
#include "engine/video/avfail.h"
#include "engine/video/recording_index.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double BEFORE_S = 1, GAP_S = 0.05; // decoded to begin with; a step of the times that is one

typedef struct Hearing {
    AVFormatContext *input;
    AVCodecContext *codec;
    SwrContext *resampler;
    AVPacket *packet;
    AVFrame *frame;
    int stream;
    double from_s, end_s; // of the recording
    int64_t at;           // where what comes next belongs, samples from from_s on; INT64_MIN: not known yet
    Samples *out;
} Hearing;

static bool open_codec(Hearing *hearing)
{
    const AVStream *stream = hearing->input->streams[hearing->stream];
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    hearing->codec = codec ? avcodec_alloc_context3(codec) : NULL;
    if (!hearing->codec || avcodec_parameters_to_context(hearing->codec, stream->codecpar) < 0)
        return false;
    hearing->codec->pkt_timebase = stream->time_base;
    return avcodec_open2(hearing->codec, codec, NULL) >= 0;
}

// The first frame says what comes; all are taken as it is.
static bool open_resampler(Hearing *hearing)
{
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    const AVFrame *frame = hearing->frame;
    AVChannelLayout layout = frame->ch_layout;
    if (layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&layout, frame->ch_layout.nb_channels);
    return swr_alloc_set_opts2(&hearing->resampler, &stereo, AV_SAMPLE_FMT_FLT, SAMPLE_RATE, &layout, frame->format,
                               frame->sample_rate, 0, NULL) >= 0 &&
           swr_init(hearing->resampler) >= 0;
}

static void put(Hearing *hearing, const float *samples, int n)
{
    for (int i = 0; i < n; i++, hearing->at++)
        if (hearing->at >= 0 && hearing->at < hearing->out->n)
            memcpy(hearing->out->data + CHANNELS * hearing->at, samples + (ptrdiff_t)CHANNELS * i,
                   sizeof(float) * CHANNELS);
}

// What comes out when so many samples go in; of none what the resampler still holds.
static void resample(Hearing *hearing, uint8_t **samples, int n_samples)
{
    const int most = swr_get_out_samples(hearing->resampler, n_samples);
    if (most <= 0)
        return;
    float *out = mem_array(sizeof *out * CHANNELS, most);
    uint8_t *to[1] = {(uint8_t *)out};
    const int n = swr_convert(hearing->resampler, to, most, (const uint8_t **)(void *)samples, n_samples);
    put(hearing, out, n > 0 ? n : 0);
    free(out);
}

static bool take_frame(Hearing *hearing)
{
    const AVFrame *frame = hearing->frame;
    if (!hearing->resampler && !open_resampler(hearing))
        return false;
    const AVRational tick = hearing->input->streams[hearing->stream]->time_base;
    if (frame->best_effort_timestamp != AV_NOPTS_VALUE) {
        const double t_s =
            (double)frame->best_effort_timestamp * av_q2d(tick) - recording_begin_s(hearing->input) - hearing->from_s;
        const int64_t at = llround(t_s * SAMPLE_RATE) - swr_get_delay(hearing->resampler, SAMPLE_RATE);
        if (hearing->at == INT64_MIN || llabs(at - hearing->at) > (int64_t)(GAP_S * SAMPLE_RATE))
            hearing->at = at;
    }
    if (hearing->at == INT64_MIN)
        hearing->at = 0;
    resample(hearing, frame->extended_data, frame->nb_samples);
    return true;
}

static bool take_packet(Hearing *hearing, const AVPacket *packet)
{
    bool ok = true;
    avcodec_send_packet(hearing->codec, packet); // what it cannot decode stays silent
    while (ok && avcodec_receive_frame(hearing->codec, hearing->frame) >= 0)
        ok = take_frame(hearing);
    return ok;
}

static bool hear(Hearing *hearing)
{
    const double tick_s = av_q2d(hearing->input->streams[hearing->stream]->time_base);
    const double begin_s = recording_begin_s(hearing->input);
    bool ok = true, over = false;
    while (ok && !over && av_read_frame(hearing->input, hearing->packet) >= 0) {
        const AVPacket *packet = hearing->packet;
        const double t_s = packet->pts == AV_NOPTS_VALUE ? hearing->from_s : (double)packet->pts * tick_s - begin_s;
        const bool ours = packet->stream_index == hearing->stream;
        over = ours && t_s > hearing->end_s + BEFORE_S;
        if (ours && !over && t_s > hearing->from_s - BEFORE_S)
            ok = take_packet(hearing, packet);
        av_packet_unref(hearing->packet);
    }
    ok = ok && take_packet(hearing, NULL);
    if (ok && hearing->resampler)
        resample(hearing, NULL, 0);
    return ok;
}

bool recording_sound(const char *path, double from_s, double dur_s, Samples *out, Err *err)
{
    *out = (Samples){0};
    Hearing hearing = {.input = recording_input(path, err),
                       .from_s = from_s,
                       .end_s = from_s + dur_s,
                       .at = INT64_MIN,
                       .out = out};
    if (!hearing.input)
        return false;
    hearing.stream = av_find_best_stream(hearing.input, AVMEDIA_TYPE_AUDIO, -1, -1, NULL, 0);
    bool ok = true;
    if (hearing.stream >= 0) {
        hearing.packet = av_packet_alloc();
        hearing.frame = av_frame_alloc();
        *out = samples_silent(dur_s);
        ok = (open_codec(&hearing) && hear(&hearing)) || err_set(err, "the sound of %s cannot be decoded", path);
    }
    av_frame_free(&hearing.frame);
    av_packet_free(&hearing.packet);
    swr_free(&hearing.resampler);
    avcodec_free_context(&hearing.codec);
    avformat_close_input(&hearing.input);
    if (!ok)
        samples_finish(out);
    return ok;
}
