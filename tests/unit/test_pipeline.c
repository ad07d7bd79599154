// test_pipeline.c — videos made of parts: every frame there and like the drawn one, in several decoders and after any
// seek; the same bytes for any number of threads.
#include "engine/anim/frame.h"
#include "engine/raster/raster.h"
#include "engine/video/concat.h"
#include "engine/video/video.h"
#include "support_pipeline.h"
#include "support_video.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_OPENH264
#include <wels/codec_api.h>
#endif

#include <cmocka.h>

static const double LEAST_PSNR_DB = 42;

static void every_frame_is_there(void **state)
{
    Fixture *fixture = *state;
    for (int tricks = 0; tricks < 4; tricks++) {
        RenderSpec spec = small_spec(2);
        spec.holds = tricks & 1;
        spec.hints = tricks & 2;
        const char *path = small_video(fixture, "a.mp4", fixture->scene, &spec);
        assert_int_equal(video_compare(fixture->scene, 0, SMALL_SIZE, LEAST_PSNR_DB, path), SMALL_DUR_S * SMALL_FPS);
    }
    for (const Quality *quality = QUALITIES; quality->name; quality++) {
        RenderSpec spec = small_spec(2);
        spec.quality = quality;
        const char *path = small_video(fixture, "a.mp4", fixture->scene, &spec);
        assert_int_equal(video_compare(fixture->scene, 0, SMALL_SIZE, LEAST_PSNR_DB - 4, path),
                         SMALL_DUR_S * SMALL_FPS);
    }
}

static void the_bytes_do_not_depend_on_the_threads(void **state)
{
    Fixture *fixture = *state;
    const RenderSpec specs[] = {small_spec(1), small_spec(2), small_spec(5)};
    const char *one = small_video(fixture, "one.mp4", fixture->scene, &specs[0]);
    assert_same_file(one, small_video(fixture, "two.mp4", fixture->scene, &specs[1]));
    assert_same_file(one, small_video(fixture, "five.mp4", fixture->scene, &specs[2]));
}

// Cuts stand where a picture that stayed begins to move, or after the longest time.
static void parts_are_cut_at_rests(void **state)
{
    Fixture *fixture = *state;
    const SceneJob job = {.scene = fixture->scene, .to_s = SMALL_DUR_S};
    const RenderSpec spec = small_spec(2);
    Plan plan;
    Err err = {""};
    assert_true(plan_make(&plan, &job, 1, &spec, hash_begin(), &err));
    assert_int_equal(plan.n_parts, SMALL_PARTS);
    int64_t next = 0;
    for (int i = 0; i < plan.n_parts; i++) {
        assert_int_equal(plan.parts[i].first_frame, next);
        next += plan.parts[i].n_frames;
        assert_true(plan.parts[i].n_frames >= 2.5 * SMALL_FPS);
        assert_false(plan_holds(&plan, &plan.parts[i], 0));
        const Hash *shows = plan.scenes->shows + plan.parts[i].first_frame;
        assert_true(i == 0 || !hash_equal(shows[0], shows[-1]));
    }
    assert_int_equal(next, SMALL_DUR_S * SMALL_FPS);
    plan_finish(&plan);
}

// ---- other decoders and players ----

static int64_t ticks(const AVStream *stream, double t_s)
{
    return llround(t_s / av_q2d(stream->time_base));
}

// The first picture that is shown at or after a time, decoded from the keyframe before it.
static void check_seek(const Fixture *fixture, AVFormatContext *input, AVCodecContext *codec, double t_s)
{
    const AVStream *stream = input->streams[0];
    assert_true(av_seek_frame(input, 0, ticks(stream, t_s), AVSEEK_FLAG_BACKWARD) >= 0);
    avcodec_flush_buffers(codec);
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    bool found = false, ended = false;
    while (!found) {
        if (!ended && av_read_frame(input, packet) >= 0) {
            assert_true(avcodec_send_packet(codec, packet) >= 0);
            av_packet_unref(packet);
        } else if (!ended) {
            ended = true;
            avcodec_send_packet(codec, NULL);
        }
        const int code = avcodec_receive_frame(codec, frame);
        assert_true(code >= 0 || (code == AVERROR(EAGAIN) && !ended));
        found = code >= 0 && frame->pts >= ticks(stream, t_s);
    }
    assert_int_equal(frame->pts, ticks(stream, t_s));
    uint8_t *drawn = video_drawn(fixture->scene, t_s, SMALL_SIZE);
    assert_true(video_psnr_db(frame->data[0], frame->linesize[0], drawn, SMALL_WIDTH, SMALL_WIDTH, SMALL_HEIGHT) >
                LEAST_PSNR_DB);
    free(drawn);
    av_frame_free(&frame);
    av_packet_free(&packet);
}

