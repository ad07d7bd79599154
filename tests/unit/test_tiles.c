// test_tiles.c — a picture drawn anew in part is the same bits as one drawn whole; slow text glides.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/raster/raster.h"
#include "support_films.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FPS = 60, FEW_FPS = 12, WIDTH = 960, HEIGHT = 540, BLOCK = 16 };

static uint32_t pixel(const Raster *raster, int x, int y)
{
    uint32_t value;
    memcpy(&value, raster_pixels(raster) + y * raster_stride_bytes(raster) + 4 * x, sizeof value);
    return value;
}

// Every changed pixel lies in a block that is told to have changed; a block told has a change within or left of it.
static void assert_changes_are_told(const Raster *before, const Raster *after)
{
    const int n_cols = (WIDTH + BLOCK - 1) / BLOCK, n_rows = (HEIGHT + BLOCK - 1) / BLOCK;
    for (int row = 0; row < n_rows; row++)
        for (int col = 0; col < n_cols; col++) {
            bool within = false, left = false;
            for (int y = row * BLOCK; y < (row + 1) * BLOCK && y < HEIGHT; y++) {
                for (int x = col * BLOCK; x < (col + 1) * BLOCK && x < WIDTH; x++)
                    within = within || pixel(before, x, y) != pixel(after, x, y);
                left = left || (col > 0 && pixel(before, col * BLOCK - 1, y) != pixel(after, col * BLOCK - 1, y));
            }
            assert_int_equal(raster_changed(after)[row * n_cols + col], within || left);
        }
}

// Draws so many frames a second by updates, and looks at every `every`-th from scratch. Returns the mean of the tiles
// drawn.
static double check_updates(const Scene *s, int fps, int every)
{
    Raster *updated = raster_create(WIDTH, HEIGHT), *fresh = raster_create(WIDTH, HEIGHT);
    Arena arenas[2];
    DisplayList lists[2];
    arena_init(&arenas[0]);
    arena_init(&arenas[1]);
    const int n_frames = (int)(s->dur_s * fps);
    double n_tiles = 0;
    for (int i = 0; i < n_frames; i++) {
        const int k = i % 2;
        arena_reset(&arenas[k]);
        lists[k] = frame_at(s, (double)i / fps, &arenas[k]);
        const bool looked_at = i % every == 0 && i > 0;
        if (looked_at)
            raster_draw(fresh, &lists[!k]);
        if (i == 0)
            raster_draw(updated, &lists[k]);
        else
            raster_update(updated, &lists[!k], &lists[k]);
        n_tiles += raster_tiles_drawn(updated);
        if (!looked_at)
            continue;
        assert_changes_are_told(fresh, updated);
        raster_draw(fresh, &lists[k]);
        if (memcmp(raster_pixels(fresh), raster_pixels(updated), (size_t)(4 * WIDTH * HEIGHT)) != 0)
            fail_msg("%s: frame %d redrawn in part is not the whole picture", s->name, i);
    }
    arena_finish(&arenas[0]);
    arena_finish(&arenas[1]);
    raster_destroy(updated);
    raster_destroy(fresh);
    return n_tiles / n_frames;
}

static Node *boxes(Scene *s, Node *parent)
{
    const Theme *theme = scene_theme(s);
    add_rect(s, parent, .x = 0, .y = 0, .w = 260, .h = 180, .radius = 24, .fill = theme->panel, .stroke = theme->line);
    return add_rect(s, parent, .x = 100, .y = 60, .w = 120, .h = 90, .fill = theme->pick, .stroke = theme->accent,
                    .stroke_width = 5);
}

