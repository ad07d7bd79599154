// test_coverage.c — masks added up on a page, and a colour laid on by what they cover.
#include "engine/raster/coverage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 24, HEIGHT = 16 };

// A mask of 3 × 2 pixels.
static const uint8_t BYTES[6] = {10, 200, 255, 0, 100, 128};
static const Mask SMALL = {0, 0, 3, 2, BYTES};

static int total(const uint8_t *bytes)
{
    int sum = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        sum += bytes[i];
    return sum;
}

// Where masks meet they cover a pixel together, but no more than all of it.
static void test_masks_add_up(void **state)
{
    (void)state;
    Coverage *coverage = coverage_create(WIDTH, HEIGHT);
    coverage_begin(coverage);
    coverage_add_mask(coverage, &SMALL, 5, 6);
    coverage_add_mask(coverage, &SMALL, 6, 6);
    const uint8_t *row = coverage_bytes(coverage) + 6 * WIDTH + 5;
    assert_int_equal(row[0], 10);
    assert_int_equal(row[1], 210);
    assert_int_equal(row[2], 255); // 255 + 200
    assert_int_equal(row[3], 255);
    assert_int_equal(row[WIDTH + 2], 228);
    coverage_begin(coverage);
    assert_int_equal(total(coverage_bytes(coverage)), 0);
    coverage_destroy(coverage);
}

// What lies beyond the page's edges is cut off.
static void test_edges(void **state)
{
    (void)state;
    const struct {
        int x, y, sum;
    } CASES[] = {
        {0, 0, 693},   {-1, 0, 683},   {-2, -1, 128}, {WIDTH - 1, HEIGHT - 1, 10}, {-3, 0, 0},
        {WIDTH, 3, 0}, {3, HEIGHT, 0}, {3, -2, 0},    {1 << 20, 1 << 20, 0},       {-(1 << 20), 4, 0},
    };
    Coverage *coverage = coverage_create(WIDTH, HEIGHT);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        coverage_begin(coverage);
        coverage_add_mask(coverage, &SMALL, CASES[i].x, CASES[i].y);
        assert_int_equal(total(coverage_bytes(coverage)), CASES[i].sum);
    }
    coverage_destroy(coverage);
}

static uint32_t blended(int coverage_byte, uint32_t below, Color color, double opacity)
{
    const uint8_t byte = (uint8_t)coverage_byte;
    uint32_t pixels[WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        pixels[i] = below;
    Coverage *coverage = coverage_create(WIDTH, HEIGHT);
    coverage_begin(coverage);
    coverage_add_mask(coverage, &(Mask){0, 0, 1, 1, &byte}, 2, 3);
    coverage_blend(coverage, (Pixels){pixels, WIDTH, HEIGHT, WIDTH, 0, 0}, 0, 0, color, opacity);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        if (i != 3 * WIDTH + 2)
            assert_int_equal(pixels[i], below);
    coverage_destroy(coverage);
    return pixels[3 * WIDTH + 2];
}

static void test_blending(void **state)
{
    (void)state;
    const Color red = {1, 0, 0, 1}, pale = {1, 1, 1, 0.5f};
    assert_int_equal(blended(255, 0xff001020, red, 1), 0xffff0000);
    assert_int_equal(blended(0, 0xff001020, red, 1), 0xff001020);
    assert_int_equal(blended(255, 0xff001020, red, 0), 0xff001020);
    assert_int_equal(blended(51, 0xff000000, red, 1), 0xff330000); // a fifth
    assert_int_equal(blended(255, 0xff000000, red, 0.2), 0xff330000);
    assert_int_equal(blended(255, 0xff000000, pale, 1), 0xff808080);  // the colour's own alpha
    assert_int_equal(blended(255, 0x00000000, red, 0.5), 0x80800000); // onto nothing: premultiplied
}

// The page stands somewhere in the picture; pixels are a window of it.
static void test_windows(void **state)
{
    (void)state;
    Coverage *coverage = coverage_create(WIDTH, HEIGHT);
    coverage_begin(coverage);
    static const uint8_t FULL[4] = {255, 255, 255, 255};
    coverage_add_mask(coverage, &(Mask){0, 0, 2, 2, FULL}, 4, 5); // (104, 55) of the picture
    for (int left = 100; left < 110; left++)
        for (int top = 50; top < 60; top++) {
            uint32_t pixels[4 * 3] = {0};
            coverage_blend(coverage, (Pixels){pixels, 4, 3, 4, left, top}, 100, 50, (Color){1, 1, 1, 1}, 1);
            for (int i = 0; i < 4 * 3; i++) {
                const int x = left + i % 4, y = top + i / 4;
                assert_int_equal(pixels[i] != 0, (x == 104 || x == 105) && (y == 55 || y == 56));
            }
        }
    coverage_destroy(coverage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masks_add_up),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_blending),
        cmocka_unit_test(test_windows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
