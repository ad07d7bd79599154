// test_video.c — a small scene through the real encoder and back: every frame there, at its time, like the drawn one;
// segments put together without a gap; nothing left behind by a failure.
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/video/concat.h"
#include "engine/video/encode.h"
#include "engine/video/video.h"
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

#include <cmocka.h>

enum { WIDTH = 320, HEIGHT = 180, FPS = 30 };
static const double DUR_S = 2;
static const double LEAST_PSNR_DB = 38;
static const OutputSize SIZE = {WIDTH, HEIGHT, {FPS, 1}};

typedef struct Fixture {
    Stage *stage;
    Temp *temp;
    const Scene *scene;
} Fixture;

static void build(Scene *s)
{
    const Theme *theme = scene_theme(s);
    const TextStyle style = {.family = FONT_SANS, .size = 120, .weight = 700};
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 150);
    add_glow(s, NULL, .x = 1400, .y = 500, .path = path, .sigma = 60, .color = theme->accent);
    Node *text = add_text(s, NULL, .x = 200, .y = 400, .text = "Seven", .style = &style, .color = theme->ink);
    Node *box = add_rect(s, NULL, .x = 200, .y = 600, .w = 300, .h = 200, .radius = 20, .fill = theme->pick);
    rise_in(s, text, .dur_s = 0.5);
    scene_chapter(s, "Moving");
    move_to(s, box, 1200, 600, .dur_s = 0.7);
    s->cursor_s = DUR_S; // the rest holds still
}

