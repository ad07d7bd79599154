// test_theme.c — the colours of the themes, and of the roles that films about GPTs add to them.
#include "engine/anim/theme_file.h"
#include "scenes/kit/roles.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_color(Color found, Color wanted)
{
    assert_true(fabsf(found.r - wanted.r) < 1e-6f && fabsf(found.g - wanted.g) < 1e-6f);
    assert_true(fabsf(found.b - wanted.b) < 1e-6f && fabsf(found.a - wanted.a) < 1e-6f);
}

static void test_contrast_is_measured_right(void **state)
{
    (void)state;
    const Color black = COLOR_HEX(0x000000), white = COLOR_HEX(0xffffff), gray = COLOR_HEX(0x767676);
    assert_true(fabs(color_contrast(black, white) - 21) < 1e-9);
    assert_true(fabs(color_contrast(white, gray) - 4.54) < 0.005);
}

// Whatever words may be written in can be read on the background.
static void test_colors_can_be_read(void **state)
{
    (void)state;
    for (int i = 0; THEMES[i]; i++) {
        const Theme *t = THEMES[i];
        const Roles *r = roles_of(t);
        assert_string_equal(r->theme, t->name);
        const Color colors[] = {t->ink, t->soft,  t->accent, t->pick,  t->plus,  t->minus, t->good,
                                t->bad, r->query, r->key,    r->value, r->train, r->val};
        for (size_t k = 0; k < sizeof colors / sizeof colors[0]; k++) {
            if (color_contrast(colors[k], t->bg) < 4.5)
                fail_msg("theme %s: colour %d has a contrast of %.2f", t->name, (int)k,
                         color_contrast(colors[k], t->bg));
            assert_true(colors[k].a == 1);
        }
        assert_true(t->bg.a == 1 && t->panel.a == 1 && t->line.a == 1);
    }
}

static void test_mixing(void **state)
{
    (void)state;
    const Color a = COLOR_HEX(0x336699), b = {1, 0, 0, 0.5f};
    assert_color(a, (Color){0.2f, 0.4f, 0.6f, 1});
    assert_color(color_mix(a, b, 0), a);
    assert_color(color_mix(a, b, 1), b);
    assert_color(color_mix(a, b, 0.25), (Color){0.4f, 0.3f, 0.45f, 0.875f});
    assert_color(color_alpha(b, 0.5), (Color){1, 0, 0, 0.25f});
}

// Nothing is the colour of lines; what is as far as it can be, or further, has the whole colour of its sign.
static void test_signed_values(void **state)
{
    (void)state;
    const Theme *t = &THEME_DARK;
    assert_color(theme_signed(t, 0, 2), t->line);
    assert_color(theme_signed(t, 2, 2), t->plus);
    assert_color(theme_signed(t, -5, 2), t->minus);
    assert_color(theme_signed(t, -1, 2), color_mix(t->line, t->minus, 0.5));
    assert_color(theme_signed(t, 3, 0), t->line);
}

// ---- themes of users' own ----

static void expect_refused(Temp *temp, const char *text, const char *part)
{
    Theme own;
    Err err = {""};
    const char *path = temp_write_text(temp, "bad.theme", text);
    assert_null(theme_named(path, &own, &err));
    assert_contains(err.text, path);
    assert_contains(err.text, part);
}

static void test_own_themes(void **state)
{
    (void)state;
    void *made;
    assert_int_equal(temp_setup(&made), 0);
    Temp *temp = made;
    Theme own;
    Err err = {""};
    const char *path = temp_write_text(temp, "my.theme", "# ours\n[theme]\nbase = light\naccent = #123ABC\n");
    const Theme *theme = theme_named(path, &own, &err);
    assert_ptr_equal(theme, &own);
    assert_color(own.accent, (Color)COLOR_HEX(0x123abc));
    assert_color(own.ink, THEME_LIGHT.ink);
    assert_string_equal(roles_of(theme)->theme, "light"); // roles have the colours that go with it
    assert_ptr_equal(theme_named("dark", &own, &err), &THEME_DARK);

    expect_refused(temp, "accent = #123abc\n", "[theme]");
    expect_refused(temp, "[theme]\nacent = #123abc\n", "\"acent\"; did you mean accent");
    expect_refused(temp, "[theme]\naccent = blue\n", "accent = \"blue\" is no colour");
    expect_refused(temp, "[theme]\naccent = #12345\n", "#rrggbb");
    expect_refused(temp, "[theme]\nbase = lihgt\n", "light");
    expect_refused(temp, "[theme]\nsoft = #333344\n", "soft on bg has a contrast of");
    expect_refused(temp, "", "[theme]");
    assert_null(theme_named("nowhere.theme", &own, &err));
    assert_contains(err.text, "did you mean");
    assert_contains(err.text, "no file with colours of your own is called nowhere.theme");
    temp_teardown(&made);
}

// Light is the colour itself on a dark background; on a bright one brighter than it, of the same hue, as transparent.
static void test_light(void **state)
{
    (void)state;
    const Color pick = color_alpha(THEME_LIGHT.pick, 0.5), light = theme_light(&THEME_LIGHT, pick);
    assert_true(color_equal(theme_light(&THEME_DARK, pick), pick));
    assert_true(light.r > pick.r && light.g > pick.g && light.b > pick.b && light.a == pick.a);
    assert_true(light.r == 1 && light.g > light.b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_light),
        cmocka_unit_test(test_contrast_is_measured_right),
        cmocka_unit_test(test_colors_can_be_read),
        cmocka_unit_test(test_mixing),
        cmocka_unit_test(test_own_themes),
        cmocka_unit_test(test_signed_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
