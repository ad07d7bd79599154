// test_counter.c — a counter shows at every time what printf makes of the number, and nothing in it jumps about.
#include "engine/anim/scene_data.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Fixture {
    Arena arena;
    Fonts *fonts;
    Err err;
} Fixture;

static const TextStyle STYLE = {.family = FONT_MONO, .size = 100, .align = ALIGN_END}; // every cell is 60 wide

static int setup(void **state)
{
    static Fixture fixture;
    arena_init(&fixture.arena);
    fixture.fonts = fonts_create("fonts", &fixture.err);
    *state = &fixture;
    return fixture.fonts ? 0 : -1;
}

static int teardown(void **state)
{
    Fixture *f = *state;
    fonts_destroy(f->fonts);
    arena_finish(&f->arena);
    return 0;
}

static Scene *scene(Fixture *f)
{
    return scene_create(&f->arena, f->fonts, canvas_make(1920, 1080), &THEME_DARK, "test");
}

static Node *counter_make(Scene *s, const TextStyle *style, int decimals, double most)
{
    return add_counter(s, NULL, 500, 300, style, THEME_DARK.ink, decimals, most, "fact:test");
}

static void assert_near(double a, double b)
{
    if (!(fabs(a - b) <= 1e-6))
        fail_msg("%.9f is not %.9f", a, b);
}

static int by_place(const void *a, const void *b)
{
    const Rect *p = a, *q = b;
    return (p->x > q->x) - (p->x < q->x);
}

// What the counter reads at a time, from left to right; `box` gets where that is in the counter's coordinates.
static void read_counter(const Node *counter, double t_s, char text[64], Rect *box)
{
    enum { MAX_SHOWN = 40 };
    struct {
        Rect place;
        const TextRun *run;
    } shown[MAX_SHOWN];
    int n = 0;
    const Node *cells = node_child(counter, 0);
    for (int i = 0; i < node_child_count(cells); i++) {
        const Node *cell = node_child(cells, i);
        const double step = node_value(cell, PROP_VARIANT, t_s);
        assert_true(step == floor(step) && step >= 0 && step < cell->n_runs);
        const TextRun *run = cell->runs[(int)step];
        if (run->n_glyphs == 0)
            continue;
        shown[n].place = run->logical;
        shown[n].place.x += node_value(cell, PROP_X, t_s) + node_value(cells, PROP_X, t_s);
        shown[n++].run = run;
    }
    qsort(shown, (size_t)n, sizeof shown[0], by_place);
    text[0] = '\0';
    *box = RECT_EMPTY;
    for (int i = 0; i < n; i++) {
        const char *part = shown[i].run->text;
        strcat(text, strcmp(part, "\xe2\x88\x92") == 0 ? "-" : part);
        *box = rect_union(*box, shown[i].place);
    }
}

// A number as printf makes it, with commas between thousands.
static void print_number(double value, int decimals, char text[64])
{
    char plain[64];
    snprintf(plain, sizeof plain, "%.*f", decimals, value);
    const int n_sign = plain[0] == '-';
    const int n_whole = (int)strcspn(plain + n_sign, ".");
    char *out = text;
    for (int i = 0; plain[i]; i++) {
        const int at = i - n_sign;
        if (at > 0 && at < n_whole && (n_whole - at) % 3 == 0)
            *out++ = ',';
        *out++ = plain[i];
    }
    *out = '\0';
}

