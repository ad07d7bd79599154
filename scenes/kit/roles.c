// roles.c — the colours of roles, a row for each theme.
#include "scenes/kit/roles.h"

#include "engine/base/number.h"

#include <assert.h>
#include <string.h>

// To add a theme: a row here, beside the theme itself in engine/anim/theme.c. The light one has the same hues, dark
// enough for 4.5:1 on white.
static const Roles ROWS[] = {
    {
        .theme = "dark",
        .query = COLOR_HEX(0xffe66d),
        .key = COLOR_HEX(0x2ec4b6),
        .value = COLOR_HEX(0xb388ff),
        .train = COLOR_HEX(0x4cc9f0),
        .val = COLOR_HEX(0xff7eb6),
        .heat = {COLOR_HEX(0x232342), COLOR_HEX(0x33508a), COLOR_HEX(0x24938b), COLOR_HEX(0x7dd058), COLOR_HEX(0xfde725)},
    },
    {
        .theme = "light",
        .query = COLOR_HEX(0x7d6600),
        .key = COLOR_HEX(0x0b776d),
        .value = COLOR_HEX(0x6a3fc4),
        .train = COLOR_HEX(0x0a6488),
        .val = COLOR_HEX(0xb8326f),
        .heat = {COLOR_HEX(0xeceef6), COLOR_HEX(0xbfe0c0), COLOR_HEX(0x55b3bd), COLOR_HEX(0x2b67a8), COLOR_HEX(0x1c2a66)},
    },
};

const Roles *roles_of(const Theme *theme)
{
    enum { N_ROWS = sizeof ROWS / sizeof ROWS[0] };
    for (int i = 0; i < N_ROWS; i++)
        if (strcmp(ROWS[i].theme, theme->name) == 0)
            return &ROWS[i];
    assert(!"every theme has a row of role colours");
    return &ROWS[0];
}

Color roles_heat(const Theme *theme, double share)
{
    enum { N_STEPS = sizeof(((Roles *)0)->heat) / sizeof(Color) - 1 };
    const Color *heat = roles_of(theme)->heat;
    const double at = clamp(share, 0, 1) * N_STEPS;
    const int step = at < N_STEPS ? (int)at : N_STEPS - 1;
    return color_mix(heat[step], heat[step + 1], at - step);
}
