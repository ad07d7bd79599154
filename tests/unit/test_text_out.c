// test_text_out.c — what goes out of a text that comes in pieces: whole characters, and nothing from a stop on.
#include "model/infer/text_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What is written of a text that comes in pieces of `n` bytes.
static void assert_out(const char *whole, size_t n, const char *const *stops, int n_stops, const char *expected)
{
    char *bytes = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&bytes, &n_bytes);
    TextOut text;
    text_out_begin(&text, out, stops, n_stops);
    for (size_t at = 0, left = strlen(whole); left > 0; at += n) {
        n = n < left ? n : left;
        text_out_put(&text, whole + at, n);
        left -= n;
    }
    text_out_end(&text);
    fclose(out);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void whole_characters(void **state)
{
    (void)state;
    for (size_t n = 1; n < 5; n++) {
        assert_out("aé🙂z", n, NULL, 0, "aé🙂z");
        assert_out("aé🙂\xf0\x9f\x99", n, NULL, 0, "aé🙂");
        assert_out("é\xc3", n, NULL, 0, "é");
        assert_out("\xff\x80\x80 a\x99", n, NULL, 0, "\xff\x80\x80 a\x99"); // no character at all: as it is
        assert_out("", n, NULL, 0, "");
    }
}

static void stops(void **state)
{
    static const char *const STOPS[] = {"\nUser:", "END", "ENDED", "é"};
    (void)state;
    for (size_t n = 1; n < 9; n++) {
        assert_out("Hello\nUser: hi", n, STOPS, 1, "Hello");
        assert_out("Hello\nUs", n, STOPS, 1, "Hello\nUs");
        assert_out("\nUser\nUser:", n, STOPS, 1, "\nUser");
        assert_out("an ENd, an ENDED", n, STOPS, 3, "an ENd, an ");
        assert_out("caf\xc3\xa9 b", n, STOPS, 4, "caf");
        assert_out("caf\xc3", n, STOPS, 4, "caf");
    }
}

static void nowhere(void **state)
{
    static const char *const STOPS[] = {"b"};
    (void)state;
    TextOut text;
    text_out_begin(&text, NULL, STOPS, 1);
    text_out_put(&text, "a", 1);
    assert_false(text.stopped);
    text_out_put(&text, "bc", 2);
    assert_true(text.stopped);
    text_out_end(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_characters),
        cmocka_unit_test(stops),
        cmocka_unit_test(nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
