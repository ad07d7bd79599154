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

// A grey JPEG of 40,000 × 8 pixels: each block is two bits, "no difference" and "no more".
static char *wide_jpeg(Temp *temp, size_t *n_bytes)
{
    static const uint8_t FRAME[] = {0xff, 0xc0, 0, 11, 8, 0, 8, 0x9c, 0x40, 1, 1, 0x11, 0};
    static const uint8_t DC_CODES[] = {0xff, 0xc4, 0, 20, 0x00, 1}, AC_CODES[] = {0xff, 0xc4, 0, 20, 0x10, 1};
    static const uint8_t SCAN[] = {0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
    enum { TABLE = 69, CODES = 22, BLOCKS = 40000 / 8 * 2 / 8 };
    const size_t n = 2 + TABLE + sizeof FRAME + 2 * CODES + sizeof SCAN + BLOCKS + 2;
    uint8_t *jpeg = ARENA_ARRAY(&temp->arena, uint8_t, n), *to = jpeg;
    memcpy(to, (uint8_t[]){0xff, 0xd8, 0xff, 0xdb, 0, 67, 0}, 7);
    memset(to + 7, 1, 64);
    memcpy(to += 2 + TABLE, FRAME, sizeof FRAME);
    memcpy(to += sizeof FRAME, DC_CODES, sizeof DC_CODES);
    memcpy(to += CODES, AC_CODES, sizeof AC_CODES);
    memcpy(to += CODES, SCAN, sizeof SCAN);
    memcpy(to + sizeof SCAN + BLOCKS, (uint8_t[]){0xff, 0xd9}, 2);
    *n_bytes = n;
    return (char *)jpeg;
}

// Cairo has no surface that is so wide.
static void too_long_a_side_is_told(void **state)
{
    Temp *temp = *state;
    size_t n_bytes = 0;
    char *png = png_bytes(temp, &n_bytes);
    memcpy(png + 16, (uint8_t[]){0, 0, 0x9c, 0x40}, 4);
    refuse(temp, png, n_bytes, "a side of more than 32767 pixels; make it smaller");
    const char *jpeg = wide_jpeg(temp, &n_bytes);
    refuse(temp, jpeg, n_bytes, "a side of more than 32767 pixels; make it smaller");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(png_is_read, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(jpeg_stands_upright, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(svg_is_as_large_as_needed, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(broken_files_are_told, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(too_long_a_side_is_told, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
