// test_cells.c — heat maps enlarged: every pixel is the mean of the cells it covers, and edges glide.
#include "engine/raster/cells.h"
#include "support_near.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_pixel(uint32_t found, uint32_t wanted, int within)
{
    for (int shift = 0; shift < 32; shift += 8)
        assert_within((int)(found >> shift & 255), (int)(wanted >> shift & 255), within);
}

static void test_edges_glide(void **state)
{
    Temp *temp = *state;
    static const uint32_t CELLS[4] = {0xff000000, 0xffffffff, 0xff000000, 0xffffffff};
    const Image image = {4, 1, CELLS, false};
    // Cells of 10 pixels, a quarter of a pixel to the right: the pixel that an edge divides is a quarter of the left.
    const uint32_t *pixels = cells_resample(&temp->arena, &image, (Rect){0.25, 0, 40, 1}, 0, 0, 41, 1);
    assert_int_equal(pixels[5], 0xff000000);
    assert_pixel(pixels[10], 0xffbfbfbf, 1);
    assert_int_equal(pixels[11], 0xffffffff);
    // Cells smaller than a pixel give their mean.
    const uint32_t *tiny = cells_resample(&temp->arena, &image, (Rect){0, 0, 2, 1}, 0, 0, 2, 1);
    assert_pixel(tiny[0], 0xff808080, 1);
    assert_pixel(tiny[1], 0xff808080, 1);
}

// What a cell has at a place, cells without end beyond the outermost.
static double level_at(const Image *image, Rect box, double x, double y)
{
    const int col = (int)clamp(floor((x - box.x) / box.w * image->n_cols), 0, image->n_cols - 1);
    const int row = (int)clamp(floor((y - box.y) / box.h * image->n_rows), 0, image->n_rows - 1);
    return image->pixels[row * image->n_cols + col] & 255;
}

// The mean of 20 × 20 places in a pixel.
static double level_of_pixel(const Image *image, Rect box, int x, int y)
{
    double sum = 0;
    for (int i = 0; i < 20 * 20; i++)
        sum += level_at(image, box, x + (i % 20 + 0.5) / 20, y + (i / 20 + 0.5) / 20);
    return sum / (20 * 20);
}

static void test_means(void **state)
{
    enum { LEFT = 3, TOP = 1, WIDTH = 20, HEIGHT = 12 };
    Temp *temp = *state;
    uint32_t cells[7 * 5];
    for (uint32_t i = 0; i < 7 * 5; i++)
        cells[i] = 0xff000000 | i * 89 % 256;
    const Image image = {7, 5, cells, false};
    static const Rect BOXES[] = {{2.3, 0.7, 18.4, 11.1}, {0, 0, 24, 14}, {4.5, 2.25, 3.5, 2.5}, {-30, -20, 100, 60}};
    for (size_t k = 0; k < sizeof BOXES / sizeof BOXES[0]; k++) {
        const uint32_t *pixels = cells_resample(&temp->arena, &image, BOXES[k], LEFT, TOP, WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++)
            assert_within(pixels[i] & 255, level_of_pixel(&image, BOXES[k], LEFT + i % WIDTH, TOP + i / WIDTH), 14);
    }
}

static void test_enlarging(void **state)
{
    Temp *temp = *state;
    static const uint32_t CELLS[6] = {0xff000001, 0xff000002, 0xff000003, 0xff000004, 0xff000005, 0xff000006};
    const Image image = {3, 2, CELLS, false};
    const uint32_t *large = cells_enlarge(&temp->arena, &image, 4);
    for (int y = 0; y < 8; y++)
        for (int x = 0; x < 12; x++)
            assert_int_equal(large[12 * y + x], CELLS[y / 4 * 3 + x / 4]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges_glide),
        cmocka_unit_test(test_means),
        cmocka_unit_test(test_enlarging),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
