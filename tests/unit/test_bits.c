// test_bits.c — bits and Exp-Golomb numbers of H.264's headers, and the byte that keeps start codes out.
#include "engine/video/bits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static BitReader reader_of(const BitWriter *writer)
{
    return (BitReader){.bytes = writer->bytes, .n_bytes = (writer->n_bits + 7) / 8};
}

static void bits_come_highest_first(void **state)
{
    (void)state;
    BitWriter writer = {.n_bits = 0};
    bits_put(&writer, 1, 1);
    bits_put(&writer, 3, 2);
    bits_put(&writer, 4, 0xff); // its lowest four
    bits_put(&writer, 16, 0xabcd);
    assert_int_equal(writer.n_bits, 24);
    static const uint8_t WANTED[] = {0xaf, 0xab, 0xcd};
    assert_memory_equal(writer.bytes, WANTED, sizeof WANTED);
    BitReader reader = reader_of(&writer);
    assert_int_equal(bits_get(&reader, 4), 0xa);
    assert_int_equal(bits_get(&reader, 12), 0xfab);
    assert_int_equal(bits_get(&reader, 16), 0xcd00); // zeros behind the end
}

static void golomb_numbers_are_as_in_the_standard(void **state)
{
    (void)state;
    static const struct {
        uint32_t value;
        const char *bits; // ITU-T H.264, 9.1
    } CASES[] = {{0, "1"}, {1, "010"}, {2, "011"}, {3, "00100"}, {6, "00111"}, {7, "0001000"}, {9, "0001010"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        BitWriter writer = {.n_bits = 0};
        bits_put_golomb(&writer, CASES[i].value);
        assert_int_equal(writer.n_bits, strlen(CASES[i].bits));
        BitReader reader = reader_of(&writer);
        for (const char *bit = CASES[i].bits; *bit; bit++)
            assert_int_equal(bits_get(&reader, 1), *bit - '0');
    }
    static const uint32_t VALUES[] = {0, 1, 254, 255, 256, 65535, 8159, 1u << 20, (1u << 30) - 1};
    for (size_t i = 0; i < sizeof VALUES / sizeof VALUES[0]; i++) {
        BitWriter writer = {.n_bits = 0};
        bits_put(&writer, 3, 5);
        bits_put_golomb(&writer, VALUES[i]);
        bits_put(&writer, 3, 6);
        BitReader reader = reader_of(&writer);
        assert_int_equal(bits_get(&reader, 3), 5);
        assert_int_equal(bits_get_golomb(&reader), VALUES[i]);
        assert_int_equal(bits_get(&reader, 3), 6);
    }
    BitReader nothing = {.bytes = (const uint8_t[]){0, 0}, .n_bytes = 2}; // no number in it ends the loop all the same
    bits_get_golomb(&nothing);
}

static void no_start_code_is_left(void **state)
{
    (void)state;
    static const struct {
        uint8_t plain[8];
        int n_plain;
        uint8_t escaped[12];
        int n_escaped;
    } CASES[] = {
        {{0, 0, 0}, 3, {0, 0, 3, 0}, 4},    {{0, 0, 1, 9}, 4, {0, 0, 3, 1, 9}, 5},
        {{0, 0, 3}, 3, {0, 0, 3, 3}, 4},    {{0, 0, 4}, 3, {0, 0, 4}, 3},
        {{0, 1, 0, 0}, 4, {0, 1, 0, 0}, 4}, {{0, 0, 0, 0, 0, 0}, 6, {0, 0, 3, 0, 0, 3, 0, 0}, 8},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        uint8_t escaped[12], plain[12];
        const int n = bits_escape(CASES[i].plain, CASES[i].n_plain, escaped);
        assert_int_equal(n, CASES[i].n_escaped);
        assert_memory_equal(escaped, CASES[i].escaped, (size_t)n);
        assert_int_equal(bits_unescape(escaped, n, plain), CASES[i].n_plain);
        assert_memory_equal(plain, CASES[i].plain, (size_t)CASES[i].n_plain);
    }
}

static void a_unit_is_closed(void **state)
{
    (void)state;
    BitWriter writer = {.n_bits = 0};
    bits_put(&writer, 8, 0x68);
    bits_put(&writer, 24, 0);
    bits_put(&writer, 3, 7);
    uint8_t out[4 + 3 * BITS_MOST_BYTES / 2];
    static const uint8_t WANTED[] = {0, 0, 0, 1, 0x68, 0, 0, 3, 0, 0xf0};
    assert_int_equal(bits_finish(&writer, out), sizeof WANTED);
    assert_memory_equal(out, WANTED, sizeof WANTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_come_highest_first),
        cmocka_unit_test(golomb_numbers_are_as_in_the_standard),
        cmocka_unit_test(no_start_code_is_left),
        cmocka_unit_test(a_unit_is_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
