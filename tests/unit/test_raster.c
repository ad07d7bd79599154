// test_raster.c — display lists become the right pixels, whoever draws them.
#include "engine/anim/film.h"
#include "engine/anim/scene_data.h"
#include "engine/raster/raster.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIDE = 100 };
static const Color RED = {1, 0, 0, 1}, BLUE = {0, 0, 1, 1}, WHITE = {1, 1, 1, 1};
static const Theme PLAIN = {.name = "plain", .bg = {0, 0, 0, 1}};

// A scene of SIDE × SIDE units on black; one unit is one pixel of the rasters below.
static Scene *small_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, canvas_make(SIDE, SIDE), &PLAIN, "test/small");
}

static DisplayList sealed_at(Stage *stage, Scene *s, double t_s)
{
    Err err = {""};
    s->cursor_s = 1;
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
    return frame_at(s, t_s, &stage->arena);
}

static uint32_t pixel(const Raster *raster, int x, int y)
{
    uint32_t value;
    memcpy(&value, raster_pixels(raster) + y * raster_stride_bytes(raster) + 4 * x, sizeof value);
    return value;
}

static void assert_near(uint32_t got, uint32_t expected, int within)
{
    for (int shift = 0; shift < 32; shift += 8)
        if (abs((int)(got >> shift & 255) - (int)(expected >> shift & 255)) > within)
            fail_msg("pixel %08x, not %08x", got, expected);
}

static bool same_pixels(const Raster *a, const Raster *b)
{
    return memcmp(raster_pixels(a), raster_pixels(b), (size_t)raster_stride_bytes(a) * (size_t)raster_height_px(a)) ==
           0;
}

static void shapes_get_their_colours(void **state)
{
    Scene *s = small_scene(*state);
    add_rect(s, NULL, .x = 10, .y = 10, .w = 30, .h = 20, .fill = RED);
    add_rect(s, NULL, .x = 60, .y = 60, .w = 20, .h = 20, .stroke = BLUE, .stroke_width = 4);
    add_circle(s, NULL, .x = 25, .y = 75, .r = 15, .fill = WHITE);
    const DisplayList list = sealed_at(*state, s, 0);
    Raster *raster = raster_create(SIDE, SIDE);
    raster_draw(raster, &list);
    assert_int_equal(pixel(raster, 0, 0), 0xff000000);
    assert_int_equal(pixel(raster, 10, 10), 0xffff0000);
    assert_int_equal(pixel(raster, 39, 29), 0xffff0000);
    assert_int_equal(pixel(raster, 40, 29), 0xff000000);
    assert_int_equal(pixel(raster, 58, 70), 0xff0000ff); // two units to either side of the edge
    assert_int_equal(pixel(raster, 61, 70), 0xff0000ff);
    assert_int_equal(pixel(raster, 62, 70), 0xff000000);
    assert_int_equal(pixel(raster, 25, 75), 0xffffffff);
    assert_int_equal(pixel(raster, 11, 61), 0xff000000);
    raster_destroy(raster);
    raster_destroy(NULL);
}

static void the_canvas_fills_any_size(void **state)
{
    Scene *s = small_scene(*state);
    add_rect(s, NULL, .x = 50, .y = 0, .w = 50, .h = 50, .fill = RED);
    const DisplayList list = sealed_at(*state, s, 0);
    Raster *raster = raster_create(40, 20);
    raster_draw(raster, &list);
    assert_int_equal(raster_width_px(raster), 40);
    assert_int_equal(pixel(raster, 19, 9), 0xff000000);
    assert_int_equal(pixel(raster, 20, 9), 0xffff0000);
    assert_int_equal(pixel(raster, 39, 10), 0xff000000);
    raster_destroy(raster);
}

