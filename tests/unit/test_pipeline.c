// test_pipeline.c — videos made of parts: every frame there and like the drawn one, in several decoders and after any
// seek; the same bytes for any number of threads, from the cache, and from shares; nothing wrong ever taken from a
// cache.
#include "engine/base/file.h"
#include "engine/output/mux.h"
#include "engine/output/pipeline.h"
#include "engine/output/plan.h"
#include "support_scenes.h"
#include "support_temp.h"
#include "support_video.h"

#include <dirent.h>
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

enum { N_PARTS = 5 }; // of the scene below, see parts_are_cut_at_rests
enum { FPS = 30, WIDTH = 336, HEIGHT = 190 }; // no whole number of blocks down
static const OutputSize SIZE = {WIDTH, HEIGHT, {FPS, 1}};
static const double DUR_S = 20, LEAST_PSNR_DB = 42;

typedef struct Fixture {
    Stage *stage;
    Temp *temp;
    const Scene *scene;
} Fixture;

// Things move for a while and rest for a while, and for a long time nothing rests.
static void build_with(Scene *s, const char *words)
{
    const Theme *theme = scene_theme(s);
    const TextStyle style = {.family = FONT_SANS, .size = 120, .weight = 700};
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 150);
    Node *glow = add_glow(s, NULL, .x = 1400, .y = 500, .path = path, .sigma = 60, .color = theme->accent);
    Node *text = add_text(s, NULL, .x = 200, .y = 400, .text = "Seven", .style = &style, .color = theme->ink);
    Node *box = add_rect(s, NULL, .x = 200, .y = 600, .w = 300, .h = 200, .radius = 20, .fill = theme->pick);
    rise_in(s, text, .dur_s = 0.5);
    wait(s, 1);
    chapter(s, "Moving");
    for (int i = 0; i < 3; i++) {
        move_to(s, 1200 - 300 * i, 600, box, .dur_s = 0.7);
        wait(s, 1.1);
    }
    move_to(s, 500, 300, glow, .dur_s = 9.2, .ease = EASE_LINEAR);
    Node *late = add_text(s, NULL, .x = 900, .y = 300, .text = words, .style = &style, .color = theme->pick);
    type_in(s, late, .dur_s = 1);
    scene_end(s, DUR_S);
}

static void build(Scene *s, const void *input)
{
    (void)input;
    build_with(s, "Eight");
}

static void build_edited(Scene *s, const void *input)
{
    (void)input;
    build_with(s, "Nine"); // shown from the seventeenth second on
}

static const Scene *make_scene(Stage *stage, void (*function)(Scene *, const void *))
{
    const SceneSource source = {"Small", __FILE__, function};
    const FilmRow row = {"test", "01_small", &source};
    Err err = {""};
    const Scene *s = scene_build(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, &row, "", &err);
    if (!s)
        fail_msg("%s", err.text);
    return s;
}

static int setup(void **state)
{
    static Fixture fixture;
    void *stage = NULL, *temp = NULL;
    if (stage_setup(&stage) != 0 || temp_setup(&temp) != 0)
        return -1;
    fixture = (Fixture){.stage = stage, .temp = temp};
    fixture.scene = make_scene(stage, build);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    Fixture *fixture = *state;
    void *stage = fixture->stage, *temp = fixture->temp;
    stage_teardown(&stage);
    return temp_teardown(&temp);
}

static VideoOptions options(void)
{
    return (VideoOptions){.label = "test", .quality = quality_standard(), .cache_bytes = 1 << 30};
}

// Of a part of a scene.
static SceneJob make_job(const Scene *scene, double from_s, double to_s, int n_jobs, const char *path)
{
    return (SceneJob){
        .scene = scene,
        .from_s = from_s,
        .to_s = to_s,
        .size = SIZE,
        .n_jobs = n_jobs,
        .path = path,
        .poster_s = -1,
        .static_s = -1,
    };
}

