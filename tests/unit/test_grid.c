// test_grid.c — a picture in tiles, and what of a display list each tile sees.
#include "engine/anim/scene_data.h"
#include "engine/raster/grid.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const Canvas WIDE = {1920, 1080, {96, 54, 1728, 972}, SIZE_LABEL};

// Tiles are whole blocks, none is empty, and together they are the picture.
static void test_tiles_cover_the_picture(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{16, 16},     {320, 180},   {480, 270}, {1080, 1920},
                                   {1920, 1080}, {3840, 2160}, {258, 2}};
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        const Grid grid = grid_make(SIZES[i][0], SIZES[i][1]);
        assert_int_equal(grid.tile_width % BLOCK_PX, 0);
        assert_int_equal(grid.tile_height % BLOCK_PX, 0);
        assert_true(grid.tile_width <= 256 && grid.tile_height <= 256);
        assert_true(grid.n_cols * grid.tile_width >= grid.width_px);
        assert_true(grid.n_rows * grid.tile_height >= grid.height_px);
        assert_true((grid.n_cols - 1) * grid.tile_width < grid.width_px);
        assert_true((grid.n_rows - 1) * grid.tile_height < grid.height_px);
        const Rect last = grid_tile(&grid, grid.n_cols * grid.n_rows - 1);
        assert_true(last.x == (grid.n_cols - 1) * grid.tile_width && last.w == grid.tile_width);
        assert_true(last.y == (grid.n_rows - 1) * grid.tile_height && last.h == grid.tile_height);
    }
}

// Whether a tile sees bounds on the canvas: by looking at every tile.
static bool sees(const Grid *grid, int tile, Rect bounds)
{
    if (rect_is_empty(bounds))
        return false;
    const double x = grid->width_px / WIDE.width, y = grid->height_px / WIDE.height;
    const Rect near = rect_grow(bounds, grid_reach(WIDE, grid->width_px, grid->height_px));
    const Rect place = grid_tile(grid, tile);
    return near.x * x < place.x + place.w && (near.x + near.w) * x >= place.x && near.y * y < place.y + place.h &&
           (near.y + near.h) * y >= place.y;
}

static bool in_range(TileRange range, int col, int row)
{
    return col >= range.first_col && col <= range.last_col && row >= range.first_row && row <= range.last_row;
}

static void test_ranges(void **state)
{
    (void)state;
    static const Rect BOUNDS[] = {
        {0, 0, 1920, 1080}, {10, 10, 5, 5},      {470, 260, 40, 40},   {-500, -500, 100, 100}, {5000, 10, 5, 5},
        {-10, 500, 30, 1},  {1919, 1079, 50, 9}, {900, -1e9, 10, 2e9}, {0, 0, -1, -1},         {250, 250, 0, 0},
    };
    static const int SIZES[][2] = {{1920, 1080}, {640, 360}, {3840, 2160}};
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        const Grid grid = grid_make(SIZES[i][0], SIZES[i][1]);
        for (size_t k = 0; k < sizeof BOUNDS / sizeof BOUNDS[0]; k++) {
            const TileRange range = grid_range(&grid, WIDE, BOUNDS[k]);
            for (int tile = 0; tile < grid.n_cols * grid.n_rows; tile++)
                assert_int_equal(in_range(range, tile % grid.n_cols, tile / grid.n_cols), sees(&grid, tile, BOUNDS[k]));
        }
    }
}

static void test_spans(void **state)
{
    (void)state;
    const DrawItem items[] = {
        {.kind = DRAW_PATH}, {.kind = DRAW_PUSH}, {.kind = DRAW_TEXT}, {.kind = DRAW_PUSH},
        {.kind = DRAW_GLOW}, {.kind = DRAW_POP},  {.kind = DRAW_POP},  {.kind = DRAW_IMAGE},
    };
    static const int SPANS[8] = {1, 6, 1, 3, 1, 0, 0, 1};
    for (int i = 0; i < 8; i++)
        if (SPANS[i] > 0)
            assert_int_equal(item_span(items + i, 8 - i), SPANS[i]);
}

// Boxes here and there, some in a group that is one picture.
static const Scene *build(Stage *stage, int n_boxes)
{
    Scene *s = stage_scene(stage);
    Node *group = NULL;
    for (int i = 0; i < n_boxes; i++) {
        if (i % 5 == 0) {
            group = add_group(s, NULL);
            node_set(s, group, PROP_OPACITY, 0.5);
        }
        add_rect(s, i % 5 < 3 ? group : NULL, .x = i * 397 % 1900, .y = i * 211 % 1000, .w = 30 + i % 7 * 40, .h = 60,
                 .fill = THEME_DARK.ink);
    }
    s->cursor_s = 1;
    stage_seal(s);
    return s;
}

static void check_items(const TileItems *tile_items, const Grid *grid, const DisplayList *list)
{
    for (int tile = 0; tile < grid->n_cols * grid->n_rows; tile++) {
        int n = tile_items->starts[tile];
        for (int i = 0; i < list->n_items; i += item_span(list->items + i, list->n_items - i))
            if (sees(grid, tile, list->items[i].bounds))
                assert_int_equal(tile_items->items[n++], i);
        assert_int_equal(n, tile_items->starts[tile + 1]);
    }
}

// The same as asking every tile about every item; used again for longer and for shorter lists.
static void test_items_of_tiles(void **state)
{
    Stage *stage = *state;
    const Grid grid = grid_make(1920, 1080);
    TileItems tile_items = {0};
    static const int N_BOXES[] = {10, 200, 3, 0};
    for (size_t i = 0; i < sizeof N_BOXES / sizeof N_BOXES[0]; i++) {
        const DisplayList list = frame_at(build(stage, N_BOXES[i]), 0, &stage->arena);
        tile_items_find(&tile_items, &grid, &list);
        check_items(&tile_items, &grid, &list);
    }
    tile_items_finish(&tile_items);
    assert_null(tile_items.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tiles_cover_the_picture),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_items_of_tiles),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
