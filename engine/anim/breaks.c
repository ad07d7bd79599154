// breaks.c — Pango says where lines may end; what is wide counts as half a word.
#include "engine/anim/breaks.h"

#include "engine/base/utf8.h"

#include <pango/pango.h>
#include <string.h>

static const char SPACES[] = " \t\n";

// Whether a line may end in front of each byte of the text. In the arena.
static bool *break_places(Arena *arena, const char *text, size_t n_bytes)
{
    bool *may = ARENA_ARRAY(arena, bool, (int64_t)n_bytes + 1);
    if (!g_utf8_validate(text, (gssize)n_bytes, NULL))
        return may;
    const int n_chars = utf8_count(text);
    PangoLogAttr *attributes = ARENA_ARRAY(arena, PangoLogAttr, n_chars + 1);
    pango_get_log_attrs(text, (int)n_bytes, 0, pango_language_from_string("en"), attributes, n_chars + 1);
    const char *at = text;
    for (int i = 0; i < n_chars; i++, at = g_utf8_next_char(at))
        may[at - text] = at > text && (unsigned char)at[-1] >= 0x80 && attributes[i].is_line_break;
    return may;
}

TextPiece *text_pieces(Arena *arena, const char *text, int *n_pieces)
{
    const size_t n_text = strlen(text);
    const bool *may_break = break_places(arena, text, n_text);
    TextPiece *pieces = ARENA_ARRAY(arena, TextPiece, (int64_t)n_text + 1);
    int n = 0;
    size_t at = strspn(text, SPACES);
    bool spaced = false;
    while (at < n_text) {
        const size_t word_end = at + strcspn(text + at, SPACES);
        size_t end = at + 1;
        while (end < word_end && !may_break[end])
            end++;
        pieces[n++] = (TextPiece){text + at, (int)(end - at), utf8_columns(text + at, end - at), spaced};
        at = end + strspn(text + end, SPACES);
        spaced = at > end;
    }
    *n_pieces = n;
    return pieces;
}

double text_words(const char *text, size_t n_bytes)
{
    double n_words = 0;
    bool in_word = false;
    for (size_t at = 0; at < n_bytes;) {
        uint32_t code = 0;
        const int n = utf8_decode(text + at, n_bytes - at, &code);
        const size_t n_here = (size_t)(n > 0 ? n : 1);
        const bool space = strchr(SPACES, text[at]) != NULL, wide = utf8_columns(text + at, n_here) > 1;
        n_words += wide ? 0.5 : !space && !in_word;
        in_word = !space && !wide;
        at += n_here;
    }
    return n_words;
}