// Every kind of node, alone, in clips and in see-through groups, in which things come to touch and part again.
static void build_mix(Scene *s)
{
    const Theme *theme = scene_theme(s);
    const TextStyle style = {.family = FONT_SERIF, .size = 70, .italic = true};
    const Color cells[4] = {theme->pick, theme->good, theme->plus, theme->accent};
    Path *ring = path_create(scene_arena(s));
    path_circle(ring, 0, 0, 90);
    Node *dimmed = add_group(s, NULL, .x = 120, .y = 120);
    Node *within = boxes(s, dimmed);
    node_set(s, dimmed, PROP_OPACITY, 0.35);
    Node *clip = add_group(s, NULL, .x = 700, .y = 100, .clip = true, .w = 300, .h = 200, .radius = 40);
    Node *clipped = boxes(s, clip);
    add_text(s, clip, .x = 10, .y = 120, .text = "clipped", .style = &style, .color = theme->ink);
    Node *glow = add_glow(s, clip, .x = 40, .y = 40, .path = ring, .sigma = 20, .color = theme->bad);
    Node *image = add_image(s, NULL, .x = 1200, .y = 600, .w = 300, .h = 300, .n_cols = 2, .n_rows = 2, .cells = cells);
    Node *path = add_path(s, NULL, .x = 400, .y = 700, .path = ring, .stroke = theme->ink, .dash = 30, .gap = 12);
    Node *text = add_text(s, NULL, .x = 300, .y = 500, .text = "Affinity", .style = &style, .color = theme->ink);
    block_hold(s, 0.1);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    move_to(s, within, 400, 90, .dur_s = 0.6); // out of its panel's reach and back
    move_to(s, clipped, 250, -60, .dur_s = 0.5);
    fade_in(s, glow, .dur_s = 0.4, .delay_s = 0.2);
    move_to(s, image, 1250, 560, .dur_s = 0.5);
    animate(s, image, PROP_ROTATE, 0.4, .dur_s = 0.2, .delay_s = 0.5);
    draw_in(s, path, .dur_s = 0.7);
    reveal_text(s, text, 0.7);
    block_close(s);
    move_to(s, within, 100, 60, .dur_s = 0.3);
    fade_out(s, dimmed, .dur_s = 0.3);
    camera_to(s, 900, 500, 1.7, .dur_s = 0.4);
    s->cursor_s += 0.1;
}

// A group that comes to reach around a tile without touching it, while what is kept of that tile waits.
static void build_around(Scene *s)
{
    const Theme *theme = scene_theme(s);
    add_rect(s, NULL, .x = 500, .y = 400, .w = 400, .h = 300, .fill = theme->panel);
    Node *around = add_group(s, NULL, .x = 0, .y = 0, .clip = true, .w = 1900, .h = 1060);
    add_rect(s, around, .x = 50, .y = 50, .w = 40, .h = 40, .fill = theme->good);
    Node *moving = add_rect(s, around, .x = 50, .y = 900, .w = 40, .h = 40, .fill = theme->plus);
    Node *veil = add_rect(s, NULL, .x = 520, .y = 420, .w = 300, .h = 250, .fill = theme->pick);
    Node *blinking = add_circle(s, NULL, .x = 700, .y = 550, .r = 60, .fill = theme->accent);
    node_set(s, veil, PROP_OPACITY, 0.5);
    animate(s, blinking, PROP_OPACITY, 0.3, .dur_s = 0.3);
    move_to(s, moving, 1700, 900, .dur_s = 0.4);
    animate(s, blinking, PROP_OPACITY, 0.9, .dur_s = 0.3);
    move_to(s, moving, 50, 900, .dur_s = 0.4);
    animate(s, blinking, PROP_OPACITY, 0.3, .dur_s = 0.3);
    s->cursor_s += 0.1;
}