static void expect_values(Fixture *f, const TextStyle *style, int decimals, double most, const double *value, int n)
{
    Scene *s = scene(f);
    Node *counter = counter_make(s, style, decimals, most);
    double *t_s = ARENA_ARRAY(&f->arena, double, n);
    for (int i = 0; i < n; i++)
        t_s[i] = 1 + 0.25 * i;
    counter_values(s, counter, t_s, value, n);
    scene_end(s, t_s[n - 1] + 1);
    assert_true(scene_now(s) == 0); // the cursor stays
    Err err = {""};
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
    char shown[64], wanted[64];
    Rect box;
    for (int i = -1; i < n; i++) {
        const int at_value = i < 0 ? 0 : i; // before the first time, the first value
        print_number(value[at_value], decimals, wanted);
        const double times_s[] = {i < 0 ? 0 : t_s[i], i < 0 ? 0.99 : t_s[i] + 0.249};
        for (int j = 0; j < 2; j++) {
            read_counter(counter, times_s[j], shown, &box);
            assert_string_equal(shown, wanted);
            if (style->align == ALIGN_END)
                assert_near(box.x + box.w, 0);
            else if (style->align == ALIGN_START)
                assert_near(box.x, 0);
            else
                assert_near(box.x + box.w / 2, 0);
        }
    }
}

static void test_rising(void **state)
{
    Fixture *f = *state;
    const double value[] = {0, 7, 9, 10, 99, 100, 999, 1000, 1234, 99999, 999999, 1000000, 10650112};
    expect_values(f, &STYLE, 0, 10650112, value, 13);
}

static void test_falling_with_decimals(void **state)
{
    Fixture *f = *state;
    const double value[] = {4.2874, 4.2, 3.9999, 2.5, 1.89761, 1.0049, 0.3, 0.00004};
    expect_values(f, &STYLE, 2, 4.3, value, 8);
    expect_values(f, &STYLE, 4, 4.3, value, 8);
    expect_values(f, &STYLE, 0, 4.3, value, 8);
}

static void test_up_and_down_with_signs(void **state)
{
    Fixture *f = *state;
    const double value[] = {-1234.5, -999.9, -12.3, -0.5, 0, 0.5, 12.3, 1234.5, 99999.9, -99999.9};
    expect_values(f, &STYLE, 1, 99999.9, value, 10);
    expect_values(f, &STYLE, 1, -99999.9, value, 10);
}

static void test_alignments_and_families(void **state)
{
    Fixture *f = *state;
    const double value[] = {5, 1234.25, -77, 123456.75, 1};
    const FontFamily families[] = {FONT_SANS, FONT_MONO, FONT_SERIF};
    const Align aligns[] = {ALIGN_START, ALIGN_MIDDLE, ALIGN_END};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            const TextStyle style = {.family = families[i], .size = 44, .align = aligns[j], .letter_space = j};
            expect_values(f, &style, 2, 123456.75, value, 5);
        }
}

static void test_values_of_chance(void **state)
{
    Fixture *f = *state;
    double value[400];
    unsigned seed = 1;
    for (int i = 0; i < 400; i++) {
        seed = seed * 1664525u + 1013904223u;
        value[i] = ((double)seed / 4294967296.0 - 0.5) * pow(10, seed % 13);
    }
    expect_values(f, &STYLE, 3, 5e12, value, 400);
}

static void test_figures_stand_still(void **state)
{
    Fixture *f = *state;
    Scene *s = scene(f);
    Node *counter = counter_make(s, &STYLE, 2, 99999);
    const double t_s[] = {0, 1, 2}, value[] = {1111.11, 8888.88, 12345.67};
    counter_values(s, counter, t_s, value, 3);
    const Node *cells = node_child(counter, 0);
    for (int i = 0; i < node_child_count(cells); i++)
        assert_null(node_child(cells, i)->tracks[PROP_X]);
    assert_null(cells->tracks[PROP_X]);
    char text[64];
    Rect box;
    read_counter(counter, 2, text, &box);
    assert_near(box.w, 9 * 60);
}

static void test_keys_only_where_a_digit_changes(void **state)
{
    Fixture *f = *state;
    Scene *s = scene(f);
    Node *counter = counter_make(s, &STYLE, 0, 2000);
    double t_s[1000], value[1000];
    for (int i = 0; i < 1000; i++) {
        t_s[i] = i / 60.0;
        value[i] = 1000 + i;
    }
    counter_values(s, counter, t_s, value, 1000);
    const Node *cells = node_child(counter, 0);
    const int n_keys[] = {1000, 100, 10, 0 /* the comma */, 1};
    for (int i = 0; i < 5; i++) {
        const Track *track = node_child(cells, i)->tracks[PROP_VARIANT];
        if (i == 3)
            assert_true(track && track->n_keys == 1);
        else
            assert_int_equal(track->n_keys, n_keys[i]);
        for (int k = 0; k < track->n_keys; k++)
            assert_int_equal(track->keys[k].ease, EASE_STEP);
    }
    assert_null(node_child(cells, 5)->tracks[PROP_VARIANT]); // the sign
}

