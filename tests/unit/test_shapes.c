// test_shapes.c — paths scanned for the whole picture: what they cover, and when they are scanned anew.
#include "engine/anim/scene_data.h"
#include "engine/raster/shapes.h"
#include "support_near.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double area_of(const Mask *mask)
{
    double sum = 0;
    for (int i = 0; i < mask->width * mask->height; i++)
        sum += mask->coverage[i] / 255.0;
    return sum;
}

// A scene of one path; its item.
static DrawItem item_of(Stage *stage, const Path *path, double stroke_width)
{
    Scene *s = stage_scene(stage);
    add_path(s, NULL, .x = 100, .y = 50, .path = path, .fill = THEME_DARK.ink, .stroke = THEME_DARK.bad,
             .stroke_width = stroke_width);
    s->cursor_s = 1;
    stage_seal(s);
    const DisplayList list = frame_at(s, 0, &stage->arena);
    assert_int_equal(list.n_items, 1);
    return list.items[0];
}

static Path *rectangle(Stage *stage, double w, double h)
{
    Path *path = path_create(&stage->arena);
    path_rect(path, 0, 0, w, h, 0);
    return path;
}

static void test_fills_and_strokes(void **state)
{
    Stage *stage = *state;
    Shapes *shapes = shapes_create();
    const DrawItem item = item_of(stage, rectangle(stage, 60, 40), 4);
    const Matrix half = matrix_scale(0.5, 0.5);
    const Mask fill = shapes_get(shapes, &item, false, half);
    assert_within(area_of(&fill), 30 * 20, 1);
    assert_true(fill.left <= 50 && fill.left + fill.width >= 80);
    assert_true(fill.top <= 25 && fill.top + fill.height >= 45);
    const Mask stroke = shapes_get(shapes, &item, true, half);
    assert_within(area_of(&stroke), 32 * 22 - 28 * 18, 1);
    shapes_destroy(shapes);
}

// Colour and opacity ask for no new scan, all else does.
static void test_what_is_remembered(void **state)
{
    Stage *stage = *state;
    Shapes *shapes = shapes_create();
    const Matrix whole = matrix_identity();
    const DrawItem item = item_of(stage, rectangle(stage, 60, 40), 4);
    const uint8_t *fill = shapes_get(shapes, &item, false, whole).coverage;
    DrawItem other = item;
    other.fill = THEME_DARK.good;
    other.opacity = 0.5;
    other.stroke_width = 9; // of the stroke, not of the fill
    assert_ptr_equal(shapes_get(shapes, &other, false, whole).coverage, fill);
    const uint8_t *stroke = shapes_get(shapes, &other, true, whole).coverage;
    other.dash = 3;
    assert_ptr_not_equal(shapes_get(shapes, &other, true, whole).coverage, stroke);
    other = item;
    other.trim_end = 0.5;
    assert_ptr_not_equal(shapes_get(shapes, &other, false, whole).coverage, fill);
    other = item;
    other.matrix.x0 += 0.25;
    assert_ptr_not_equal(shapes_get(shapes, &other, false, whole).coverage, fill);
    assert_ptr_not_equal(shapes_get(shapes, &item, false, matrix_scale(2, 2)).coverage, fill);
    assert_ptr_equal(shapes_get(shapes, &item, false, whole).coverage, fill);
    shapes_destroy(shapes);
}

// Large paths are not kept, nor what is no path.
static void test_what_is_kept(void **state)
{
    Stage *stage = *state;
    const DrawItem small = item_of(stage, rectangle(stage, 60, 40), 4);
    const DrawItem large = item_of(stage, rectangle(stage, 1500, 900), 4);
    assert_true(shapes_keep(&small, matrix_identity()));
    assert_false(shapes_keep(&large, matrix_identity()));
    assert_true(shapes_keep(&large, matrix_scale(0.25, 0.25)));
    Scene *s = stage_scene(stage);
    add_rect(s, NULL, .w = 10, .h = 10, .fill = THEME_DARK.ink);
    const DisplayList list = frame_at(s, 0, &stage->arena);
    assert_false(shapes_keep(&list.items[0], matrix_identity()));
}

// More than there is room for: forgotten and scanned anew, the same.
static void test_forgetting(void **state)
{
    enum { N = 5000 };
    Stage *stage = *state;
    Shapes *shapes = shapes_create();
    DrawItem item = item_of(stage, rectangle(stage, 100, 80), 4);
    for (int i = 0; i < N; i++) {
        item.matrix.x0 = i % 2500 / 8.0;
        item.bounds.x = item.matrix.x0 - 2; // half of the stroke
        const Mask mask = shapes_get(shapes, &item, false, matrix_identity());
        assert_within(area_of(&mask), 8000, 40);
    }
    shapes_destroy(shapes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fills_and_strokes),
        cmocka_unit_test(test_what_is_remembered),
        cmocka_unit_test(test_what_is_kept),
        cmocka_unit_test(test_forgetting),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
