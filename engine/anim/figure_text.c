// figure_text.c — the words that a number is shown as.
#include "engine/anim/figure.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double MOST_WHOLE = 9e15; // beyond, doubles have no units
static const char NOT_FINITE[] = "–";

static const char *grouped(Arena *arena, double value)
{
    char digits[32], text[48];
    snprintf(digits, sizeof digits, "%.0f", fabs(value));
    const int n = (int)strlen(digits);
    int at = 0;
    if (value < 0 && strcmp(digits, "0") != 0)
        at = (int)strlen(strcpy(text, "−"));
    for (int i = 0; i < n; i++) {
        text[at++] = digits[i];
        if (i + 1 < n && (n - 1 - i) % 3 == 0)
            text[at++] = ',';
    }
    return arena_strndup(arena, text, (size_t)at);
}

static const char *with_minus(Arena *arena, const char *text)
{
    return text[0] == '-' ? arena_printf(arena, "−%s", text + 1) : text;
}

static const char *as_percent(Arena *arena, double value, int decimals)
{
    const double percent = 100 * value, step = pow(10, -decimals);
    if (percent > 0 && percent < step / 2)
        return arena_printf(arena, "<%.*f %%", decimals, step);
    if (percent < 100 && percent > 100 - step / 2)
        return arena_printf(arena, ">%.*f %%", decimals, 100 - step);
    return with_minus(arena, arena_printf(arena, "%.*f %%", decimals, percent));
}

static const char *as_decimals(Arena *arena, double value, int decimals)
{
    const char *text = arena_printf(arena, "%.*f", decimals, value);
    const bool zero = strspn(text, "-0.") == strlen(text);
    if (zero && value != 0) // it would be read as nothing at all
        return with_minus(arena, arena_printf(arena, "%.2g", value));
    return zero && text[0] == '-' ? text + 1 : with_minus(arena, text);
}

// Powers of a thousand: 120e−9, 2.5e12.
static const char *as_engineering(Arena *arena, double value)
{
    enum { DIGITS = 4 };
    const char *text = arena_printf(arena, "%.*e", DIGITS - 1, fabs(value));
    const double mantissa = strtod(arena_strndup(arena, text, strcspn(text, "e")), NULL);
    const int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    const int beyond = ((exponent % 3) + 3) % 3, thousands = exponent - beyond;
    // %g leaves out zeros at the end.
    return arena_printf(arena, "%s%.*ge%s%d", value < 0 ? "−" : "", DIGITS, mantissa * pow(10, beyond),
                        thousands < 0 ? "−" : "", abs(thousands));
}

static const char *as_value(Arena *arena, double value, int decimals)
{
    static const double SMALL = 1e-3, LARGE = 1e6, LARGE_WHOLE = 1e9;
    static const int LEAST_DIGITS = 3;
    const double size = fabs(value);
    if (size > 0 && (size < SMALL || size >= (decimals > 0 ? LARGE : LARGE_WHOLE)))
        return as_engineering(arena, value);
    if (decimals == 0 && value == round(value))
        return grouped(arena, value);
    decimals = size >= 1000 ? 0 : size >= 100 && decimals > 1 ? 1 : decimals;
    if (size > 0)
        decimals = (int)fmax(decimals, LEAST_DIGITS - 1 - floor(log10(size)));
    return decimals > 0 ? as_decimals(arena, value, decimals) : grouped(arena, round(value));
}

static const char *as_short(Arena *arena, double value)
{
    static const struct {
        double least, unit;
        int decimals;
        const char *sign;
    } ROWS[] = {{999.5e6, 1e9, 2, "B"}, {9.995e6, 1e6, 2, "M"}, {499500, 1e6, 2, "M"}, {9995, 1e3, 0, "K"}};
    const double size = fabs(value);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (size >= ROWS[i].least)
            return with_minus(arena,
                              arena_printf(arena, "%.*f %s", ROWS[i].decimals, value / ROWS[i].unit, ROWS[i].sign));
    return grouped(arena, round(value));
}

static const char *as_words(Arena *arena, double value)
{
    static const char *const SMALL[] = {
        "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
        "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const TENS[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (value != round(value) || value < 0 || value >= 100)
        return value == round(value) ? grouped(arena, value) : as_decimals(arena, value, 2);
    const int n = (int)value;
    if (n < 20)
        return SMALL[n];
    return n % 10 == 0 ? TENS[n / 10 - 2] : arena_printf(arena, "%s-%s", TENS[n / 10 - 2], SMALL[n % 10]);
}

static const char *as_duration(Arena *arena, double dur_s)
{
    const int64_t whole_s = (int64_t)llround(dur_s);
    if (dur_s > 0 && dur_s < 1)
        return arena_printf(arena, "%.2g s", dur_s);
    if (whole_s < 180)
        return arena_printf(arena, "%" PRId64 " s", whole_s);
    if (whole_s < 3600)
        return arena_printf(arena, "%" PRId64 " min %" PRId64 " s", whole_s / 60, whole_s % 60);
    return arena_printf(arena, "%" PRId64 " h %" PRId64 " min", whole_s / 3600, whole_s / 60 % 60);
}

const char *figure_text(Arena *arena, double value, const char *format)
{
    enum { MOST_DECIMALS = 12 };
    if (!format)
        format = value == round(value) && fabs(value) < MOST_WHOLE ? ",d" : ".3g";
    if (!isfinite(value))
        return NOT_FINITE;
    if (format[0] == '+' && format[1] != '+') {
        const char *text = figure_text(arena, value, format + 1);
        return text && value > 0 ? arena_printf(arena, "+%s", text) : text;
    }
    if (strcmp(format, ",d") == 0)
        return grouped(arena, round(value));
    if (strcmp(format, "d") == 0)
        return with_minus(arena, arena_printf(arena, "%.0f", value));
    if (strcmp(format, "short") == 0)
        return as_short(arena, value);
    if (strcmp(format, "words") == 0)
        return as_words(arena, value);
    if (strcmp(format, "s") == 0)
        return as_duration(arena, value);
    char *end = NULL;
    const long decimals = format[0] == '.' ? strtol(format + 1, &end, 10) : -1;
    if (decimals < 0 || decimals > MOST_DECIMALS || end == format + 1)
        return NULL;
    if (strcmp(end, "f") == 0)
        return as_decimals(arena, value, (int)decimals);
    if (strcmp(end, "v") == 0)
        return as_value(arena, value, (int)decimals);
    if (strcmp(end, "%") == 0)
        return as_percent(arena, value, (int)decimals);
    if (strcmp(end, "g") == 0)
        return with_minus(arena, arena_printf(arena, "%.*g", (int)decimals, value));
    return NULL;
}
