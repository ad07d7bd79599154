// test_frame.c — the picture at a time depends on nothing but the scene and the time: not on what was asked for
// before, nor on how many threads ask.
#include "engine/base/pool.h"
#include "support_films.h"
#include "support_list.h"
#include "support_near.h"
#include "support_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
    PICTURES = 61,     // times of a scene that are compared
    EVALUATIONS = 240, // of them, in a random order
    MOST_WORKERS = 8,
};

typedef struct Comparison {
    const Scene *scene;
    DisplayList expected[PICTURES]; // evaluated one after the other by one thread
    int order[EVALUATIONS];
    Arena arenas[MOST_WORKERS]; // by worker
} Comparison;

static double time_of(const Comparison *c, int picture)
{
    return c->scene->dur_s * picture / (PICTURES - 1);
}

static bool compare_one(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    Comparison *c = context;
    const int picture = c->order[item];
    arena_reset(&c->arenas[worker]);
    const DisplayList list = frame_at(c->scene, time_of(c, picture), &c->arenas[worker]);
    if (display_list_equal(&list, &c->expected[picture]))
        return true;
    return err_set(err, "%s: another picture at %.3f s when it is asked for again", c->scene->name,
                   time_of(c, picture));
}

static void fill_expected(Comparison *c, Arena *arena)
{
    Arena scratch;
    arena_init(&scratch);
    for (int i = 0; i < PICTURES; i++) {
        DisplayList list = frame_at(c->scene, time_of(c, i), &scratch);
        // The list alone: the builder's room for all nodes is much larger.
        list.items = arena_memdup(arena, list.items, sizeof *list.items * (size_t)(list.n_items + 1));
        c->expected[i] = list;
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
}

static void shuffle(Comparison *c, uint64_t seed)
{
    for (int i = 0; i < EVALUATIONS; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        c->order[i] = (int)((seed >> 33) % PICTURES);
    }
}

static void compare_scene(const Scene *scene, Arena *arena)
{
    static const int N_WORKERS[] = {1, 2, 3, MOST_WORKERS};
    Comparison *c = ARENA_NEW(arena, Comparison);
    c->scene = scene;
    fill_expected(c, arena);
    for (int i = 0; i < MOST_WORKERS; i++)
        arena_init(&c->arenas[i]);
    Err err = {""};
    bool ok = true;
    for (size_t i = 0; i < sizeof N_WORKERS / sizeof N_WORKERS[0] && ok; i++) {
        shuffle(c, i + 1);
        const PoolJob job = {
            .n_items = EVALUATIONS,
            .n_workers = N_WORKERS[i],
            .n_slots = 2 * N_WORKERS[i],
            .make = compare_one,
            .context = c,
        };
        ok = pool_run(&job, &err);
    }
    for (int i = 0; i < MOST_WORKERS; i++)
        arena_finish(&c->arenas[i]);
    if (!ok)
        fail_msg("%s", err.text);
}

static void test_scenes_from_the_fixture(void **state)
{
    Stage *stage = *state;
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    int n_left_out = 0;
    for (const FilmRow *row = films_scenes(stage); row->film; row++) {
        Arena arena;
        arena_init(&arena);
        const void *const *runs = films_runs(stage, row, run);
        if (row->lacks && row->lacks(&arena, runs, row->script, NULL))
            n_left_out++;
        else
            compare_scene(films_build(stage, &arena, row, runs, CANVAS_WIDE), &arena);
        arena_finish(&arena);
    }
    assert_int_equal(n_left_out, 7); // it has no guess, no slopes, no moves, no forty steps, not what its text holds
}

static const char *print_scene(const Scene *scene, Arena *arena)
{
    char *text;
    size_t n_bytes;
    FILE *stream = open_memstream(&text, &n_bytes);
    for (double t_s = 0; t_s <= scene->dur_s; t_s += 1.7) {
        const DisplayList list = frame_at(scene, t_s, arena);
        display_list_print(&list, stream);
    }
    fclose(stream);
    const char *printed = arena_strdup(arena, text);
    free(text);
    return printed;
}

// A scene built twice is the same scene.
static void test_build_repeats(void **state)
{
    Stage *stage = *state;
    const Run *run = run_made(&stage->arena, &RUN_SHAPES[0]);
    for (const FilmRow *row = films_scenes(stage); row->film; row++) {
        Arena arena;
        arena_init(&arena);
        const void *const *runs = films_runs(stage, row, run);
        const char *printed[2] = {"", ""};
        for (int i = 0; i < 2 && !(row->lacks && row->lacks(&arena, runs, row->script, NULL)); i++)
            printed[i] = print_scene(films_build(stage, &arena, row, runs, CANVAS_TALL), &arena);
        assert_string_equal(printed[0], printed[1]);
        arena_finish(&arena);
    }
}

// Times outside the scene are its first and its last picture.
static void test_times_are_clamped(void **state)
{
    Stage *stage = *state;
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "clamped");
    Node *box = add_rect(s, NULL, .w = 10, .h = 10, .fill = THEME_DARK.ink);
    move_to(s, box, 100, 50, .dur_s = 2);
    Err err = {""};
    assert_true(scene_seal(s, &err));
    const DisplayList before = frame_at(s, -1, &stage->arena), first = frame_at(s, 0, &stage->arena);
    const DisplayList after = frame_at(s, 3, &stage->arena), last = frame_at(s, 2, &stage->arena);
    assert_true(display_list_equal(&before, &first));
    assert_true(display_list_equal(&after, &last));
    assert_false(display_list_equal(&first, &last));
}

static void test_groups_are_one_picture(void **state)
{
    Scene *s = stage_scene(*state);
    Node *group = add_group(s, NULL);
    add_rect(s, group, .w = 10, .h = 10, .fill = THEME_DARK.ink);
    add_rect(s, group, .x = 5, .w = 10, .h = 10, .fill = THEME_DARK.accent);
    animate(s, group, PROP_OPACITY, 0.35, .dur_s = 1);
    stage_seal(s);
    Arena arena;
    arena_init(&arena);
    assert_int_equal(frame_at(s, 0, &arena).n_items, 2);
    const DisplayList list = frame_at(s, 1, &arena);
    assert_int_equal(list.n_items, 4);
    assert_int_equal(list.items[0].kind, DRAW_PUSH);
    assert_true(list.items[0].isolate);
    assert_near(list.items[0].opacity, DIM_OPACITY);
    assert_near(list.items[1].opacity, 1);
    assert_int_equal(list.items[3].kind, DRAW_POP);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times_are_clamped),
        cmocka_unit_test(test_groups_are_one_picture),
        cmocka_unit_test(test_build_repeats),
        cmocka_unit_test(test_scenes_from_the_fixture),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
