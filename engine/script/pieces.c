// pieces.c — texts as pieces, for verbs whose words have rules of their own; files of the film's folder.
#include "engine/script/call.h"
#include "engine/script/literal.h"
#include "engine/script/text.h"

#include <string.h>

// What one value is as pieces; a text has some already. False after script_fail.
static bool value_pieces(ScriptCall *call, ScriptValue value, ScriptPiece *piece, const Text **text)
{
    *text = NULL;
    if (value.kind == VALUE_HANDLE && value.handle.type == &TEXT_TYPE)
        *text = value.handle.object;
    else if (value.kind == VALUE_HANDLE || value.kind == VALUE_STRING)
        piece->value = value;
    else if (value.kind == VALUE_NUMBER || value.kind == VALUE_INTEGER)
        script_fail(call, "%s is a plain number, which has no source; give a figure of the run, the facts or a count",
                    *piece->path ? arena_printf(call->arena, "`${%s}`", piece->path) : "this");
    else
        script_fail(call, "words, a figure or a name are wanted here");
    return !script_failed(call);
}

const ScriptPiece *script_pieces(ScriptCall *call, ScriptValue given, int *n_pieces)
{
    ScriptPiece *piece = ARENA_NEW(call->arena, ScriptPiece);
    const Text *text = NULL;
    *piece = (ScriptPiece){.path = "", .format = ""};
    *n_pieces = 1;
    if (given.kind == VALUE_STRING) {
        piece->words = arena_strdup(call->arena, given.string.bytes);
        return piece;
    }
    if (!value_pieces(call, given, piece, &text))
        return NULL;
    if (!text)
        return piece;
    *n_pieces = text->n_pieces;
    return text->pieces;
}

static const ScriptNamed *find_named(const ScriptNamed *values, int n_values, const char *name)
{
    for (int i = 0; i < n_values; i++)
        if (strcmp(values[i].name, name) == 0)
            return &values[i];
    return NULL;
}

typedef struct Pieces {
    ScriptPiece *items; // [n]
    int n, capacity;
} Pieces;

static void add(ScriptCall *call, Pieces *pieces, ScriptPiece piece)
{
    pieces->items = arena_grow(call->arena, pieces->items, pieces->n, &pieces->capacity, sizeof *pieces->items);
    pieces->items[pieces->n++] = piece;
}

static void add_hole(ScriptCall *call, Pieces *pieces, const Hole *hole, const ScriptNamed *values, int n_values)
{
    ScriptPiece piece = {
        .path = arena_strndup(call->arena, hole->path, hole->n_path_bytes),
        .format = arena_strndup(call->arena, hole->format, hole->n_format_bytes),
    };
    const ScriptNamed *named = find_named(values, n_values, piece.path);
    const Text *text = NULL;
    if (!named)
        script_fail(call, "nothing says what `${%s}` is; give it as an option, %s = …", piece.path, piece.path);
    else if (value_pieces(call, named->value, &piece, &text) && !text)
        add(call, pieces, piece);
    for (int i = 0; text && i < text->n_pieces; i++)
        add(call, pieces, text->pieces[i]);
}

const ScriptPiece *script_fill(ScriptCall *call, const char *words, const ScriptNamed *values, int n_values,
                               int *n_pieces)
{
    Pieces pieces = {0};
    Hole hole;
    const char *end = words + strlen(words), *what = NULL;
    int found;
    for (const char *at = words; (found = hole_next(at, end, &hole, &what)) != 0; at = hole.end) {
        if (found < 0) {
            script_fail(call, "%s", what);
            return NULL;
        }
        if (hole.start > at)
            add(call, &pieces,
                (ScriptPiece){.words = arena_strndup(call->arena, at, (size_t)(hole.start - at)), .format = ""});
        add_hole(call, &pieces, &hole, values, n_values);
        words = hole.end;
    }
    add(call, &pieces, (ScriptPiece){.words = arena_strdup(call->arena, words), .format = ""});
    *n_pieces = pieces.n;
    return script_failed(call) ? NULL : pieces.items;
}

// Whether the words stand somewhere between two quotes, or long brackets.
static bool holds_literal(const LoadedFile *file, const char *words)
{
    const size_t n = strlen(words);
    for (size_t at = 1; n > 0 && at + n < file->n_bytes; at++) {
        const char before = file->source[at - 1], behind = file->source[at + n];
        const bool quoted = (before == behind && (before == '"' || before == '\'')) || (before == '[' && behind == ']');
        if (quoted && memcmp(file->source + at, words, n) == 0)
            return true;
    }
    return false;
}

bool script_was_given(const ScriptCall *call, const char *words)
{
    const Script *script = call->state->script;
    for (int i = 0; i < script->n_files; i++)
        if (holds_literal(&script->files[i], words))
            return true;
    for (int i = 0; i < script->setup.n_params; i++) {
        const ScriptValue param = script->setup.params[i].value;
        if (param.kind == VALUE_STRING && strcmp(param.string.bytes, words) == 0)
            return true;
    }
    return false;
}

const char *script_read(ScriptCall *call, const char *name, size_t *n_bytes)
{
    Err err = {""};
    size_t n = 0;
    const char *bytes = folder_read(&call->state->script->setup.folder, call->arena, name, &n, &err);
    if (bytes && n_bytes)
        *n_bytes = n;
    if (!bytes)
        script_fail(call, "%s", err.text);
    return bytes;
}

bool script_has(const ScriptCall *call, const char *name)
{
    return folder_has(&call->state->script->setup.folder, name);
}
