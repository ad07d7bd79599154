// test_candidates.c — the most probable of a distribution: in their order, whatever is equal, 0 or no number.
#include "model/run/candidates.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MOST = 12 };

static void check_top(int n_most, const float *p, int64_t n, const int32_t *ids, int n_ids)
{
    RunCandidate top[MOST];
    assert_int_equal(candidates_top(top, n_most, p, n), n_ids);
    for (int i = 0; i < n_ids; i++) {
        assert_int_equal(top[i].id, ids[i]);
        assert_true(top[i].p == (double)p[ids[i]]);
    }
}

static void test_falling(void **state)
{
    (void)state;
    static const float P[] = {0.1f, 0.4f, 0.05f, 0.3f, 0.15f};
    check_top(3, P, 5, (int32_t[]){1, 3, 4}, 3);
    check_top(1, P, 5, (int32_t[]){1}, 1);
    check_top(5, P, 5, (int32_t[]){1, 3, 4, 0, 2}, 5);
    check_top(MOST, P, 5, (int32_t[]){1, 3, 4, 0, 2}, 5); // more than there are
    check_top(0, P, 5, NULL, 0);
    check_top(3, P, 0, NULL, 0);
}

static void test_of_equal_ones_the_lower_id_comes_first(void **state)
{
    (void)state;
    static const float SAME[] = {0.2f, 0.2f, 0.2f, 0.2f, 0.2f};
    check_top(3, SAME, 5, (int32_t[]){0, 1, 2}, 3);
    check_top(5, SAME, 5, (int32_t[]){0, 1, 2, 3, 4}, 5);
    static const float PAIRS[] = {0.1f, 0.3f, 0.1f, 0.3f, 0.1f, 0.1f};
    check_top(4, PAIRS, 6, (int32_t[]){1, 3, 0, 2}, 4);
}

static void test_nothing_and_no_number_are_left_out(void **state)
{
    (void)state;
    static const float P[] = {NAN, 0.5f, 0, 0.25f, NAN, 0.25f, -0.1f};
    check_top(6, P, 7, (int32_t[]){1, 3, 5}, 3);
    check_top(2, P, 7, (int32_t[]){1, 3}, 2);
    static const float NONE[] = {NAN, 0, NAN};
    check_top(2, NONE, 3, NULL, 0);
}

static int by_falling_p(const void *a, const void *b)
{
    const RunCandidate *x = a, *y = b;
    return x->p != y->p ? (x->p < y->p) - (x->p > y->p) : (x->id > y->id) - (x->id < y->id);
}

// A vocabulary as large as GPT-2's with many equal values, against sorting all of it.
static void test_large_vocabularies(void **state)
{
    (void)state;
    enum { N_VOCAB = 50257, N_MOST = 128, N_VALUES = 997 };
    static float p[N_VOCAB];
    static RunCandidate all[N_VOCAB], top[N_MOST];
    uint32_t random = 1;
    for (int32_t id = 0; id < N_VOCAB; id++) {
        random = random * 1664525u + 1013904223u;
        p[id] = (float)((random >> 8) % N_VALUES + 1) / N_VALUES;
        all[id] = (RunCandidate){id, (double)p[id]};
    }
    qsort(all, N_VOCAB, sizeof *all, by_falling_p);
    assert_int_equal(candidates_top(top, N_MOST, p, N_VOCAB), N_MOST);
    for (int i = 0; i < N_MOST; i++) {
        assert_int_equal(top[i].id, all[i].id);
        assert_true(top[i].p == all[i].p);
    }
}

static void test_what_a_probe_predicts(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    const Run *run = run_recorded(&arena, FIXTURE_RUN_DIR);
    const Tensor *probabilities = run_tensor(run, PROBE_PROBABILITIES);
    const float *last = probabilities->f32 + (probabilities->shape[0] - 1) * run->n_vocab;
    const RunToken token = probe_prediction(run, &arena, 5);
    assert_int_equal(token.id, -1);
    assert_true(isnan(token.draw));
    assert_int_equal(token.n_top, 5);
    double sum = token.p_other;
    for (int i = 0; i < 5; i++) {
        assert_true(token.top[i].p == (double)last[token.top[i].id]);
        sum += token.top[i].p;
    }
    assert_true(fabs(sum - 1) < 1e-9);
    const RunToken whole = probe_prediction(run, &arena, (int)run->n_vocab);
    assert_true(whole.p_other < 1e-5);
    const RunShape blind = {.name = "no probe", .no_probe = true};
    assert_int_equal(probe_prediction(run_made(&arena, &blind), &arena, 5).n_top, 0);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_falling),
        cmocka_unit_test(test_of_equal_ones_the_lower_id_comes_first),
        cmocka_unit_test(test_nothing_and_no_number_are_left_out),
        cmocka_unit_test(test_large_vocabularies),
        cmocka_unit_test(test_what_a_probe_predicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