static int setup(void **state)
{
    static Fixture fixture;
    void *stage = NULL, *temp = NULL;
    if (stage_setup(&stage) != 0 || temp_setup(&temp) != 0)
        return -1;
    fixture = (Fixture){.stage = stage, .temp = temp};
    Scene *s = stage_scene(fixture.stage);
    build(s);
    stage_seal(s);
    fixture.scene = s;
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

static RenderSpec spec_of(int n_threads)
{
    return (RenderSpec){.size = SIZE, .n_threads = n_threads, .quality = quality_standard()};
}

static const char *write_with(Fixture *fixture, const char *name, double from_s, double to_s, RenderSpec spec)
{
    Err err = {""};
    const SceneJob job = {
        .scene = fixture->scene, .from_s = from_s, .to_s = to_s, .path = temp_path(fixture->temp, name)};
    if (!video_write(&job, &PLAIN_CODEC, &spec, NULL, &err))
        fail_msg("%s", err.text);
    return job.path;
}

static const char *write_video(Fixture *fixture, const char *name, double from_s, double to_s)
{
    return write_with(fixture, name, from_s, to_s, spec_of(2));
}

// ---- tests ----

static void every_frame_is_there(void **state)
{
    Fixture *fixture = *state;
    const char *path = write_video(fixture, "a.mp4", 0, DUR_S);
    assert_int_equal(video_compare(fixture->scene, 0, SIZE, LEAST_PSNR_DB, path), 60);
}

static void a_part_of_a_scene(void **state)
{
    Fixture *fixture = *state;
    const char *path = write_video(fixture, "part.mp4", 0.5, 1.2);
    assert_int_equal(video_compare(fixture->scene, 0.5, SIZE, LEAST_PSNR_DB, path), 21);
    // Less than a frame is one frame.
    assert_int_equal(video_decode(write_video(fixture, "one.mp4", 0.5, 0.501), NULL, NULL), 1);
}

static void the_stream_is_tagged(void **state)
{
    Fixture *fixture = *state;
    const char *path = write_video(fixture, "a.mp4", 0, DUR_S);
    AVFormatContext *input = NULL;
    assert_true(avformat_open_input(&input, path, NULL, NULL) >= 0);
    assert_true(avformat_find_stream_info(input, NULL) >= 0);
    const AVStream *stream = input->streams[0];
    const AVCodecParameters *p = stream->codecpar;
    assert_int_equal(p->codec_id, AV_CODEC_ID_H264);
    assert_int_equal(p->profile, FF_PROFILE_H264_HIGH);
    assert_int_equal(p->format, AV_PIX_FMT_YUV420P);
    assert_int_equal(p->width, WIDTH);
    assert_int_equal(p->height, HEIGHT);
    assert_int_equal(p->color_primaries, AVCOL_PRI_BT709);
    assert_int_equal(p->color_trc, AVCOL_TRC_BT709);
    assert_int_equal(p->color_space, AVCOL_SPC_BT709);
    assert_int_equal(p->color_range, AVCOL_RANGE_MPEG);
    assert_int_equal(stream->nb_frames, 60);
    assert_int_equal(av_cmp_q(stream->avg_frame_rate, (AVRational){FPS, 1}), 0);
    assert_int_equal(av_rescale_q(stream->duration, stream->time_base, (AVRational){1, FPS}), 60);
    assert_int_equal(input->nb_chapters, 1);
    assert_string_equal(av_dict_get(input->chapters[0]->metadata, "title", NULL, 0)->value, "Moving");
    avformat_close_input(&input);
    // Faststart: the index comes before the frames.
    Arena arena;
    arena_init(&arena);
    size_t n_bytes = 0;
    const char *bytes = file_read(&arena, path, &n_bytes, NULL);
    size_t at = 0;
    while (at + 4 < n_bytes && memcmp(bytes + at, "moov", 4) != 0 && memcmp(bytes + at, "mdat", 4) != 0)
        at++;
    assert_memory_equal(bytes + at, "moov", 4);
    arena_finish(&arena);
}

static void the_bytes_do_not_depend_on_the_threads(void **state)
{
    Fixture *fixture = *state;
    const char *one = write_with(fixture, "one.mp4", 0, DUR_S, spec_of(1));
    assert_same_file(one, write_with(fixture, "five.mp4", 0, DUR_S, spec_of(5)));
}

static void check_time(void *context, int index, const AVFrame *frame, double t_s)
{
    (void)context;
    (void)frame;
    assert_true(fabs(t_s - (double)index / FPS) < 1e-6);
}

static void segments_follow_without_a_gap(void **state)
{
    Fixture *fixture = *state;
    const char *whole = write_video(fixture, "a.mp4", 0, DUR_S);
    const char *single = write_video(fixture, "b.mp4", 0, 1.0 / FPS); // one frame, which reorders nothing
    const char *const segments[] = {whole, single, whole, single, whole};
    const Chapter chapters[] = {{0, 2, "First"}, {2, 4, "Zwölf"}, {4, 6.0666, "Last"}};
    const char *film = temp_path(fixture->temp, "film.mp4");
    Err err = {""};
    if (!concat_write(film, segments, 5, SIZE.rate, NULL, &(const FileWords){.chapters = chapters, .n_chapters = 3},
                      &err))
        fail_msg("%s", err.text);
    assert_int_equal(video_decode(film, check_time, NULL), 3 * 60 + 2);
    AVFormatContext *input = NULL;
    assert_true(avformat_open_input(&input, film, NULL, NULL) >= 0);
    assert_int_equal(input->nb_chapters, 3);
    assert_string_equal(av_dict_get(input->chapters[1]->metadata, "title", NULL, 0)->value, "Zwölf");
    assert_int_equal(av_rescale_q(input->chapters[1]->start, input->chapters[1]->time_base, (AVRational){1, 1000}),
                     2000);
    avformat_close_input(&input);
}

static void assert_nothing_of(Temp *temp, const char *name)
{
    DIR *dir = opendir(temp->dir);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (strncmp(entry->d_name, name, strlen(name)) == 0)
            fail_msg("%s was left behind", entry->d_name);
    closedir(dir);
}

static void unlike_segments_are_refused(void **state)
{
    Fixture *fixture = *state;
    const char *small = write_video(fixture, "small.mp4", 0, 0.1);
    RenderSpec larger = spec_of(2);
    larger.size = (OutputSize){640, 360, SIZE.rate};
    const char *large = write_with(fixture, "large.mp4", 0, 0.1, larger);
    Err err = {""};
    const char *const unlike[] = {small, large}, *const missing[] = {small, "/nonexistent.mp4"};
    assert_false(concat_write(temp_path(fixture->temp, "bad.mp4"), unlike, 2, SIZE.rate, NULL, NULL, &err));
    assert_contains(err.text, "large.mp4 were not encoded alike");
    assert_false(concat_write(temp_path(fixture->temp, "bad.mp4"), missing, 2, SIZE.rate, NULL, NULL, &err));
    assert_contains(err.text, "/nonexistent.mp4");
    assert_nothing_of(fixture->temp, "bad.mp4");
}

static bool no_packet(void *context, const Packet *packet, Err *err)
{
    (void)context;
    (void)packet;
    return err_set(err, "no packet was expected");
}

static void what_is_missing_is_named(void **state)
{
    Fixture *fixture = *state;
    Err err = {""};
    const Codec unknown = {.encoder = "libx999", .pixels = "yuv420p"};
    const RenderSpec spec = spec_of(2);
    assert_null(encoder_create(&unknown, &spec, NULL, no_packet, NULL, &err));
    assert_contains(err.text, "libx999");
    assert_contains(err.text, "install");
    const SceneJob job = {.scene = fixture->scene, .to_s = DUR_S, .path = "/nonexistent/a.mp4"};
    assert_false(video_write(&job, &PLAIN_CODEC, &spec, NULL, &err));
    assert_contains(err.text, "/nonexistent/a.mp4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frame_is_there),          cmocka_unit_test(a_part_of_a_scene),
        cmocka_unit_test(the_stream_is_tagged),          cmocka_unit_test(the_bytes_do_not_depend_on_the_threads),
        cmocka_unit_test(segments_follow_without_a_gap), cmocka_unit_test(unlike_segments_are_refused),
        cmocka_unit_test(what_is_missing_is_named),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
