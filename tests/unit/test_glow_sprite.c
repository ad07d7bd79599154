// test_glow_sprite.c — a filled path softened by a Gaussian.
#include "engine/anim/glow_sprite.h"
#include "support_near.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const GlowSprite *soften(Temp *temp, double x, double y, double w, double h, double sigma)
{
    Path *path = path_create(&temp->arena);
    path_rect(path, x, y, w, h, 0);
    return glow_sprite_make(&temp->arena, path, sigma);
}

static double alpha_of(const GlowSprite *sprite, int col, int row)
{
    return (double)sprite->alpha[row * sprite->n_cols + col];
}

// The middle of texel (col, row).
static Point place_of(const GlowSprite *sprite, int col, int row)
{
    return (Point){sprite->origin.x + col * sprite->texel, sprite->origin.y + row * sprite->texel};
}

// How much of a Gaussian lies between a and b.
static double gaussian(double a, double b, double sigma)
{
    return 0.5 * (erf(b / (sigma * sqrt(2))) - erf(a / (sigma * sqrt(2))));
}

// A box softened by a Gaussian is known in closed form: the product of what its width and its height cover.
static void test_a_box(void **state)
{
    Temp *temp = *state;
    static const double SIGMAS[] = {2, 8, 30};
    for (size_t i = 0; i < sizeof SIGMAS / sizeof SIGMAS[0]; i++) {
        const double sigma = SIGMAS[i];
        const GlowSprite *sprite = soften(temp, 40, 10, 60, 25, sigma);
        for (int row = 0; row < sprite->n_rows; row++)
            for (int col = 0; col < sprite->n_cols; col++) {
                const Point p = place_of(sprite, col, row);
                const double wanted = gaussian(40 - p.x, 100 - p.x, sigma) * gaussian(10 - p.y, 35 - p.y, sigma);
                assert_within(alpha_of(sprite, col, row), wanted, 0.012);
            }
    }
}

// It reaches three sigmas: there is next to nothing at its edges, so none is seen.
static void test_it_fades_out(void **state)
{
    Temp *temp = *state;
    const GlowSprite *sprite = soften(temp, 0, 0, 100, 50, 12);
    assert_near(sprite->texel, 3);
    assert_true(sprite->origin.x <= -36 && sprite->origin.y <= -36);
    assert_true(place_of(sprite, sprite->n_cols - 1, 0).x >= 136);
    for (int col = 0; col < sprite->n_cols; col++) {
        assert_true(alpha_of(sprite, col, 0) < 0.002);
        assert_true(alpha_of(sprite, col, sprite->n_rows - 1) < 0.002);
    }
}

// All that the path covers is in the halo, only spread.
static void test_nothing_is_lost(void **state)
{
    Temp *temp = *state;
    Path *path = path_create(&temp->arena);
    path_circle(path, 0, 0, 20);
    const GlowSprite *sprite = glow_sprite_make(&temp->arena, path, 16);
    double sum = 0;
    for (int i = 0; i < sprite->n_cols * sprite->n_rows; i++)
        sum += (double)sprite->alpha[i];
    assert_within(sum * sprite->texel * sprite->texel / (PI * 20 * 20), 1, 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_box),
        cmocka_unit_test(test_it_fades_out),
        cmocka_unit_test(test_nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
