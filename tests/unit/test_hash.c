// test_hash.c — content told apart by 128 bits: each byte, its place, its length and its piece count.
#include "engine/video/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static Hash hash_of(const void *data, size_t n_bytes)
{
    Hash hash = hash_begin();
    hash_add(&hash, data, n_bytes);
    return hash;
}

static void equal_content_is_equal(void **state)
{
    (void)state;
    char text[] = "  the same words", again[] = "the same words";
    assert_true(hash_equal(hash_of(text + 2, 14), hash_of(again, 14))); // wherever it stands in memory
    Hash a = hash_begin(), b = hash_begin();
    hash_add_text(&a, "the same words");
    hash_add(&b, again, 14);
    assert_true(hash_equal(a, b));
    assert_false(hash_equal(hash_begin(), a));
}

static void every_bit_and_the_length_count(void **state)
{
    (void)state;
    uint8_t data[41] = {0};
    for (size_t n = 0; n <= sizeof data; n++) {
        const Hash whole = hash_of(data, n);
        for (size_t other = 0; other < n; other++) // zeros, of another length
            assert_false(hash_equal(whole, hash_of(data, other)));
        for (size_t bit = 0; bit < 8 * n; bit++) {
            data[bit / 8] ^= (uint8_t)(1 << bit % 8);
            assert_false(hash_equal(whole, hash_of(data, n)));
            data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
        assert_true(hash_equal(whole, hash_of(data, n)));
    }
}

static void order_and_pieces_count(void **state)
{
    (void)state;
    Hash ab = hash_begin(), ba = hash_begin(), whole = hash_begin();
    hash_add_text(&ab, "ab");
    hash_add_text(&ab, "c");
    hash_add_text(&ba, "c");
    hash_add_text(&ba, "ab");
    hash_add_text(&whole, "abc");
    assert_false(hash_equal(ab, ba));
    assert_false(hash_equal(ab, whole));
    Hash with = whole, twice = whole;
    hash_add_hash(&with, ab);
    hash_add_hash(&twice, ba);
    assert_false(hash_equal(with, whole));
    assert_false(hash_equal(with, twice));
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void names_are_hexadecimal_and_all_different(void **state)
{
    (void)state;
    enum { N = 20000 };
    char(*names)[HASH_TEXT_BYTES] = calloc(N, sizeof *names);
    assert_non_null(names);
    for (int i = 0; i < N; i++) {
        hash_text(hash_of(&i, sizeof i), names[i]);
        assert_int_equal(strspn(names[i], "0123456789abcdef"), HASH_TEXT_BYTES - 1);
    }
    qsort(names, N, sizeof *names, compare_texts);
    for (int i = 1; i < N; i++)
        assert_int_not_equal(memcmp(names[i], names[i - 1], 16), 0); // half of the digits tell them apart
    free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_content_is_equal),
        cmocka_unit_test(every_bit_and_the_length_count),
        cmocka_unit_test(order_and_pieces_count),
        cmocka_unit_test(names_are_hexadecimal_and_all_different),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
