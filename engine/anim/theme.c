#include "engine/anim/theme.h"

#include <math.h>

#define RGB(hex) {(float)((hex) >> 16 & 255) / 255, (float)((hex) >> 8 & 255) / 255, (float)((hex)&255) / 255, 1}

const Theme THEME_DARK = {
    .name = "dark",
    .bg = RGB(0x12121f),
    .panel = RGB(0x1c1c30),
    .line = RGB(0x3a3a5a),
    .ink = RGB(0xeef0ff),
    .soft = RGB(0xa6abc8),
    .accent = RGB(0x4cc9f0),
    .pick = RGB(0xffa62b),
    .query = RGB(0xffe66d),
    .key = RGB(0x2ec4b6),
    .value = RGB(0xb388ff),
    .train = RGB(0x4cc9f0),
    .val = RGB(0xff7eb6),
    .plus = RGB(0x5aa9ff),
    .minus = RGB(0xff6b6b),
    .good = RGB(0x6ee7a8),
    .bad = RGB(0xff6b6b),
};

// The same hues, dark enough for 4.5:1 on white.
const Theme THEME_LIGHT = {
    .name = "light",
    .bg = RGB(0xffffff),
    .panel = RGB(0xf3f4fb),
    .line = RGB(0xc3c6dc),
    .ink = RGB(0x14142a),
    .soft = RGB(0x555a78),
    .accent = RGB(0x0b76a0),
    .pick = RGB(0xa85a00),
    .query = RGB(0x7d6600),
    .key = RGB(0x0b776d),
    .value = RGB(0x6a3fc4),
    .train = RGB(0x0b76a0),
    .val = RGB(0xb8326f),
    .plus = RGB(0x1f66c0),
    .minus = RGB(0xc23030),
    .good = RGB(0x147a44),
    .bad = RGB(0xc23030),
};

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

Color theme_signed(const Theme *theme, double value, double full)
{
    const double strength = full > 0 ? fmin(fabs(value) / full, 1) : 0;
    return color_mix(theme->line, value < 0 ? theme->minus : theme->plus, strength);
}