static const char *write_video(Fixture *fixture, const char *name, const Scene *scene, int n_jobs, VideoOptions how)
{
    Err err = {""};
    const SceneJob job = make_job(scene, 0, DUR_S, n_jobs, temp_path(fixture->temp, name));
    if (!pipeline_write(&job, 1, &how, &err))
        fail_msg("%s", err.text);
    return job.path;
}

static void assert_same_file(const char *a, const char *b)
{
    Arena arena;
    arena_init(&arena);
    size_t n_a = 0, n_b = 0;
    const char *bytes_a = file_read(&arena, a, &n_a, NULL), *bytes_b = file_read(&arena, b, &n_b, NULL);
    assert_int_equal(n_a, n_b);
    assert_memory_equal(bytes_a, bytes_b, n_a);
    arena_finish(&arena);
}

static int count_files(const char *folder)
{
    int n = 0;
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        n += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return n;
}

static void every_frame_is_there(void **state)
{
    Fixture *fixture = *state;
    for (int tricks = 0; tricks < 4; tricks++) {
        VideoOptions how = options();
        how.plain_holds = tricks & 1;
        how.plain_blocks = tricks & 2;
        const char *path = write_video(fixture, "a.mp4", fixture->scene, 2, how);
        assert_int_equal(video_compare(fixture->scene, 0, SIZE, LEAST_PSNR_DB, path), DUR_S * FPS);
    }
    for (const Quality *quality = QUALITIES; quality->name; quality++) {
        VideoOptions how = options();
        how.quality = quality;
        const char *path = write_video(fixture, "a.mp4", fixture->scene, 2, how);
        assert_int_equal(video_compare(fixture->scene, 0, SIZE, LEAST_PSNR_DB - 4, path), DUR_S * FPS);
    }
}

static void the_bytes_do_not_depend_on_the_threads(void **state)
{
    Fixture *fixture = *state;
    const char *one = write_video(fixture, "one.mp4", fixture->scene, 1, options());
    assert_same_file(one, write_video(fixture, "two.mp4", fixture->scene, 2, options()));
    assert_same_file(one, write_video(fixture, "five.mp4", fixture->scene, 5, options()));
}

static Plan plan_of(const SceneJob *job)
{
    Plan plan;
    Err err = {""};
    assert_true(plan_make(&plan, job, 1, hash_begin(), &err));
    return plan;
}

// Cuts stand where a picture that stayed begins to move, or after the longest time.
static void parts_are_cut_at_rests(void **state)
{
    Fixture *fixture = *state;
    const SceneJob job = make_job(fixture->scene, 0, DUR_S, 2, NULL);
    Plan plan = plan_of(&job);
    assert_int_equal(plan.n_parts, N_PARTS);
    int64_t next = 0;
    for (int i = 0; i < plan.n_parts; i++) {
        assert_int_equal(plan.parts[i].first_frame, next);
        next += plan.parts[i].n_frames;
        assert_true(plan.parts[i].n_frames >= 2.5 * FPS);
        assert_false(plan_holds(&plan, &plan.parts[i], 0));
        const Hash *shows = plan.scenes->shows + plan.parts[i].first_frame;
        assert_true(i == 0 || !hash_equal(shows[0], shows[-1]));
    }
    assert_int_equal(next, DUR_S * FPS);
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
    uint8_t *drawn = video_drawn(fixture->scene, t_s, SIZE);
    assert_true(video_psnr_db(frame->data[0], frame->linesize[0], drawn, WIDTH, WIDTH, HEIGHT) > LEAST_PSNR_DB);
    free(drawn);
    av_frame_free(&frame);
    av_packet_free(&packet);
}

