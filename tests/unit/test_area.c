// test_area.c — cutting and splitting of areas, and pieces that fit what is put into them.
#include "engine/anim/area.h"
#include "engine/anim/scene_data.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Scene *sheet(Stage *stage, CanvasShape shape)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[shape], &THEME_DARK, "test/area");
}

static void assert_rect(Rect got, double x, double y, double w, double h)
{
    if (fabs(got.x - x) + fabs(got.y - y) + fabs(got.w - w) + fabs(got.h - h) > 1e-9)
        fail_msg("%g %g %g %g, not %g %g %g %g", got.x, got.y, got.w, got.h, x, y, w, h);
}

static void test_cut(void **state)
{
    Scene *s = sheet(*state, CANVAS_WIDE);
    static const struct {
        Side side;
        AreaSize size;
        double piece[4], rest[4];
    } ROWS[] = {
        {SIDE_TOP, {AREA_SHARE, 0.25}, {0, 0, 400, 50}, {0, 60, 400, 140}},
        {SIDE_BOTTOM, {AREA_UNITS, 30}, {0, 170, 400, 30}, {0, 0, 400, 160}},
        {SIDE_LEFT, {AREA_SHARE, 0.5}, {0, 0, 200, 200}, {210, 0, 190, 200}},
        {SIDE_RIGHT, {AREA_UNITS, 1000}, {0, 0, 400, 200}, {0, 0, 0, 200}}, // more than there is
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Area *page = area_make(s, (Rect){0, 0, 400, 200});
        const Area *piece = area_cut(s, page, ROWS[i].side, ROWS[i].size, 10);
        const double *p = ROWS[i].piece, *r = ROWS[i].rest;
        assert_rect(area_rect(s, piece), p[0], p[1], p[2], p[3]);
        assert_rect(area_rect(s, page), r[0], r[1], r[2], r[3]);
    }
}

static void test_split(void **state)
{
    Area *pieces[6];
    Scene *wide = sheet(*state, CANVAS_WIDE), *tall = sheet(*state, CANVAS_TALL);
    area_split(wide, area_page(wide), AREA_LONG, (double[]){2, 1}, 2, 24, pieces);
    assert_rect(area_rect(wide, pieces[0]), 96, 54, 1136, 972);
    assert_rect(area_rect(wide, pieces[1]), 1256, 54, 568, 972);
    area_split(tall, area_page(tall), AREA_LONG, (double[]){2, 1}, 2, 24, pieces);
    assert_rect(area_rect(tall, pieces[0]), 54, 96, 972, 1136);
    area_split(wide, area_page(wide), AREA_SHORT, (double[]){1, 1}, 2, 24, pieces);
    assert_rect(area_rect(wide, pieces[0]), 96, 54, 1728, 474);
    area_split(tall, area_page(tall), AREA_SHORT, (double[]){1, 1}, 2, 24, pieces);
    assert_rect(area_rect(tall, pieces[0]), 54, 96, 474, 1728);
    area_grid(wide, area_make(wide, (Rect){0, 0, 320, 210}), 3, 2, 10, pieces);
    assert_rect(area_rect(wide, pieces[4]), 110, 110, 100, 100);
    const Area *page = area_make(wide, (Rect){0, 0, 100, 100});
    assert_rect(area_rect(wide, area_middle(wide, page, 1, 0.5)), 0, 25, 100, 50);
    assert_rect(area_rect(wide, area_inset(wide, page, 8)), 8, 8, 84, 84);
    const Area *low = area_make(wide, (Rect){0, 70, 100, 30});
    assert_rect(area_rect(wide, area_beside(wide, page, low, SIDE_TOP, 10)), 0, 0, 100, 60);
    const Area *left = area_make(wide, (Rect){0, 0, 30, 100});
    assert_rect(area_rect(wide, area_beside(wide, page, left, SIDE_RIGHT, 10)), 40, 0, 60, 100);
    assert_string_equal(wide->err.text, "");
}

static void test_fit(void **state)
{
    Scene *s = sheet(*state, CANVAS_WIDE);
    const AreaSize fit = {.kind = AREA_FIT}, quarter = {AREA_SHARE, 0.25};
    Area *page = area_make(s, (Rect){0, 0, 400, 200});
    Area *top = area_cut(s, page, SIDE_TOP, fit, 10);
    assert_true(area_is_open(top));
    assert_rect(area_room(s, top), 0, 0, 400, 200);
    area_close(s, top, 120, 60);
    assert_rect(area_rect(s, top), 0, 0, 400, 60);
    assert_rect(area_rect(s, page), 0, 70, 400, 130);
    assert_string_equal(s->err.text, "");
    area_cut(s, page, SIDE_TOP, fit, 10);
    area_cut(s, page, SIDE_TOP, quarter, 10);
    assert_non_null(strstr(s->err.text, "holds nothing yet"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_fit),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