static void any_second_can_be_sought(void **state)
{
    Fixture *fixture = *state;
    const RenderSpec spec = small_spec(2);
    const char *path = small_video(fixture, "a.mp4", fixture->scene, &spec);
    AVFormatContext *input = NULL;
    assert_true(avformat_open_input(&input, path, NULL, NULL) >= 0);
    const AVStream *stream = input->streams[0];
    AVCodecContext *codec = avcodec_alloc_context3(avcodec_find_decoder(stream->codecpar->codec_id));
    assert_true(avcodec_parameters_to_context(codec, stream->codecpar) >= 0);
    codec->thread_count = 1;
    assert_true(avcodec_open2(codec, NULL, NULL) >= 0);
    for (int second = (int)SMALL_DUR_S - 1; second >= 0; second--)
        check_seek(fixture, input, codec, second);
    avcodec_free_context(&codec);
    avformat_close_input(&input);
}

#ifdef HAVE_OPENH264
static void write_annex_b(AVFormatContext *input, const AVPacket *packet, bool key, uint8_t *out, int *n_out)
{
    static const uint8_t START[4] = {0, 0, 0, 1};
    int n = 0;
    const uint8_t *avcc = input->streams[0]->codecpar->extradata;
    for (int set = 0, at = 5; key && set < 2; set++) { // sequence, then picture parameter sets
        const int n_sets = set == 0 ? avcc[at++] & 31 : avcc[at++];
        for (int i = 0; i < n_sets; i++) {
            const int length = avcc[at] << 8 | avcc[at + 1];
            memcpy(out + n, START, 4);
            memcpy(out + n + 4, avcc + at + 2, (size_t)length);
            n += 4 + length;
            at += 2 + length;
        }
    }
    for (int at = 0; at + 4 < packet->size;) {
        const uint8_t *unit = packet->data + at;
        const int length = unit[0] << 24 | unit[1] << 16 | unit[2] << 8 | unit[3];
        memcpy(out + n, START, 4);
        memcpy(out + n + 4, unit + 4, (size_t)length);
        n += 4 + length;
        at += 4 + length;
    }
    *n_out = n;
}

static void check_openh264_frame(const Fixture *fixture, int index, uint8_t *const *planes, const SBufferInfo *info)
{
    uint8_t *drawn = video_drawn(fixture->scene, frame_time(index, SMALL_SIZE.rate), SMALL_SIZE);
    const double psnr_db =
        video_psnr_db(planes[0], info->UsrData.sSystemBuffer.iStride[0], drawn, SMALL_WIDTH, SMALL_WIDTH, SMALL_HEIGHT);
    free(drawn);
    if (psnr_db < LEAST_PSNR_DB)
        fail_msg("openh264, frame %d: %.1f dB", index, psnr_db);
}

