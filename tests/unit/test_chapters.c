// test_chapters.c — the chapters of a scene, of a part of it, and of films.
#include "engine/anim/chapters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_chapter(const Chapter *chapter, double begin_s, double end_s, const char *title)
{
    assert_true(chapter->begin_s == begin_s && chapter->end_s == end_s);
    assert_string_equal(chapter->title, title);
}

static void a_scenes_own_within_a_range(void **state)
{
    Arena *arena = *state;
    Mark marks[] = {{.t_s = 1, .title = "One"}, {.t_s = 4, .title = "Four"}, {.t_s = 6, .title = "Six"}};
    const Scene scene = {.chapters = marks, .n_chapters = 3, .dur_s = 8};
    int n = -1;
    const Chapter *whole = scene_chapters(&scene, 0, 8, arena, &n);
    assert_int_equal(n, 3);
    assert_chapter(&whole[0], 1, 4, "One");
    assert_chapter(&whole[1], 4, 6, "Four");
    assert_chapter(&whole[2], 6, 8, "Six");
    const Chapter *range = scene_chapters(&scene, 2, 4, arena, &n); // 6 s is where it ends
    assert_int_equal(n, 1);
    assert_chapter(&range[0], 2, 4, "Four");
    scene_chapters(&scene, 6.5, 1, arena, &n);
    assert_int_equal(n, 0);
}

static void scenes_are_chapters_of_a_film(void **state)
{
    Arena *arena = *state;
    Mark early[] = {{.t_s = 0.4, .title = "Renamed"}, {.t_s = 5, .title = "Later"}};
    const Scene first = {.dur_s = 10}, second = {.chapters = early, .n_chapters = 2, .dur_s = 7.01};
    const Scene *const scenes[] = {&first, &second, &first};
    static const char *const TITLES[] = {"First", "Second", "Third"};
    static const double DURS_S[] = {10, 7, 3}; // in the file: whole frames, or parts
    int n = -1;
    const Chapter *chapters = film_chapters(scenes, TITLES, DURS_S, 3, arena, &n);
    assert_int_equal(n, 4);
    assert_chapter(&chapters[0], 0, 10, "First");
    assert_chapter(&chapters[1], 10, 15, "Renamed"); // too early for one of its own
    assert_chapter(&chapters[2], 15, 17, "Later");
    assert_chapter(&chapters[3], 17, 20, "Third");
}

static void lists_have_no_short_ones(void **state)
{
    Arena *arena = *state;
    Mark own[] = {{.t_s = 4, .title = "Too soon"}, {.t_s = 12.9, .title = "Long enough"}};
    const Scene first = {.chapters = own, .n_chapters = 2}, second = {0};
    const Scene *const scenes[] = {&first, &second, &second};
    static const char *const TITLES[] = {"First", "Second", "Too late"};
    static const double DURS_S[] = {22.8, 12, 9.9}; // 12 to 22 in whole seconds
    int n = -1;
    const Chapter *chapters = listed_chapters(scenes, TITLES, DURS_S, 3, arena, &n);
    assert_int_equal(n, 3);
    assert_chapter(&chapters[0], 0, 12.9, "First");
    assert_chapter(&chapters[1], 12.9, 22.8, "Long enough");
    assert_chapter(&chapters[2], 22.8, 22.8 + 12 + 9.9, "Second");
    listed_chapters(scenes, TITLES, (const double[]){3, 3, 3}, 3, arena, &n);
    assert_int_equal(n, 1); // the first, however short
}

static int setup(void **state)
{
    static Arena arena;
    arena_init(&arena);
    *state = &arena;
    return 0;
}

static int teardown(void **state)
{
    arena_finish(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenes_own_within_a_range),
        cmocka_unit_test(scenes_are_chapters_of_a_film),
        cmocka_unit_test(lists_have_no_short_ones),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
