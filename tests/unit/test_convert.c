// test_convert.c — BGRA → I420 agrees with libswscale, and exactly with the standard where that can be said; any part
// gives the bytes of the whole; soft gradients do not band.
#include "engine/base/arena.h"
#include "engine/video/convert.h"

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

// A picture of everything: even areas, edges, soft gradients.
static uint8_t *mixed_picture(void)
{
    uint8_t *bgra = mem_alloc(4 * PIXELS);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            uint8_t *at = bgra + 4 * (y * WIDTH + x);
            const int soft = (x * 7 + y * 13) % 2;
            at[0] = (uint8_t)(x < 100 ? 31 : (x * y) % 251);
            at[1] = (uint8_t)(x < 100 ? 18 : x > 200 ? 20 + x / 20 + soft : (x + y) % 256);
            at[2] = (uint8_t)(y < 60 ? 18 : 30 + soft);
        }
    return bgra;
}

static void parts_give_the_bytes_of_the_whole(void **state)
{
    (void)state;
    uint8_t *bgra = mixed_picture();
    Planes *whole = mem_alloc(sizeof *whole), *parts = mem_alloc(sizeof *parts);
    convert_bgra_to_i420(bgra, 4 * WIDTH, WIDTH, HEIGHT, planes_view(whole));
    // Parts of many sizes, so that both the wide loops and their ends are met.
    for (int y = 0, height = 2; y < HEIGHT; y += height, height = 2 + (height * 5 + 2) % 22) {
        height = y + height > HEIGHT ? HEIGHT - y : height;
        for (int x = 0, width = 8; x < WIDTH; x += width, width = 8 + (width * 3 + 16) % 72) {
            width = x + width > WIDTH ? WIDTH - x : width;
            convert_part(bgra, 4 * WIDTH, x, y, width, height, planes_view(parts));
        }
    }
    assert_memory_equal(whole, parts, sizeof *whole);
    free(whole);
    free(parts);
    free(bgra);
}

// The same sums, written plainly.
static void the_wide_loops_agree_with_plain_ones(void **state)
{
    (void)state;
    uint8_t *bgra = mixed_picture();
    Planes *planes = mem_alloc(sizeof *planes);
    convert_bgra_to_i420(bgra, 4 * WIDTH, WIDTH, HEIGHT, planes_view(planes));
    int n_dithered = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            int32_t low = INT32_MAX, high = 0, own = 0;
            for (int k = 0; k < 16 && x / 8 * 8 + k / 2 < WIDTH; k++) {
                const int column = x / 8 * 8 + k / 2, row = y / 2 * 2 + k % 2;
                const uint8_t *at = bgra + 4 * (row * WIDTH + column);
                const int32_t luma = 11966 * at[2] + 40254 * at[1] + 4064 * at[0] + (16 << 16);
                low = luma < low ? luma : low;
                high = luma > high ? luma : high;
                own = column == x && row == y ? luma : own;
            }
            const bool soft = high > low && high - low < 4 << 16;
            const uint32_t pattern = ((uint32_t)(x / 4) * 3242174889u + (uint32_t)(y / 4) * 2447445414u) >> 16;
            assert_int_equal(planes->y[y * WIDTH + x], (own + (soft ? (int32_t)pattern : 32768)) >> 16);
            n_dithered += soft;
        }
    assert_true(n_dithered > 1000);
    free(planes);
    free(bgra);
}

// A dark slope, dithered in 8 bits as halos are: the mean luma of a column follows it, never flat over a level.
static void dark_gradients_do_not_band(void **state)
{
    (void)state;
    enum { COLUMNS = 16 };
    uint8_t *bgra = mem_alloc(4 * PIXELS);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            const double level = 18 + 8.0 * x / WIDTH;
            const uint32_t phase = (uint32_t)x * 1664525u + (uint32_t)y * 2654435769u;
            const int grey = (int)(level + (double)phase / 4294967296.0);
            memset(bgra + 4 * (y * WIDTH + x), grey, 4);
        }
    Planes *planes = mem_alloc(sizeof *planes);
    convert_bgra_to_i420(bgra, 4 * WIDTH, WIDTH, HEIGHT, planes_view(planes));
    for (int x = 0; x + COLUMNS <= WIDTH; x += COLUMNS) {
        double source = 0, result = 0;
        for (int i = 0; i < COLUMNS * HEIGHT; i++) {
            const int at = i / COLUMNS * WIDTH + x + i % COLUMNS;
            source += bgra[4 * at];
            result += planes->y[at];
        }
        const double n = COLUMNS * HEIGHT;
        assert_true(fabs(result / n - (16 + 219.0 / 255 * source / n)) < 0.3);
    }
    free(planes);
    free(bgra);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_colours_follow_bt709),
        cmocka_unit_test(greys_have_no_colour),
        cmocka_unit_test(a_picture_agrees_with_swscale),
        cmocka_unit_test(parts_give_the_bytes_of_the_whole),
        cmocka_unit_test(the_wide_loops_agree_with_plain_ones),
        cmocka_unit_test(dark_gradients_do_not_band),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
