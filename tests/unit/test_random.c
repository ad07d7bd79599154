// test_random.c — the generator gives the published numbers, the same ones however they are asked for, and evenly
// spread ones.
#include "model/nn/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// From the known-answer file of the authors' own library, Random123 (kat_vectors: philox4x32 10).
static void known_answers(void **state)
{
    (void)state;
    static const struct {
        uint64_t seed, stream, block;
        uint32_t words[4];
    } CASES[] = {
        {0, 0, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {UINT64_MAX, UINT64_MAX, UINT64_MAX, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        uint32_t words[4];
        random_block(CASES[i].seed, CASES[i].stream, CASES[i].block, words);
        assert_memory_equal(words, CASES[i].words, sizeof words);
    }
}

static void same_in_any_order(void **state)
{
    (void)state;
    enum { N = 37, MOST_FIRST = 9 };
    float all[N + MOST_FIRST], some[N];
    random_fill_normal(all, N + MOST_FIRST, 7, 3, 0);
    for (uint64_t first = 0; first < MOST_FIRST; first++) {
        random_fill_normal(some, N, 7, 3, first);
        assert_memory_equal(some, all + first, sizeof some);
    }
}

static void seeds_and_streams_differ(void **state)
{
    (void)state;
    assert_true(random_u64(1, 0, 0) != random_u64(2, 0, 0));
    assert_true(random_u64(1, 0, 0) != random_u64(1, 1, 0));
    assert_true(random_u64(1, 0, 0) != random_u64(1, 0, 1));
    assert_true(random_stream(RANDOM_WEIGHTS, 1) != random_stream(RANDOM_WINDOWS, 0));
    assert_true(random_stream(RANDOM_DROPOUT, UINT32_MAX) != random_stream(RANDOM_SAMPLING, 0));
}

static void evenly_spread(void **state)
{
    (void)state;
    enum { N = 40000, BINS = 10 };
    int double_bins[BINS] = {0}, below_bins[BINS] = {0};
    for (uint64_t i = 0; i < N; i++) {
        const double d = random_double(1, 3, i);
        assert_true(d >= 0.0 && d < 1.0);
        double_bins[(int)(d * BINS)]++;
        below_bins[random_below(1, 4, i, BINS)]++;
    }
    for (int i = 0; i < BINS; i++) { // six standard deviations of a bin's count
        assert_in_range(double_bins[i], N / BINS - 360, N / BINS + 360);
        assert_in_range(below_bins[i], N / BINS - 360, N / BINS + 360);
    }
    assert_int_equal(random_below(1, 4, 5, 1), 0);
}

static void normal_moments(void **state)
{
    (void)state;
    enum { N = 40000 };
    static float x[N + 1];
    random_fill_normal(x, N + 1, 5, 0, 0);
    double sum = 0, squares = 0, fourths = 0, products = 0;
    for (int i = 0; i < N; i++) {
        const double one = (double)x[i];
        assert_true(isfinite(one));
        sum += one;
        squares += one * one;
        fourths += one * one * one * one;
        products += one * (double)x[i + 1];
    }
    assert_true(fabs(sum / N) < 0.03);
    assert_true(fabs(squares / N - 1) < 0.05);
    assert_true(fabs(fourths / N - 3) < 0.35);
    assert_true(fabs(products / N) < 0.03);
}

// The lots of a group are the words of sixteen blocks on stream 0: word by word, the low halves first.
static void lots(void **state)
{
    (void)state;
    const uint64_t key = 0x0123456789abcdefULL, group = 0x123456789aULL;
    uint16_t got[RANDOM_LOTS];
    random_lots(got, key, group);
    for (uint64_t block = 0; block < 16; block++) {
        uint32_t words[4];
        random_block(key, 0, group * 16 + block, words);
        for (uint64_t k = 0; k < 4; k++) {
            assert_int_equal(got[16 * k + block], words[k] & 0xffff);
            assert_int_equal(got[64 + 16 * k + block], words[k] >> 16);
        }
    }
}

// Every number once, in another order on another stream, and none of them mostly where it was.
static void shuffled(void **state)
{
    (void)state;
    static const uint64_t SIZES[] = {1, 2, 3, 17, 64, 1000};
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        const uint64_t n = SIZES[i];
        uint8_t seen[2][1000] = {{0}};
        uint64_t n_in_place = 0, n_equal = 0;
        for (uint64_t at = 0; at < n; at++) {
            const uint64_t there[2] = {random_shuffled(5, 1, n, at), random_shuffled(5, 2, n, at)};
            for (int k = 0; k < 2; k++) {
                assert_true(there[k] < n && !seen[k][there[k]]);
                seen[k][there[k]] = 1;
            }
            n_in_place += there[0] == at;
            n_equal += there[0] == there[1];
        }
        if (n >= 17)
            assert_true(n_in_place < 7 && n_equal < 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lots),
        cmocka_unit_test(known_answers),
        cmocka_unit_test(same_in_any_order),
        cmocka_unit_test(seeds_and_streams_differ),
        cmocka_unit_test(evenly_spread),
        cmocka_unit_test(normal_moments),
        cmocka_unit_test(shuffled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
