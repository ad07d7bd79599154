// literal.c — finds string literals with `${}` in Lua source and makes calls of them.
#include "engine/script/literal.h"

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

// The level of a long bracket "[==[" at `at`: how many =; -1 when there is none.
static int long_bracket(const char *at, const char *end)
{
    const char *next = at + 1;
    while (next < end && *next == '=')
        next++;
    return next < end && *next == '[' ? (int)(next - at - 1) : -1;
}

// Behind the bracket that closes the one at `at`, or `end`.
static const char *skip_long(const char *at, const char *end, int level)
{
    for (at += level + 2; at < end; at++) {
        if (*at != ']')
            continue;
        const char *next = at + 1;
        while (next < end && *next == '=')
            next++;
        if (next < end && *next == ']' && next - at - 1 == level)
            return next + 1;
    }
    return end;
}

static const char *skip_quoted(const char *at, const char *end)
{
    const char quote = *at++;
    while (at < end && *at != quote && *at != '\n') {
        // "\z" and an escaped line break go on in the next line.
        if (*at == '\\' && at + 1 < end && at[1] == 'z')
            for (at += 2; at < end && strchr(" \t\n\r\v\f", *at) && *at;)
                at++;
        else
            at += *at == '\\' && at + 1 < end ? 2 : 1;
    }
    return at < end && *at == quote ? at + 1 : at;
}

static const char *skip_comment(const char *at, const char *end)
{
    at += 2;
    const int level = at < end && *at == '[' ? long_bracket(at, end) : -1;
    if (level >= 0)
        return skip_long(at, end, level);
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    return line_end ? line_end : end;
}

// Copies a literal, as a call when there are holes in it. NULL, or what is wrong with it.
static const char *put_literal(Out *out, const char *at, const char *end)
{
    const char *what = NULL;
    Hole hole;
    int found = hole_next(at, end, &hole, &what);
    if (found == 0) {
        put(out, at, (size_t)(end - at));
        return NULL;
    }
    put(out, "(__text(", 8);
    put(out, at, (size_t)(end - at));
    for (; found == 1; found = hole_next(hole.end, end, &hole, &what)) {
        put(out, ",", 1);
        put(out, hole.path, hole.n_path_bytes);
    }
    put(out, "))", 2);
    return found < 0 ? what : NULL;
}

const char *literals_replace(Arena *arena, const char *source, size_t n_bytes, size_t *n_replaced, int *line, Err *err)
{
    const char *at = source, *end = source + n_bytes, *what = NULL;
    Out out = {0};
    while (at < end && !what) {
        const int level = *at == '[' ? long_bracket(at, end) : -1;
        const char *next = at + 1;
        if (*at == '-' && next < end && *next == '-') {
            next = skip_comment(at, end);
            put(&out, at, (size_t)(next - at));
        } else if (level >= 0 || *at == '"' || *at == '\'') {
            next = level >= 0 ? skip_long(at, end, level) : skip_quoted(at, end);
            what = put_literal(&out, at, next);
        } else {
            put(&out, at, 1);
        }
        at = what ? at : next;
    }
    *line = 1;
    for (const char *c = source; c < at; c++)
        *line += *c == '\n';
    const char *replaced = what ? NULL : arena_strndup(arena, out.bytes ? out.bytes : "", out.n);
    *n_replaced = out.n;
    free(out.bytes);
    if (what)
        err_set(err, "%s", what);
    return replaced;
}
