// test_kit_golden.c — every picture of scenes/kit once, drawn from the fixture run, is what it was: its display lists
// line by line, and one of them as pixels. GPTREEL_UPDATE_GOLDEN=1 writes the golden files anew; look at what changed
// before you commit it.
#include "engine/base/file.h"
#include "engine/raster/raster.h"
#include "support_golden.h"
#include "support_kit.h"
#include "support_run.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Scene *build_picture(Stage *stage, Arena *arena, const PictureRow *row, const Run *run)
{
    Scene *s = scene_create(arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, row->name);
    row->build(s, run);
    Err err = {""};
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
    return s;
}

static void test_pictures(void **state)
{
    Stage *stage = *state;
    Err err = {""};
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    if (!dir_make("tests/golden/kit", &err) || !dir_make("tests/golden/png", &err))
        fail_msg("%s", err.text);
    for (const PictureRow *row = PICTURES; row->name; row++) {
        Arena arena;
        arena_init(&arena);
        const Scene *scene = build_picture(stage, &arena, row, run);
        Complaints complaints = {row->name, 0};
        check_pictures(scene, &complaints);
        golden_compare_list(row->name, scene, &arena);
        golden_compare_png(row->name, scene, row->still * scene->dur_s, &arena);
        arena_finish(&arena);
        assert_int_equal(complaints.n, 0);
    }
}

typedef struct Drawn {
    Raster *raster;
    const uint8_t *pixels;
    int stride;
} Drawn;

static Drawn draw_text(Stage *stage, double x, double y, const char *words)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "notice");
    add_text(s, NULL, .x = x, .y = y, .text = words, .style = &(TextStyle){.size = 160}, .color = THEME_DARK.ink);
    const DisplayList list = frame_at(s, 0, &stage->arena);
    Raster *raster = raster_create(GOLDEN_WIDTH_PX, GOLDEN_HEIGHT_PX);
    raster_draw(raster, &list);
    return (Drawn){raster, raster_pixels(raster), raster_stride_bytes(raster)};
}

static bool agree(const Drawn *a, const Drawn *b)
{
    return pixels_agree(pixels_difference(a->pixels, a->stride, b->pixels, b->stride));
}

// Other words, a picture that is shifted by half a pixel, and one pixel that is wrong are noticed.
static void test_pixels_notice(void **state)
{
    enum { UNITS_PER_PIXEL = 4, ONE_PIXEL = 100 * GOLDEN_WIDTH_PX + 200 };
    Stage *stage = *state;
    const Drawn right = draw_text(stage, 200, 300, "eleven"), again = draw_text(stage, 200, 300, "eleven");
    const Drawn others[] = {
        draw_text(stage, 200, 300, "twelve"),
        draw_text(stage, 200, 300, "eleven."),
        draw_text(stage, 200 + 0.5 * UNITS_PER_PIXEL, 300, "eleven"),
        draw_text(stage, 200, 300 - 0.5 * UNITS_PER_PIXEL, "eleven"),
    };
    enum { N_OTHERS = sizeof others / sizeof others[0] };
    assert_true(agree(&right, &again));
    for (int i = 0; i < N_OTHERS; i++) {
        assert_false(agree(&right, &others[i]));
        raster_destroy(others[i].raster);
    }
    uint8_t *copy = arena_memdup(&stage->arena, again.pixels, (size_t)again.stride * GOLDEN_HEIGHT_PX);
    const Drawn spotted = {NULL, copy, again.stride};
    copy[4 * ONE_PIXEL] += 8; // what a machine may differ in
    assert_true(agree(&right, &spotted));
    copy[4 * ONE_PIXEL] += 12;
    assert_false(agree(&right, &spotted));
    raster_destroy(right.raster);
    raster_destroy(again.raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_pixels_notice),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
