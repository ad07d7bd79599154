// test_muxer.c — packets into a file and out of it again: bytes, times, keyframes, chapters; nothing is left of a
// failure.
#include "engine/base/file.h"
#include "engine/video/muxer.h"
#include "support_temp.h"

#include <dirent.h>
#include <libavformat/avformat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N_PACKETS = 50, KEY_EVERY = 10, PACKET_BYTES = 300 };

// PNG pictures in MP4: what they hold is nobody's business here.
static const StreamInfo STREAM = {
    .codec = "png",
    .pixels = "rgb24",
    .tick_num = 1,
    .tick_den = 30,
    .width_px = 64,
    .height_px = 36,
    .rate_num = 30,
    .rate_den = 1,
};
static const Chapter CHAPTERS[] = {{0, 1, "One"}, {1, 1.5, "Zwölf"}};

static bool write_packets(Muxer *muxer, Err *err)
{
    for (int i = 0; i < N_PACKETS; i++) {
        uint8_t data[PACKET_BYTES];
        memset(data, i + 1, sizeof data);
        const Packet packet = {
            .data = data, .size_bytes = PACKET_BYTES - i, .pts = i, .dts = i, .dur = 1, .key = i % KEY_EVERY == 0};
        if (!muxer_write(muxer, &packet, err))
            return false;
    }
    return true;
}

static int count_entries(const Temp *temp)
{
    int n = 0;
    DIR *dir = opendir(temp->dir);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        n += entry->d_name[0] != '.';
    closedir(dir);
    return n;
}

static void check_packets(AVFormatContext *input)
{
    const AVStream *stream = input->streams[0];
    AVPacket *packet = av_packet_alloc();
    int n = 0;
    while (av_read_frame(input, packet) >= 0) {
        if (packet->stream_index != 0) { // the titles of chapters
            av_packet_unref(packet);
            continue;
        }
        assert_int_equal(packet->size, PACKET_BYTES - n);
        for (int i = 0; i < packet->size; i++)
            assert_int_equal(packet->data[i], n + 1);
        assert_int_equal(av_rescale_q(packet->pts, stream->time_base, (AVRational){1, 30}), n);
        assert_int_equal((packet->flags & AV_PKT_FLAG_KEY) != 0, n % KEY_EVERY == 0);
        n++;
        av_packet_unref(packet);
    }
    assert_int_equal(n, N_PACKETS);
    av_packet_free(&packet);
}

static void packets_come_out_as_they_went_in(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *path = temp_path(temp, "a.mp4");
    Muxer *muxer = muxer_open(path, &STREAM, NULL, &(const FileWords){.chapters = CHAPTERS, .n_chapters = 2}, &err);
    assert_non_null(muxer);
    assert_true(write_packets(muxer, &err));
    assert_false(file_exists(path)); // until it is complete
    assert_true(muxer_commit(muxer, &err));
    assert_int_equal(count_entries(temp), 1);

    AVFormatContext *input = NULL;
    assert_true(avformat_open_input(&input, path, NULL, NULL) >= 0);
    const AVStream *stream = input->streams[0];
    assert_int_equal(stream->codecpar->width, 64);
    assert_int_equal(stream->nb_frames, N_PACKETS);
    assert_int_equal(av_cmp_q(stream->avg_frame_rate, (AVRational){30, 1}), 0);
    assert_int_equal(stream->codecpar->color_space, AVCOL_SPC_BT709);
    assert_int_equal(input->nb_chapters, 2);
    assert_int_equal(av_rescale_q(input->chapters[1]->start, input->chapters[1]->time_base, (AVRational){1, 1000}),
                     1000);
    assert_string_equal(av_dict_get(input->chapters[1]->metadata, "title", NULL, 0)->value, "Zwölf");
    check_packets(input);
    avformat_close_input(&input);
}

static void nothing_is_left_of_what_is_dropped(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    assert_true(file_write(temp_path(temp, "a.mp4"), "older", 5, &err));
    Muxer *muxer = muxer_open(temp_path(temp, "a.mp4"), &STREAM, NULL, NULL, &err);
    assert_true(write_packets(muxer, &err));
    muxer_drop(muxer);
    muxer_drop(NULL);
    assert_int_equal(count_entries(temp), 1);
    assert_string_equal(temp_read(temp, "a.mp4"), "older");
}

static void what_cannot_be_written_is_told(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    assert_null(muxer_open("/nonexistent/a.mp4", &STREAM, NULL, NULL, &err));
    assert_contains(err.text, "cannot write /nonexistent/a.mp4: No such file or directory");
    assert_null(muxer_open(temp_path(temp, "a.unknown"), &STREAM, NULL, NULL, &err));
    assert_contains(err.text, "a.unknown: libavformat knows no files that end like that");
    StreamInfo odd = STREAM;
    odd.codec = "no codec";
    assert_null(muxer_open(temp_path(temp, "a.mp4"), &odd, NULL, NULL, &err));
    assert_contains(err.text, "no codec");
    assert_int_equal(count_entries(temp), 0);
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        WITH_TEMP(packets_come_out_as_they_went_in),
        WITH_TEMP(nothing_is_left_of_what_is_dropped),
        WITH_TEMP(what_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
