// svg_text.c — text that grows: numbers, colours, outlines, escapes.
#include "engine/svg/svg_text.h"

#include "engine/base/utf8.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- text ----

void svg_text_finish(SvgText *text)
{
    free(text->data);
    *text = (SvgText){0};
}

void svg_text_clear(SvgText *text)
{
    text->n_bytes = 0;
    if (text->data)
        text->data[0] = '\0';
}

const char *svg_text_string(const SvgText *text)
{
    return text->data ? text->data : "";
}

void svg_put_bytes(SvgText *text, const char *bytes, size_t n)
{
    if (text->n_bytes + n + 1 > text->cap_bytes) {
        text->cap_bytes = 2 * (text->n_bytes + n) + 64;
        text->data = mem_realloc(text->data, text->cap_bytes);
    }
    memcpy(text->data + text->n_bytes, bytes, n);
    text->n_bytes += n;
    text->data[text->n_bytes] = '\0';
}

void svg_put(SvgText *text, const char *words)
{
    svg_put_bytes(text, words, strlen(words));
}

void svg_put_text(SvgText *text, const SvgText *other)
{
    if (other->n_bytes > 0)
        svg_put_bytes(text, other->data, other->n_bytes);
}

void svg_putf(SvgText *text, const char *format, ...)
{
    char words[512];
    va_list args;
    va_start(args, format);
    const int n = vsnprintf(words, sizeof words, format, args);
    va_end(args);
    if (n > 0)
        svg_put_bytes(text, words, n < (int)sizeof words ? (size_t)n : sizeof words - 1);
}

void svg_put_escaped(SvgText *text, const char *words)
{
    while (*words) {
        uint32_t c;
        char letter[5];
        words += utf8_next(words, &c);
        switch (c) {
        case '&':
            svg_put(text, "&amp;");
            break;
        case '<':
            svg_put(text, "&lt;");
            break;
        case '>':
            svg_put(text, "&gt;");
            break;
        case '"':
            svg_put(text, "&quot;");
            break;
        default:
            // XML knows no other control characters, nor the two that are none.
            if ((c >= ' ' || c == '\n' || c == '\t') && c != 0xFFFE && c != 0xFFFF)
                svg_put_bytes(text, letter, (size_t)utf8_encode(c, letter));
        }
    }
}

void svg_put_base64(SvgText *text, const uint8_t *bytes, size_t n_bytes)
{
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n_bytes; i += 3) {
        const size_t left = n_bytes - i;
        const uint32_t three = (uint32_t)bytes[i] << 16 | (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
                               (left > 2 ? (uint32_t)bytes[i + 2] : 0);
        const char four[4] = {
            DIGITS[three >> 18],
            DIGITS[three >> 12 & 63],
            left > 1 ? DIGITS[three >> 6 & 63] : '=',
            left > 2 ? DIGITS[three & 63] : '=',
        };
        svg_put_bytes(text, four, 4);
    }
}

// ---- numbers ----

static const int64_t TENS[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};

// A number as a whole multiple of its last digit.
static int64_t digits_of(double value, int decimals)
{
    return llround(value * (double)TENS[decimals]);
}

static void put_digits(SvgText *text, int64_t digits, int decimals)
{
    char number[40];
    const int64_t size = digits < 0 ? -digits : digits;
    int n = 0;
    if (digits < 0)
        number[n++] = '-';
    const int64_t whole = size / TENS[decimals];
    int64_t rest = size % TENS[decimals];
    if (whole > 0 || rest == 0)
        n += snprintf(number + n, sizeof number - (size_t)n, "%lld", (long long)whole);
    if (rest > 0) {
        while (rest % 10 == 0) {
            rest /= 10;
            decimals--;
        }
        n += snprintf(number + n, sizeof number - (size_t)n, ".%0*lld", decimals, (long long)rest);
    }
    svg_put_bytes(text, number, (size_t)n);
}

void svg_put_number(SvgText *text, double value, int decimals)
{
    put_digits(text, digits_of(value, decimals), decimals);
}

void svg_put_numbers(SvgText *text, const double *values, int n, int decimals)
{
    for (int i = 0; i < n; i++) {
        if (i > 0)
            svg_put(text, " ");
        svg_put_number(text, values[i], decimals);
    }
}

void svg_put_rgb(SvgText *text, const double rgb[3])
{
    unsigned byte[3];
    bool is_short = true;
    for (int i = 0; i < 3; i++) {
        byte[i] = (unsigned)lrint(clamp(rgb[i], 0, 1) * 255);
        is_short = is_short && byte[i] >> 4 == (byte[i] & 15);
    }
    if (is_short)
        svg_putf(text, "#%x%x%x", byte[0] & 15, byte[1] & 15, byte[2] & 15);
    else
        svg_putf(text, "#%02x%02x%02x", byte[0], byte[1], byte[2]);
}