// A line thinner than a pixel covers as much of the pixels as it should, along straight edges and round corners.
static void thin_lines_are_even(void **state)
{
    Scene *s = small_scene(*state);
    add_rect(s, NULL, .x = 10.3, .y = 10.3, .w = 30.2, .h = 20, .stroke = WHITE, .stroke_width = 0.4);
    add_circle(s, NULL, .x = 70.5, .y = 50.5, .r = 20, .stroke = WHITE, .stroke_width = 0.4);
    const DisplayList list = sealed_at(*state, s, 0);
    Raster *raster = raster_create(SIDE, SIDE);
    raster_draw(raster, &list);
    assert_near(pixel(raster, 10, 20) & 255, 102, 12);
    assert_near(pixel(raster, 25, 10) & 255, 102, 12);
    assert_int_equal(pixel(raster, 25, 20), 0xff000000);
    double sum = 0; // of the circle: its length times its width
    for (int y = 25; y < 76; y++)
        for (int x = 45; x < 96; x++)
            sum += (pixel(raster, x, y) & 255) / 255.0;
    assert_true(fabs(sum - 2 * acos(-1) * 20 * 0.4) < 1.5);
    raster_destroy(raster);
}

// A see-through box with a border is one picture: the border does not shine through itself.
static void opacity_is_of_the_whole(void **state)
{
    Scene *s = small_scene(*state);
    Node *box = add_rect(s, NULL, .x = 20, .y = 20, .w = 40, .h = 40, .fill = RED, .stroke = BLUE, .stroke_width = 8);
    node_set(s, box, PROP_OPACITY, 0.5);
    Node *group = add_group(s, NULL, .x = 0, .y = 70);
    add_rect(s, group, .x = 0, .y = 0, .w = 30, .h = 20, .fill = WHITE);
    add_rect(s, group, .x = 10, .y = 0, .w = 30, .h = 20, .fill = RED);
    node_set(s, group, PROP_OPACITY, 0.5);
    const DisplayList list = sealed_at(*state, s, 0);
    Raster *raster = raster_create(SIDE, SIDE);
    raster_draw(raster, &list);
    assert_near(pixel(raster, 40, 40), 0xff800000, 1);
    assert_near(pixel(raster, 22, 40), 0xff000080, 1); // the border's inner half, over the fill
    assert_near(pixel(raster, 18, 40), 0xff000080, 1);
    assert_near(pixel(raster, 5, 80), 0xff808080, 1);
    assert_near(pixel(raster, 20, 80), 0xff800000, 1);
    raster_destroy(raster);
}

// The short cut for groups whose leaves lie apart gives what the long way gives.
static void folded_opacity_is_the_same(void **state)
{
    Scene *s = small_scene(*state);
    Node *group = add_group(s, NULL, .x = 0, .y = 0);
    add_circle(s, group, .x = 20, .y = 20, .r = 15, .fill = RED);
    add_circle(s, group, .x = 70, .y = 70, .r = 15.5, .fill = WHITE);
    node_set(s, group, PROP_OPACITY, 0.4);
    const DisplayList list = sealed_at(*state, s, 0);
    Raster *raster = raster_create(SIDE, SIDE);
    raster_draw(raster, &list);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            const double far = hypot(x + 0.5 - 20, y + 0.5 - 20);
            if (far < 14)
                assert_near(pixel(raster, x, y), 0xff660000, 1);
            else if (far > 16 && far < 30)
                assert_int_equal(pixel(raster, x, y), 0xff000000);
        }
    assert_near(pixel(raster, 70, 70), 0xff666666, 1);
    raster_destroy(raster);
}

static void clips_round_their_corners(void **state)
{
    Scene *s = small_scene(*state);
    Node *clip = add_group(s, NULL, .x = 20, .y = 20, .clip = true, .w = 40, .h = 40, .radius = 20);
    add_rect(s, clip, .x = -50, .y = -50, .w = 200, .h = 200, .fill = RED);
    Path *square = path_create(scene_arena(s));
    path_rect(square, 0, 0, 40, 40, 0);
    add_glow(s, clip, .x = 0, .y = 0, .path = square, .sigma = 4, .color = WHITE);
    const DisplayList list = sealed_at(*state, s, 0);
    Raster *raster = raster_create(SIDE, SIDE);
    raster_draw(raster, &list);
    assert_int_equal(pixel(raster, 22, 22), 0xff000000); // a corner, where the halo would reach
    assert_int_equal(pixel(raster, 18, 40), 0xff000000);
    assert_int_equal(pixel(raster, 61, 40), 0xff000000);
    assert_near(pixel(raster, 40, 40), 0xffffffff, 2);
    raster_destroy(raster);
}

