// test_dirty.c — which tiles two display lists may differ in, and what is the same in both from the bottom up.
#include "engine/anim/scene_data.h"
#include "engine/raster/dirty.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 1920, HEIGHT = 1080, MOST_TILES = 64 };

typedef struct Pair {
    Stage *stage;
    Dirty *dirty;
    Grid grid;
    bool tiles[MOST_TILES];
    TileItems before, after;
} Pair;

static int setup(void **state)
{
    if (stage_setup(state) != 0)
        return -1;
    static Pair pair;
    pair = (Pair){.stage = *state, .dirty = dirty_create(), .grid = grid_make(WIDTH, HEIGHT)};
    *state = &pair;
    return pair.grid.n_cols * pair.grid.n_rows <= MOST_TILES ? 0 : -1;
}

static int teardown(void **state)
{
    Pair *pair = *state;
    dirty_destroy(pair->dirty);
    tile_items_finish(&pair->before);
    tile_items_finish(&pair->after);
    void *stage = pair->stage;
    return stage_teardown(&stage);
}

// Compares the scene at two times. Returns how many tiles are marked.
static int compare(Pair *pair, const Scene *s, double before_s, double after_s)
{
    const DisplayList before = frame_at(s, before_s, &pair->stage->arena);
    const DisplayList after = frame_at(s, after_s, &pair->stage->arena);
    assert_true(dirty_find(pair->dirty, &pair->grid, &before, &after, pair->tiles));
    tile_items_find(&pair->before, &pair->grid, &before);
    tile_items_find(&pair->after, &pair->grid, &after);
    int n = 0;
    for (int i = 0; i < pair->grid.n_cols * pair->grid.n_rows; i++)
        n += pair->tiles[i];
    return n;
}

static bool marked_at(const Pair *pair, double x, double y)
{
    return pair->tiles[(int)(y / pair->grid.tile_height) * pair->grid.n_cols + (int)(x / pair->grid.tile_width)];
}

static int common_at(const Pair *pair, double x, double y)
{
    const int tile = (int)(y / pair->grid.tile_height) * pair->grid.n_cols + (int)(x / pair->grid.tile_width);
    return dirty_common_items(pair->dirty, &pair->before, &pair->after, tile);
}

static Node *add_box(Scene *s, Node *parent, double x, double y)
{
    return add_rect(s, parent, .x = x, .y = y, .w = 20, .h = 20, .fill = THEME_DARK.ink);
}

// Where the node was, and where it is.
static void test_a_moved_node(void **state)
{
    Pair *pair = *state;
    Scene *s = stage_scene(pair->stage);
    add_box(s, NULL, 1000, 600); // stands still
    Node *box = add_box(s, NULL, 100, 100);
    move_to(s, box, 1700, 900, .dur_s = 1, .ease = EASE_STEP);
    s->cursor_s = 3;
    stage_seal(s);
    assert_int_equal(compare(pair, s, 0.5, 2), 2);
    assert_true(marked_at(pair, 110, 110) && marked_at(pair, 1710, 910));
    assert_int_equal(compare(pair, s, 2, 0.5), 2);
    assert_int_equal(compare(pair, s, 0.2, 0.7), 0);
    assert_int_equal(compare(pair, s, 2, 3), 0);
}

// Nodes that come and go, and those that change in their colour alone.
static void test_coming_going_and_changing(void **state)
{
    Pair *pair = *state;
    Scene *s = stage_scene(pair->stage);
    Node *come = add_box(s, NULL, 100, 100), *go = add_box(s, NULL, 900, 100), *change = add_box(s, NULL, 1700, 900);
    s->cursor_s = 1;
    fade_in(s, come, .dur_s = 0.5);
    s->cursor_s = 1;
    fade_out(s, go, .dur_s = 0.5);
    s->cursor_s = 1;
    recolor(s, change, PROP_FILL, THEME_DARK.bad, .dur_s = 0.5);
    s->cursor_s = 3;
    stage_seal(s);
    assert_int_equal(compare(pair, s, 0, 2), 3);
    assert_true(marked_at(pair, 110, 110) && marked_at(pair, 910, 110) && marked_at(pair, 1710, 910));
}

