// test_figure.c — figures: expressions over recorded numbers, and the words they are shown as.
#include "engine/anim/figure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_expressions(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena);
    const Figure *loss = figure_leaf(&arena, FIGURE_RUN, 1.4497,
                                     (FigureSource){.origin = "main", .file = "metrics.jsonl", .record = "step=5000",
                                                    .field = "val_loss"});
    const Figure *cell = figure_leaf(&arena, FIGURE_RUN, 0.25,
                                     (FigureSource){.origin = "main", .file = "probes/5000.safetensors",
                                                    .field = "attention", .index = {2, 1, 0, 7}, .n_indices = 4});
    const Figure *perplexity = figure_op(&arena, FIGURE_EXP, &loss, 1);
    assert_true(fabs(perplexity->value - exp(1.4497)) < 1e-12);
    assert_string_equal(figure_describe(&arena, perplexity), "exp(run:main metrics.jsonl step=5000 val_loss)");
    assert_string_equal(figure_describe(&arena, cell), "run:main probes/5000.safetensors attention[2,1,0,7]");
    const Figure *difference = figure_op2(&arena, FIGURE_SUB, loss, cell);
    assert_true(fabs(difference->value - 1.1997) < 1e-12);
    const Figure *const list[] = {loss, cell, difference};
    assert_true(fabs(figure_op(&arena, FIGURE_MEAN, list, 3)->value - (1.4497 + 0.25 + 1.1997) / 3) < 1e-12);
    assert_true(figure_op(&arena, FIGURE_MIN, list, 3)->value == 0.25);
    assert_true(figure_op(&arena, FIGURE_SUM, NULL, 0)->value == 0);
    arena_finish(&arena);
}

static void test_text(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *format, *text;
    } ROWS[] = {
        {1234567, NULL, "1,234,567"}, {-1234, ",d", "−1,234"},  {0, NULL, "0"},           {0.123456, NULL, "0.123"},
        {1.4497, ".2f", "1.45"},      {-0.001, ".2f", "−0.001"}, {-0.0, ".1f", "0.0"},     {1e-7, ".4f", "1e-07"},
        {0.384, ".0%", "38 %"},       {0.001, ".0%", "<1 %"},   {0.9999, ".0%", ">99 %"}, {1, ".0%", "100 %"},
        {0, ".0%", "0 %"},            {0.0004, ".1%", "<0.1 %"}, {804096, "short", "0.80 M"}, {6068160, "short", "6.07 M"},
        {124e6, "short", "124.00 M"}, {25344, "short", "25 K"}, {65, "short", "65"},      {12, "words", "twelve"},
        {42, "words", "forty-two"},   {100, "words", "100"},    {48.2, "s", "48 s"},      {181, "s", "3 min 1 s"},
        {1.5564, ".2v", "1.56"},      {1.5564, ".0v", "1.56"},  {1.5564, ".3v", "1.556"}, {1000, ".2v", "1,000"},
        {12.34, ".0v", "12.3"},       {1234.4, ".0v", "1,234"}, {5, ".0v", "5"},          {0, ".2v", "0.00"},
        {1.2e-7, ".4v", "120e−9"},    {-1e30, ".2v", "−1e30"},  {0.0123, ".2v", "0.0123"}, {9.9999e8, ".1v", "1e9"},
        {5e-324, ".2v", "4.941e−324"}, {1.7e308, ".0v", "170e306"}, {5e6, ".0v", "5,000,000"}, {0.001, ".2v", "0.00100"},
        {469.9, ".2v", "469.9"},
        {0.5, "+.2f", "+0.50"},       {-0.5, "+.2f", "−0.50"},  {0, "+.2f", "0.00"},      {1234, "+,d", "+1,234"},
        {NAN, ".2v", "–"},            {7500, "s", "2 h 5 min"},     {0.25, "s", "0.25 s"},    {NAN, ".2f", "–"},        {INFINITY, NULL, "–"},
    };
    Arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        assert_string_equal(figure_text(&arena, ROWS[i].value, ROWS[i].format), ROWS[i].text);
    static const char *const WRONG[] = {"", "f", ".f", ".2x", ".99f", "%d", "2f", "+", "++.2f"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_null(figure_text(&arena, 1, WRONG[i]));
    arena_finish(&arena);
}

static void test_bare_digits(void **state)
{
    (void)state;
    const ShownFigure figures[] = {{.first_byte = 0, .n_bytes = 4}, {.first_byte = 8, .n_bytes = 5}};
    const Shown shown = {figures, 2};
    assert_int_equal(shown_first_bare_digit("1.45 of GPT-2", &shown), -1);
    assert_int_equal(shown_first_bare_digit("1.45 of GPT-2 5", &shown), 14);
    assert_int_equal(shown_first_bare_digit("no digit", NULL), -1);
    assert_int_equal(shown_first_bare_digit("a 3", NULL), 2);
    static const char *const DIGITS[] = {"x²", "x½", "x₃", "x①", "x３", "x٣", "xⅫ"};
    for (size_t i = 0; i < sizeof DIGITS / sizeof *DIGITS; i++)
        assert_int_equal(shown_first_bare_digit(DIGITS[i], NULL), 1);
    int n_bytes = 0;
    assert_int_equal(shown_first_bare_word("twelve of them, or Thirty", NULL, &n_bytes), 19);
    assert_int_equal(n_bytes, 6);
    assert_int_equal(shown_first_bare_word("by millions", NULL, &n_bytes), 3);
    assert_int_equal(shown_first_bare_word("the seventeenth", NULL, &n_bytes), 4);
    assert_int_equal(shown_first_bare_word("a thousandfold", NULL, &n_bytes), 2);
    assert_int_equal(shown_first_bare_word("Twenty-one", NULL, &n_bytes), 0);
    assert_int_equal(shown_first_bare_word("in the twenties", NULL, &n_bytes), 7);
    assert_int_equal(shown_first_bare_word("its fiftieth", NULL, &n_bytes), 4);
    assert_int_equal(shown_first_bare_word("weighty äforty twelfth fiftyish millionaire", NULL, &n_bytes), -1);
    const ShownFigure words = {.first_byte = 0, .n_bytes = 5};
    assert_int_equal(shown_first_bare_word("forty", &(Shown){&words, 1}, &n_bytes), -1);
    Arena arena;
    arena_init(&arena);
    assert_null(shown_fault(&arena, "forty", &(Shown){&words, 1}));
    assert_string_equal(shown_fault(&arena, "x 3", NULL), "the digit 3 in \"x 3\" comes from nowhere; show a figure with "
                                                         "${…}, or say name \"…\" if it belongs to a name");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_bare_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