static int64_t brightness(const Raster *raster)
{
    int64_t sum = 0;
    for (int y = 0; y < raster_height_px(raster); y++)
        for (int x = 0; x < raster_width_px(raster); x++)
            sum += pixel(raster, x, y) & 255;
    return sum;
}

static void text_is_revealed_glyph_by_glyph(void **state)
{
    Stage *stage = *state;
    Scene *s = small_scene(stage);
    const TextStyle style = {.family = FONT_SANS, .size = 40};
    Node *text = add_text(s, NULL, .x = 5, .y = 60, .text = "abc", .style = &style, .color = WHITE);
    animate(s, text, PROP_REVEAL, 0, .dur_s = 0.01);
    animate(s, text, PROP_REVEAL, 3, .dur_s = 3, .ease = EASE_LINEAR);
    Err err = {""};
    assert_true(scene_seal(s, &err));
    Raster *raster = raster_create(SIDE, SIDE);
    int64_t before = -1;
    for (int i = 0; i <= 12; i++) {
        const DisplayList list = frame_at(s, 0.01 + i * 0.25, &stage->arena);
        raster_draw(raster, &list);
        const int64_t now = brightness(raster);
        assert_true(i == 0 ? now == 0 : now > before);
        before = now;
    }
    raster_destroy(raster);
}

// Nothing that a scene can do may break a drawing: no size, no width, far outside.
static void odd_nodes_draw_nothing(void **state)
{
    Scene *s = small_scene(*state);
    Node *flat = add_rect(s, NULL, .x = 10, .y = 10, .w = 30, .h = 20, .fill = RED, .stroke = BLUE);
    node_set(s, flat, PROP_SCALE_X, 0);
    add_rect(s, NULL, .x = 10, .y = 10, .w = 0, .h = 20, .fill = RED);
    add_circle(s, NULL, .x = 1e7, .y = -1e7, .r = 20, .fill = RED);
    Node *group = add_group(s, NULL, .x = 500, .y = 500);
    add_rect(s, group, .x = 0, .y = 0, .w = 10, .h = 10, .fill = RED);
    add_rect(s, group, .x = 5, .y = 0, .w = 10, .h = 10, .fill = RED);
    node_set(s, group, PROP_OPACITY, 0.5);
    add_path(s, NULL, .path = path_create(scene_arena(s)), .stroke = RED);
    const DisplayList list = sealed_at(*state, s, 0);
    Raster *raster = raster_create(SIDE, SIDE);
    raster_draw(raster, &list);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            assert_int_equal(pixel(raster, x, y), 0xff000000);
    raster_destroy(raster);
}

static void build_everything(Scene *s)
{
    const TextStyle style = {.family = FONT_MONO, .size = 60};
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 120);
    Node *glow = add_glow(s, NULL, .x = 500, .y = 500, .path = path, .sigma = 40, .color = THEME_DARK.accent);
    Node *ring = add_path(s, NULL, .x = 500, .y = 500, .path = path, .stroke = THEME_DARK.pick, .stroke_width = 6,
                          .dash = 20, .gap = 10, .round_caps = true);
    Node *text = add_text(s, NULL, .x = 300, .y = 200, .text = "Seven 7", .style = &style, .color = THEME_DARK.ink);
    draw_in(s, ring, .dur_s = 1);
    move_to(s, glow, 900, 500, .dur_s = 1);
    reveal_text(s, text, 1);
}

// A raster that has drawn something else before, or another raster, draws the same bits.
static void rasters_agree(void **state)
{
    Stage *stage = *state;
    Scene *s = stage_scene(stage);
    build_everything(s);
    stage_seal(s);
    Raster *used = raster_create(480, 270);
    for (int i = 30; i >= 0; i--) {
        const DisplayList list = frame_at(s, i * 0.1, &stage->arena);
        Raster *fresh = raster_create(480, 270);
        raster_draw(used, &list);
        raster_draw(fresh, &list);
        assert_true(same_pixels(used, fresh));
        raster_destroy(fresh);
    }
    raster_destroy(used);
}

