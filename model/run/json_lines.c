// json_lines.c — JSON Lines. Lines are appended in one write() each, so damage by a kill or a full disk can only be a
// last line without its line break.
#include "model/run/json_lines.h"

#include "engine/base/file.h"

#include <string.h>

bool json_lines_open(JsonLines *lines, Arena *arena, const char *path, bool *absent, Err *err)
{
    *lines = (JsonLines){.path = path, .arena = arena};
    *absent = !file_exists(path);
    if (*absent)
        return true;
    lines->text = file_read(arena, path, &lines->n_bytes, err);
    return lines->text != NULL;
}

static bool is_blank(const char *text, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++)
        if (!strchr(" \t\r", text[i]) || text[i] == '\0')
            return false;
    return true;
}

// How many bytes a word takes that other programs write for a number that is not finite; 0: there is none.
static size_t nan_word(const char *text, size_t n_bytes)
{
    static const char *const WORDS[] = {"NaN", "-NaN", "Infinity", "-Infinity"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        const size_t n = strlen(WORDS[i]);
        if (n <= n_bytes && memcmp(text, WORDS[i], n) == 0)
            return n;
    }
    return 0;
}

// The line with null in their places, outside of strings.
static const char *with_nulls(JsonLines *lines, const char *text, size_t *n_bytes)
{
    static const char NULL_WORD[] = "null";
    char *out = ARENA_ARRAY(lines->arena, char, 2 * *n_bytes + 1);
    size_t n = 0;
    bool quoted = false, found = false;
    for (size_t i = 0; i < *n_bytes;) {
        const size_t n_word = quoted ? 0 : nan_word(text + i, *n_bytes - i);
        if (n_word > 0) {
            memcpy(out + n, NULL_WORD, sizeof NULL_WORD - 1);
            n += sizeof NULL_WORD - 1;
            i += n_word;
            found = true;
            continue;
        }
        if (quoted && text[i] == '\\' && i + 1 < *n_bytes)
            out[n++] = text[i++];
        else if (text[i] == '"')
            quoted = !quoted;
        out[n++] = text[i++];
    }
    if (found && lines->n_nan++ == 0)
        lines->nan_line = lines->line;
    *n_bytes = n;
    return out;
}

bool json_lines_next(JsonLines *lines, Err *err)
{
    json_lines_close(lines);
    while (lines->at < lines->n_bytes) {
        const char *begin = lines->text + lines->at;
        const char *end = memchr(begin, '\n', lines->n_bytes - lines->at);
        size_t length = end ? (size_t)(end - begin) : lines->n_bytes - lines->at;
        lines->line_begin = lines->at;
        lines->line_end = lines->at + length;
        lines->at = lines->line_end + (end != NULL);
        lines->line++;
        if (is_blank(begin, length))
            continue;
        if (lines->nan_as_null && (memchr(begin, 'N', length) || memchr(begin, 'I', length)))
            begin = with_nulls(lines, begin, &length);
        if (!json_doc_parse(&lines->doc, begin, length, lines->path, lines->line, end ? err : NULL)) {
            lines->torn = !end;
            lines->doc.failed = end != NULL;
            return false;
        }
        lines->doc.err = err;
        return json_node_is_object(lines->doc.root) || json_doc_fail(&lines->doc, "not a JSON object");
    }
    return false;
}

void json_lines_close(JsonLines *lines)
{
    json_doc_finish(&lines->doc);
}
