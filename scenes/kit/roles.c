// roles.c — the colours of roles, a row for each theme.
#include "scenes/kit/roles.h"

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
    },
    {
        .theme = "light",
        .query = COLOR_HEX(0x7d6600),
        .key = COLOR_HEX(0x0b776d),
        .value = COLOR_HEX(0x6a3fc4),
        .train = COLOR_HEX(0x0a6488),
        .val = COLOR_HEX(0xb8326f),
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
