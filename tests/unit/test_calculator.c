// test_calculator.c — what the chat model's tool works out, and what it leaves alone.
#include "model/text/calculator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void values(void **state)
{
    static const char *const CASES[][2] = {
        {"412+389", "801"},
        {"100-999", "-899"},
        {"7", "7"},
        {"007", "7"},
        {"2+3*4", "14"},
        {"(2+3)*4", "20"},
        {"10-4-3", "3"},
        {"100/10/5", "2"},
        {"8-2*3+1", "3"},
        {"-3+5", "2"},
        {"3--2", "5"},
        {"+4", "4"},
        {"-(2+3)", "-5"},
        {"2*-3", "-6"},
        {"1/4", "0.25"},
        {"1/3", "0.333333333"},
        {"2/3", "0.666666667"},
        {"-2/3", "-0.666666667"},
        {"1/3*3", "1"},
        {"0.1+0.2", "0.3"},
        {".5+1.", "1.5"},
        {"1.50", "1.5"},
        {"0.999999999+0.0000000009", "1"},
        {"0-0", "0"},
        {"-0", "0"},
        {"0-1/10000000000", "0"},
        {"6/-4", "-1.5"},
        {"999999999999999+1", "1000000000000000"},
        {"(((((((((((((((1)))))))))))))))", "1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char result[CALCULATOR_ROOM];
        const bool ok = calculator_run(result, CASES[i][0], strlen(CASES[i][0]));
        if (!ok || strcmp(result, CASES[i][1]) != 0)
            fail_msg("%s is %s, not \"%s\"", CASES[i][0], CASES[i][1], result);
    }
}

static void no_expressions(void **state)
{
    static const char *const CASES[] = {
        "",        "+",        "1+",     "*2",        "1 + 2",      "(1",       "1)",         "()",
        "1..2",    ".",        "1.2.3",  "2**3",      "7//2",       "1/0",      "1/(2-2)",    "abc",
        "1e9",     "0x10",     "1,000",  "(1)(2)",    "2(3)",       "1\n",      "10000000000000001",
        "999999999999999+999999999999999",            "100000000*100000000",    "0.0000000000000001",
        "((((((((((((((((((1))))))))))))))))))",      "------------------1",
        "1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1",
        "__import__('os').system('true')",
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char result[CALCULATOR_ROOM] = "before";
        if (calculator_run(result, CASES[i], strlen(CASES[i])) || result[0])
            fail_msg("\"%s\" is taken for \"%s\"", CASES[i], result);
    }
    char result[CALCULATOR_ROOM];
    assert_false(calculator_run(result, "1\0+2", 4));
    assert_true(calculator_run(result, "1+2+", 3));
    assert_string_equal(result, "3");
}

// Whole numbers, against C.
static void sums_of_three_digits(void **state)
{
    (void)state;
    for (int left = 0; left < 1000; left += 7)
        for (int right = 0; right < 1000; right += 11) {
            char expression[40], result[CALCULATOR_ROOM], expected[40];
            snprintf(expression, sizeof expression, "%d-%d*(%d+1)", left, right, left % 10);
            snprintf(expected, sizeof expected, "%d", left - right * (left % 10 + 1));
            assert_true(calculator_run(result, expression, strlen(expression)));
            assert_string_equal(result, expected);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(no_expressions),
        cmocka_unit_test(sums_of_three_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
