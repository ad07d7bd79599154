// test_picture.c — pictures keep the identity of their parts from one layout to the next.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/anim/picture.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// A row of bars: a picture as small as can be.
typedef struct Row {
    int n;
    int64_t ids[4];
    double lengths[4];
} Row;

static void lay_out_row(Layout *layout, const void *data, Rect rect)
{
    const Row *row = data;
    const double pitch = rect.h / row->n;
    for (int i = 0; i < row->n; i++) {
        layout_part(layout, part_id(row->ids[i]), (Rect){rect.x, rect.y + i * pitch, rect.w, pitch}, 0);
        item_rect(layout, "bar", .w = layout_is_seed(layout) ? 0 : row->lengths[i] * rect.w, .h = pitch,
                  .fill = layout_theme(layout)->accent);
        item_text(layout, "words", .y = pitch / 2, .text = "bar", .style = {.size = pitch / 3},
                  .fill = layout_theme(layout)->ink);
    }
}

static const PictureKind ROW = {"row", NULL, lay_out_row};

static const Row FIRST = {3, {7, 8, 9}, {0.5, 0.25, 0.125}};
static const Row SECOND = {3, {9, 7, 5}, {0.75, 0.5, 0.1}};
static const Rect HERE = {100, 100, 400, 300}, THERE = {1000, 100, 200, 600};

static Scene *sheet(Stage *stage)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/picture");
    block_begin_scene(s);
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    return s;
}

static void seal(Scene *s)
{
    block_hold(s, 1);
    block_close(s);
    Err err = {""};
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
}

static bool is_near(double a, double b)
{
    return fabs(a - b) < 0.01;
}

// Where a part's group and its bar are at a time.
static void assert_part(const Picture *picture, int64_t id, double t_s, double x, double y, double w)
{
    const int at = picture_part_find(picture, part_id(id));
    assert_true(at >= 0);
    const Node *group = picture_part_node(picture, at), *bar = picture_item(picture, at, "bar");
    const double got_x = node_value(group, PROP_X, t_s), got_y = node_value(group, PROP_Y, t_s);
    const double got_w = node_value(bar, PROP_W, t_s);
    if (!is_near(got_x, x) || !is_near(got_y, y) || !is_near(got_w, w))
        fail_msg("part %d at %g s: %g %g %g, not %g %g %g", (int)id, t_s, got_x, got_y, got_w, x, y, w);
}

static void test_reveal_and_settle(void **state)
{
    Scene *s = sheet(*state);
    Picture *picture = picture_add(s, &ROW, &FIRST, HERE, false, 0);
    block_hold(s, 1);
    picture_reveal(s, picture, (Tween){.dur_s = 1});
    picture_settle(s, picture, THERE, (Tween){.dur_s = 1});
    seal(s);
    assert_true(node_value(picture_node(picture), PROP_OPACITY, 0.9) == 0); // unseen until it is shown
    assert_part(picture, 7, 1, 100, 100, 0);                                // it grows from nothing
    assert_part(picture, 7, 2, 100, 100, 200);
    assert_part(picture, 8, 3, 1000, 300, 50);
    const Node *words = picture_item(picture, 0, "words");
    assert_true(is_near(node_value(words, PROP_SCALE_X, 3), 2)); // its type is twice as large, as laid out
    assert_true(node_child(picture_part_node(picture, 0), 1) && !node_child(picture_part_node(picture, 0), 2));
}

static void test_change(void **state)
{
    Scene *s = sheet(*state);
    Picture *picture = picture_add(s, &ROW, &FIRST, HERE, false, 0);
    picture_reveal(s, picture, (Tween){.dur_s = 1});
    const Node *gone = picture_part_node(picture, picture_part_find(picture, part_id(8)));
    const Node *kept = picture_part_node(picture, picture_part_find(picture, part_id(9)));
    picture_change(s, picture, &SECOND, (Tween){.dur_s = 1});
    seal(s);
    assert_true(node_value(gone, PROP_OPACITY, 1) == 1 && node_value(gone, PROP_OPACITY, 2) == 0);
    assert_ptr_equal(kept, picture_part_node(picture, picture_part_find(picture, part_id(9))));
    assert_part(picture, 9, 2, 100, 100, 300); // from the last place to the first
    assert_part(picture, 7, 2, 100, 200, 200);
    const Node *added = picture_part_node(picture, picture_part_find(picture, part_id(5)));
    assert_true(node_value(added, PROP_OPACITY, 1) == 0 && node_value(added, PROP_OPACITY, 2) == 1);
}

