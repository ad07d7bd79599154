// test_cache.c — finished parts are taken again, from the cache and from shards, and never where anything differs that
// they depend on; an error among the workers stops all.
#include "engine/anim/scene_data.h"
#include "engine/base/file.h"
#include "engine/video/libraries.h"
#include "support_pipeline.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

static void what_is_finished_is_taken_again(void **state)
{
    Fixture *fixture = *state;
    RenderSpec spec = small_spec(2);
    const char *fresh = small_video(fixture, "fresh.mp4", fixture->scene, &spec);
    spec.cache = temp_path(fixture->temp, "cache_1");
    const char *first = small_video(fixture, "first.mp4", fixture->scene, &spec);
    assert_same_file(fresh, first);
    assert_int_equal(count_files(spec.cache), SMALL_PARTS);
    assert_same_file(first, small_video(fixture, "second.mp4", fixture->scene, &spec));
    assert_int_equal(count_files(spec.cache), SMALL_PARTS);
    // Another quality is another part.
    spec.quality = &QUALITIES[0];
    small_video(fixture, "draft.mp4", fixture->scene, &spec);
    assert_int_equal(count_files(spec.cache), 2 * SMALL_PARTS);
}

static void an_edit_makes_only_its_parts_anew(void **state)
{
    Fixture *fixture = *state;
    RenderSpec spec = small_spec(2);
    spec.cache = temp_path(fixture->temp, "cache_2");
    const Scene *edited = small_scene(fixture->stage, &THEME_DARK, small_build_edited);
    const RenderSpec without = small_spec(2);
    const char *plain = small_video(fixture, "plain.mp4", edited, &without);
    small_video(fixture, "before.mp4", fixture->scene, &spec);
    assert_int_equal(count_files(spec.cache), SMALL_PARTS);
    assert_same_file(plain, small_video(fixture, "after.mp4", edited, &spec));
    assert_int_equal(count_files(spec.cache), SMALL_PARTS + 2);
    // A scene built once more, elsewhere in memory, is the same content.
    small_video(fixture, "again.mp4", small_scene(fixture->stage, &THEME_DARK, small_build), &spec);
    assert_int_equal(count_files(spec.cache), SMALL_PARTS + 2);
}

static void damage(const char *folder, size_t at)
{
    Arena arena;
    arena_init(&arena);
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        const char *path = path_join(&arena, folder, entry->d_name);
        size_t n_bytes = 0;
        char *bytes = file_read(&arena, path, &n_bytes, NULL);
        bytes[at < n_bytes ? at : n_bytes - 1] ^= 1;
        Err err = {""};
        assert_true(file_write(path, bytes, n_bytes - (at == 1), &err)); // once cut short as well
    }
    closedir(dir);
    arena_finish(&arena);
}

static void damaged_parts_are_not_taken(void **state)
{
    Fixture *fixture = *state;
    RenderSpec spec = small_spec(2);
    spec.cache = temp_path(fixture->temp, "cache_3");
    const char *fresh = small_video(fixture, "fresh.mp4", fixture->scene, &spec);
    static const size_t PLACES[] = {0, 1, 10, 30, 45, 60, 2000, SIZE_MAX};
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        damage(spec.cache, PLACES[i]);
        assert_same_file(fresh, small_video(fixture, "again.mp4", fixture->scene, &spec));
    }
}

static void the_cache_is_bounded(void **state)
{
    Fixture *fixture = *state;
    RenderSpec spec = small_spec(2);
    spec.cache = temp_path(fixture->temp, "cache_4");
    spec.cache_bytes = 1;
    small_video(fixture, "a.mp4", fixture->scene, &spec);
    assert_int_equal(count_files(spec.cache), 0);
    // A folder that cannot be made is no cache, and no error.
    spec.cache = "/proc/nowhere";
    small_video(fixture, "a.mp4", fixture->scene, &spec);
}

// An unfinished file of a program that is gone is cleared away; one that is being written is not.
static void left_overs_are_cleared_away(void **state)
{
    Fixture *fixture = *state;
    RenderSpec spec = small_spec(2);
    spec.cache = temp_path(fixture->temp, "cache_5");
    Err err = {""};
    assert_true(dir_make(spec.cache, &err));
    const char *old = path_join(&fixture->temp->arena, spec.cache, "0123.part.part-abcdefghijkl");
    AtomicFile fresh;
    assert_true(file_write(old, "x", 1, &err));
    assert_true(atomic_open(&fresh, path_join(&fixture->temp->arena, spec.cache, "4567.part"), &err));
    small_video(fixture, "a.mp4", fixture->scene, &spec);
    assert_false(file_exists(old));
    assert_true(file_exists(fresh.path_temp));
    atomic_drop(&fresh);
}

