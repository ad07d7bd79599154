// test_masks.c — how much of each pixel glyphs and boxes cover: exact areas, wherever they stand, however often asked.
#include "engine/raster/masks.h"
#include "support_near.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

// FreeType makes straight lines of curves, which takes a little off small circles.
static const double FLAT = 0.015;

// The covered area in pixels.
static double area_of(const Mask *mask)
{
    double sum = 0;
    for (int i = 0; i < mask->width * mask->height; i++)
        sum += mask->coverage[i] / 255.0;
    return sum;
}

// The coverage of pixel (x, y) by a mask whose origin is at whole pixel (left, top).
static int coverage_at(const Mask *mask, int left, int top, int x, int y)
{
    const int col = x - left - mask->left, row = y - top - mask->top;
    return col < 0 || row < 0 || col >= mask->width || row >= mask->height ? 0
                                                                           : mask->coverage[row * mask->width + col];
}

static Path *rectangle(Temp *temp, double x, double y, double w, double h)
{
    Path *path = path_create(&temp->arena);
    path_rect(path, x, y, w, h, 0);
    return path;
}

static void test_whole_and_half_pixels(void **state)
{
    Temp *temp = *state;
    Masks *masks = masks_create();
    int x, y;
    const Path *path = rectangle(temp, 0, 0, 3, 2);
    Mask mask = masks_get(masks, path, matrix_translate(10, 20), &x, &y);
    assert_int_equal(coverage_at(&mask, x, y, 10, 20), 255);
    assert_int_equal(coverage_at(&mask, x, y, 12, 21), 255);
    assert_int_equal(coverage_at(&mask, x, y, 9, 20), 0);
    assert_int_equal(coverage_at(&mask, x, y, 13, 20), 0);
    mask = masks_get(masks, path, matrix_translate(10.5, 20.25), &x, &y);
    assert_within(coverage_at(&mask, x, y, 10, 21), 128, 1);
    assert_int_equal(coverage_at(&mask, x, y, 11, 21), 255);
    assert_within(coverage_at(&mask, x, y, 11, 20), 191, 1);
    assert_within(coverage_at(&mask, x, y, 13, 22), 32, 1);
    mask = masks_get(masks, rectangle(temp, 0, 0, 3, 0), matrix_identity(), &x, &y);
    assert_int_equal(mask.width, 0); // no ink
    masks_destroy(masks);
}

// Whatever the place, the area is the outline's: to the sixteenth of a pixel that places are rounded to.
static void test_areas(void **state)
{
    Temp *temp = *state;
    Masks *masks = masks_create();
    Path *ring = path_create(&temp->arena), *hole = path_create(&temp->arena);
    path_circle(ring, 0, 0, 12);
    path_circle(hole, 0, 0, 6);
    path_append(ring, hole, (Matrix){.xx = -1, .yy = 1}); // mirrored: it runs the other way round
    for (int i = 0; i < 40; i++) {
        int x, y;
        const Matrix m = {1.5, 0, 0, 1.5, -30 + 3.17 * i, 50 - 2.71 * i};
        const Mask mask = masks_get(masks, ring, m, &x, &y);
        assert_within(area_of(&mask) / (PI * 144 * 0.75 * 2.25), 1, FLAT);
        assert_within(x + mask.left + mask.width / 2.0, m.x0, 1);
        assert_within(y + mask.top + mask.height / 2.0, m.y0, 1);
    }
    masks_destroy(masks);
}

// Moved by whole pixels it is the same mask; between, it is one of sixteen positions each way.
static void test_masks_are_remembered(void **state)
{
    Temp *temp = *state;
    Masks *masks = masks_create();
    const Path *path = rectangle(temp, 0.3, 0.1, 5, 7);
    int x[2], y[2];
    const Mask first = masks_get(masks, path, matrix_translate(4.25, 9.5), &x[0], &y[0]);
    const Mask far = masks_get(masks, path, matrix_translate(-95.75, 1009.5), &x[1], &y[1]);
    assert_ptr_equal(first.coverage, far.coverage);
    assert_int_equal(x[1] - x[0], -100);
    assert_int_equal(y[1] - y[0], 1000);
    const Mask near = masks_get(masks, path, matrix_translate(4.26, 9.49), &x[1], &y[1]); // the same sixteenth
    assert_ptr_equal(first.coverage, near.coverage);
    const Mask other = masks_get(masks, path, matrix_translate(4.25 + 1 / 16.0, 9.5), &x[1], &y[1]);
    assert_ptr_not_equal(first.coverage, other.coverage);
    const Mask larger = masks_get(masks, path, (Matrix){1.01, 0, 0, 1, 4.25, 9.5}, &x[1], &y[1]);
    assert_ptr_not_equal(first.coverage, larger.coverage);
    masks_destroy(masks);
}

// More than are kept: what was forgotten is made again, the same.
static void test_forgetting(void **state)
{
    enum { N = 1500, SIDE = 80 };
    Temp *temp = *state;
    Masks *masks = masks_create();
    const Path *path = rectangle(temp, 0, 0, 1, 1);
    uint8_t first[SIDE];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < N; i++) {
            int x, y;
            const double side = SIDE + i / 1000.0;
            const Mask mask = masks_get(masks, path, (Matrix){side, 0, 0, side, 0.5, 0.5}, &x, &y);
            assert_within(area_of(&mask), side * side, 4);
            if (i == 0 && round == 0)
                memcpy(first, mask.coverage, sizeof first);
            else if (i == 0)
                assert_memory_equal(first, mask.coverage, sizeof first);
        }
    masks_destroy(masks);
}

static void test_boxes(void **state)
{
    (void)state;
    const struct {
        Box box;
        double area;
    } CASES[] = {
        {{20, 10, 0, 0}, 200},
        {{20, 10, 3, 0}, 200 - 9 * (4 - PI)},
        {{20, 20, 10, 0}, 100 * PI},        // a circle
        {{20, 10, 99, 0}, 100 + 25 * PI},   // as round as can be
        {{20, 10, 0, 2}, 22 * 12 - 18 * 8}, // the line around it
        {{20, 20, 10, 4}, (144 - 64) * PI}, // a ring
        {{20, 10, 0, 30}, 50 * 40},         // a line that fills all
    };
    Masks *masks = masks_create();
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int x, y;
        const Mask mask = masks_get_box(masks, CASES[i].box, matrix_translate(7.3, 11.8), &x, &y);
        assert_within(area_of(&mask) / CASES[i].area, 1, FLAT);
    }
    masks_destroy(masks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_and_half_pixels),
        cmocka_unit_test(test_areas),
        cmocka_unit_test(test_masks_are_remembered),
        cmocka_unit_test(test_forgetting),
        cmocka_unit_test(test_boxes),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
