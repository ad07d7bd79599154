#include "support_golden.h"

#include "engine/anim/frame.h"
#include "engine/base/file.h"
#include "engine/output/still.h"
#include "engine/raster/raster.h"

#include <cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double MOST_DIFFERENCE = 0.2; // mean of the absolute differences of all bytes, of 255

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

void golden_compare_list(const char *name, const Scene *scene, Arena *arena)
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

double pixels_difference(const uint8_t *a, int a_stride, const uint8_t *b, int b_stride)
{
    double sum = 0;
    for (int y = 0; y < GOLDEN_HEIGHT_PX; y++)
        for (int x = 0; x < GOLDEN_WIDTH_PX; x++)
            for (int c = 0; c < 3; c++)
                sum += abs(a[y * a_stride + 4 * x + c] - b[y * b_stride + 4 * x + c]);
    return sum / (3.0 * GOLDEN_WIDTH_PX * GOLDEN_HEIGHT_PX);
}

void golden_compare_png(const char *name, const Scene *scene, Arena *arena)
{
    Err err = {""};
    const char *path = arena_printf(arena, "tests/golden/png/%s.png", name);
    const DisplayList list = frame_at(scene, scene->dur_s, arena);
    if (updating()) {
        if (!still_format_of(path, &err)->write(&list, GOLDEN_WIDTH_PX, GOLDEN_HEIGHT_PX, path, &err))
            fail_msg("%s", err.text);
        return;
    }
    cairo_surface_t *golden = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(golden) != CAIRO_STATUS_SUCCESS)
        fail_msg("%s: %s", path, cairo_status_to_string(cairo_surface_status(golden)));
    assert_int_equal(cairo_image_surface_get_width(golden), GOLDEN_WIDTH_PX);
    assert_int_equal(cairo_image_surface_get_height(golden), GOLDEN_HEIGHT_PX);
    Raster *raster = raster_create(GOLDEN_WIDTH_PX, GOLDEN_HEIGHT_PX);
    raster_draw(raster, &list);
    const double found =
        pixels_difference(raster_pixels(raster), raster_stride_bytes(raster), cairo_image_surface_get_data(golden),
                          cairo_image_surface_get_stride(golden));
    raster_destroy(raster);
    cairo_surface_destroy(golden);
    if (found > MOST_DIFFERENCE)
        fail_msg("%s: bytes differ by %.3f on average, %.3f at most", path, found, MOST_DIFFERENCE);
}
