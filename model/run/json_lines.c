// json_lines.c — JSON Lines. Lines are appended in one write() each, so damage by a kill or a full disk can only be a
// last line without its line break.
#include "model/run/json_lines.h"

#include "engine/base/file.h"

#include <string.h>

bool json_lines_open(JsonLines *lines, Arena *arena, const char *path, bool *absent, Err *err)
{
    *lines = (JsonLines){.path = path};
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

bool json_lines_next(JsonLines *lines, Err *err)
{
    json_lines_close(lines);
    while (lines->at < lines->n_bytes) {
        const char *begin = lines->text + lines->at;
        const char *end = memchr(begin, '\n', lines->n_bytes - lines->at);
        const size_t length = end ? (size_t)(end - begin) : lines->n_bytes - lines->at;
        lines->line_begin = lines->at;
        lines->line_end = lines->at + length;
        lines->at = lines->line_end + (end != NULL);
        lines->line++;
        if (is_blank(begin, length))
            continue;
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