static void test_become(void **state)
{
    Scene *s = sheet(*state);
    Picture *first = picture_add(s, &ROW, &FIRST, HERE, false, 0);
    picture_reveal(s, first, (Tween){.dur_s = 1});
    const Node *old = picture_part_node(first, 0), *leaves = picture_part_node(first, 1);
    const Node *bar = picture_item(first, 0, "bar");
    Picture *second = picture_add(s, &ROW, &SECOND, THERE, false, 0);
    picture_become(s, first, second, false, (Tween){.dur_s = 1});
    seal(s);
    assert_part(second, 7, 1, 100, 100, 200);                                                   // as its partner was
    assert_part(second, 7, 2, 1000, 300, 100);                                                  // as it was laid out
    assert_true(node_value(bar, PROP_OPACITY, 1.01) == 0 && node_value(old, PROP_X, 2) == 100); // all was taken over
    assert_true(node_value(leaves, PROP_OPACITY, 1.01) > 0 && node_value(leaves, PROP_OPACITY, 2) == 0);
}

// The same bars with other words.
static void lay_out_rods(Layout *layout, const void *data, Rect rect)
{
    const Row *row = data;
    const double pitch = rect.h / row->n;
    for (int i = 0; i < row->n; i++) {
        layout_part(layout, part_id(row->ids[i]), (Rect){rect.x, rect.y + i * pitch, rect.w, pitch}, 0);
        item_rect(layout, "bar", .w = row->lengths[i] * rect.w, .h = pitch, .fill = layout_theme(layout)->accent);
        item_text(layout, "words", .y = pitch / 2, .text = "rod", .style = {.size = pitch / 4},
                  .fill = layout_theme(layout)->ink);
    }
}

// What the new part lacks of the old one goes along and fades on the way; what is new appears where it will be.
static void test_become_goes_along(void **state)
{
    static const PictureKind RODS = {"rods", NULL, lay_out_rods};
    Scene *s = sheet(*state);
    Picture *first = picture_add(s, &ROW, &FIRST, HERE, false, 0);
    picture_reveal(s, first, (Tween){.dur_s = 1});
    const Node *old = picture_part_node(first, 0), *words = picture_item(first, 0, "words");
    Picture *second = picture_add(s, &RODS, &SECOND, THERE, false, 0);
    picture_become(s, first, second, false, (Tween){.dur_s = 1});
    seal(s);
    assert_true(is_near(node_value(old, PROP_X, 2), 1000) && is_near(node_value(old, PROP_Y, 2), 300));
    assert_true(node_value(words, PROP_OPACITY, 1.1) > 0 && node_value(words, PROP_OPACITY, 2) == 0);
    const int at = picture_part_find(second, part_id(7));
    const Node *group = picture_part_node(second, at), *fresh = picture_item(second, at, "words");
    for (double t_s = 1; t_s < 2.1; t_s += 0.25)
        assert_true(is_near(node_value(group, PROP_X, t_s) + node_value(fresh, PROP_X, t_s), 1000));
}

// With a stagger, a part waits where its partner was until its turn comes.
static void test_become_staggered(void **state)
{
    Scene *s = sheet(*state);
    Picture *first = picture_add(s, &ROW, &FIRST, HERE, false, 0);
    picture_reveal(s, first, (Tween){.dur_s = 1});
    Picture *second = picture_add(s, &ROW, &SECOND, THERE, false, 0);
    picture_become(s, first, second, false, (Tween){.dur_s = 1, .stagger_s = 1});
    seal(s);
    assert_part(second, 7, 2, 100, 100, 200); // the second of its layout
    assert_part(second, 7, 3, 1000, 300, 100);
}

// A line with one corner, whose shape is the rectangle's.
static void lay_out_line(Layout *layout, const void *data, Rect rect)
{
    (void)data;
    Path *line = path_create(layout_arena(layout));
    path_polyline(line, (Point[]){{0, 0}, {rect.w, 0}, {rect.w, rect.h}}, 3);
    layout_part(layout, part_index(0), rect, 0);
    item_path(layout, "line", .path = line, .stroke = layout_theme(layout)->ink);
}

