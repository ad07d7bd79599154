// opening.c — collects what paragraphs begin with, sorts it, and takes what is there most often.
#include "model/text/opening.h"

#include "engine/base/utf8.h"
#include "model/text/readable.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_COLUMNS = 3, MOST_COLUMNS = 24, LEAST_PARAGRAPHS = 20, MOST_BYTES = 8 << 20 };

typedef struct Opening {
    const char *text; // [n_bytes] in the text that it is of
    size_t n_bytes;
} Opening;

typedef struct Openings {
    Opening *items; // [n], in an arena
    int n, capacity;
} Openings;

// A letter of a script that puts no spaces between words: Chinese, Japanese, and what stands beside them in Unicode.
static bool is_spaceless(uint32_t code)
{
    return code >= 0x2e80 && code < 0xac00 && readable_is_letter(code);
}

// Where the first two words end, or the first two letters of a script without spaces, with the space behind; 0 when
// there are not so many.
static size_t two_words(const char *line, size_t n_bytes)
{
    uint32_t code = 0;
    int n_words = 0, n_letters = 0;
    for (size_t at = 0; at < n_bytes;) {
        const int n = utf8_decode(line + at, n_bytes - at, &code);
        at += (size_t)(n > 0 ? n : 1);
        n_letters += n > 0 && is_spaceless(code);
        n_words += code == ' ' && at > 1 && line[at - 2] != ' ';
        if (n_words == 2 || n_letters == 2)
            return at;
    }
    return 0;
}

static void add(Openings *openings, Arena *arena, const char *text, size_t n_bytes)
{
    const int columns = utf8_columns(text, n_bytes);
    if (columns < LEAST_COLUMNS || columns > MOST_COLUMNS)
        return;
    openings->items = arena_grow(arena, openings->items, openings->n, &openings->capacity, sizeof *openings->items);
    openings->items[openings->n++] = (Opening){text, n_bytes};
}

// The line itself and its first words. `text_end` is the end of all: a line end stands behind every other line.
static void add_line(Openings *openings, Arena *arena, const char *line, size_t n_bytes, const char *text_end)
{
    uint32_t code = 0;
    if (n_bytes == 0 || utf8_decode(line, n_bytes, &code) == 0 || !readable_is_letter(code))
        return;
    const size_t n_begin = two_words(line, n_bytes);
    if (n_begin > 0 && n_begin < n_bytes)
        add(openings, arena, line, n_begin);
    if (line + n_bytes < text_end)
        add(openings, arena, line, n_bytes + 1);
}

static bool is_blank(const char *line, size_t n_bytes)
{
    while (n_bytes > 0 && strchr(" \t\r", line[n_bytes - 1]))
        n_bytes--;
    return n_bytes == 0;
}

// What paragraphs begin with, or with `all` lines.
static Openings collect(Arena *arena, const char *text, size_t n_bytes, bool all)
{
    Openings openings = {.n = 0};
    const char *end = text + n_bytes;
    bool begins = true;
    for (const char *line = text, *line_end; line < end; line = line_end + 1) {
        line_end = memchr(line, '\n', (size_t)(end - line));
        if (!line_end)
            line_end = end;
        const size_t n_line = (size_t)(line_end - line);
        if (begins || all)
            add_line(&openings, arena, line, n_line, end);
        begins = is_blank(line, n_line);
    }
    return openings;
}

static int compare_openings(const void *a, const void *b)
{
    const Opening *left = a, *right = b;
    const size_t n = left->n_bytes < right->n_bytes ? left->n_bytes : right->n_bytes;
    const int order = memcmp(left->text, right->text, n);
    if (order != 0 || left->n_bytes != right->n_bytes)
        return order != 0 ? order : left->n_bytes < right->n_bytes ? -1 : 1;
    return (left->text > right->text) - (left->text < right->text);
}

static bool is_same(const Opening *a, const Opening *b)
{
    return a->n_bytes == b->n_bytes && memcmp(a->text, b->text, a->n_bytes) == 0;
}

// Whole lines say more than the begins of some, so half as many of them count for as much.
static int weight_of(const Opening *opening, int n_times)
{
    return opening->text[opening->n_bytes - 1] == '\n' ? 2 * n_times : n_times;
}

// The one that is there most often; NULL text when nothing is there twice. Sorts them.
static Opening most_frequent(Openings *openings)
{
    Opening best = {.text = NULL};
    int most = 0;
    if (openings->n > 1)
        qsort(openings->items, (size_t)openings->n, sizeof *openings->items, compare_openings);
    for (int begin = 0, end; begin < openings->n; begin = end) {
        for (end = begin + 1; end < openings->n && is_same(&openings->items[begin], &openings->items[end]);)
            end++;
        const Opening *opening = &openings->items[begin];
        const int weight = weight_of(opening, end - begin);
        if (end - begin > 1 && (weight > most || (weight == most && opening->text <= best.text))) {
            best = *opening;
            most = weight;
        }
    }
    return best;
}

// The begin of a text in which nothing repeats, behind what is no letter: two words, a short line, or some letters.
static char *begin_of(Arena *arena, const char *text, size_t n_bytes)
{
    uint32_t code = 0;
    size_t at = 0;
    while (at < n_bytes && !(utf8_decode(text + at, n_bytes - at, &code) > 0 && readable_is_letter(code)))
        at++;
    const size_t n_line = at < n_bytes ? strcspn(text + at, "\n") : 0;
    const size_t n_left = n_line < n_bytes - at ? n_line : n_bytes - at;
    size_t n = two_words(text + at, n_left);
    if (n == 0 && n_left < n_bytes - at && utf8_columns(text + at, n_left) <= MOST_COLUMNS)
        n = n_left + 1; // with its line end
    if (n == 0 || utf8_columns(text + at, n) > MOST_COLUMNS)
        n = utf8_prefix_bytes(arena_strndup(arena, text + at, n_left), LEAST_COLUMNS);
    return n > 0 ? arena_strndup(arena, text + at, n) : arena_strdup(arena, "\n");
}

char *opening_of(Arena *arena, const char *text, size_t n_bytes)
{
    const size_t n_read = n_bytes < MOST_BYTES ? n_bytes : MOST_BYTES;
    Arena scratch;
    arena_init(&scratch);
    Openings openings = collect(&scratch, text, n_read, false);
    if (openings.n < LEAST_PARAGRAPHS)
        openings = collect(&scratch, text, n_read, true);
    const Opening best = most_frequent(&openings);
    char *opening = best.text ? arena_strndup(arena, best.text, best.n_bytes) : begin_of(arena, text, n_read);
    arena_finish(&scratch);
    return opening;
}
