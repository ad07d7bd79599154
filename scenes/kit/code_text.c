// code_text.c — code that a script gives: a file or lines, with figures put in, and its parts by their names.
#include "scenes/kit/code_text.h"

#include "engine/anim/scene.h"
#include "engine/base/nearest.h"
#include "engine/base/utf8.h"

#include <math.h>
#include <string.h>

// A name or quotation as it is written within a string of the code: on one line.
static const char *escaped(Arena *arena, const char *words)
{
    static const char FROM[] = "\n\t\r\"\\", TO[] = "ntr\"\\";
    char *out = ARENA_ARRAY(arena, char, 2 * (int)strlen(words) + 1);
    int n = 0;
    for (; *words; words++) {
        const char *found = strchr(FROM, *words);
        if (found)
            out[n++] = '\\';
        out[n++] = found ? TO[found - FROM] : *words;
    }
    return out;
}

// Numbers as code has them, without thousands set off; quotations escaped.
static const Words *join(ScriptCall *call, const ScriptPiece *pieces, int n_pieces)
{
    ScriptPiece *own = arena_memdup(call->arena, pieces, sizeof *pieces * (size_t)n_pieces);
    for (int i = 0; i < n_pieces; i++) {
        const Figure *figure = own[i].words ? NULL : value_object(own[i].value, &FIGURE_TYPE);
        const Name *quoted = own[i].words ? NULL : value_object(own[i].value, &NAME_TYPE);
        if (figure && !*own[i].format && figure->value == floor(figure->value))
            own[i].format = "d";
        if (quoted) {
            Name *name = ARENA_NEW(call->arena, Name);
            *name = (Name){escaped(call->arena, quoted->words), quoted->figure};
            own[i].value = value_handle(&NAME_TYPE, name);
        }
    }
    return words_join(call, own, n_pieces);
}

// Reports a value that the file has no place for.
static void check_used(ScriptCall *call, const char *file, const char *bytes, const ScriptNamed *values, int n_values)
{
    for (int i = 0; i < n_values; i++) {
        const char *hole = arena_printf(call->arena, "${%s", values[i].name);
        const char *found = strstr(bytes, hole);
        const bool is_setting = strstr(bytes, arena_printf(call->arena, "%s = ", values[i].name)) != NULL;
        if (!is_setting && (!found || !strchr("}:", found[strlen(hole)])))
            script_fail(call, "there is no option `%s`, and no %s} in %s", values[i].name, hole, file);
    }
}

static const Words *file_words(ScriptCall *call, const char *name, const ScriptNamed *values, int n_values, bool all)
{
    size_t n_bytes = 0;
    int n_pieces = 0;
    const char *bytes = script_read(call, name, &n_bytes);
    if (!bytes)
        return NULL;
    if (all)
        check_used(call, name, bytes, values, n_values);
    const ScriptPiece *pieces = script_fill(call, utf8_shown(call->arena, bytes, n_bytes), values, n_values, &n_pieces);
    return pieces ? join(call, pieces, n_pieces) : NULL;
}

// One text or several, each of which is a line or more.
static const Words *lines_words(ScriptCall *call, const ScriptValue *lines, int n_lines)
{
    ScriptPiece *all = NULL;
    int n = 0, capacity = 0;
    for (int i = 0; i < n_lines; i++) {
        int n_pieces = 0;
        const ScriptPiece *pieces = script_pieces(call, lines[i], &n_pieces);
        if (!pieces)
            return NULL;
        for (int k = 0; k <= n_pieces; k++) {
            all = arena_grow(call->arena, all, n, &capacity, sizeof *all);
            all[n++] = k < n_pieces ? pieces[k] : (ScriptPiece){.words = "\n", .format = ""};
        }
    }
    return join(call, all, n);
}

// ---- parts ----

static const char DASHES[] = "----";

// The name of the part that a line begins; NULL: it begins none.
static const char *part_begun(Arena *arena, const CodeLine *line)
{
    for (int i = 0; i < line->n_tokens; i++) {
        const char *from = line->tokens[i].kind == CODE_COMMENT ? strstr(line->tokens[i].text, DASHES) : NULL;
        const char *name = from ? from + strlen(DASHES) + strspn(from + strlen(DASHES), "- ") : "";
        const char *to = strstr(name, DASHES);
        while (to && to > name && to[-1] == ' ')
            to--;
        if (to && to > name)
            return arena_strndup(arena, name, (size_t)(to - name));
    }
    return NULL;
}

static void end_part(const CodeText *text, CodePart *part, int end)
{
    while (part->first < end && text->lines[part->first].n_tokens == 0)
        part->first++;
    while (end > part->first && text->lines[end - 1].n_tokens == 0)
        end--;
    part->n = end - part->first;
}

static void find_parts(Arena *arena, CodeText *text)
{
    int capacity = 0;
    for (int i = 0; i < text->n_lines; i++) {
        const char *name = part_begun(arena, &text->lines[i]);
        if (!name)
            continue;
        if (text->n_parts > 0)
            end_part(text, &text->parts[text->n_parts - 1], i);
        text->parts = arena_grow(arena, text->parts, text->n_parts, &capacity, sizeof *text->parts);
        text->parts[text->n_parts++] = (CodePart){name, i + 1, 0};
    }
    if (text->n_parts > 0)
        end_part(text, &text->parts[text->n_parts - 1], text->n_lines);
}

const CodePart *code_text_part(ScriptCall *call, const CodeText *text, const char *name)
{
    const char **names = ARENA_ARRAY(call->arena, const char *, text->n_parts);
    for (int i = 0; i < text->n_parts; i++) {
        if (strcmp(text->parts[i].name, name) == 0 && text->parts[i].n > 0)
            return &text->parts[i];
        names[i] = text->parts[i].name;
    }
    const char *near = text->n_parts > 0 ? nearest_names(call->arena, name, names, text->n_parts) : "";
    script_fail(call, "%s has no part \"%s\", which a comment as `# ---- %s ----` begins%s%s", text->what, name, name,
                *near ? "; it has " : "", near);
    return NULL;
}

// ---- reading ----

// What says the language of a file: the ending of its name.
static const char *ending(const char *file)
{
    const char *dot = strrchr(file, '.');
    return dot ? dot + 1 : file;
}

const CodeText *code_text_read(ScriptCall *call, const CodeReading *reading, ScriptValue given, const CodeText *old)
{
    const bool is_file = given.kind == VALUE_STRING;
    const char *language = reading->language;
    const Words *words = NULL;
    if (is_file)
        words = file_words(call, given.string.bytes, reading->values, reading->n_values, !old);
    else if (given.kind == VALUE_LIST)
        words = lines_words(call, given.list.items, given.list.n_items);
    else
        words = lines_words(call, &given, 1);
    if (!words)
        return NULL;
    if (!language)
        language = is_file ? ending(given.string.bytes) : "python";
    CodeText *text = ARENA_NEW(scene_arena(call->host), CodeText);
    text->what = is_file ? arena_strdup(scene_arena(call->host), given.string.bytes) : "the code";
    code_lines_read(call, reading, language, words, text);
    if (script_failed(call))
        return NULL;
    find_parts(scene_arena(call->host), text);
    code_match(call->arena, old, text);
    return text;
}
