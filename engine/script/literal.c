// literal.c — source as Lua gets it: calls for string literals with `${}` in them, and for comparisons.
#include "engine/script/literal.h"

#include "engine/script/equal.h"

#include <stdlib.h>
#include <string.h>

// ---- a hole ----

static bool is_name(char c, bool first)
{
    const char small = (char)(c | 32);
    return (small >= 'a' && small <= 'z') || c == '_' || (!first && c >= '0' && c <= '9');
}

static const char *skip_name(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && is_name(*at, at == start))
        at++;
    return at;
}

// Behind "name", ".name", "[1]" or "[name]" as often as they come; NULL: no path.
static const char *skip_path(const char *at, const char *end)
{
    const char *next = skip_name(at, end);
    while (next && next != at && next < end && (*next == '.' || *next == '[')) {
        const bool bracket = *next == '[';
        at = next + 1;
        next = skip_name(at, end);
        if (bracket && next == at)
            while (next < end && *next >= '0' && *next <= '9')
                next++;
        if (next == at || (bracket && (next == end || *next != ']')))
            return NULL;
        next += bracket;
    }
    return next == at ? NULL : next;
}

int hole_next(const char *at, const char *end, Hole *hole, const char **what)
{
    while (at < end && !(end - at >= 2 && at[0] == '$' && at[1] == '{'))
        at++;
    if (at == end)
        return 0;
    const char *close = memchr(at, '}', (size_t)(end - at));
    *what = "a text has `${` without its `}`; write ${name} or ${name:format}";
    if (!close)
        return -1;
    const char *path = at + 2, *path_end = skip_path(path, close);
    *what = "only a name with fields and indices can stand in `${}`, as ${gen.n_ctx} or ${loss:.2f}; compute it in a "
            "local before";
    if (!path_end || (path_end < close && *path_end != ':'))
        return -1;
    const char *format = path_end < close ? path_end + 1 : close;
    *hole = (Hole){at, close + 1, path, (size_t)(path_end - path), format, (size_t)(close - format)};
    return 1;
}

// ---- Lua source ----

typedef struct Out {
    char *bytes; // heap
    size_t n, capacity;
} Out;

static void put(Out *out, const char *bytes, size_t n)
{
    if (out->capacity - out->n < n) {
        out->capacity = 2 * (out->capacity + n);
        out->bytes = mem_realloc(out->bytes, out->capacity);
    }
    if (n > 0)
        memcpy(out->bytes + out->n, bytes, n);
    out->n += n;
}

static void put_words(Out *out, const char *words)
{
    put(out, words, strlen(words));
}

// Writes a literal, as a call when there are holes in it. NULL, or what is wrong with it.
static const char *put_literal(Out *out, const char *at, const char *end)
{
    const char *what = NULL;
    Hole hole;
    int found = hole_next(at, end, &hole, &what);
    if (found == 0) {
        put(out, at, (size_t)(end - at));
        return NULL;
    }
    put_words(out, "(__text(");
    put(out, at, (size_t)(end - at));
    for (; found == 1; found = hole_next(hole.end, end, &hole, &what)) {
        put_words(out, ",");
        put(out, hole.path, hole.n_path_bytes);
    }
    put_words(out, "))");
    return found < 0 ? what : NULL;
}

// Writes a token, with what a comparison that it belongs to becomes.
static const char *put_token(Out *out, const Token *token, EqualMark mark)
{
    const char *what = NULL;
    if (mark == EQUAL_FIRST || mark == EQUAL_NOT_FIRST)
        put_words(out, mark == EQUAL_FIRST ? "__equal(" : "(not __equal(");
    if (mark == EQUAL_SIGN)
        put_words(out, ",");
    else if (token->kind == TOKEN_STRING)
        what = put_literal(out, token->at, token->at + token->n_bytes);
    else
        put(out, token->at, token->n_bytes);
    if (mark == EQUAL_LAST || mark == EQUAL_NOT_LAST)
        put_words(out, mark == EQUAL_LAST ? ")" : "))");
    return what;
}

const char *literals_replace(Arena *arena, const char *source, size_t n_bytes, size_t *n_replaced, int *line, Err *err)
{
    int n = 0;
    Token *tokens = tokens_read(source, n_bytes, &n);
    EqualMark *marks = equal_marks(tokens, n);
    const char *at = source, *what = NULL;
    Out out = {0};
    *line = 1;
    for (int i = 0; i < n && !what; i++) {
        put(&out, at, (size_t)(tokens[i].at - at));
        what = put_token(&out, &tokens[i], marks[i]);
        *line = tokens[i].line;
        at = tokens[i].at + tokens[i].n_bytes;
    }
    put(&out, at, (size_t)(source + n_bytes - at));
    const char *replaced = what ? NULL : arena_strndup(arena, out.bytes ? out.bytes : "", out.n);
    *n_replaced = out.n;
    free(out.bytes);
    free(tokens);
    free(marks);
    if (what)
        err_set(err, "%s", what);
    return replaced;
}
