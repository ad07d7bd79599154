// numbers.c — groups of thousands, rounding, units.
#include "scenes/kit/numbers.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

const char *number_grouped(Scene *s, int64_t value)
{
    char plain[32], grouped[48];
    const int n = snprintf(plain, sizeof plain, "%" PRId64, value);
    int at_char = 0;
    for (int i = 0; i < n; i++) {
        grouped[at_char++] = plain[i];
        if (plain[i] != '-' && i + 1 < n && (n - 1 - i) % 3 == 0)
            grouped[at_char++] = ',';
    }
    return arena_strndup(scene_arena(s), grouped, (size_t)at_char);
}

const char *number_fixed(Scene *s, double value, int decimals)
{
    return arena_printf(scene_arena(s), "%.*f", decimals, value);
}

const char *number_percent(Scene *s, double p)
{
    const double percent = 100 * p;
    if (percent > 0 && percent <= 0.5)
        return "<1%";
    return arena_printf(scene_arena(s), "%.0f%%", percent);
}

const char *number_short(Scene *s, double value)
{
    if (value < 9995)
        return number_grouped(s, (int64_t)llround(value));
    if (value < 499500)
        return arena_printf(scene_arena(s), "%.0f K", value / 1e3);
    if (value < 9.995e6)
        return arena_printf(scene_arena(s), "%.2f M", value / 1e6);
    if (value < 999.5e6)
        return arena_printf(scene_arena(s), "%.0f M", value / 1e6);
    return arena_printf(scene_arena(s), "%.2f B", value / 1e9);
}

const char *number_duration(Scene *s, double dur_s)
{
    const int64_t whole_s = (int64_t)llround(dur_s);
    if (whole_s < 180)
        return arena_printf(scene_arena(s), "%" PRId64 " s", whole_s);
    if (whole_s < 3600)
        return arena_printf(scene_arena(s), "%" PRId64 " min %" PRId64 " s", whole_s / 60, whole_s % 60);
    return arena_printf(scene_arena(s), "%" PRId64 " h %" PRId64 " min", whole_s / 3600, whole_s / 60 % 60);
}