// Large lines that grow, run on and are drawn back: noise, steps along one direction, curves; one turned.
static void build_lines(Scene *s)
{
    const Color ink = scene_theme(s)->ink;
    Path *noise = path_create(scene_arena(s)), *curve = path_create(scene_arena(s));
    path_move(noise, 0, 0);
    for (int i = 1; i <= 300; i++)
        path_line(noise, 5 * i, i < 200 ? 2 * i + 97 * i % 83 : 480);
    path_move(curve, 0, 0);
    for (int i = 0; i < 4; i++)
        path_cubic(curve, 300 * i, 300, 300 * i + 300, -300, 300 * i + 300, 100 * i);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < 4; i++) {
        Node *line = add_path(s, NULL, .x = 100, .y = 200 + 100 * i, .path = i % 2 ? curve : noise, .stroke = ink,
                              .stroke_width = 3 + i, .round_caps = i != 2);
        node_set(s, line, PROP_ROTATE, i == 3 ? 0.3 : 0);
        draw_in(s, line, .dur_s = 0.5, .delay_s = 0.05 * i);
        animate(s, line, PROP_TRIM_START, 0.6, .dur_s = 0.5, .delay_s = 0.3);
        animate(s, line, PROP_TRIM_END, 0.8, .dur_s = 0.2, .delay_s = 0.8);
    }
    block_close(s);
    s->cursor_s += 0.1;
}

static void any_scene_is_redrawn_in_part(void **state)
{
    Stage *stage = *state;
    void (*const builds[])(Scene *s) = {build_mix, build_around, build_lines};
    for (size_t i = 0; i < sizeof builds / sizeof *builds; i++) {
        Scene *s = stage_scene(stage);
        builds[i](s);
        stage_seal(s);
        check_updates(s, FPS, 1);
    }
}

// One film with all of its frames, but with sanitizers; of the others, which are much longer, a few a second.
static void films_are_redrawn_in_part(void **state)
{
    Stage *stage = *state;
    for (const FilmRow *row = films_scenes(stage); row->film; row++) {
        Arena arena;
        arena_init(&arena);
        const Scene *s = films_build(stage, &arena, row, films_runs(stage, row, NULL), CANVAS_WIDE);
        if (!HAS_SANITIZERS && strcmp(row->film, "nanogpt") == 0)
            assert_true(check_updates(s, FPS, 35) < 8); // tiles of 12
        else
            check_updates(s, FEW_FPS, 13);
        arena_finish(&arena);
    }
}

// The middle of what is lit, across.
static double middle(const Raster *raster)
{
    double sum = 0, weighted = 0;
    for (int y = 0; y < raster_height_px(raster); y++)
        for (int x = 0; x < raster_width_px(raster); x++) {
            const double lit = pixel(raster, x, y) & 255;
            sum += lit;
            weighted += lit * x;
        }
    return weighted / sum;
}

// A tenth of a pixel a frame: every frame within a tenth of where it should be, and never back.
static void slow_text_glides(void **state)
{
    Stage *stage = *state;
    static const Theme PLAIN = {.name = "plain", .bg = {0, 0, 0, 1}};
    Scene *s = scene_create(&stage->arena, stage->fonts, canvas_make(200, 60), &PLAIN, "test/slow");
    const TextStyle style = {.family = FONT_SANS, .size = 30};
    Node *text = add_text(s, NULL, .x = 20, .y = 40, .text = "Seven", .style = &style, .color = {1, 1, 1, 1});
    animate(s, text, PROP_X, 32, .dur_s = 2, .ease = EASE_LINEAR); // 12 pixels in 120 frames
    Err err = {""};
    assert_true(scene_seal(s, &err));
    Raster *raster = raster_create(200, 60);
    double first = 0, before = 0;
    for (int i = 0; i <= 120; i++) {
        Arena arena;
        arena_init(&arena);
        const DisplayList list = frame_at(s, i / 60.0, &arena);
        raster_draw(raster, &list);
        arena_finish(&arena);
        const double here = middle(raster);
        if (i == 0)
            first = here;
        assert_true(fabs(here - first - 0.1 * i) < 0.1);
        assert_true(i == 0 || here > before - 0.01);
        before = here;
    }
    raster_destroy(raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_scene_is_redrawn_in_part),
        cmocka_unit_test(films_are_redrawn_in_part),
        cmocka_unit_test(slow_text_glides),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
