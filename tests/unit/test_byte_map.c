// test_byte_map.c — the hash table whose keys are bytes: many keys, odd keys, and keys that are there already.
#include "support_temp.h"

#include "model/run/byte_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { ABSENT = -7 };

static void many_keys(void **state)
{
    enum { N_KEYS = 5000 };
    Temp *temp = *state;
    const char **keys = ARENA_ARRAY(&temp->arena, const char *, N_KEYS);
    ByteMap map;
    byte_map_init(&map);
    for (int i = 0; i < N_KEYS; i++) {
        keys[i] = arena_printf(&temp->arena, "%d and more than eight bytes", i * 7919);
        assert_int_equal(byte_map_get(&map, keys[i], strlen(keys[i]), ABSENT), ABSENT);
        assert_int_equal(byte_map_add(&map, keys[i], strlen(keys[i]), i), i);
    }
    assert_int_equal(map.n_used, N_KEYS);
    for (int i = 0; i < N_KEYS; i++) {
        // Found by what it is, not by where it stands.
        const char *copy = arena_strdup(&temp->arena, keys[i]);
        assert_int_equal(byte_map_get(&map, copy, strlen(copy), ABSENT), i);
    }
    byte_map_finish(&map);
}

// Keys that are short, hold NUL bytes, or are the beginning of each other.
static void odd_keys(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n_bytes;
    } KEYS[] = {{"", 0}, {"\0", 1}, {"\0\0", 2}, {"a", 1}, {"a\0", 2}, {"abcdefgh", 8}, {"abcdefghi", 9}, {"\xff", 1}};
    enum { N_KEYS = sizeof KEYS / sizeof KEYS[0] };
    ByteMap map;
    byte_map_init(&map);
    for (int i = 0; i < N_KEYS; i++)
        assert_int_equal(byte_map_add(&map, KEYS[i].bytes, KEYS[i].n_bytes, i), i);
    for (int i = 0; i < N_KEYS; i++)
        assert_int_equal(byte_map_get(&map, KEYS[i].bytes, KEYS[i].n_bytes, ABSENT), i);
    assert_int_equal(byte_map_get(&map, "abcdefg", 7, ABSENT), ABSENT);
    byte_map_finish(&map);
}

static void known_keys_stay(void **state)
{
    (void)state;
    ByteMap map;
    byte_map_init(&map);
    assert_int_equal(byte_map_add(&map, "key", 3, 1), 1);
    assert_int_equal(byte_map_add(&map, "key", 3, 2), 1);
    assert_int_equal(byte_map_get(&map, "key", 3, ABSENT), 1);
    assert_int_equal(map.n_used, 1);
    byte_map_finish(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(many_keys, temp_setup, temp_teardown),
        cmocka_unit_test(odd_keys),
        cmocka_unit_test(known_keys_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
