// test_studio_frames.c — pictures as records: what changed, put over the picture before, gives the whole one.
#include "engine/studio/frames.h"
#include "support_studio.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 640, HEIGHT = 360 };

// A square under a halo.
static void build_lit(Scene *s, const void *const *inputs, const void *script)
{
    build_travel(s, inputs, script);
    Path *disc = path_create(scene_arena(s));
    path_circle(disc, 0, 0, 150);
    add_glow(s, NULL, .x = 200, .y = 200, .path = disc, .sigma = 20, .color = scene_theme(s)->ink);
}

static int open_film_of(void **state, void (*build)(Scene *, const void *const *, const void *))
{
    BuiltFilm *film = mem_alloc(sizeof *film);
    const StageOpts stage = stage_defaults("360p30");
    JsonOut out;
    json_out_init(&out);
    const bool built = built_film_open(film, studio_of(build), &stage, "talk", &out);
    json_out_finish(&out);
    film->version = 9;
    *state = film;
    return built ? 0 : 1;
}

static int open_film(void **state)
{
    return open_film_of(state, build_travel);
}

static int open_lit(void **state)
{
    return open_film_of(state, build_lit);
}

static int close_film(void **state)
{
    built_film_close(*state);
    free(*state);
    return 0;
}

typedef struct Head {
    uint32_t magic, n_bytes, serial, version, frame;
    uint16_t width_px, height_px;
    uint32_t n_rects, base;
} Head;

// Puts a record over a page's picture, as the page does. Gives its head.
static Head put(uint32_t picture[HEIGHT][WIDTH], const char *record)
{
    Head head;
    memcpy(&head, record, sizeof head);
    assert_int_equal(head.magic, FRAME_MAGIC);
    const char *pixels = record + sizeof head + 8 * head.n_rects;
    for (uint32_t i = 0; i < head.n_rects; i++) {
        uint16_t rect[4];
        memcpy(rect, record + sizeof head + 8 * i, sizeof rect);
        assert_true(rect[0] + rect[2] <= WIDTH && rect[1] + rect[3] <= HEIGHT);
        for (int y = 0; y < rect[3]; y++, pixels += 4 * rect[2])
            memcpy(&picture[rect[1] + y][rect[0]], pixels, 4 * (size_t)rect[2]);
    }
    assert_true(pixels == record + head.n_bytes);
    return head;
}

static uint32_t shown[HEIGHT][WIDTH], whole[HEIGHT][WIDTH];

static void changes_give_the_whole(void **state)
{
    Frames *frames = frames_create(*state);
    size_t n_bytes = 0;
    char *records = frames_draw(frames, &(FramesWish){.n = 8, .step = 3, .width_px = WIDTH}, &n_bytes);
    uint32_t serial = 0;
    size_t at = 0;
    for (int i = 0; i < 8; i++) {
        const Head head = put(shown, records + at);
        assert_int_equal(head.frame, 3 * i);
        assert_int_equal(head.version, 9);
        assert_int_equal(head.base, serial); // the first is whole
        assert_true(i == 0 || head.n_bytes < 4 * WIDTH * HEIGHT / 2);
        assert_int_equal(head.width_px, WIDTH);
        assert_int_equal(head.height_px, HEIGHT);
        serial = head.serial;
        at += head.n_bytes;
    }
    assert_int_equal(at, n_bytes);
    free(records);
    records = frames_draw(frames, &(FramesWish){.first = 21, .n = 1, .step = 1, .width_px = WIDTH}, &n_bytes);
    assert_int_equal(put(whole, records).base, 0);
    assert_memory_equal(shown, whole, sizeof whole);
    assert_int_equal(whole[0][0] >> 24, 255);
    free(records);
    frames_destroy(frames);
}

static void what_the_page_has(void **state)
{
    Frames *frames = frames_create(*state);
    size_t n_bytes = 0;
    FramesWish wish = {.first = 29, .n = 4, .step = 1, .width_px = WIDTH};
    char *record = frames_draw(frames, &wish, &n_bytes);
    Head head = put(shown, record);
    assert_int_equal(head.n_bytes, n_bytes); // the scene ends
    free(record);
    wish.shown = head.serial;
    record = frames_draw(frames, &wish, &n_bytes);
    head = put(shown, record);
    assert_int_equal(head.base, wish.shown);
    assert_int_equal(head.n_rects, 0); // the same picture
    free(record);
    wish.width_px = WIDTH / 2; // which the page does not have in this size
    record = frames_draw(frames, &wish, &n_bytes);
    memcpy(&head, record, sizeof head);
    assert_int_equal(head.base, 0);
    assert_int_equal(head.width_px, WIDTH / 2);
    free(record);
    wish.first = 1 << 30; // behind the end: the last
    record = frames_draw(frames, &wish, &n_bytes);
    memcpy(&head, record, sizeof head);
    assert_int_equal(head.frame, 29);
    free(record);
    frames_destroy(frames);
}

static void large_ones_come_in_fewer_records(void **state)
{
    Frames *frames = frames_create(*state);
    size_t n_bytes = 0;
    char *records = frames_draw(frames, &(FramesWish){.n = 4, .step = 3, .width_px = 6000}, &n_bytes);
    Head head;
    memcpy(&head, records, sizeof head);
    assert_int_equal(head.width_px, 6000);
    assert_int_equal(head.n_bytes, n_bytes);
    free(records);
    frames_destroy(frames);
}

static void points(void **state)
{
    BuiltFilm *film = *state;
    JsonOut out;
    json_out_init(&out);
    built_film_node(film, 0, 0, 150, 150, &out);
    assert_non_null(strstr(json_out_string(&out), "\"kind\": \"rect\""));
    assert_non_null(strstr(json_out_string(&out), "\"x\": 100"));
    json_out_finish(&out);
    json_out_init(&out);
    built_film_node(film, 0, 1, 150, 150, &out); // it has travelled away
    assert_contains(json_out_string(&out), "\"hits\": []");
    assert_contains(json_out_string(&out), "\"safe\": {\"x\": 96");
    json_out_finish(&out);
}

static void a_halo_is_behind_what_it_is_around(void **state)
{
    BuiltFilm *film = *state;
    JsonOut out;
    json_out_init(&out);
    built_film_node(film, 0, 0, 150, 150, &out);
    const char *square = strstr(json_out_string(&out), "\"kind\": \"rect\"");
    const char *halo = strstr(json_out_string(&out), "\"kind\": \"glow\"");
    assert_true(square && halo && square < halo);
    json_out_finish(&out);
}

static void sound(void **state)
{
    Err err = {""};
    size_t n_bytes = 0;
    char *wav = built_film_wav(*state, 0, 0, &n_bytes, &err);
    assert_non_null(wav);
    assert_memory_equal(wav, "RIFF", 4);
    assert_in_range(n_bytes, 44 + 48000 * 4 - 4000, 44 + 48000 * 4 + 4000); // a second
    free(wav);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(changes_give_the_whole, open_film, close_film),
        cmocka_unit_test_setup_teardown(what_the_page_has, open_film, close_film),
        cmocka_unit_test_setup_teardown(large_ones_come_in_fewer_records, open_film, close_film),
        cmocka_unit_test_setup_teardown(points, open_film, close_film),
        cmocka_unit_test_setup_teardown(a_halo_is_behind_what_it_is_around, open_lit, close_film),
        cmocka_unit_test_setup_teardown(sound, open_film, close_film),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