// What is drawn as one picture changes as one: all of it is marked. A group that only places does not.
static void test_groups(void **state)
{
    Pair *pair = *state;
    for (int as_one = 0; as_one < 2; as_one++) {
        Scene *s = stage_scene(pair->stage);
        Node *group = add_group(s, NULL);
        node_set(s, group, PROP_OPACITY, as_one ? 0.5 : 1);
        add_box(s, group, 100, 100);
        Node *moving = add_box(s, group, 1700, 900);
        move_to(s, moving, 1710, 910, .dur_s = 1);
        stage_seal(s);
        const int n = compare(pair, s, 0, 1);
        assert_int_equal(n, as_one ? pair->grid.n_cols * pair->grid.n_rows : 1);
        assert_int_equal(marked_at(pair, 110, 110), as_one);
    }
}

// From the bottom up: what lies below a change is the same.
static void test_what_lies_below(void **state)
{
    Pair *pair = *state;
    Scene *s = stage_scene(pair->stage);
    add_box(s, NULL, 100, 100);
    add_box(s, NULL, 110, 110);
    Node *moving = add_box(s, NULL, 120, 120);
    add_box(s, NULL, 130, 130);
    add_box(s, NULL, 1700, 900);
    move_to(s, moving, 125, 125, .dur_s = 1);
    stage_seal(s);
    assert_int_equal(compare(pair, s, 0, 1), 1);
    assert_int_equal(common_at(pair, 110, 110), 2);
    assert_int_equal(common_at(pair, 1710, 910), 1);
    assert_int_equal(common_at(pair, 900, 500), 0); // there is nothing
}

static void test_other_scenes_have_nothing_in_common(void **state)
{
    Pair *pair = *state;
    DisplayList lists[2];
    for (int i = 0; i < 2; i++) {
        Scene *s = stage_scene(pair->stage);
        add_box(s, NULL, 100, 100);
        s->cursor_s = 1;
        stage_seal(s);
        lists[i] = frame_at(s, 0, &pair->stage->arena);
    }
    assert_false(dirty_find(pair->dirty, &pair->grid, &lists[0], &lists[1], pair->tiles));
    for (int i = 0; i < pair->grid.n_cols * pair->grid.n_rows; i++)
        assert_true(pair->tiles[i]);
    DisplayList other = lists[0];
    other.background = THEME_DARK.ink;
    assert_false(dirty_find(pair->dirty, &pair->grid, &lists[0], &other, pair->tiles));
    assert_true(dirty_find(pair->dirty, &pair->grid, &lists[0], &lists[0], pair->tiles));
}

// A large stroke that grows: the rows in which it does. With square ends, all that it may cover.
static void test_a_line_that_grows(void **state)
{
    Pair *pair = *state;
    for (int round = 0; round < 2; round++) {
        Scene *s = stage_scene(pair->stage);
        Path *path = path_create(scene_arena(s));
        path_polyline(path, (Point[]){{50, 50}, {1800, 400}, {200, 500}, {1800, 1000}}, 4);
        Node *line = add_path(s, NULL, .path = path, .stroke = THEME_DARK.ink, .stroke_width = 4, .round_caps = round);
        s->cursor_s = 1;
        draw_in(s, line, .dur_s = 1, .ease = EASE_LINEAR);
        s->cursor_s = 4;
        stage_seal(s);
        const int n_all = pair->grid.n_cols * pair->grid.n_rows;
        assert_int_equal(compare(pair, s, 1.05, 1.1), round ? n_all / 5 * 2 : n_all);
        assert_true(marked_at(pair, 60, 60) && marked_at(pair, 1800, 60));
        assert_int_equal(compare(pair, s, 1.9, 1.95), round ? n_all / 5 * 4 : n_all); // and the piece before
        assert_true(!round || !marked_at(pair, 60, 60));
        assert_int_equal(compare(pair, s, 1.9, 3), n_all); // trimmed, then whole
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_moved_node),
        cmocka_unit_test(test_coming_going_and_changing),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_a_line_that_grows),
        cmocka_unit_test(test_what_lies_below),
        cmocka_unit_test(test_other_scenes_have_nothing_in_common),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