static void build_every_kind(Scene *s)
{
    build_everything(s);
    const Theme *theme = scene_theme(s);
    const Color cells[4] = {theme->pick, theme->good, theme->plus, theme->accent};
    Node *dimmed = add_group(s, NULL, .x = 1000, .y = 100);
    add_rect(s, dimmed, .x = 0, .y = 0, .w = 300, .h = 200, .radius = 30, .fill = theme->panel, .stroke = theme->line);
    add_circle(s, dimmed, .x = 280, .y = 180, .r = 70, .fill = theme->pick, .stroke = theme->ink, .stroke_width = 5);
    node_set(s, dimmed, PROP_OPACITY, 0.4);
    Node *clip = add_group(s, NULL, .x = 1000, .y = 500, .clip = true, .w = 300, .h = 200, .radius = 40);
    add_rect(s, clip, .x = -50, .y = 50, .w = 200, .h = 400, .fill = theme->good);
    add_image(s, NULL, .x = 1400, .y = 500, .w = 320, .h = 320, .n_cols = 2, .n_rows = 2, .cells = cells);
}

// Outlines filled by cairo differ from masks only in how their edges are smoothed.
static void the_plain_way_draws_the_same(void **state)
{
    enum { WIDTH = 480, HEIGHT = 270, SMOOTHING = 24, ROUNDING = 4 };
    Stage *stage = *state;
    Scene *s = stage_scene(stage);
    build_every_kind(s);
    stage_seal(s);
    Raster *fast = raster_create(WIDTH, HEIGHT), *plain = raster_create_plain(WIDTH, HEIGHT);
    for (int i = 0; i <= 30; i += 5) {
        const DisplayList list = frame_at(s, i * 0.1, &stage->arena);
        raster_draw(fast, &list);
        raster_draw(plain, &list);
        int n_off = 0;
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                assert_near(pixel(plain, x, y), pixel(fast, x, y), SMOOTHING);
                for (int shift = 0; shift < 24; shift += 8)
                    n_off += abs((int)(pixel(plain, x, y) >> shift & 255) - (int)(pixel(fast, x, y) >> shift & 255)) >
                             ROUNDING;
            }
        assert_true(n_off < WIDTH * HEIGHT / 100);
    }
    raster_destroy(fast);
    raster_destroy(plain);
}

// A stroke of which a tile draws only the rows that it sees; and one that is also filled, with nothing, and so drawn
// whole in every tile.
static void strokes_do_not_depend_on_what_is_not_seen(void **state)
{
    Stage *stage = *state;
    Scene *s[2];
    Raster *rasters[2];
    for (int whole = 0; whole < 2; whole++) {
        s[whole] = stage_scene(stage);
        Path *path = path_create(scene_arena(s[whole]));
        path_move(path, 0, 0);
        for (int i = 1; i <= 400; i++)
            path_line(path, 4 * i, i % 100 < 50 ? 2 * i : 2 * i + 61 * i % 97);
        path_cubic(path, 1500, 100, 900, 1200, 100, 900);
        add_path(s[whole], NULL, .x = 90, .y = 80, .path = path, .stroke = THEME_DARK.ink, .stroke_width = 7,
                 .round_caps = true, .fill = {1, 1, 1, whole ? 1e-6f : 0});
        s[whole]->cursor_s = 1;
        stage_seal(s[whole]);
        rasters[whole] = raster_create(1280, 720);
        const DisplayList list = frame_at(s[whole], 0, &stage->arena);
        raster_draw(rasters[whole], &list);
    }
    assert_true(same_pixels(rasters[0], rasters[1]));
    for (int whole = 0; whole < 2; whole++)
        raster_destroy(rasters[whole]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strokes_do_not_depend_on_what_is_not_seen),
        cmocka_unit_test(shapes_get_their_colours),
        cmocka_unit_test(the_canvas_fills_any_size),
        cmocka_unit_test(thin_lines_are_even),
        cmocka_unit_test(opacity_is_of_the_whole),
        cmocka_unit_test(folded_opacity_is_the_same),
        cmocka_unit_test(clips_round_their_corners),
        cmocka_unit_test(text_is_revealed_glyph_by_glyph),
        cmocka_unit_test(odd_nodes_draw_nothing),
        cmocka_unit_test(rasters_agree),
        cmocka_unit_test(the_plain_way_draws_the_same),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