// Cisco's decoder, which has nothing in common with libav's.
static void openh264_shows_every_frame(void **state)
{
    Fixture *fixture = *state;
    const RenderSpec spec = small_spec(2);
    const char *path = small_video(fixture, "a.mp4", fixture->scene, &spec);
    ISVCDecoder *decoder = NULL;
    assert_int_equal(WelsCreateDecoder(&decoder), 0);
    SDecodingParam params = {.uiTargetDqLayer = 255, .eEcActiveIdc = ERROR_CON_DISABLE};
    params.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
    assert_int_equal((*decoder)->Initialize(decoder, &params), 0);
    AVFormatContext *input = NULL;
    assert_true(avformat_open_input(&input, path, NULL, NULL) >= 0);
    AVPacket *packet = av_packet_alloc();
    uint8_t *stream = mem_alloc(1 << 22);
    int n_frames = 0;
    while (av_read_frame(input, packet) >= 0) {
        int n_bytes = 0;
        write_annex_b(input, packet, packet->flags & AV_PKT_FLAG_KEY, stream, &n_bytes);
        av_packet_unref(packet);
        uint8_t *planes[3] = {NULL, NULL, NULL};
        SBufferInfo info = {0};
        assert_int_equal((*decoder)->DecodeFrameNoDelay(decoder, stream, n_bytes, planes, &info), 0);
        if (info.iBufferStatus == 1)
            check_openh264_frame(fixture, n_frames++, planes, &info);
    }
    for (int n_left = n_frames; n_left < SMALL_DUR_S * SMALL_FPS; n_left++) { // what it keeps back to put in order
        uint8_t *planes[3] = {NULL, NULL, NULL};
        SBufferInfo info = {0};
        assert_int_equal((*decoder)->FlushFrame(decoder, planes, &info), 0);
        if (info.iBufferStatus == 1)
            check_openh264_frame(fixture, n_frames++, planes, &info);
    }
    assert_int_equal(n_frames, SMALL_DUR_S * SMALL_FPS);
    free(stream);
    av_packet_free(&packet);
    avformat_close_input(&input);
    (*decoder)->Uninitialize(decoder);
    WelsDestroyDecoder(decoder);
}
#endif

// Two scenes at once are the same files as one by one, and can be put one behind the other.
static void scenes_side_by_side(void **state)
{
    Fixture *fixture = *state;
    const Scene *edited = small_scene(fixture->stage, &THEME_DARK, small_build_edited);
    const SceneJob jobs[2] = {
        {.scene = fixture->scene, .to_s = SMALL_DUR_S, .path = temp_path(fixture->temp, "s1.mp4")},
        {.scene = edited, .from_s = 2.5, .to_s = 7.25, .path = temp_path(fixture->temp, "s2.mp4")},
    };
    const RenderSpec spec = small_spec(3);
    Err err = {""};
    assert_true(pipeline_write(jobs, 2, &spec, &err));
    assert_same_file(small_video(fixture, "one.mp4", fixture->scene, &spec), jobs[0].path);
    const int n_second = video_compare(edited, 2.5, SMALL_SIZE, LEAST_PSNR_DB, jobs[1].path);
    const char *const segments[] = {jobs[1].path, jobs[0].path, jobs[1].path};
    const char *film = temp_path(fixture->temp, "film.mp4");
    assert_true(concat_write(film, segments, 3, SMALL_SIZE.rate, NULL, NULL, &err));
    assert_int_equal(video_decode(film, NULL, NULL), 2 * n_second + SMALL_DUR_S * SMALL_FPS);
}

// ---- dark gradients ----

enum { HALO_WIDTH = 960, HALO_HEIGHT = 540, HALO_FPS = 20, HALO_LAST = 2 * HALO_FPS - 1, PATCH = 16 };

// A faint wide halo that grew for a while and stands then.
static const Scene *halo_scene(Stage *stage)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "halo");
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 200);
    Node *glow = add_glow(s, NULL, .x = 960, .y = 540, .path = path, .sigma = 260, .color = THEME_DARK.accent);
    fade_in(s, glow, .dur_s = 0.8);
    s->cursor_s = 2;
    stage_seal(s);
    return s;
}

// The luma that the pixels have before rounding.
static double *exact_luma(const Scene *scene, double t_s)
{
    Arena arena;
    arena_init(&arena);
    Raster *raster = raster_create(HALO_WIDTH, HALO_HEIGHT);
    const DisplayList list = frame_at(scene, t_s, &arena);
    raster_draw(raster, &list);
    double *luma = mem_alloc(sizeof *luma * HALO_WIDTH * HALO_HEIGHT);
    for (int i = 0; i < HALO_WIDTH * HALO_HEIGHT; i++) {
        const uint8_t *at = raster_pixels(raster) + i / HALO_WIDTH * raster_stride_bytes(raster) + i % HALO_WIDTH * 4;
        luma[i] = 16 + 219.0 / 255 * (0.2126 * at[2] + 0.7152 * at[1] + 0.0722 * at[0]);
    }
    raster_destroy(raster);
    arena_finish(&arena);
    return luma;
}