static void test_values_can_go_on(void **state)
{
    Fixture *f = *state;
    Scene *s = scene(f);
    Node *counter = counter_make(s, &STYLE, 0, 9999);
    counter_values(s, counter, (double[]){1, 2}, (double[]){5, 42}, 2);
    counter_values(s, counter, (double[]){3, 4}, (double[]){42, 1042}, 2);
    const char *const wanted[] = {"5", "5", "42", "42", "1,042"};
    char text[64];
    Rect box;
    for (int i = 0; i < 5; i++) {
        read_counter(counter, i + 0.5, text, &box);
        assert_string_equal(text, wanted[i]);
    }
    assert_int_equal(s->err.text[0], 0);
}

static void test_unknown_is_a_dash(void **state)
{
    Fixture *f = *state;
    Scene *s = scene(f);
    Node *counter = counter_make(s, &STYLE, 2, 1000);
    counter_values(s, counter, (double[]){0, 1, 2, 3}, (double[]){NAN, 12, INFINITY, -0.001}, 4);
    const char *const wanted[] = {"\xe2\x80\x93", "12.00", "\xe2\x80\x93", "0.00"};
    char text[64];
    Rect box;
    for (int i = 0; i < 4; i++) {
        read_counter(counter, i, text, &box);
        assert_string_equal(text, wanted[i]);
        assert_near(box.x + box.w, 0);
    }
}

static void test_before_it_has_values(void **state)
{
    Fixture *f = *state;
    Scene *s = scene(f);
    TextStyle style = STYLE;
    char text[64];
    Rect box;
    const double left[] = {500, 500 - 150, 500 - 300};
    for (int i = 0; i < 3; i++) {
        style.align = (Align)i;
        Node *counter = counter_make(s, &style, 0, 9999);
        read_counter(counter, 0, text, &box);
        assert_string_equal(text, "");
        assert_near(node_child(counter, 0)->base[PROP_X] - 5 * 60 + 500, left[i]); // room for 9,999
        assert_string_equal(node_source_of(node_child(node_child(counter, 0), 0)), "fact:test");
    }
}

static void test_errors(void **state)
{
    Fixture *f = *state;
    Scene *s = scene(f);
    counter_values(s, counter_make(s, &STYLE, 0, 99), (double[]){0}, (double[]){100}, 1);
    assert_non_null(strstr(s->err.text, "too few digits for 100"));
    s = scene(f);
    counter_values(s, counter_make(s, &STYLE, 1, 99.9), (double[]){0}, (double[]){99.96}, 1);
    assert_non_null(strstr(s->err.text, "too few digits"));
    s = scene(f);
    counter_make(s, &STYLE, 0, INFINITY);
    assert_non_null(strstr(s->err.text, "numbers below"));
    s = scene(f);
    counter_make(s, &STYLE, 12, 1);
    assert_non_null(strstr(s->err.text, "decimals"));
    s = scene(f);
    counter_values(s, add_group(s, NULL), (double[]){0}, (double[]){1}, 1);
    assert_non_null(strstr(s->err.text, "add_counter"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rising),
        cmocka_unit_test(test_falling_with_decimals),
        cmocka_unit_test(test_up_and_down_with_signs),
        cmocka_unit_test(test_alignments_and_families),
        cmocka_unit_test(test_values_of_chance),
        cmocka_unit_test(test_figures_stand_still),
        cmocka_unit_test(test_keys_only_where_a_digit_changes),
        cmocka_unit_test(test_values_can_go_on),
        cmocka_unit_test(test_unknown_is_a_dash),
        cmocka_unit_test(test_before_it_has_values),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