static void any_second_can_be_sought(void **state)
{
    Fixture *fixture = *state;
    const char *path = write_video(fixture, "a.mp4", fixture->scene, 2, options());
    AVFormatContext *input = NULL;
    assert_true(avformat_open_input(&input, path, NULL, NULL) >= 0);
    const AVStream *stream = input->streams[0];
    AVCodecContext *codec = avcodec_alloc_context3(avcodec_find_decoder(stream->codecpar->codec_id));
    assert_true(avcodec_parameters_to_context(codec, stream->codecpar) >= 0);
    codec->thread_count = 1;
    assert_true(avcodec_open2(codec, NULL, NULL) >= 0);
    for (int second = (int)DUR_S - 1; second >= 0; second--)
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
    uint8_t *drawn = video_drawn(fixture->scene, frame_time(index, SIZE.rate), SIZE);
    const double psnr_db =
        video_psnr_db(planes[0], info->UsrData.sSystemBuffer.iStride[0], drawn, WIDTH, WIDTH, HEIGHT);
    free(drawn);
    if (psnr_db < LEAST_PSNR_DB)
        fail_msg("openh264, frame %d: %.1f dB", index, psnr_db);
}

// Cisco's decoder, which has nothing in common with libav's.
static void openh264_shows_every_frame(void **state)
{
    Fixture *fixture = *state;
    const char *path = write_video(fixture, "a.mp4", fixture->scene, 2, options());
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
    for (int n_left = n_frames; n_left < DUR_S * FPS; n_left++) { // what it keeps back to put in order
        uint8_t *planes[3] = {NULL, NULL, NULL};
        SBufferInfo info = {0};
        assert_int_equal((*decoder)->FlushFrame(decoder, planes, &info), 0);
        if (info.iBufferStatus == 1)
            check_openh264_frame(fixture, n_frames++, planes, &info);
    }
    assert_int_equal(n_frames, DUR_S * FPS);
    free(stream);
    av_packet_free(&packet);
    avformat_close_input(&input);
    (*decoder)->Uninitialize(decoder);
    WelsDestroyDecoder(decoder);
}
#endif

// ---- the cache ----

static void what_is_finished_is_taken_again(void **state)
{
    Fixture *fixture = *state;
    VideoOptions how = options();
    const char *fresh = write_video(fixture, "fresh.mp4", fixture->scene, 2, how);
    how.cache = temp_path(fixture->temp, "cache_1");
    const char *first = write_video(fixture, "first.mp4", fixture->scene, 2, how);
    assert_same_file(fresh, first);
    assert_int_equal(count_files(how.cache), N_PARTS);
    assert_same_file(first, write_video(fixture, "second.mp4", fixture->scene, 1, how));
    assert_int_equal(count_files(how.cache), N_PARTS);
    // Another quality is another part.
    how.quality = quality_named("draft", NULL);
    write_video(fixture, "draft.mp4", fixture->scene, 2, how);
    assert_int_equal(count_files(how.cache), 2 * N_PARTS);
}

static void an_edit_makes_only_its_parts_anew(void **state)
{
    Fixture *fixture = *state;
    VideoOptions how = options();
    how.cache = temp_path(fixture->temp, "cache_2");
    const Scene *edited = make_scene(fixture->stage, build_edited);
    const char *plain = write_video(fixture, "plain.mp4", edited, 2, options());
    write_video(fixture, "before.mp4", fixture->scene, 2, how);
    assert_int_equal(count_files(how.cache), N_PARTS);
    assert_same_file(plain, write_video(fixture, "after.mp4", edited, 2, how));
    assert_int_equal(count_files(how.cache), N_PARTS + 2);
    // A scene built once more, elsewhere in memory, is the same content.
    write_video(fixture, "again.mp4", make_scene(fixture->stage, build), 2, how);
    assert_int_equal(count_files(how.cache), N_PARTS + 2);
}

static void damage(const char *folder, size_t at)
{
    Arena arena;
    arena_init(&arena);
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        const char *path = path_join(&arena, folder, entry->d_name);
        size_t n_bytes = 0;
        char *bytes = file_read(&arena, path, &n_bytes, NULL);
        bytes[at < n_bytes ? at : n_bytes - 1] ^= 1;
        Err err = {""};
        assert_true(file_write(path, bytes, n_bytes - (at == 1), &err)); // once cut short as well
    }
    closedir(dir);
    arena_finish(&arena);
}