static void assert_shape(const Picture *picture, double t_s, double w)
{
    const Node *line = picture_item(picture, 0, "line");
    const int shape = (int)node_value(line, PROP_MORPH, t_s);
    assert_true(is_near(path_bounds(line->shapes[shape]).w, w));
}

static void test_become_another_shape(void **state)
{
    static const PictureKind LINE = {"line", NULL, lay_out_line};
    Scene *s = sheet(*state);
    Picture *first = picture_add(s, &LINE, NULL, HERE, false, 0),
            *second = picture_add(s, &LINE, NULL, THERE, false, 0);
    picture_reveal(s, first, (Tween){.dur_s = 1});
    picture_become(s, first, second, false, (Tween){.dur_s = 1});
    seal(s);
    assert_shape(second, 1, HERE.w);
    assert_shape(second, 2, THERE.w);
}

// One text somewhere.
typedef struct Note {
    const char *words;
    double x;
} Note;

static void lay_out_note(Layout *layout, const void *data, Rect rect)
{
    const Note *note = data;
    layout_part(layout, part_named("note"), rect, 0);
    item_text(layout, "words", .x = note->x, .y = 40, .text = note->words, .style = {.size = 40},
              .fill = layout_theme(layout)->ink);
}

// Other words come where the old ones were, and both are on their way to the new place.
static void test_words_go_along(void **state)
{
    static const PictureKind NOTE = {"note", NULL, lay_out_note};
    static const Note OLD = {"some of it", 100}, NEW = {"all", 300};
    Scene *s = sheet(*state);
    Picture *picture = picture_add(s, &NOTE, &OLD, HERE, false, 0);
    picture_reveal(s, picture, (Tween){.dur_s = 1});
    const Node *old = picture_item(picture, 0, "words");
    picture_change(s, picture, &NEW, (Tween){.dur_s = 1});
    const Node *fresh = picture_item(picture, 0, "words");
    seal(s);
    assert_true(old != fresh && is_near(node_value(fresh, PROP_X, 1), 100) &&
                is_near(node_value(fresh, PROP_X, 2), 300));
    assert_true(is_near(node_value(old, PROP_X, 1.3), node_value(fresh, PROP_X, 1.3)));
    assert_true(node_value(old, PROP_OPACITY, 2) == 0 && node_value(fresh, PROP_OPACITY, 2) == 1);
}

static void test_copy(void **state)
{
    Scene *s = sheet(*state);
    Picture *first = picture_add(s, &ROW, &FIRST, HERE, false, 0);
    picture_reveal(s, first, (Tween){.dur_s = 1});
    Picture *twin = picture_copy(s, first);
    picture_settle(s, twin, THERE, (Tween){.dur_s = 1});
    seal(s);
    assert_part(twin, 7, 1, 100, 100, 200);
    assert_part(twin, 7, 2, 1000, 100, 100);
    assert_part(first, 7, 2, 100, 100, 200); // which stays
    assert_true(node_value(picture_node(twin), PROP_OPACITY, 0.5) == 0);
}

static void test_errors(void **state)
{
    static const char *const SAYS[] = {"has not been shown yet", "is there already", "is made but never shown"};
    for (size_t i = 0; i < sizeof SAYS / sizeof *SAYS; i++) {
        Scene *s = sheet(*state);
        Picture *picture = picture_add(s, &ROW, &FIRST, HERE, false, 0);
        if (i == 0)
            picture_settle(s, picture, THERE, (Tween){0});
        for (int k = 0; i == 1 && k < 2; k++)
            picture_reveal(s, picture, (Tween){0});
        block_hold(s, 1);
        block_close(s);
        Err err = {""};
        assert_false(scene_seal(s, &err));
        if (!strstr(err.text, SAYS[i]))
            fail_msg("\"%s\" does not say \"%s\"", err.text, SAYS[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reveal_and_settle),
        cmocka_unit_test(test_change),
        cmocka_unit_test(test_become),
        cmocka_unit_test(test_become_goes_along),
        cmocka_unit_test(test_become_staggered),
        cmocka_unit_test(test_become_another_shape),
        cmocka_unit_test(test_words_go_along),
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
