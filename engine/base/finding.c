// finding.c — errors of one line taken apart.
#include "engine/base/finding.h"

#include <stdlib.h>
#include <string.h>

// Behind the "FILE" that the text begins with, at its ":"; NULL when it begins with none.
static const char *end_of_file(const char *text)
{
    static const char ENDING[] = ".lua:";
    const char *found = strstr(text, ENDING);
    const char *words = strstr(text, ": "), *quoted = strchr(text, '`');
    const char *colon = found ? found + sizeof ENDING - 2 : NULL;
    if (!colon || (words && words < colon) || (quoted && quoted < colon))
        return NULL;
    return colon;
}

Finding finding_of(Arena *arena, const Err *err, const char *remedy)
{
    Finding finding = {.what = err->text, .remedy = remedy, .stack = arena_strdup(arena, err->stack)};
    const char *colon = end_of_file(err->text);
    if (colon) {
        char *end = NULL;
        const long line = strtol(colon + 1, &end, 10);
        const bool has_line = end > colon + 1 && *end == ':';
        finding.file = arena_strndup(arena, err->text, (size_t)(colon - err->text));
        finding.line = has_line ? (int)line : 0;
        finding.what = (has_line ? end : colon) + 1;
        finding.what += strspn(finding.what, " ");
    }
    const char *semicolon = strstr(finding.what, "; ");
    if (semicolon)
        finding.remedy = arena_strdup(arena, semicolon + 2);
    const size_t n = semicolon ? (size_t)(semicolon - finding.what) : strlen(finding.what);
    finding.what = arena_strndup(arena, finding.what, n);
    return finding;
}

static const char *copied(Arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

Finding finding_copy(Arena *arena, const Finding *finding)
{
    return (Finding){copied(arena, finding->file), finding->line, copied(arena, finding->what),
                     copied(arena, finding->remedy), copied(arena, finding->stack)};
}

void finding_write(JsonOut *out, const Finding *finding)
{
    json_out_text_at(out, "file", finding->file);
    json_out_int_at(out, "line", finding->line);
    json_out_text_at(out, "what", finding->what);
    json_out_text_at(out, "remedy", finding->remedy);
    if (finding->stack && *finding->stack)
        json_out_text_at(out, "stack", finding->stack);
}

void finding_print(const Finding *finding, FILE *out)
{
    if (finding->file && finding->line > 0)
        fprintf(out, "%s:%d: ", finding->file, finding->line);
    else if (finding->file)
        fprintf(out, "%s: ", finding->file);
    fprintf(out, "%s; %s\n%s", finding->what, finding->remedy, finding->stack ? finding->stack : "");
}
