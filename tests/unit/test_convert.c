// test_convert.c — BGRA → I420 agrees with libswscale, and exactly with the standard where that can be said.
#include "engine/base/arena.h"
#include "engine/output/convert.h"

#include <libavutil/opt.h>
#include <libswscale/swscale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 322, HEIGHT = 182, PIXELS = WIDTH * HEIGHT }; // no multiple of any vector's length

typedef struct Planes {
    uint8_t y[PIXELS], u[PIXELS / 4], v[PIXELS / 4];
} Planes;

static I420 planes_view(Planes *planes)
{
    return (I420){planes->y, planes->u, planes->v, WIDTH, WIDTH / 2};
}

static void convert_even_color(uint8_t r, uint8_t g, uint8_t b, Planes *planes)
{
    uint8_t *bgra = mem_alloc(4 * PIXELS);
    for (int i = 0; i < PIXELS; i++)
        memcpy(bgra + 4 * i, (uint8_t[4]){b, g, r, 255}, 4);
    convert_bgra_to_i420(bgra, 4 * WIDTH, WIDTH, HEIGHT, planes_view(planes));
    free(bgra);
}

static void check_even_color(uint8_t r, uint8_t g, uint8_t b)
{
    Planes *planes = mem_alloc(sizeof *planes);
    convert_even_color(r, g, b, planes);
    const double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const double y = 16 + 219 * luma / 255;
    const double u = 128 + 224 * (b - luma) / 1.8556 / 255, v = 128 + 224 * (r - luma) / 1.5748 / 255;
    for (int i = 0; i < PIXELS; i++)
        assert_true(fabs(planes->y[i] - y) <= 0.51);
    for (int i = 0; i < PIXELS / 4; i++) {
        assert_true(fabs(planes->u[i] - u) <= 0.51);
        assert_true(fabs(planes->v[i] - v) <= 0.51);
    }
    free(planes);
}

static void even_colours_follow_bt709(void **state)
{
    (void)state;
    for (int r = 0; r <= 255; r += 51)
        for (int g = 0; g <= 255; g += 51)
            for (int b = 0; b <= 255; b += 51)
                check_even_color((uint8_t)r, (uint8_t)g, (uint8_t)b);
}

static void greys_have_no_colour(void **state)
{
    (void)state;
    Planes *planes = mem_alloc(sizeof *planes);
    for (int grey = 0; grey <= 255; grey++) {
        convert_even_color((uint8_t)grey, (uint8_t)grey, (uint8_t)grey, planes);
        assert_int_equal(planes->u[PIXELS / 8], 128);
        assert_int_equal(planes->v[PIXELS / 8], 128);
    }
    assert_int_equal(planes->y[0], 235);
    free(planes);
}

// Chroma sited to the left, full precision: as our own.
static struct SwsContext *reference(void)
{
    struct SwsContext *sws = sws_alloc_context();
    assert_non_null(sws);
    av_opt_set_int(sws, "srcw", WIDTH, 0);
    av_opt_set_int(sws, "srch", HEIGHT, 0);
    av_opt_set_int(sws, "src_format", AV_PIX_FMT_BGRA, 0);
    av_opt_set_int(sws, "dstw", WIDTH, 0);
    av_opt_set_int(sws, "dsth", HEIGHT, 0);
    av_opt_set_int(sws, "dst_format", AV_PIX_FMT_YUV420P, 0);
    av_opt_set_int(sws, "src_range", 1, 0);
    av_opt_set_int(sws, "dst_range", 0, 0);
    av_opt_set_int(sws, "dst_h_chr_pos", 0, 0);
    av_opt_set_int(sws, "dst_v_chr_pos", 128, 0);
    av_opt_set_int(sws, "sws_flags", SWS_BILINEAR | SWS_FULL_CHR_H_INP | SWS_ACCURATE_RND | SWS_BITEXACT, 0);
    assert_true(sws_init_context(sws, NULL, NULL) >= 0);
    const int *bt709 = sws_getCoefficients(SWS_CS_ITU709);
    assert_true(sws_setColorspaceDetails(sws, bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16) >= 0);
    return sws;
}

static double mean_difference(const uint8_t *a, const uint8_t *b, int n, int *most)
{
    double sum = 0;
    *most = 0;
    for (int i = 0; i < n; i++) {
        const int difference = abs(a[i] - b[i]);
        sum += difference;
        *most = difference > *most ? difference : *most;
    }
    return sum / n;
}

static void a_picture_agrees_with_swscale(void **state)
{
    (void)state;
    uint8_t *bgra = mem_alloc(4 * PIXELS);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            uint8_t *at = bgra + 4 * (y * WIDTH + x);
            at[0] = (uint8_t)(127.5 + 127 * sin(x * 0.05 + y * 0.02));
            at[1] = (uint8_t)(127.5 + 127 * sin(x * 0.03 - y * 0.06));
            at[2] = (uint8_t)(127.5 + 127 * cos(x * 0.02 + y * 0.05));
            at[3] = 255;
        }
    Planes *ours = mem_alloc(sizeof *ours), *theirs = mem_alloc(sizeof *theirs);
    convert_bgra_to_i420(bgra, 4 * WIDTH, WIDTH, HEIGHT, planes_view(ours));
    struct SwsContext *sws = reference();
    uint8_t *const planes[4] = {theirs->y, theirs->u, theirs->v, NULL};
    sws_scale(sws, (const uint8_t *const[4]){bgra, NULL, NULL, NULL}, (const int[4]){4 * WIDTH, 0, 0, 0}, 0, HEIGHT,
              planes, (const int[4]){WIDTH, WIDTH / 2, WIDTH / 2, 0});
    int most = 0;
    assert_true(mean_difference(ours->y, theirs->y, PIXELS, &most) < 0.6);
    assert_true(most <= 1);
    assert_true(mean_difference(ours->u, theirs->u, PIXELS / 4, &most) < 0.6);
    assert_true(most <= 2);
    assert_true(mean_difference(ours->v, theirs->v, PIXELS / 4, &most) < 0.6);
    assert_true(most <= 2);
    sws_freeContext(sws);
    free(ours);
    free(theirs);
    free(bgra);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_colours_follow_bt709),
        cmocka_unit_test(greys_have_no_colour),
        cmocka_unit_test(a_picture_agrees_with_swscale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
