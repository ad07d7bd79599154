// reader.c — a file of a deck as text: what is refused, where its lines are, errors and warnings that name them.
#include "engine/base/file.h"
#include "engine/base/utf8.h"
#include "engine/deck/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_BYTES = 8 << 20 };

static const char *said(Arena *arena, const char *format, va_list args)
{
    char text[sizeof((Err *)0)->text];
    vsnprintf(text, sizeof text, format, args);
    return utf8_harmless(arena, utf8_shown(arena, text, strlen(text)));
}

void deck_warn(DeckReader *reader, const DeckText *text, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = said(reader->arena, format, args);
    va_end(args);
    reader->warnings = arena_grow(reader->arena, reader->warnings, reader->n_warnings, &reader->most_warnings,
                                  sizeof *reader->warnings);
    reader->warnings[reader->n_warnings++] = (DeckWarning){text->name, line, what};
}

bool deck_fail(DeckReader *reader, const DeckText *text, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = said(reader->arena, format, args);
    va_end(args);
    return err_set(reader->err, "%s:%d: %s", text->name, line, what);
}

// ---- reading ----

static const char *read_bytes(DeckReader *reader, const char *name, size_t *n_bytes)
{
    const DeckFiles *files = &reader->files;
    const char *bytes = files->read ? files->read(files->source, reader->arena, name, n_bytes, reader->err)
                                    : file_read(reader->arena, name, n_bytes, reader->err);
    const bool large = bytes && *n_bytes > MOST_BYTES;
    if (large)
        err_set(reader->err, "%s has %.0f MB; a deck has at most %d, with its pictures in files of their own", name,
                (double)*n_bytes / 1e6, MOST_BYTES >> 20);
    reader->unread = !bytes || large;
    return large ? NULL : bytes;
}

static int lines_before(const char *bytes, size_t offset)
{
    int n = 1;
    for (size_t i = 0; i < offset; i++)
        n += bytes[i] == '\n';
    return n;
}

static bool check_bytes(DeckReader *reader, const char *name, const char *bytes, size_t n_bytes)
{
    const char *nul = memchr(bytes, '\0', n_bytes);
    if (nul)
        return err_set(reader->err, "%s:%d: a NUL byte; a deck is text in UTF-8", name,
                       lines_before(bytes, (size_t)(nul - bytes)));
    uint32_t code_point = 0;
    for (size_t i = 0; i < n_bytes;) {
        const int n = utf8_decode(bytes + i, n_bytes - i, &code_point);
        if (n == 0)
            return err_set(reader->err, "%s:%d: this is not UTF-8; save the file as UTF-8", name,
                           lines_before(bytes, i));
        i += (size_t)n;
    }
    return true;
}

// Every \r\n and every lone \r becomes \n.
static size_t even_line_ends(char *to, const char *bytes, size_t n_bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        if (bytes[i] == '\r' && i + 1 < n_bytes && bytes[i + 1] == '\n')
            continue;
        to[n++] = bytes[i] == '\r' ? '\n' : bytes[i];
    }
    return n;
}

const DeckText *deck_text_read(DeckReader *reader, const char *name)
{
    Arena *arena = reader->arena;
    size_t n_bytes = 0;
    const char *bytes = read_bytes(reader, name, &n_bytes);
    if (!bytes || !check_bytes(reader, name, bytes, n_bytes))
        return NULL;
    const size_t mark = utf8_mark_bytes(bytes, n_bytes);
    char *even = arena_alloc(arena, n_bytes + 1);
    DeckText *text = ARENA_NEW(arena, DeckText);
    *text = (DeckText){.name = arena_strdup(arena, name), .bytes = even};
    text->n_bytes = even_line_ends(even, bytes + mark, n_bytes - mark);
    const int most = lines_before(even, text->n_bytes);
    size_t *starts = ARENA_ARRAY(arena, size_t, most + 1);
    for (size_t i = 0; i < text->n_bytes; i++)
        if (i == 0 || even[i - 1] == '\n')
            starts[text->n_lines++] = i;
    starts[text->n_lines] = text->n_bytes;
    text->starts = starts;
    return text;
}

// ---- lines ----

int deck_text_line(const DeckText *text, size_t offset)
{
    int low = 0, high = text->n_lines;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        *(text->starts[middle] <= offset ? &low : &high) = middle;
    }
    return low + 1;
}

const char *deck_line(const DeckText *text, int line, size_t *n_bytes)
{
    const size_t start = text->starts[line - 1];
    size_t end = text->starts[line];
    if (end > start && text->bytes[end - 1] == '\n')
        end--;
    *n_bytes = end - start;
    return text->bytes + start;
}

bool deck_lines_blank(const DeckText *text, int first, int end)
{
    for (size_t i = text->starts[first - 1]; i < text->starts[end - 1]; i++)
        if (!strchr(" \t\n", text->bytes[i]))
            return false;
    return true;
}
