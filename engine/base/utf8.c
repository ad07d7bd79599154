// utf8.c — a character at a time, byte by byte.
#include "engine/base/utf8.h"

#include <stdio.h>
#include <string.h>

int utf8_decode(const char *text, size_t n_bytes, uint32_t *code_point)
{
    // By length: the smallest code point that needs it (below is overlong) and the bits of the first byte that count.
    static const uint32_t SMALLEST[5] = {0, 0, 0x80, 0x800, 0x10000};
    static const unsigned char FIRST_BITS[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};

    const unsigned char *byte = (const unsigned char *)text;
    int length = 1;
    if (byte[0] >= 0xf8 || (byte[0] >= 0x80 && byte[0] < 0xc0))
        return 0;
    if (byte[0] >= 0xc0)
        length = byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 : 4;
    if ((size_t)length > n_bytes)
        return 0;
    uint32_t value = byte[0] & FIRST_BITS[length];
    for (int i = 1; i < length; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (byte[i] & 0x3fu);
    }
    if (value < SMALLEST[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 0;
    *code_point = value;
    return length;
}

int utf8_next(const char *text, uint32_t *code_point)
{
    const int length = utf8_decode(text, strnlen(text, 4), code_point);
    if (length > 0)
        return length;
    *code_point = 0xfffd;
    return 1;
}

static int columns_of(uint32_t code)
{
    const bool wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xd7a3) ||
                      (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) ||
                      (code >= 0xff00 && code <= 0xff60) || code >= 0x1f000;
    return wide ? 2 : 1;
}

int utf8_columns(const char *text, size_t n_bytes)
{
    int columns = 0;
    uint32_t code = 0;
    for (size_t at = 0; at < n_bytes;) {
        const int n = utf8_decode(text + at, n_bytes - at, &code);
        columns += n > 0 ? columns_of(code) : 1;
        at += (size_t)(n > 0 ? n : 1);
    }
    return columns;
}

size_t utf8_prefix_bytes(const char *text, int n_chars)
{
    const char *end = text;
    uint32_t code_point;
    for (int n = 0; n < n_chars && *end; n++)
        end += utf8_next(end, &code_point);
    return (size_t)(end - text);
}

int utf8_count(const char *text)
{
    int n = 0;
    uint32_t code_point;
    for (; *text; n++)
        text += utf8_next(text, &code_point);
    return n;
}

int utf8_encode(uint32_t code_point, char text[5])
{
    static const unsigned char FIRST_MARK[5] = {0, 0, 0xc0, 0xe0, 0xf0};

    const int length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    text[length] = '\0';
    for (int i = length - 1; i > 0; i--) {
        text[i] = (char)(0x80 | (code_point & 0x3f));
        code_point >>= 6;
    }
    text[0] = (char)(FIRST_MARK[length] | code_point);
    return length;
}

char *utf8_shown(Arena *arena, const char *bytes, size_t n_bytes)
{
    static const char REPLACEMENT[] = "\xef\xbf\xbd";
    enum { LONGEST = sizeof REPLACEMENT - 1 };
    char *text = arena_alloc(arena, LONGEST * n_bytes + 1);
    char *to = text;
    for (size_t at = 0; at < n_bytes;) {
        uint32_t code_point = 0;
        const int length = utf8_decode(bytes + at, n_bytes - at, &code_point);
        const bool bad = length == 0 || code_point == 0;
        memcpy(to, bad ? REPLACEMENT : bytes + at, bad ? LONGEST : (size_t)length);
        to += bad ? LONGEST : length;
        at += bad ? 1 : (size_t)length;
    }
    return text;
}

size_t utf8_mark_bytes(const char *text, size_t n_bytes)
{
    return n_bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

bool utf8_is_harmful(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || (c >= 0x200e && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

int utf8_name(uint32_t c, char text[UTF8_NAME_BYTES])
{
    if (!utf8_is_harmful(c))
        return utf8_encode(c, text);
    return c == '\t'  ? snprintf(text, UTF8_NAME_BYTES, " ")
           : c < 0x20 ? snprintf(text, UTF8_NAME_BYTES, "^%c", (int)(c + '@'))
                      : snprintf(text, UTF8_NAME_BYTES, "<U+%04X>", (unsigned)c);
}

char *utf8_harmless(Arena *arena, const char *text)
{
    char *shown = arena_alloc(arena, UTF8_NAME_BYTES * strlen(text) + 1), *to = shown;
    while (*text) {
        uint32_t code_point;
        text += utf8_next(text, &code_point);
        to += utf8_name(code_point, to);
    }
    *to = '\0';
    return shown;
}
