// support_golden.c — compares line by line and pixel by pixel, or writes anew.
#include "support_golden.h"

#include "engine/anim/frame.h"
#include "engine/base/file.h"
#include "engine/raster/png.h"
#include "engine/raster/raster.h"
#include "support_list.h"

#include <cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double STILL = 0.8; // when the picture is drawn, as a share of the duration
static const double MOST_MEAN = 0.02;
enum { MOST_OF_ONE = 255 / 16, LEAST_SHOWN = 50 };

static bool updating(void)
{
    const char *value = getenv("GPTREEL_UPDATE_GOLDEN");
    return value && strcmp(value, "1") == 0;
}

// The scene at its start, at four times of its way, and at its end.
static char *print_scene(const Scene *scene, Arena *arena)
{
    enum { PARTS = 5 };
    char *text;
    size_t n_bytes;
    FILE *stream = open_memstream(&text, &n_bytes);
    for (int i = 0; i <= PARTS; i++) {
        const double t_s = scene->dur_s * i / PARTS;
        const DisplayList list = frame_at(scene, t_s, arena);
        fprintf(stream, "---- %.2f s\n", t_s);
        display_list_print(&list, stream);
    }
    fclose(stream);
    char *printed = arena_strdup(arena, text);
    free(text);
    return printed;
}

// The first line that differs, as the message of the failure.
static void fail_with_first_difference(const char *path, const char *golden, const char *now)
{
    int line = 1;
    for (;; line++) {
        const size_t n = strcspn(golden, "\n");
        if (!golden[n] || strncmp(golden, now, n + 1) != 0)
            break;
        golden += n + 1;
        now += n + 1;
    }
    fail_msg("%s:%d: golden: %.*s\n now: %.*s\nGPTREEL_UPDATE_GOLDEN=1 writes it anew", path, line,
             (int)strcspn(golden, "\n"), golden, (int)strcspn(now, "\n"), now);
}

static void compare_list(const char *name, const Scene *scene, Arena *arena)
{
    Err err = {""};
    const char *path = arena_printf(arena, "tests/golden/kit/%s.txt", name);
    const char *now = print_scene(scene, arena);
    if (updating()) {
        if (!file_write(path, now, strlen(now), &err))
            fail_msg("%s", err.text);
        return;
    }
    const char *golden = file_read(arena, path, NULL, &err);
    if (!golden)
        fail_msg("%s", err.text);
    if (strcmp(golden, now) != 0)
        fail_with_first_difference(path, golden, now);
}

PixelsDifference pixels_difference(const uint8_t *a, int a_stride, const uint8_t *b, int b_stride)
{
    double sum = 0;
    int most = 0;
    for (int y = 0; y < GOLDEN_HEIGHT_PX; y++)
        for (int x = 0; x < GOLDEN_WIDTH_PX; x++)
            for (int c = 0; c < 3; c++) {
                const int one = abs(a[y * a_stride + 4 * x + c] - b[y * b_stride + 4 * x + c]);
                sum += one;
                most = one > most ? one : most;
            }
    return (PixelsDifference){sum / (3.0 * GOLDEN_WIDTH_PX * GOLDEN_HEIGHT_PX), most};
}

bool pixels_agree(PixelsDifference difference)
{
    return difference.mean <= MOST_MEAN && difference.most <= MOST_OF_ONE;
}

// How many pixels are not as the first one.
static int count_shown(const Raster *raster)
{
    const uint8_t *pixels = raster_pixels(raster);
    int n = 0;
    for (int y = 0; y < GOLDEN_HEIGHT_PX; y++)
        for (int x = 0; x < GOLDEN_WIDTH_PX; x++)
            n += memcmp(pixels + y * raster_stride_bytes(raster) + 4 * x, pixels, 4) != 0;
    return n;
}

static void compare_with_file(const char *path, const Raster *raster)
{
    cairo_surface_t *golden = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(golden) != CAIRO_STATUS_SUCCESS)
        fail_msg("%s: %s", path, cairo_status_to_string(cairo_surface_status(golden)));
    assert_int_equal(cairo_image_surface_get_width(golden), GOLDEN_WIDTH_PX);
    assert_int_equal(cairo_image_surface_get_height(golden), GOLDEN_HEIGHT_PX);
    const PixelsDifference found =
        pixels_difference(raster_pixels(raster), raster_stride_bytes(raster), cairo_image_surface_get_data(golden),
                          cairo_image_surface_get_stride(golden));
    cairo_surface_destroy(golden);
    if (!pixels_agree(found))
        fail_msg("%s: bytes differ by %.4f on average (%.2f may be), by %d at most (%d may be)", path, found.mean,
                 MOST_MEAN, found.most, MOST_OF_ONE);
}

static void compare_png(const char *name, const Scene *scene, Arena *arena)
{
    Err err = {""};
    const double t_s = STILL * scene->dur_s;
    const char *path = arena_printf(arena, "tests/golden/png/%s.png", name);
    const DisplayList list = frame_at(scene, t_s, arena);
    Raster *raster = raster_create(GOLDEN_WIDTH_PX, GOLDEN_HEIGHT_PX);
    raster_draw(raster, &list);
    if (count_shown(raster) < LEAST_SHOWN)
        fail_msg("%s: there is next to nothing to see at %.2f s", name, t_s);
    if (!updating())
        compare_with_file(path, raster);
    else if (!png_write(raster_pixels(raster), GOLDEN_WIDTH_PX, GOLDEN_HEIGHT_PX, raster_stride_bytes(raster), true,
                        path, &err))
        fail_msg("%s", err.text);
    raster_destroy(raster);
}

void golden_compare(const char *name, const Scene *scene, Arena *arena)
{
    compare_list(name, scene, arena);
    compare_png(name, scene, arena);
}
