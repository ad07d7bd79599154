// test_svg_text.c — numbers, words and outlines as SVG writes them.
#include "engine/svg/svg_text.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_number(double value, int decimals, const char *expected)
{
    SvgText text = {0};
    svg_put_number(&text, value, decimals);
    assert_string_equal(text.data, expected);
    svg_text_finish(&text);
}

static void numbers_have_no_more_digits_than_show(void **state)
{
    (void)state;
    assert_number(0, 2, "0");
    assert_number(-0.001, 2, "0");
    assert_number(0.5, 2, ".5");
    assert_number(-0.25, 2, "-.25");
    assert_number(12.3, 2, "12.3");
    assert_number(3.0049, 2, "3");
    assert_number(2.999, 2, "3");
    assert_number(1234.5678, 0, "1235");
    assert_number(0.0171, 7, ".0171");
}

static void words_are_escaped(void **state)
{
    (void)state;
    SvgText text = {0};
    svg_put_escaped(&text, "a<b> & \"c\"\x01");
    assert_string_equal(text.data, "a&lt;b&gt; &amp; &quot;c&quot;");
    svg_text_clear(&text);
    svg_put_escaped(&text, "ë\xff\xef\xbf\xbe日\xe6"); // stray bytes, and a code point that is no character
    assert_string_equal(text.data, "ë\xef\xbf\xbd日\xef\xbf\xbd");
    svg_text_clear(&text);
    svg_put_base64(&text, (const uint8_t *)"gptre", 5);
    assert_string_equal(text.data, "Z3B0cmU=");
    svg_text_clear(&text);
    svg_put_rgb(&text, (double[]){1, 0.2, 0});
    svg_put_rgb(&text, (double[]){0.5, 0, 2});
    assert_string_equal(text.data, "#f30#8000ff");
    svg_text_finish(&text);
}

static void outlines_take_the_shortest_way(void **state)
{
    Temp *temp = *state;
    Path *path = path_create(&temp->arena);
    path_move(path, 10, 10.5);
    path_line(path, 20.25, 10.5);
    path_line(path, 20.25, 9);
    path_line(path, 20.5, 9.5);
    path_line(path, 20.75, 10);
    path_cubic(path, 21, 10, 20, 11, 22, 12);
    path_close(path);
    SvgText text = {0};
    svg_put_path(&text, path, 1, (Point){0, 0}, 2, false);
    assert_string_equal(text.data, "M10 10.5h10.25v-1.5l.25.5.25.5c.25 0-.75 1 1.25 2z");
    svg_text_clear(&text);
    svg_put_path(&text, path, 2, (Point){1, 0}, 0, true);
    assert_string_equal(text.data, "M21 21L42 21 42 18 42 19 43 20C43 20 41 22 45 24Z");
    svg_text_finish(&text);
}

// Rounding every step by itself would be off by a hundred times half a digit at the end.
static void rounding_does_not_add_up(void **state)
{
    Temp *temp = *state;
    Path *path = path_create(&temp->arena);
    for (int i = 0; i <= 100; i++)
        path_line(path, 0.0149 * i, 0.0149 * i * i);
    SvgText text = {0};
    svg_put_path(&text, path, 1, (Point){0, 0}, 2, false);
    double x = 0, y = 0;
    char *at = strchr(text.data, 'l') + 1;
    while (*at) {
        x += strtod(at, &at);
        y += strtod(at, &at);
    }
    assert_true(fabs(x - 1.49) < 0.006 && fabs(y - 149) < 0.006);
    svg_text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_no_more_digits_than_show),
        cmocka_unit_test(words_are_escaped),
        cmocka_unit_test(outlines_take_the_shortest_way),
        cmocka_unit_test(rounding_does_not_add_up),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
