// test_draw_item.c — items of display lists are compared, hashed and printed field by field: every field counts, and
// what a compiler leaves between the fields does not.
#include "engine/anim/scene_data.h"
#include "engine/video/content.h"
#include "support_list.h"
#include "support_scenes.h"

#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PLACE(field) offsetof(DrawItem, field)

static const size_t DOUBLES[] = {
    PLACE(matrix.xx), PLACE(matrix.yx), PLACE(matrix.xy),   PLACE(matrix.yy), PLACE(matrix.x0), PLACE(matrix.y0),
    PLACE(opacity),   PLACE(bounds.x),  PLACE(bounds.y),    PLACE(bounds.w),  PLACE(bounds.h),  PLACE(stroke_width),
    PLACE(dash),      PLACE(gap),       PLACE(dash_offset), PLACE(w),         PLACE(h),         PLACE(r),
    PLACE(morph),     PLACE(reveal),    PLACE(trim_start),  PLACE(trim_end),
};
static const size_t FLOATS[] = {
    PLACE(fill.r),   PLACE(fill.g),   PLACE(fill.b),   PLACE(fill.a),
    PLACE(stroke.r), PLACE(stroke.g), PLACE(stroke.b), PLACE(stroke.a),
};
static const size_t BOOLS[] = {PLACE(clip), PLACE(isolate)};

enum {
    N_DOUBLES = sizeof DOUBLES / sizeof DOUBLES[0],
    N_FLOATS = sizeof FLOATS / sizeof FLOATS[0],
    N_BOOLS = sizeof BOOLS / sizeof BOOLS[0],
};

enum {
    FIELDS_BYTES = N_DOUBLES * sizeof(double) + N_FLOATS * sizeof(float) + N_BOOLS * sizeof(bool) + sizeof(DrawKind) +
                   2 * sizeof(void *) + sizeof(int64_t), // and kind, node, run and footage_frame
};

static_assert(sizeof(DrawItem) - FIELDS_BYTES < 2 * sizeof(double), "the tables lack a field of DrawItem");

// The item's fields on bytes that were something else before.
static void copy_fields(DrawItem *to, const DrawItem *from, int before)
{
    memset(to, before, sizeof *to);
    char *target = (char *)to;
    const char *source = (const char *)from;
    for (int i = 0; i < N_DOUBLES; i++)
        memcpy(target + DOUBLES[i], source + DOUBLES[i], sizeof(double));
    for (int i = 0; i < N_FLOATS; i++)
        memcpy(target + FLOATS[i], source + FLOATS[i], sizeof(float));
    for (int i = 0; i < N_BOOLS; i++)
        memcpy(target + BOOLS[i], source + BOOLS[i], sizeof(bool));
    memcpy(&to->kind, &from->kind, sizeof to->kind);
    memcpy(&to->node, &from->node, sizeof to->node);
    memcpy(&to->run, &from->run, sizeof to->run);
    memcpy(&to->footage_frame, &from->footage_frame, sizeof to->footage_frame);
}

typedef struct Pair {
    const Content *content;
    DisplayList list, other; // of one item each
    DrawItem item;           // of the other
} Pair;

static char *print(const DisplayList *list)
{
    char *text;
    size_t n_bytes;
    FILE *stream = open_memstream(&text, &n_bytes);
    display_list_print(list, stream);
    fclose(stream);
    return text;
}

static void expect_print(Pair *pair, bool equal)
{
    char *a = print(&pair->list), *b = print(&pair->other);
    if ((strcmp(a, b) == 0) != equal)
        fail_msg("%s should%s be printed as %s", b, equal ? "" : " not", a);
    free(a);
    free(b);
}

static void expect(Pair *pair, bool equal)
{
    assert_int_equal(draw_item_equal(&pair->list.items[0], &pair->item), equal);
    assert_int_equal(display_list_equal(&pair->list, &pair->other), equal);
    const Hash a = content_hash(pair->content, &pair->list), b = content_hash(pair->content, &pair->other);
    assert_int_equal(hash_equal(a, b), equal);
}

// Changes each field in turn, and back.
static void expect_all_fields_count(Pair *pair)
{
    char *bytes = (char *)&pair->item;
    for (int i = 0; i < N_DOUBLES; i++) {
        double *field = (double *)(void *)(bytes + DOUBLES[i]);
        const double was = *field;
        *field += 1;
        expect(pair, false);
        expect_print(pair, false);
        *field = was;
        expect(pair, true);
        expect_print(pair, true);
    }
    for (int i = 0; i < N_FLOATS; i++) {
        float *field = (float *)(void *)(bytes + FLOATS[i]);
        const float was = *field;
        *field += 1;
        expect(pair, false);
        expect_print(pair, false);
        *field = was;
        expect(pair, true);
        expect_print(pair, true);
    }
    for (int i = 0; i < N_BOOLS; i++) {
        bool *field = (bool *)(void *)(bytes + BOOLS[i]);
        *field = !*field;
        expect(pair, false);
        expect_print(pair, false);
        *field = !*field;
    }
    pair->item.footage_frame++;
    expect(pair, false);
    expect_print(pair, false);
    pair->item.footage_frame--;
    pair->item.kind = DRAW_PATH;
    expect(pair, false);
    pair->item.kind = DRAW_TEXT;
}

static void test_fields(void **state)
{
    Stage *stage = *state;
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "one");
    Node *text = add_text(s, NULL, .x = 300, .y = 200, .text = "one", .color = THEME_DARK.ink);
    Node *same = add_text(s, NULL, .x = 300, .y = 200, .text = "two", .color = THEME_DARK.ink);
    text_add_variant(s, text, "two");
    s->cursor_s = 1;
    assert_true(scene_seal(s, NULL));
    const DisplayList whole = frame_at(s, 0, &stage->arena);
    assert_int_equal(whole.n_items, 2);
    Content *content = content_create(s);
    Pair pair = {.content = content, .list = whole, .other = whole};
    pair.list.n_items = pair.other.n_items = 1;
    pair.other.items = &pair.item;
    for (int before = 0; before < 256; before += 85) {
        copy_fields(&pair.item, &whole.items[0], before);
        expect(&pair, true);
        expect_all_fields_count(&pair);
    }
    // Another text, and another node.
    pair.item.run = text->runs[1];
    expect(&pair, false);
    expect_print(&pair, false);
    copy_fields(&pair.item, &whole.items[0], 0);
    pair.item.node = same;
    assert_false(draw_item_equal(&whole.items[0], &pair.item));
    expect_print(&pair, false);
    content_destroy(content);
}

// A list is more than its items.
static void test_lists(void **state)
{
    Stage *stage = *state;
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "list");
    add_rect(s, NULL, .w = 30, .h = 20, .fill = THEME_DARK.ink);
    add_rect(s, NULL, .x = 50, .w = 30, .h = 20, .fill = THEME_DARK.ink);
    s->cursor_s = 1;
    assert_true(scene_seal(s, NULL));
    const DisplayList list = frame_at(s, 0, &stage->arena);
    DisplayList others[4] = {list, list, list, list};
    others[0].n_items--;
    others[1].canvas.width++;
    others[2].canvas.height++;
    others[3].background = THEME_DARK.ink;
    Content *content = content_create(s);
    const Hash hash = content_hash(content, &list);
    assert_true(display_list_equal(&list, &list));
    for (int i = 0; i < 4; i++) {
        assert_false(display_list_equal(&list, &others[i]));
        assert_false(hash_equal(hash, content_hash(content, &others[i])));
    }
    content_destroy(content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_lists),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
