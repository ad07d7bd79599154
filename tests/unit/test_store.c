// test_store.c — finished parts by their key: in memory, in files, in a folder that may not grow without end.
#include "engine/base/file.h"
#include "engine/video/store.h"
#include "support_temp.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <time.h>

#include <cmocka.h>

static Hash key_of(const char *name)
{
    Hash key = hash_begin();
    hash_add_text(&key, name);
    return key;
}

// A keyframe and another packet, the second of which turned out to be smaller.
static Part make_part(const char *words)
{
    Part part = {0};
    const uint32_t n = (uint32_t)strlen(words);
    memcpy(part_add(&part, n, true), words, n);
    memset(part_add(&part, 100, false), '.', 100);
    part_shrink_last(&part, 3);
    return part;
}

static void assert_part(const Part *part, const char *words)
{
    const uint32_t n = (uint32_t)strlen(words);
    assert_int_equal(part->n_packets, 2);
    assert_true(part->packets[0].size_bytes == n && part->packets[0].key == 1);
    assert_true(part->packets[1].size_bytes == 3 && part->packets[1].key == 0);
    assert_int_equal(part->n_bytes, n + 3);
    assert_memory_equal(part->bytes, words, n);
    assert_memory_equal(part->bytes + n, "...", 3);
}

static void packets_are_put_together(void **state)
{
    (void)state;
    Part part = make_part("first");
    assert_part(&part, "first");
    part_clear(&part);
    assert_int_equal(part.n_packets, 0);
    for (int i = 0; i < 1000; i++)
        *part_add(&part, 1, i == 0) = (uint8_t)i;
    assert_int_equal(part.n_packets, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(part.bytes[i], (uint8_t)i);
    part_finish(&part);
    part_finish(&part);
}

static void what_is_put_is_found(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    Store *store = store_open(temp_path(temp, "deep/store"));
    Part part = make_part("content"), found = make_part("something else, and longer");
    assert_false(store_get(store, key_of("a"), &found));
    assert_true(store_put(store, key_of("a"), &part, &err));
    assert_true(store_get(store, key_of("a"), &found));
    assert_part(&found, "content");
    assert_false(store_get(store, key_of("b"), &found));
    // The same key once more is the same file.
    Part other = make_part("other");
    assert_true(store_put(store, key_of("a"), &other, &err));
    assert_true(store_get(store, key_of("a"), &found));
    assert_part(&found, "other");
    part_finish(&part);
    part_finish(&other);
    part_finish(&found);
    store_close(store);
    store_close(NULL);
}

static void another_key_or_damage_is_not_there(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *path = temp_path(temp, "x.part");
    Part part = make_part("content"), found = {0};
    assert_true(part_write(&part, key_of("a"), path, &err));
    assert_true(part_read(&found, key_of("a"), path));
    assert_false(part_read(&found, key_of("b"), path));
    size_t n_bytes = 0;
    char *bytes = file_read(&temp->arena, path, &n_bytes, &err);
    for (size_t i = 0; i < n_bytes; i++) {
        bytes[i] ^= 0x40;
        assert_true(file_write(path, bytes, n_bytes, &err));
        assert_false(part_read(&found, key_of("a"), path));
        bytes[i] ^= 0x40;
        assert_true(file_write(path, bytes, i, &err));
        assert_false(part_read(&found, key_of("a"), path));
    }
    part_finish(&part);
    part_finish(&found);
}

// Files whose checksum is right and whose packets are not.
static void false_packets_are_not_there(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *path = temp_path(temp, "x.part");
    const struct {
        uint32_t size_bytes, key;
    } wrong[] = {{0xffffffff, 1}, {1000, 1}, {0, 1}, {7, 0}, {7, 2}};
    Part found = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Part part = make_part("content");
        part.packets[0] = (PartPacket){wrong[i].size_bytes, wrong[i].key};
        assert_true(part_write(&part, key_of("a"), path, &err));
        assert_false(part_read(&found, key_of("a"), path));
        part_finish(&part);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(part_read(&found, key_of("a"), path)); // without waiting for a writer
    part_finish(&found);
}

static void set_age(const char *path, int seconds)
{
    const struct timespec then = {.tv_sec = time(NULL) - seconds};
    assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){then, then}, 0), 0);
}

static char *file_of(Temp *temp, const char *folder, Hash key)
{
    char name[HASH_TEXT_BYTES];
    hash_text(key, name);
    return path_join(&temp->arena, folder, arena_printf(&temp->arena, "%s.part", name));
}

static void what_was_not_used_longest_goes_first(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    static const char *const NAMES[] = {"a", "b", "c"};
    const char *folder = temp_path(temp, "store");
    const char *files[3];
    Store *store = store_open(folder);
    store_trim(store, 0); // there is no folder yet
    Part part = make_part("content"), found = {0};
    for (int i = 0; i < 3; i++) {
        assert_true(store_put(store, key_of(NAMES[i]), &part, &err));
        files[i] = file_of(temp, folder, key_of(NAMES[i]));
        set_age(files[i], 1000 - i);
    }
    struct stat about;
    assert_int_equal(stat(files[0], &about), 0);
    store_trim(store, 3 * about.st_size);
    assert_true(file_exists(files[0]));
    assert_true(store_get(store, key_of("a"), &found)); // used again: now "b" is the oldest
    store_trim(store, 3 * about.st_size - 1);
    assert_true(file_exists(files[0]) && !file_exists(files[1]) && file_exists(files[2]));
    store_trim(store, about.st_size);
    assert_true(file_exists(files[0]) && !file_exists(files[2]));
    // Files of others stay, unless they are what a killed program left of a part.
    const char *alien = path_join(&temp->arena, folder, "notes.txt");
    const char *left = path_join(&temp->arena, folder, "0.part.part-abcdefghijkl");
    AtomicFile fresh; // which somebody writes right now
    assert_true(file_write(alien, "x", 1, &err) && file_write(left, "x", 1, &err));
    assert_true(atomic_open(&fresh, path_join(&temp->arena, folder, "1.part"), &err));
    store_trim(store, 0);
    assert_true(!file_exists(files[0]) && !file_exists(left) && file_exists(fresh.path_temp) && file_exists(alien));
    atomic_drop(&fresh);
    part_finish(&part);
    part_finish(&found);
    store_close(store);
}

static void the_cache_is_where_caches_are(void **state)
{
    Temp *temp = *state;
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    cache = cache ? arena_strdup(&temp->arena, cache) : NULL;
    home = home ? arena_strdup(&temp->arena, home) : NULL;
    setenv("HOME", "/home/me", 1);
    setenv("XDG_CACHE_HOME", "/cache", 1);
    assert_string_equal(store_cache_folder(&temp->arena), "/cache/gptreel/parts");
    setenv("XDG_CACHE_HOME", "not/absolute", 1);
    assert_string_equal(store_cache_folder(&temp->arena), "/home/me/.cache/gptreel/parts");
    unsetenv("XDG_CACHE_HOME");
    setenv("HOME", "", 1);
    assert_null(store_cache_folder(&temp->arena));
    unsetenv("HOME");
    assert_null(store_cache_folder(&temp->arena));
    if (cache)
        setenv("XDG_CACHE_HOME", cache, 1);
    if (home)
        setenv("HOME", home, 1);
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packets_are_put_together),    WITH_TEMP(what_is_put_is_found),
        WITH_TEMP(another_key_or_damage_is_not_there), WITH_TEMP(false_packets_are_not_there),
        WITH_TEMP(what_was_not_used_longest_goes_first),
        WITH_TEMP(the_cache_is_where_caches_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