static void damaged_parts_are_not_taken(void **state)
{
    Fixture *fixture = *state;
    VideoOptions how = options();
    how.cache = temp_path(fixture->temp, "cache_3");
    const char *fresh = write_video(fixture, "fresh.mp4", fixture->scene, 2, how);
    static const size_t PLACES[] = {0, 1, 10, 30, 45, 60, 2000, SIZE_MAX};
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        damage(how.cache, PLACES[i]);
        assert_same_file(fresh, write_video(fixture, "again.mp4", fixture->scene, 2, how));
    }
}

static void the_cache_is_bounded(void **state)
{
    Fixture *fixture = *state;
    VideoOptions how = options();
    how.cache = temp_path(fixture->temp, "cache_4");
    how.cache_bytes = 1;
    write_video(fixture, "a.mp4", fixture->scene, 2, how);
    assert_int_equal(count_files(how.cache), 0);
    // A folder that cannot be made is no cache, and no error.
    how.cache = "/proc/nowhere";
    write_video(fixture, "a.mp4", fixture->scene, 2, how);
}

// ---- shares ----

static void shares_give_the_same_bytes(void **state)
{
    Fixture *fixture = *state;
    const char *whole = write_video(fixture, "whole.mp4", fixture->scene, 2, options());
    VideoOptions how = options();
    how.shares = temp_path(fixture->temp, "shares");
    const SceneJob job = make_job(fixture->scene, 0, DUR_S, 2, temp_path(fixture->temp, "joined.mp4"));
    Err err = {""};
    for (int share = 1; share <= 2; share++) {
        VideoOptions join = how;
        join.join_shares = true;
        join.share = join.n_shares = 0;
        assert_false(pipeline_write(&job, 1, &join, &err));
        assert_contains(err.text, "render all shares");
        assert_false(file_exists(job.path));
        how.share = share;
        how.n_shares = 2;
        assert_true(pipeline_write(&job, 1, &how, &err));
        assert_int_equal(count_files(how.shares), share == 1 ? (N_PARTS + 1) / 2 : N_PARTS);
    }
    how.share = how.n_shares = 0;
    how.join_shares = true;
    assert_true(pipeline_write(&job, 1, &how, &err));
    assert_same_file(whole, job.path);
}

// Two scenes at once are the same files as one by one, and can be joined.
static void scenes_side_by_side(void **state)
{
    Fixture *fixture = *state;
    const Scene *edited = make_scene(fixture->stage, build_edited);
    const SceneJob jobs[2] = {
        make_job(fixture->scene, 0, DUR_S, 3, temp_path(fixture->temp, "s1.mp4")),
        make_job(edited, 2.5, 7.25, 3, temp_path(fixture->temp, "s2.mp4")),
    };
    const VideoOptions how = options();
    Err err = {""};
    assert_true(pipeline_write(jobs, 2, &how, &err));
    assert_same_file(write_video(fixture, "one.mp4", fixture->scene, 2, how), jobs[0].path);
    const int n_second = video_compare(edited, 2.5, SIZE, LEAST_PSNR_DB, jobs[1].path);
    const char *const parts[] = {jobs[1].path, jobs[0].path, jobs[1].path};
    const char *film = temp_path(fixture->temp, "film.mp4");
    assert_true(mux_join(film, parts, 3, NULL, 0, &err));
    assert_int_equal(video_decode(film, NULL, NULL), 2 * n_second + DUR_S * FPS);
}

static void errors_come_once_and_leave_nothing(void **state)
{
    Fixture *fixture = *state;
    const VideoOptions how = options();
    Err err = {""};
    const SceneJob job = make_job(fixture->scene, 0, 1, 2, "/nonexistent/a.mp4");
    assert_false(pipeline_write(&job, 1, &how, &err));
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
        cmocka_unit_test(what_is_finished_is_taken_again),
        cmocka_unit_test(an_edit_makes_only_its_parts_anew),
        cmocka_unit_test(damaged_parts_are_not_taken),
        cmocka_unit_test(the_cache_is_bounded),
        cmocka_unit_test(shares_give_the_same_bytes),
        cmocka_unit_test(scenes_side_by_side),
        cmocka_unit_test(errors_come_once_and_leave_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
