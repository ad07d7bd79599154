// test_golden.c — what the comparison with golden pictures notices.
#include "engine/raster/raster.h"
#include "support_golden.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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
        cmocka_unit_test(test_pixels_notice),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