// Bands are where the mean of a patch is not what was drawn: rounded to whole levels it is 0.29 off.
static void check_patches(void *context, int index, const struct AVFrame *frame, double t_s)
{
    static const double MOST_OFF = 0.17; // levels, root mean square
    if (index != HALO_LAST)
        return;
    double *luma = exact_luma(context, t_s), squares = 0;
    int n = 0;
    for (int y = 0; y + PATCH <= HALO_HEIGHT; y += PATCH)
        for (int x = 0; x + PATCH <= HALO_WIDTH; x += PATCH) {
            double sum = 0, off = 0;
            for (int i = 0; i < PATCH * PATCH; i++) {
                const int row = y + i / PATCH, column = x + i % PATCH;
                sum += luma[row * HALO_WIDTH + column];
                off += frame->data[0][row * frame->linesize[0] + column] - luma[row * HALO_WIDTH + column];
            }
            const bool dark = sum < 60 * PATCH * PATCH;
            squares += dark ? off * off / (PATCH * PATCH * PATCH * PATCH) : 0;
            n += dark;
        }
    free(luma);
    assert_true(n > 500);
    if (sqrt(squares / n) > MOST_OFF)
        fail_msg("%.3f levels off", sqrt(squares / n));
}

static void dark_halos_do_not_band(void **state)
{
    Fixture *fixture = *state;
    const Scene *scene = halo_scene(fixture->stage);
    const SceneJob job = {.scene = scene, .to_s = 2, .path = temp_path(fixture->temp, "halo.mp4")};
    RenderSpec spec = small_spec(2);
    spec.size = (OutputSize){HALO_WIDTH, HALO_HEIGHT, {HALO_FPS, 1}};
    Err err = {""};
    assert_true(pipeline_write(&job, 1, &spec, &err));
    assert_int_equal(video_decode(job.path, check_patches, (void *)(uintptr_t)scene), HALO_LAST + 1);
}

// The reference: every frame drawn whole, by cairo, one encoder.
static void the_plain_way_is_right(void **state)
{
    Fixture *fixture = *state;
    const SceneJob job = {.scene = fixture->scene, .to_s = SMALL_DUR_S, .path = temp_path(fixture->temp, "plain.mp4")};
    const RenderSpec spec = small_spec(2);
    Err err = {""};
    assert_true(plain_write(&job, 1, &spec, &err));
    assert_int_equal(video_compare(fixture->scene, 0, SMALL_SIZE, 38, job.path), SMALL_DUR_S * SMALL_FPS);
}

static void errors_come_once_and_leave_nothing(void **state)
{
    Fixture *fixture = *state;
    const RenderSpec spec = small_spec(2);
    Err err = {""};
    const SceneJob job = {.scene = fixture->scene, .to_s = 1, .path = "/nonexistent/a.mp4"};
    assert_false(pipeline_write(&job, 1, &spec, &err));
    assert_contains(err.text, "/nonexistent/a.mp4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frame_is_there),
        cmocka_unit_test(the_bytes_do_not_depend_on_the_threads),
        cmocka_unit_test(parts_are_cut_at_rests),
        cmocka_unit_test(any_second_can_be_sought),
#ifdef HAVE_OPENH264
        cmocka_unit_test(openh264_shows_every_frame),
#endif
        cmocka_unit_test(scenes_side_by_side),
        cmocka_unit_test(dark_halos_do_not_band),
        cmocka_unit_test(the_plain_way_is_right),
        cmocka_unit_test(errors_come_once_and_leave_nothing),
    };
    return cmocka_run_group_tests(tests, pipeline_setup, pipeline_teardown);
}
