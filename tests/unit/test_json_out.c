// test_json_out.c — JSON text: commas, escapes, numbers, lines.
#include "engine/base/json_out.h"
#include "support_capture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// What the builder holds, as a line on a stream; ends it.
static const char *line_of(Temp *temp, JsonOut *out)
{
    Capture capture = capture_to_file(temp, STDOUT_FILENO);
    json_out_print(out, stdout);
    assert_null(out->text);
    return capture_end(&capture, temp);
}

static void values_are_separated(void **state)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "text", "a \"b\" \\ \n\x01");
    json_out_int_at(&out, "whole", INT64_MIN);
    json_out_bool_at(&out, "flag", true);
    json_out_key(&out, "list");
    json_out_begin(&out, '[');
    json_out_null(&out);
    json_out_begin(&out, '{');
    json_out_end(&out, '}');
    json_out_text(&out, NULL);
    json_out_end(&out, ']');
    json_out_end(&out, '}');
    assert_string_equal(line_of(*state, &out), "{\"text\": \"a \\\"b\\\" \\\\ \\n\\u0001\", \"whole\": "
                                               "-9223372036854775808, \"flag\": true, \"list\": [null, {}, null]}\n");
}

static void numbers_are_short_and_exact(void **state)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '[');
    json_out_real(&out, 0.1);
    json_out_real(&out, 1.0 / 3);
    json_out_float(&out, (double)(1.0f / 3));
    json_out_real(&out, NAN);
    json_out_end(&out, ']');
    assert_string_equal(line_of(*state, &out), "[0.1, 0.3333333333333333, 0.33333334, null]\n");
}

static void decimals_are_cut_to_what_is_asked(void **state)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_rounded_at(&out, "a", 1234567.849, 1);
    json_out_rounded_at(&out, "b", 0.0004, 3);
    json_out_rounded_at(&out, "c", 2.9999, 2);
    json_out_rounded_at(&out, "d", INFINITY, 2);
    json_out_end(&out, '}');
    assert_string_equal(line_of(*state, &out), "{\"a\": 1234567.8, \"b\": 0, \"c\": 3, \"d\": null}\n");
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
    JsonOut out;
    json_out_init(&out);
    json_out_text(&out, "\xc3\xa9 \xff");
    assert_string_equal(line_of(*state, &out), "\"\xc3\xa9 \xef\xbf\xbd\"\n");
}

static void people_get_lines_down_to_a_depth(void **state)
{
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "a", 1);
    json_out_key(&out, "b");
    json_out_begin(&out, '[');
    json_out_int(&out, 2);
    json_out_int(&out, 3);
    json_out_end(&out, ']');
    json_out_end(&out, '}');
    assert_string_equal(line_of(*state, &out), "{\n  \"a\": 1,\n  \"b\": [2, 3]\n}\n");
}

int main(void)
{
#define WITH_TEMP(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        WITH_TEMP(values_are_separated),
        WITH_TEMP(numbers_are_short_and_exact),
        WITH_TEMP(decimals_are_cut_to_what_is_asked),
        WITH_TEMP(bytes_that_are_no_text_are_replaced),
        WITH_TEMP(people_get_lines_down_to_a_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
