// theme.c — the two themes, and colours mixed.
#include "engine/anim/theme.h"

#include <math.h>

const Theme THEME_DARK = {
    .name = "dark",
    .bg = COLOR_HEX(0x12121f),
    .panel = COLOR_HEX(0x1c1c30),
    .line = COLOR_HEX(0x3a3a5a),
    .ink = COLOR_HEX(0xeef0ff),
    .soft = COLOR_HEX(0xa6abc8),
    .accent = COLOR_HEX(0x4cc9f0),
    .pick = COLOR_HEX(0xffa62b),
    .plus = COLOR_HEX(0x5aa9ff),
    .minus = COLOR_HEX(0xff6b6b),
    .good = COLOR_HEX(0x6ee7a8),
    .bad = COLOR_HEX(0xff6b6b),
};

// The same hues, dark enough for 4.5:1 on white, and on a panel with a tint of theirs.
const Theme THEME_LIGHT = {
    .name = "light",
    .bg = COLOR_HEX(0xffffff),
    .panel = COLOR_HEX(0xf3f4fb),
    .line = COLOR_HEX(0xc3c6dc),
    .ink = COLOR_HEX(0x14142a),
    .soft = COLOR_HEX(0x555a78),
    .accent = COLOR_HEX(0x0a6488),
    .pick = COLOR_HEX(0xb03c00),
    .plus = COLOR_HEX(0x1a58a8),
    .minus = COLOR_HEX(0xb02828),
    .good = COLOR_HEX(0x10673a),
    .bad = COLOR_HEX(0xb02828),
};

// To add one: its colours above, and a row here.
const Theme *const THEMES[] = {&THEME_DARK, &THEME_LIGHT, NULL};

const Choices THEME_CHOICES = {"theme", THEMES, 0, 0};

bool color_equal(Color a, Color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

Color color_mix(Color a, Color b, double t)
{
    const float u = (float)t;
    return (Color){a.r + (b.r - a.r) * u, a.g + (b.g - a.g) * u, a.b + (b.b - a.b) * u, a.a + (b.a - a.a) * u};
}

Color color_alpha(Color color, double alpha)
{
    color.a *= (float)alpha;
    return color;
}

static double linear(float component)
{
    const double c = (double)component;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double color_luminance(Color color)
{
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

double color_contrast(Color a, Color b)
{
    const double x = color_luminance(a), y = color_luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

bool theme_is_dark(const Theme *theme)
{
    return color_luminance(theme->bg) < color_luminance(theme->ink);
}

Color theme_light(const Theme *theme, Color color)
{
    static const double PALE = 0.35;
    const float most = fmaxf(fmaxf(color.r, color.g), color.b);
    if (color_luminance(theme->bg) < 0.5 || most <= 0)
        return color;
    const Color bright = {color.r / most, color.g / most, color.b / most, color.a};
    return color_mix(bright, (Color){1, 1, 1, color.a}, PALE);
}

Color theme_signed(const Theme *theme, double value, double full)
{
    const double strength = full > 0 ? fmin(fabs(value) / full, 1) : 0;
    return color_mix(theme->line, value < 0 ? theme->minus : theme->plus, strength);
}