// ---- what the key of a part depends on ----

static Hash key_of(const Scene *scene, Hash settings)
{
    const SceneJob job = {.scene = scene, .to_s = SMALL_DUR_S};
    const RenderSpec spec = small_spec(2);
    Plan plan;
    Err err = {""};
    assert_true(plan_make(&plan, &job, 1, &spec, settings, &err));
    const Hash key = plan.parts->key;
    plan_finish(&plan);
    return key;
}

static void another_theme_or_library_is_another_part(void **state)
{
    Fixture *fixture = *state;
    const Hash settings = hash_begin();
    const Hash key = key_of(fixture->scene, settings);
    assert_true(hash_equal(key, key_of(small_scene(fixture->stage, &THEME_DARK, small_build), settings)));
    assert_false(hash_equal(key, key_of(small_scene(fixture->stage, &THEME_LIGHT, small_build), settings)));
    Hash other = settings;
    libraries_add(&other);
    assert_false(hash_equal(other, settings));
    assert_false(hash_equal(key, key_of(fixture->scene, other)));
    Hash again = settings;
    libraries_add(&again);
    assert_true(hash_equal(again, other));
}

// A font file of the same name whose letters look otherwise by a hair: all that is left of it in a scene are outlines.
static void another_font_is_another_part(void **state)
{
    Fixture *fixture = *state;
    const Scene *scene = fixture->scene;
    const Hash key = key_of(scene, hash_begin());
    Point *point = NULL;
    for (int i = 0; i < scene->n_nodes && !point; i++)
        if (scene->nodes[i]->n_runs > 0)
            point = scene->nodes[i]->runs[0]->glyphs[0].outline->points;
    assert_non_null(point);
    const Point before = *point;
    point->x += 1e-3;
    assert_false(hash_equal(key, key_of(scene, hash_begin())));
    *point = before;
    assert_true(hash_equal(key, key_of(scene, hash_begin())));
}

// ---- shards ----

static void shards_give_the_same_bytes(void **state)
{
    Fixture *fixture = *state;
    RenderSpec spec = small_spec(2);
    const char *whole = small_video(fixture, "whole.mp4", fixture->scene, &spec);
    spec.shards = temp_path(fixture->temp, "shards");
    const SceneJob job = {.scene = fixture->scene, .to_s = SMALL_DUR_S, .path = temp_path(fixture->temp, "joined.mp4")};
    RenderSpec join = spec;
    join.join_shards = true;
    Err err = {""};
    for (int shard = 1; shard <= 2; shard++) {
        assert_false(pipeline_write(&job, 1, &join, &err));
        assert_contains(err.text, "render all shards");
        assert_false(file_exists(job.path));
        spec.shard = shard;
        spec.n_shards = 2;
        assert_true(pipeline_write(&job, 1, &spec, &err));
        assert_int_equal(count_files(spec.shards), shard == 1 ? (SMALL_PARTS + 1) / 2 : SMALL_PARTS);
    }
    // Parts of another size stay, as do other files; those that are in the film now go.
    const char *other = path_join(&fixture->temp->arena, spec.shards, "0123.part");
    assert_true(file_write(other, "", 0, &err));
    assert_true(pipeline_write(&job, 1, &join, &err));
    assert_same_file(whole, job.path);
    assert_int_equal(count_files(spec.shards), 1);
    assert_true(file_exists(other));
}

// A worker cannot put down what it made: the others stop, and it is said once.
static void an_error_of_one_worker_stops_all(void **state)
{
    Fixture *fixture = *state;
    RenderSpec spec = small_spec(3);
    spec.shards = "/proc/nowhere";
    spec.shard = spec.n_shards = 1;
    const SceneJob job = {.scene = fixture->scene, .to_s = SMALL_DUR_S, .path = temp_path(fixture->temp, "never.mp4")};
    Err err = {""};
    assert_false(pipeline_write(&job, 1, &spec, &err));
    assert_contains(err.text, "/proc/nowhere");
    assert_null(strchr(err.text, '\n'));
    assert_null(strstr(strstr(err.text, "nowhere") + 1, "nowhere"));
    assert_false(file_exists(job.path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_finished_is_taken_again),  cmocka_unit_test(an_edit_makes_only_its_parts_anew),
        cmocka_unit_test(damaged_parts_are_not_taken),      cmocka_unit_test(the_cache_is_bounded),
        cmocka_unit_test(left_overs_are_cleared_away),      cmocka_unit_test(another_theme_or_library_is_another_part),
        cmocka_unit_test(another_font_is_another_part),     cmocka_unit_test(shards_give_the_same_bytes),
        cmocka_unit_test(an_error_of_one_worker_stops_all),
    };
    return cmocka_run_group_tests(tests, pipeline_setup, pipeline_teardown);
}
