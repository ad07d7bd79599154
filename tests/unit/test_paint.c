// test_paint.c — the painter: parts of a picture, and pages of PDF.
#define _GNU_SOURCE // memmem
#include "engine/anim/scene_data.h"
#include "engine/raster/grid.h"
#include "engine/raster/paint.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 480, HEIGHT = 270, PART_WIDTH = 96, PART_HEIGHT = 64 };

static void add_see_through_group(Scene *s)
{
    const Theme *theme = scene_theme(s);
    Node *group = add_group(s, NULL, .x = 1300, .y = 500, .clip = true, .w = 200, .h = 150, .radius = 40);
    node_set(s, group, PROP_OPACITY, 0.6);
    add_circle(s, group, .x = 20, .y = 20, .r = 100, .fill = theme->good);
    add_circle(s, group, .x = 120, .y = 90, .r = 100, .fill = theme->minus);
}

// One of each kind: outlines large and small, a text, cells, a halo; a group as one picture, clipped.
static DisplayList build(Stage *stage, bool with_group)
{
    Scene *s = stage_scene(stage);
    const Theme *theme = scene_theme(s);
    Path *path = path_create(scene_arena(s));
    path_circle(path, 0, 0, 90);
    add_rect(s, NULL, .x = 40, .y = 40, .w = 1700, .h = 900, .radius = 60, .stroke = theme->line, .stroke_width = 6);
    add_path(s, NULL, .x = 400, .y = 300, .path = path, .fill = theme->accent, .stroke = theme->ink, .stroke_width = 9);
    add_text(s, NULL, .x = 300, .y = 700, .text = "parts of a picture", .style = &(TextStyle){.size = 120},
             .color = theme->ink);
    add_image(s, NULL, .x = 1000, .y = 100, .w = 300, .h = 200, .n_cols = 2, .n_rows = 2,
              .cells = (const Color[]){theme->good, theme->bad, theme->plus, theme->pick});
    add_glow(s, NULL, .x = 1500, .y = 700, .path = path, .sigma = 40, .color = theme->pick);
    if (with_group)
        add_see_through_group(s);
    s->cursor_s = 1;
    stage_seal(s);
    return frame_at(s, 0, &stage->arena);
}

static void outermost_items(const DisplayList *list, int *items, int *n_items)
{
    *n_items = 0;
    for (int i = 0; i < list->n_items; i += item_span(list->items + i, list->n_items - i))
        items[(*n_items)++] = i;
}

// A pixel belongs to one part only; what the part shows there depends on nothing but its place.
static void test_parts_are_the_same_in_any_order(void **state)
{
    Stage *stage = *state;
    const DisplayList list = build(stage, true);
    int items[32], n_items;
    outermost_items(&list, items, &n_items);
    uint32_t *part = mem_alloc(sizeof *part * PART_WIDTH * PART_HEIGHT);
    uint32_t *first = mem_alloc(sizeof *first * PART_WIDTH * PART_HEIGHT);
    Painter *used = painter_create_pixels(part, PART_WIDTH, PART_HEIGHT);
    for (int round = 0; round < 3; round++)
        for (int left = 0; left < WIDTH; left += PART_WIDTH)
            for (int top = 0; top < HEIGHT; top += PART_HEIGHT) {
                painter_begin_part(used, &list, WIDTH, HEIGHT, left, top);
                painter_draw_background(used, &list);
                painter_draw_items(used, &list, items, n_items);
                Painter *fresh = painter_create_pixels(first, PART_WIDTH, PART_HEIGHT);
                painter_begin_part(fresh, &list, WIDTH, HEIGHT, left, top);
                painter_draw_background(fresh, &list);
                painter_draw_items(fresh, &list, items, n_items);
                assert_true(painter_finish(fresh, NULL));
                assert_memory_equal(part, first, sizeof *part * PART_WIDTH * PART_HEIGHT);
            }
    assert_true(painter_finish(used, NULL));
    free(part);
    free(first);
}

// Parts together are the picture that is painted whole, but for how the edges of large outlines are smoothed.
static void test_parts_are_the_picture(void **state)
{
    enum { MOST_AT_EDGES = 16 };
    Stage *stage = *state;
    const DisplayList list = build(stage, true);
    int items[32], n_items;
    outermost_items(&list, items, &n_items);
    uint32_t *whole = mem_alloc(sizeof *whole * WIDTH * HEIGHT);
    uint32_t *part = mem_alloc(sizeof *part * PART_WIDTH * PART_HEIGHT);
    Painter *painter = painter_create_pixels(whole, WIDTH, HEIGHT);
    painter_draw(painter, &list);
    Painter *partial = painter_create_pixels(part, PART_WIDTH, PART_HEIGHT);
    for (int left = 0; left + PART_WIDTH <= WIDTH; left += PART_WIDTH)
        for (int top = 0; top + PART_HEIGHT <= HEIGHT; top += PART_HEIGHT) {
            painter_begin_part(partial, &list, WIDTH, HEIGHT, left, top);
            painter_draw_background(partial, &list);
            painter_draw_items(partial, &list, items, n_items);
            for (int i = 0; i < PART_WIDTH * PART_HEIGHT; i++) {
                const uint32_t a = part[i], b = whole[(top + i / PART_WIDTH) * WIDTH + left + i % PART_WIDTH];
                for (int shift = 0; shift < 32; shift += 8)
                    assert_true(abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) <= MOST_AT_EDGES);
            }
        }
    assert_true(painter_finish(partial, NULL));
    assert_true(painter_finish(painter, NULL));
    free(part);
    free(whole);
}

static char *page(const DisplayList *list, size_t *n_bytes)
{
    char *bytes;
    FILE *stream = open_memstream(&bytes, n_bytes);
    Painter *painter = painter_create_pdf(stream, 480, 270, "Parts");
    painter_draw(painter, list);
    Err err = {""};
    if (!painter_finish(painter, &err))
        fail_msg("%s", err.text);
    fclose(stream);
    return bytes;
}

static void test_pages(void **state)
{
    Stage *stage = *state;
    const DisplayList list = build(stage, true);
    size_t n_bytes;
    char *pdf = page(&list, &n_bytes);
    assert_memory_equal(pdf, "%PDF-", 5);
    assert_memory_equal(pdf + n_bytes - 6, "%%EOF\n", 6);
    assert_non_null(memmem(pdf, n_bytes, "/FontFile", strlen("/FontFile"))); // text is text
    assert_non_null(memmem(pdf, n_bytes, "/Title (Parts)", strlen("/Title (Parts)")));
    free(pdf);
}

// A full disk is an error that is told.
static void test_streams_that_fail(void **state)
{
    Stage *stage = *state;
    const DisplayList list = build(stage, false);
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    setvbuf(full, NULL, _IONBF, 0);
    Painter *painter = painter_create_pdf(full, 480, 270, "Full");
    painter_draw(painter, &list);
    Err err = {""};
    assert_false(painter_finish(painter, &err));
    assert_contains(err.text, "drawing failed");
    fclose(full);
    assert_true(painter_finish(NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_are_the_same_in_any_order),
        cmocka_unit_test(test_parts_are_the_picture),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_streams_that_fail),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
