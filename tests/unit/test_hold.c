// test_hold.c — slices written and renumbered without an encoder, read back bit by bit.
#include "engine/video/bits.h"
#include "engine/video/hold.h"
#include "support_temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { START_BYTES = 4, FRAME_NUM_BITS = 6, N_BLOCKS = 120 * 68 };
static const HoldStream STREAM = {FRAME_NUM_BITS, N_BLOCKS};

// A sequence parameter set of 1920 × 1088 as libx264 writes it, but for what is asked; without start code. Returns its
// length.
static int make_sps(uint8_t *out, uint32_t chroma, uint32_t order_type, uint32_t n_references)
{
    uint8_t unit[4 + 3 * BITS_MOST_BYTES / 2];
    BitWriter w = {.n_bits = 0};
    bits_put(&w, 8, 0x67);
    bits_put(&w, 8, 100); // high
    bits_put(&w, 16, 0);
    bits_put_golomb(&w, 0);
    bits_put_golomb(&w, chroma);
    bits_put_golomb(&w, 0);
    bits_put_golomb(&w, 0);
    bits_put(&w, 2, 0);
    bits_put_golomb(&w, FRAME_NUM_BITS - 4);
    bits_put_golomb(&w, order_type);
    bits_put_golomb(&w, n_references);
    bits_put(&w, 1, 0);
    bits_put_golomb(&w, 120 - 1);
    bits_put_golomb(&w, 68 - 1);
    bits_put(&w, 1, 1);
    const int n = bits_finish(&w, unit);
    memcpy(out, unit + START_BYTES, (size_t)(n - START_BYTES));
    return n - START_BYTES;
}

static void the_stream_is_read(void **state)
{
    (void)state;
    uint8_t sps[64];
    HoldStream stream;
    Err err = {""};
    const int n = make_sps(sps, 1, 2, 1);
    assert_true(hold_read_sps(&stream, sps, n, &err));
    assert_int_equal(stream.frame_num_bits, FRAME_NUM_BITS);
    assert_int_equal(stream.n_blocks, N_BLOCKS);
    static const uint32_t OTHERS[][3] = {{3, 2, 1}, {1, 0, 1}, {1, 2, 4}}; // 4:4:4, another order, four references
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++) {
        const int n_other = make_sps(sps, OTHERS[i][0], OTHERS[i][1], OTHERS[i][2]);
        assert_false(hold_read_sps(&stream, sps, n_other, &err));
        assert_contains(err.text, "cannot be held");
    }
}

// The content of a unit: what is behind the start code, unescaped.
static BitReader content_of(const uint8_t *unit, int n_bytes, uint8_t *plain)
{
    static const uint8_t START[START_BYTES] = {0, 0, 0, 1};
    assert_memory_equal(unit, START, START_BYTES);
    return (BitReader){.bytes = plain, .n_bytes = bits_unescape(unit + START_BYTES, n_bytes - START_BYTES, plain)};
}

static void a_held_picture_skips_every_block(void **state)
{
    (void)state;
    uint8_t unit[HOLD_MOST_BYTES], plain[HOLD_MOST_BYTES];
    for (int frame_num = 0; frame_num < 200; frame_num += 33) {
        const int n = hold_write_slice(&STREAM, frame_num, unit);
        assert_true(n <= 12); // about ten bytes
        BitReader r = content_of(unit, n, plain);
        assert_int_equal(bits_get(&r, 8), 0x41); // a slice of a reference picture
        assert_int_equal(bits_get_golomb(&r), 0);
        assert_int_equal(bits_get_golomb(&r), 5); // P
        assert_int_equal(bits_get_golomb(&r), 1); // the parameter set below
        assert_int_equal(bits_get(&r, FRAME_NUM_BITS), frame_num % 64);
        assert_int_equal(bits_get(&r, 3), 0);
        assert_int_equal(bits_get_golomb(&r), 0);
        assert_int_equal(bits_get_golomb(&r), 1); // not deblocked
        assert_int_equal(bits_get_golomb(&r), N_BLOCKS);
        assert_int_equal(bits_get(&r, 1), 1);
        assert_int_equal(hold_frame_num(&STREAM, unit + START_BYTES, n - START_BYTES), frame_num % 64);
    }
    const int n = hold_write_pps(unit);
    BitReader r = content_of(unit, n, plain);
    assert_int_equal(bits_get(&r, 8), 0x68);
    assert_int_equal(bits_get_golomb(&r), 1); // its number
    assert_int_equal(bits_get_golomb(&r), 0); // of the sequence
    assert_int_equal(bits_get(&r, 1), 0);     // no arithmetic coding
}

// A slice whose frame number changes keeps all its other bits, whatever has to be escaped anew.
static void slices_are_renumbered(void **state)
{
    (void)state;
    for (int frame_num = 0; frame_num < 64; frame_num += 7)
        for (int by = 0; by < 64; by += 9) {
            uint8_t unit[4 + 3 * BITS_MOST_BYTES / 2], out[2 * sizeof unit], plain[sizeof unit], again[2 * sizeof unit];
            BitWriter w = {.n_bits = 0};
            bits_put(&w, 8, 0x41);
            bits_put_golomb(&w, 0);
            bits_put_golomb(&w, 5);
            bits_put_golomb(&w, 0);
            const int at = w.n_bits;
            bits_put(&w, FRAME_NUM_BITS, (uint32_t)frame_num);
            for (int i = 0; i < 12; i++)
                bits_put(&w, 16, i % 3 == 0 ? 0x1234 : 0); // many zeros
            const int n = bits_finish(&w, unit) - START_BYTES;
            const int n_out = hold_renumber(&STREAM, unit + START_BYTES, n, by, out);
            assert_int_equal(hold_frame_num(&STREAM, out, n_out), (frame_num + by) % 64);
            const int n_plain = bits_unescape(unit + START_BYTES, n, plain);
            assert_int_equal(bits_unescape(out, n_out, again), n_plain);
            BitReader a = {plain, n_plain, 0}, b = {again, n_plain, 0};
            for (int i = 0; i < 8 * n_plain; i++) {
                const uint32_t bit_a = bits_get(&a, 1), bit_b = bits_get(&b, 1);
                assert_true(bit_a == bit_b || (i >= at && i < at + FRAME_NUM_BITS));
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stream_is_read),
        cmocka_unit_test(a_held_picture_skips_every_block),
        cmocka_unit_test(slices_are_renumbered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
