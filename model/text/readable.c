// readable.c — lines and sentences, and what keeps them from being read.
#include "model/text/readable.h"

#include "engine/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_COLUMNS = 20, GOOD_COLUMNS = 28, ROOM_COLUMNS = 44 };
static const double FLAW_COLUMN = 0.03, FLAW_SIGN = 0.1, FLAW_BEGIN = 0.3, FLAW_CUT = 0.2, FLAW_SHOUTED = 0.5;

bool readable_is_letter(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } SIGNS[] = {{0x80, 0xbf},     {0xd7, 0xd7},     {0xf7, 0xf7},      {0x2000, 0x2bff},
                 {0x3000, 0x303f}, {0xfe00, 0xfe6f}, {0xff00, 0xff20},  {0xff3b, 0xff40},
                 {0xff5b, 0xff65}, {0xfff0, 0xffff}, {0x1f000, 0x1faff}};
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++)
        if (code >= SIGNS[i].first && code <= SIGNS[i].last)
            return false;
    return true;
}

static bool is_capital(uint32_t code)
{
    return code >= 'A' && code <= 'Z';
}

// Letters without an upper case begin a sentence as they are.
static bool can_begin(uint32_t code)
{
    return is_capital(code) || (code >= 0x80 && readable_is_letter(code));
}

// Signs that nobody stumbles over.
static bool is_usual_sign(uint32_t code)
{
    return code < 0x80 ? strchr(" ,.;'!?-", (int)code) != NULL
                       : code == 0x2019 || code == 0x3001 || code == 0x3002 || code == 0xff0c;
}

// The piece that begins at `text`, which ends at `n_bytes` and has room for so many columns; NULL text where it cannot
// be shown.
static ReadablePiece piece_at(const char *text, size_t n_bytes)
{
    const ReadablePiece none = {.text = NULL};
    size_t at = 0, cut = 0; // where it can be cut off
    int columns = 0, cut_columns = 0;
    double flaws = 0;
    for (uint32_t code = 0, before = 0; at < n_bytes; before = code) {
        const int n = utf8_decode(text + at, n_bytes - at, &code);
        if (n == 0 || code == 0xfffd || utf8_is_harmful(code))
            return none;
        const int own_columns = utf8_columns(text + at, (size_t)n);
        if (code == ' ' || own_columns > 1) {
            cut = at;
            cut_columns = columns;
        }
        columns += own_columns;
        if (columns > ROOM_COLUMNS)
            break;
        if (at == 0)
            flaws += can_begin(code) ? 0 : FLAW_BEGIN;
        if (!readable_is_letter(code) && !is_usual_sign(code))
            flaws += FLAW_SIGN;
        if (is_capital(code) && is_capital(before))
            flaws += FLAW_SHOUTED;
        at += (size_t)n;
    }
    if (at < n_bytes) {
        at = cut;
        columns = cut_columns;
        flaws += FLAW_CUT;
    }
    if (columns < LEAST_COLUMNS)
        return none;
    flaws += columns < GOOD_COLUMNS ? FLAW_COLUMN * (GOOD_COLUMNS - columns) : 0;
    return (ReadablePiece){text, at, flaws};
}

typedef struct Pieces {
    Arena *arena;
    ReadablePiece *items; // [n]
    int n, capacity;
} Pieces;

static void add_piece(Pieces *pieces, const char *text, size_t n_bytes)
{
    const ReadablePiece piece = piece_at(text, n_bytes);
    if (!piece.text)
        return;
    pieces->items = arena_grow(pieces->arena, pieces->items, pieces->n, &pieces->capacity, sizeof piece);
    pieces->items[pieces->n++] = piece;
}

static size_t end_of_sentence(const char *text, size_t n_bytes)
{
    static const char WIDE[][4] = {"\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f"}; // 。！？
    if (n_bytes > 1 && strchr(".!?", text[0]) && text[1] == ' ')
        return 2;
    for (size_t i = 0; i < sizeof WIDE / sizeof WIDE[0]; i++)
        if (n_bytes > 3 && memcmp(text, WIDE[i], 3) == 0)
            return 3;
    return 0;
}

// The line, and the sentences that begin within it.
static void add_line(Pieces *pieces, const char *line, size_t n_bytes)
{
    while (n_bytes > 0 && (*line == ' ' || *line == '\t')) {
        line++;
        n_bytes--;
    }
    while (n_bytes > 0 && strchr(" \t\r", line[n_bytes - 1]))
        n_bytes--;
    add_piece(pieces, line, n_bytes);
    for (size_t at = 0; at < n_bytes; at++) {
        const size_t n = end_of_sentence(line + at, n_bytes - at);
        if (n > 0)
            add_piece(pieces, line + at + n, n_bytes - at - n);
    }
}

static int compare_pieces(const void *a, const void *b)
{
    const ReadablePiece *left = a, *right = b;
    if (left->flaws != right->flaws)
        return left->flaws < right->flaws ? -1 : 1;
    return (left->text > right->text) - (left->text < right->text);
}

ReadablePiece *readable_pieces(Arena *arena, const char *text, size_t n_bytes, int most, int *n_pieces)
{
    Pieces pieces = {.arena = arena};
    const char *end = text + n_bytes, *line = memchr(text, '\n', n_bytes);
    while (line && ++line < end) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        add_line(&pieces, line, (size_t)((line_end ? line_end : end) - line));
        line = line_end;
    }
    const char *space = pieces.n == 0 ? memchr(text, ' ', n_bytes) : NULL; // a text of one line
    if (space)
        add_line(&pieces, space, (size_t)(end - space));
    if (pieces.n > 1)
        qsort(pieces.items, (size_t)pieces.n, sizeof *pieces.items, compare_pieces);
    *n_pieces = pieces.n < most ? pieces.n : most;
    return pieces.items;
}
