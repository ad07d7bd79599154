// figure_bare.c — numbers in a text that no figure stands behind: digits of any kind, and numbers that are spelt out.
#include "engine/anim/figure.h"

#include "engine/base/utf8.h"

#include <string.h>

// To add one: a row. The first and the last of signs that are read as numbers.
static const struct {
    uint32_t first, last;
} DIGITS[] = {
    {'0', '9'},       {0xb2, 0xb3},     {0xb9, 0xb9},     {0xbc, 0xbe},     // ² ³, ¹, ¼ ½ ¾
    {0x660, 0x669},   {0x6f0, 0x6f9},   {0x966, 0x96f},   {0x2070, 0x2070}, // Arabic, Persian, Devanagari, ⁰
    {0x2074, 0x2079}, {0x2080, 0x2089}, {0x2150, 0x2189}, {0x2460, 0x249b}, // ⁴, ₀, ⅓ and Ⅻ, ① and ⒈
    {0x24ea, 0x24ff}, {0x2776, 0x2793}, {0xff10, 0xff19}, {0x1d7ce, 0x1d7ff},
};

// What nobody says without having counted; up to twelve words are words. Their other forms count too.
static const char *const WORDS[] = {
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",  "thirty",
    "forty",    "fifty",    "sixty",   "seventy", "eighty",    "ninety",   "hundred",  "thousand", "million",
    "billion",  "trillion",
};

static bool is_digit(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof DIGITS / sizeof *DIGITS; i++)
        if (code_point >= DIGITS[i].first && code_point <= DIGITS[i].last)
            return true;
    return false;
}

static bool is_covered(const Shown *shown, int byte)
{
    for (int i = 0; shown && i < shown->n_figures; i++) {
        const ShownFigure *figure = &shown->figures[i];
        if (byte >= figure->first_byte && byte < figure->first_byte + figure->n_bytes)
            return true;
    }
    return false;
}

int shown_first_bare_digit(const char *text, const Shown *shown)
{
    uint32_t code_point;
    for (int i = 0; text[i]; i += utf8_next(text + i, &code_point)) {
        utf8_next(text + i, &code_point);
        if (is_digit(code_point) && !is_covered(shown, i))
            return i;
    }
    return -1;
}

// "twentieth" is as good as "twenty", and so is "twenties".
static bool is_form_of(const char *ending, int n_bytes, bool y)
{
    static const char *const PLAIN[] = {"", "s", "th", "ths", "fold"}, *const AFTER_Y[] = {"y", "ies", "ieth", "ieths", "yfold"};
    const char *const *forms = y ? AFTER_Y : PLAIN;
    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
        if (strlen(forms[i]) == (size_t)n_bytes && strncmp(ending, forms[i], (size_t)n_bytes) == 0)
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_number_word(const char *word, int n_bytes)
{
    enum { LONGEST = 16 };
    char lower[LONGEST];
    for (int i = 0; i < n_bytes && i < LONGEST; i++)
        lower[i] = small(word[i]);
    for (size_t i = 0; n_bytes <= LONGEST && i < sizeof WORDS / sizeof *WORDS; i++) {
        const int n = (int)strlen(WORDS[i]);
        const bool y = WORDS[i][n - 1] == 'y';
        const int n_stem = y ? n - 1 : n;
        if (n_bytes >= n_stem && memcmp(lower, WORDS[i], (size_t)n_stem) == 0 &&
            is_form_of(lower + n_stem, n_bytes - n_stem, y))
            return true;
    }
    return false;
}

int shown_first_bare_word(const char *text, const Shown *shown, int *n_bytes)
{
    for (int i = 0; text[i];) {
        int n = 0;
        while (text[i + n] && is_letter(text[i + n]))
            n++;
        if (n > 0 && is_number_word(text + i, n) && !is_covered(shown, i)) {
            *n_bytes = n;
            return i;
        }
        i += n > 0 ? n : 1;
    }
    return -1;
}

// The text as a message can quote it: the beginning of a long one.
static const char *quoted(Arena *arena, const char *text)
{
    enum { MOST_BYTES = 120 };
    uint32_t code_point;
    int n = 0;
    while (text[n] && n < MOST_BYTES)
        n += utf8_next(text + n, &code_point);
    return arena_printf(arena, "%.*s%s", n, text, text[n] ? "…" : "");
}

const char *shown_fault(Arena *arena, const char *text, const Shown *shown)
{
    int n_bytes = 0, at = shown_first_bare_digit(text, shown);
    if (at >= 0) {
        uint32_t code_point;
        n_bytes = utf8_next(text + at, &code_point);
        return arena_printf(arena,
                            "the digit %.*s in \"%s\" comes from nowhere; show a figure with ${…}, or say name \"…\" if it "
                            "belongs to a name",
                            n_bytes, text + at, quoted(arena, text));
    }
    at = shown_first_bare_word(text, shown, &n_bytes);
    if (at < 0)
        return NULL;
    return arena_printf(
        arena, "the number \"%.*s\" in \"%s\" comes from nowhere; show a figure with ${…:words}, or say name \"…\"",
        n_bytes, text + at, quoted(arena, text));
}
