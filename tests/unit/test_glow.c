// test_glow.c — halos composited: the exact colour by dithering, whatever window of the picture is drawn.
#include "engine/raster/glow.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SIDE = 100 };
static const Color WHITE = {1, 1, 1, 1};

// A halo of one even opacity: the mean of the dithered pixels is the exact colour, between two levels.
static void test_dithered_to_the_exact_colour(void **state)
{
    (void)state;
    float alpha[64];
    for (int i = 0; i < 64; i++)
        alpha[i] = 0.3f;
    const GlowSprite sprite = {8, 8, alpha, {-30, -30}, 30};
    uint32_t *pixels = mem_alloc(SIDE * SIDE * sizeof *pixels);
    for (int i = 0; i < SIDE * SIDE; i++)
        pixels[i] = 0xff12121f;
    const Pixels window = {pixels, SIDE, SIDE, SIDE, 0, 0};
    const Color color = {0.21f, 0.5f, 0.7f, 1};
    glow_composite(window, &sprite, matrix_identity(), color, 0.05);
    double sum = 0;
    unsigned least = 255, most = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        assert_int_equal(pixels[i] >> 24, 255);
        const unsigned green = pixels[i] >> 8 & 255;
        sum += green;
        least = green < least ? green : least;
        most = green > most ? green : most;
    }
    const double expected = 0x12 * (1 - 0.015) + 255 * 0.5 * 0.015;
    assert_true(fabs(sum / (SIDE * SIDE) - expected) < 0.02);
    assert_int_equal(most - least, 1);
    free(pixels);
}

static float bump(int x, int y)
{
    return (float)exp(-0.02 * (pow(x - 20, 2) + pow(y - 20, 2)));
}

// A window of the picture gets the bits that the whole picture has there, upright and turned.
static void test_any_window(void **state)
{
    (void)state;
    float alpha[40 * 40];
    for (int i = 0; i < 40 * 40; i++)
        alpha[i] = bump(i % 40, i / 40);
    const GlowSprite sprite = {40, 40, alpha, {3.3, 5.1}, 2.1};
    for (int turned = 0; turned < 2; turned++) {
        const Matrix m = turned ? matrix_rotate(0.3) : matrix_scale(1.13, 0.97);
        uint32_t *whole = mem_alloc(SIDE * SIDE * sizeof *whole), *part = mem_alloc(40 * 30 * sizeof *part);
        glow_composite((Pixels){whole, SIDE, SIDE, SIDE, 0, 0}, &sprite, m, WHITE, 0.8);
        glow_composite((Pixels){part, 40, 30, 40, 17, 23}, &sprite, m, WHITE, 0.8);
        int n_lit = 0;
        for (int y = 0; y < 30; y++)
            for (int x = 0; x < 40; x++) {
                assert_int_equal(part[40 * y + x], whole[SIDE * (y + 23) + x + 17]);
                n_lit += part[40 * y + x] != 0;
            }
        assert_true(n_lit > 600);
        free(whole);
        free(part);
    }
}

// As a picture of its own: the colour by the sprite's alpha, premultiplied.
static void test_image(void **state)
{
    (void)state;
    static const float ALPHA[4] = {0, 0.25f, 0.5f, 1};
    const GlowSprite sprite = {2, 2, ALPHA, {0, 0}, 1};
    Arena arena;
    arena_init(&arena);
    const uint32_t *image = glow_image(&arena, &sprite, (Color){1, 0.5f, 0, 1}, 1);
    assert_int_equal(image[0], 0);
    assert_int_equal(image[3] >> 24, 255);
    assert_int_equal(image[3] >> 16 & 255, 255);
    assert_true(abs((int)(image[1] >> 24) - 64) <= 1);
    assert_true(abs((int)(image[2] >> 8 & 255) - 64) <= 1);
    for (int i = 0; i < 4; i++)
        assert_int_equal(image[i] & 255, 0);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dithered_to_the_exact_colour),
        cmocka_unit_test(test_any_window),
        cmocka_unit_test(test_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
