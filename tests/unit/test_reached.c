// test_reached.c — what a loss means beside what counting predicts: the marks, whichever loss there is, and the runs
// that ship.
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void check_reached(const char *shape, const char *state)
{
    Arena arena;
    arena_init(&arena);
    const RunShape *row = RUN_SHAPES;
    while (row->name && strcmp(row->name, shape) != 0)
        row++;
    assert_non_null(row->name);
    const char *reached = run_reached(run_made(&arena, row));
    if (state)
        assert_string_equal(reached, state);
    else
        assert_null(reached);
    arena_finish(&arena);
}

static void test_made_runs(void **state)
{
    (void)state;
    check_reached("reached noise", "noise");
    check_reached("reached pairs", "pairs");
    check_reached("usual", "words");
    check_reached("reached lines", "lines");
    check_reached("no validation", "words"); // by the training loss
    check_reached("losses that end as NaN", "pairs");
    check_reached("huge losses that rise", "noise");
    check_reached("no loss is a number", NULL);
    check_reached("no metrics", NULL);
    check_reached("not counted", NULL);
}

static const char *reached(const double *nats, int n_orders, double loss, double val_loss)
{
    const RunMetric metrics[] = {{.loss = loss, .val_loss = val_loss}, {.loss = (double)NAN, .val_loss = (double)NAN}};
    const Run run = {.counts = {100, 10, nats, n_orders}, .metrics = metrics, .n_metrics = 2};
    return run_reached(&run);
}

// Tiny Shakespeare by letters: between 3.35 and 2.49 three quarters are needed, then three letters, then a twentieth
// more than any number of them.
static void test_marks(void **state)
{
    (void)state;
    static const double NATS[] = {4.174, 3.347, 2.486, 2.049, 1.774, 1.669};
    const struct {
        double loss;
        const char *state;
    } cases[] = {{4.174, "noise"}, {3.3, "noise"},  {2.71, "noise"}, {2.69, "pairs"}, {2.05, "pairs"},
                 {2.04, "words"},  {1.60, "words"}, {1.58, "lines"}, {0.1, "lines"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(reached(NATS, 6, 9, cases[i].loss), cases[i].state);
        assert_string_equal(reached(NATS, 6, cases[i].loss, (double)NAN), cases[i].state);
    }
}

// Two Chinese characters, or two pieces of words, tell as much as three letters.
static void test_marks_of_larger_tokens(void **state)
{
    (void)state;
    static const double CHINESE[] = {7.302, 6.002, 4.047, 4.021};
    assert_string_equal(reached(CHINESE, 4, 9, 4.6), "noise");
    assert_string_equal(reached(CHINESE, 4, 9, 4.4), "pairs");
    assert_string_equal(reached(CHINESE, 4, 9, 4.03), "words");
    assert_string_equal(reached(CHINESE, 4, 9, 3.8), "lines");
    static const double NOISE[] = {2, 2.2}; // as few tokens were seen, guessing is better than what they tell
    assert_string_equal(reached(NOISE, 2, 9, 2), "noise");
    static const double UNPREDICTABLE[] = {2, 1.9}; // pairs help no further
    assert_string_equal(reached(UNPREDICTABLE, 2, 9, 1.9), "noise");
    assert_string_equal(reached(UNPREDICTABLE, 2, 9, 1.85), "words");
}

static void test_runs_that_ship(void **state)
{
    (void)state;
    static const struct {
        const char *dir, *state;
    } RUNS[] = {
        {"shakespeare", "lines"},       {"ladder/bigram", "pairs"},   {"ladder/one-head", "pairs"},
        {"ladder/+norm", "pairs"},      {"ladder/char-cpu", "words"}, {"depth/deep", "words"},
        {"depth/no-residual", "noise"}, {"depth/plain", "noise"},     {"finetune", "words"},
        {"nano/base", "lines"},         {"nano/base-adamw", "lines"}, {"nano/rl", NULL},
    };
    for (size_t i = 0; i < sizeof RUNS / sizeof RUNS[0]; i++) {
        Arena arena;
        arena_init(&arena);
        Err err = {""};
        const Run *run = run_read_texts(&arena, arena_printf(&arena, "model/runs/%s", RUNS[i].dir), &err);
        assert_string_equal(err.text, "");
        if (RUNS[i].state)
            assert_string_equal(run_reached(run), RUNS[i].state);
        else
            assert_null(run_reached(run)); // it learned from answers, which are not counted
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made_runs),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_marks_of_larger_tokens),
        cmocka_unit_test(test_runs_that_ship),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
