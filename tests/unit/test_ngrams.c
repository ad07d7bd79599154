// test_ngrams.c — what counting predicts: by hand for texts that are small, and where it has to end.
#include "model/text/ngrams.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

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

static RunCounts count(Arena *arena, const int32_t *seen, int64_t n_seen, const int32_t *held_out, int64_t n_held_out,
                       int32_t n_vocab)
{
    RunCounts counts;
    Err err = {""};
    assert_true(ngrams_count(&counts, arena, seen, n_seen, held_out, n_held_out, n_vocab, &err));
    return counts;
}

static void check(double value, double expected)
{
    if (!(fabs(value - expected) < 1e-12))
        fail_msg("%.15g is not %.15g", value, expected);
}

// Of 0 1 0 1 0 with three symbols: two kinds, five times. After 0 stood 1 twice, after 1 stood 0 twice.
static void test_by_hand(void **state)
{
    static const int32_t SEEN[] = {0, 1, 0, 1, 0}, HELD_OUT[] = {1, 0};
    const RunCounts counts = count(*state, SEEN, 5, HELD_OUT, 2, 3);
    assert_int_equal(counts.n_seen, 5);
    assert_int_equal(counts.n_held_out, 2);
    assert_true(counts.n_orders >= 4);
    const double one = (2 + 2.0 / 3) / (5 + 2), zero = (3 + 2.0 / 3) / (5 + 2); // of tokens alone
    const double one_after = (2 + one) / (2 + 1), zero_after = (2 + zero) / (2 + 1);
    const double one_behind_two = (1 + one_after) / (1 + 1), zero_behind_two = (2 + zero_after) / (2 + 1);
    check(counts.nats[0], log(3));
    check(counts.nats[1], -(log(one) + log(zero)) / 2);
    check(counts.nats[2], -(log(one_after) + log(zero_after)) / 2);
    check(counts.nats[3], -(log(one_behind_two) + log(zero_behind_two)) / 2);
}

// A token that was never seen has what the uniform distribution leaves it; one behind it, what tokens alone have.
static void test_unseen(void **state)
{
    static const int32_t SEEN[] = {0, 0, 0, 0}, HELD_OUT[] = {2, 0, 0, 0, 0};
    const RunCounts counts = count(*state, SEEN, 4, HELD_OUT, 5, 4);
    const double zero = (4 + 0.25) / 5, two = 0.25 / 5;
    check(counts.nats[1], -(log(two) + 4 * log(zero)) / 5);
    const double zero_after = (3 + zero) / 4, two_after = two / 4;
    const double pairs = -(log(two_after) + log(zero) + 3 * log(zero_after)) / 5;
    assert_true(pairs > counts.nats[1]); // so it is left out
    assert_int_equal(counts.n_orders, 2);
}

// Tokens drawn evenly: nothing predicts them better than guessing, however few were seen.
static void test_noise_looks_like_noise(void **state)
{
    enum { N = 400, N_VOCAB = 50 };
    int32_t tokens[N];
    uint32_t number = 1;
    for (int i = 0; i < N; i++) {
        number = number * 1664525u + 1013904223u;
        tokens[i] = (int32_t)((number >> 16) % N_VOCAB);
    }
    const RunCounts counts = count(*state, tokens, 300, tokens + 300, 100, N_VOCAB);
    assert_true(counts.nats[counts.n_orders - 1] > 0.95 * log(N_VOCAB));
    for (int n = 2; n < counts.n_orders; n++)
        assert_true(counts.nats[n] < counts.nats[n - 1]);
}

static void test_sizes(void **state)
{
    static const int32_t FEW[] = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    RunCounts counts = count(*state, FEW, 20, NULL, 0, 2); // of a run without a validation part
    assert_int_equal(counts.n_seen, 18);
    assert_int_equal(counts.n_held_out, 2);
    assert_int_equal(counts.n_orders, NGRAMS_MOST_ORDER + 1);
    counts = count(*state, FEW, 5, NULL, 0, 2); // too short for one
    assert_int_equal(counts.n_orders, 0);
    assert_int_equal(count(*state, FEW, 0, FEW, 3, 2).n_orders, 0);
    assert_int_equal(count(*state, FEW, 1, FEW, 1, 2).n_seen, 1);

    enum { MANY = NGRAMS_MOST_SEEN + NGRAMS_MOST_HELD_OUT + 2000 };
    int32_t *many = calloc(MANY, sizeof *many);
    for (int i = 1000; i < MANY; i++)
        many[i] = i % 2;
    counts =
        count(*state, many, NGRAMS_MOST_SEEN + 1000, many + NGRAMS_MOST_SEEN + 1000, NGRAMS_MOST_HELD_OUT + 1000, 2);
    assert_int_equal(counts.n_seen, NGRAMS_MOST_SEEN);
    assert_int_equal(counts.n_held_out, NGRAMS_MOST_HELD_OUT);
    assert_true(counts.nats[2] < 1e-5); // the 1,000 tokens before the last million are no part of it
    free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_by_hand, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unseen, setup, teardown),
        cmocka_unit_test_setup_teardown(test_noise_looks_like_noise, setup, teardown),
        cmocka_unit_test_setup_teardown(test_sizes, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
