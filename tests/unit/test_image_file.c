// test_image_file.c — pictures from files: PNG, JPEG, SVG; what is broken is told in one line.
#include "engine/anim/image_file.h"
#include "engine/base/file.h"
#include "engine/raster/png.h"
#include "support_near.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char SVG[] = "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"
                          "<rect width='20' height='20' fill='#f00'/></svg>";

static void assert_color(uint32_t found, uint32_t wanted, int within)
{
    for (int shift = 0; shift < 32; shift += 8)
        assert_within((int)(found >> shift & 255), (int)(wanted >> shift & 255), within);
}

static const Image *read(Temp *temp, const char *bytes, size_t n_bytes, int most_px)
{
    Err err = {""};
    const Image *image = image_read(&temp->arena, "a", bytes, n_bytes, most_px, &err);
    assert_string_equal(err.text, "");
    assert_non_null(image);
    assert_true(image->smooth);
    return image;
}

static char *png_bytes(Temp *temp, size_t *n_bytes)
{
    static const uint32_t PIXELS[] = {0xffff0000, 0xff00ff00, 0x80808080, 0};
    Err err = {""};
    const char *path = temp_path(temp, "a.png");
    assert_true(png_write((const uint8_t *)PIXELS, 2, 2, 8, false, path, &err));
    return file_read(&temp->arena, path, n_bytes, &err);
}

static void png_is_read(void **state)
{
    Temp *temp = *state;
    size_t n_bytes = 0;
    const char *bytes = png_bytes(temp, &n_bytes);
    const Image *image = read(temp, bytes, n_bytes, 100);
    assert_int_equal(image->n_cols, 2);
    assert_int_equal(image->n_rows, 2);
    assert_color(image->pixels[0], 0xffff0000, 0);
    assert_color(image->pixels[1], 0xff00ff00, 0);
    assert_color(image->pixels[2], 0x80808080, 1); // premultiplied
    assert_color(image->pixels[3], 0, 0);
    const Image *small = read(temp, bytes, n_bytes, 1);
    assert_int_equal(small->n_cols, 1);
    assert_int_equal(small->n_rows, 1);
}

// A camera says that its picture lies: red is its left half, and so the upper one when it stands.
static void jpeg_stands_upright(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    size_t n_bytes = 0;
    const char *bytes = file_read(&temp->arena, "tests/golden/turned.jpg", &n_bytes, &err);
    const Image *image = read(temp, bytes, n_bytes, 100);
    assert_int_equal(image->n_cols, 8);
    assert_int_equal(image->n_rows, 16);
    assert_color(image->pixels[3], 0xfffa0a0a, 10);
    assert_color(image->pixels[15 * 8 + 3], 0xff0a14c8, 10);
}

static void svg_is_as_large_as_needed(void **state)
{
    Temp *temp = *state;
    const Image *image = read(temp, SVG, strlen(SVG), 400);
    assert_int_equal(image->n_cols, 400);
    assert_int_equal(image->n_rows, 200);
    assert_color(image->pixels[100 * 400 + 190], 0xffff0000, 0);
    assert_color(image->pixels[100 * 400 + 210], 0, 0);
}

static void refuse(Temp *temp, const char *bytes, size_t n_bytes, const char *wanted)
{
    Err err = {""};
    assert_null(image_read(&temp->arena, "pictures/a", bytes, n_bytes, 100, &err));
    assert_contains(err.text, wanted);
    assert_contains(err.text, "pictures/a");
    assert_null(strchr(err.text, '\n'));
}

static void broken_files_are_told(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    size_t n_bytes = 0;
    char *png = png_bytes(temp, &n_bytes);
    refuse(temp, png, n_bytes / 2, "PNG is broken");
    memset(png + 16, 0x7f, 8); // its size, in the header
    refuse(temp, png, n_bytes, "make it smaller");
    const char *jpeg = file_read(&temp->arena, "tests/golden/turned.jpg", &n_bytes, &err);
    refuse(temp, jpeg, n_bytes / 2, "JPEG is broken");
    refuse(temp, SVG, strlen(SVG) - 20, "SVG is broken");
    refuse(temp, "hello", 5, "is not a PNG, JPEG or SVG");
    refuse(temp, "", 0, "is not a PNG, JPEG or SVG");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(png_is_read, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(jpeg_stands_upright, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(svg_is_as_large_as_needed, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(broken_files_are_told, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