// ---- outlines ----

// Where the pen stands, in multiples of the last digit, so that rounding does not add up over a long path.
typedef struct Pen {
    SvgText *text;
    int decimals;
    double scale;
    Point offset;
    int64_t x, y;             // now
    int64_t start_x, start_y; // of the subpath
    char letter;              // of the last command: not said twice
} Pen;

static void put_letter(Pen *pen, char letter)
{
    // A move's further points would be lines.
    if (letter != pen->letter || letter == 'M' || letter == 'm')
        svg_put_bytes(pen->text, &letter, 1);
    pen->letter = letter;
}

// A number behind a letter or another number, with a space only where the two would run together.
static void put_packed(Pen *pen, int64_t digits)
{
    const char *end = pen->text->data + pen->text->n_bytes;
    const bool after_digit = end[-1] >= '0' && end[-1] <= '9';
    bool after_point = false;
    for (const char *c = end - 1; after_digit && !after_point && ((*c >= '0' && *c <= '9') || *c == '.'); c--)
        after_point = *c == '.';
    const int64_t size = digits < 0 ? -digits : digits;
    const bool begins_with_point = digits > 0 && size < TENS[pen->decimals];
    if (after_digit && digits >= 0 && !(begins_with_point && after_point))
        svg_put(pen->text, " ");
    put_digits(pen->text, digits, pen->decimals);
}

static void place(const Pen *pen, Point p, int64_t *x, int64_t *y)
{
    *x = digits_of(p.x * pen->scale + pen->offset.x, pen->decimals);
    *y = digits_of(p.y * pen->scale + pen->offset.y, pen->decimals);
}

static void put_line(Pen *pen, Point to, bool plain)
{
    int64_t x, y;
    place(pen, to, &x, &y);
    if (plain) {
        put_letter(pen, 'L');
        put_packed(pen, x);
        put_packed(pen, y);
    } else if (y == pen->y) {
        put_letter(pen, 'h');
        put_packed(pen, x - pen->x);
    } else if (x == pen->x) {
        put_letter(pen, 'v');
        put_packed(pen, y - pen->y);
    } else {
        put_letter(pen, 'l');
        put_packed(pen, x - pen->x);
        put_packed(pen, y - pen->y);
    }
    pen->x = x;
    pen->y = y;
}

static void put_cubic(Pen *pen, const Point p[3], bool plain)
{
    put_letter(pen, plain ? 'C' : 'c');
    int64_t x = 0, y = 0;
    for (int i = 0; i < 3; i++) {
        place(pen, p[i], &x, &y);
        put_packed(pen, plain ? x : x - pen->x);
        put_packed(pen, plain ? y : y - pen->y);
    }
    pen->x = x;
    pen->y = y;
}

void svg_put_path(SvgText *text, const Path *path, double scale, Point offset, int decimals, bool plain)
{
    Pen pen = {.text = text, .decimals = decimals, .scale = scale, .offset = offset};
    const Point *point = path->points;
    for (int i = 0; i < path->n_verbs; i++) {
        switch (path->verbs[i]) {
        case PATH_MOVE:
            place(&pen, *point++, &pen.x, &pen.y);
            put_letter(&pen, 'M');
            put_packed(&pen, pen.x);
            put_packed(&pen, pen.y);
            pen.start_x = pen.x;
            pen.start_y = pen.y;
            break;
        case PATH_LINE:
            put_line(&pen, *point++, plain);
            break;
        case PATH_CUBIC:
            put_cubic(&pen, point, plain);
            point += 3;
            break;
        case PATH_CLOSE:
            put_letter(&pen, plain ? 'Z' : 'z');
            pen.x = pen.start_x;
            pen.y = pen.start_y;
            break;
        }
    }
}

// ---- elements ----

void svg_put_element(SvgText *text, const char *tag, SvgElement *element)
{
    svg_put(text, "<");
    svg_put(text, tag);
    svg_put_text(text, &element->attrs);
    if (element->inside.n_bytes > 0) {
        svg_put(text, ">");
        svg_put_text(text, &element->inside);
        svg_put(text, "</");
        svg_put(text, tag);
        svg_put(text, ">");
    } else {
        svg_put(text, "/>");
    }
    svg_text_finish(&element->attrs);
    svg_text_finish(&element->inside);
}
