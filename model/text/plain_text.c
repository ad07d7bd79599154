// plain_text.c — UTF-8 character by character; of anything else the likeliest encoding is named.
#include "model/text/plain_text.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"
#include "engine/base/utf8.h"

#include <string.h>

enum { LOOKED_AT_BYTES = 4096 };

// Encodings that begin with a mark; longer ones first.
static const struct {
    const char *mark;
    size_t n_bytes;
    const char *name;
} MARKS[] = {
    {"\xff\xfe\0\0", 4, "UTF-32"}, {"\0\0\xfe\xff", 4, "UTF-32"}, {"\xff\xfe", 2, "UTF-16"}, {"\xfe\xff", 2, "UTF-16"}};

// Without a mark: most text has every second byte NUL in UTF-16.
static const char *unmarked_encoding(const char *bytes, size_t n_bytes)
{
    const size_t n = n_bytes < LOOKED_AT_BYTES ? n_bytes : LOOKED_AT_BYTES;
    size_t n_nul[2] = {0, 0};
    for (size_t i = 0; i < n; i++)
        n_nul[i % 2] += bytes[i] == '\0';
    if (n_nul[1] > n / 6 + 1 && n_nul[0] < n_nul[1] / 8 + 1)
        return "UTF-16LE";
    if (n_nul[0] > n / 6 + 1 && n_nul[1] < n_nul[0] / 8 + 1)
        return "UTF-16BE";
    return NULL;
}

static const char *encoding_of(const char *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++)
        if (n_bytes >= MARKS[i].n_bytes && memcmp(bytes, MARKS[i].mark, MARKS[i].n_bytes) == 0)
            return MARKS[i].name;
    return unmarked_encoding(bytes, n_bytes);
}

// The text is none at byte `at`, which is in a line.
static bool refuse(const char *bytes, size_t n_bytes, size_t at, int64_t line, const char *shown, Err *err)
{
    const char *encoding = encoding_of(bytes, n_bytes);
    if (encoding)
        return err_set(err, "%s is a text in %s; convert it with iconv -f %s -t UTF-8", shown, encoding, encoding);
    if (bytes[at] == '\0')
        return err_set(err, "%s is no text: line %lld, byte %lld of the file is NUL; if it should be one, take those out "
                            "with tr -d '\\000'",
                       shown, (long long)line, (long long)at);
    return err_set(err, "%s is not a UTF-8 text: line %lld, byte %lld of the file is 0x%02x; if it comes from Windows or "
                        "is in Latin letters, convert it with iconv -f WINDOWS-1252 -t UTF-8",
                   shown, (long long)line, (long long)at, (unsigned char)bytes[at]);
}

bool plain_text_check(PlainText *text, const char *bytes, size_t n_bytes, const char *shown, Err *err)
{
    const size_t n_mark = utf8_mark_bytes(bytes, n_bytes);
    *text = (PlainText){.bytes = bytes + n_mark, .n_bytes = (int64_t)(n_bytes - n_mark), .had_mark = n_mark > 0};
    int64_t line = 1;
    uint32_t before = 0;
    size_t looked = 0;
    for (size_t at = n_mark; at < n_bytes; text->n_chars++) {
        uint32_t code_point = 0;
        const int length = utf8_decode(bytes + at, n_bytes - at, &code_point);
        if (length == 0 || code_point == 0)
            return refuse(bytes, n_bytes, at, line, shown, err);
        line += code_point == '\n';
        text->n_crlf += code_point == '\n' && before == '\r';
        before = code_point;
        at += (size_t)length;
        if (stop_requested_at(at, &looked))
            return stop_error(err);
    }
    return true;
}

const char *plain_text_note(const PlainText *text, Arena *arena, const char *shown)
{
    const char *mark = text->had_mark ? "it begins with a byte order mark, which is left out" : "";
    const char *lines = "";
    if (text->n_crlf > 0)
        lines = arena_printf(arena, "%lld of its lines end with CR LF, as on Windows, and stay so; dos2unix makes them LF",
                             (long long)text->n_crlf);
    return *mark || *lines ? arena_printf(arena, "%s: %s%s%s", shown, mark, *mark && *lines ? "; " : "", lines) : NULL;
}

bool plain_text_read(PlainText *text, Arena *arena, const char *path, Err *err)
{
    size_t n_bytes = 0;
    const char *bytes = file_read(arena, path, &n_bytes, err);
    return bytes && plain_text_check(text, bytes, n_bytes, path, err);
}
