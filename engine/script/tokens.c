// tokens.c — Lua's lexical rules, without its complaints: what cannot be read is a sign, and Lua says what is wrong.
#include "engine/script/tokens.h"

#include "engine/base/arena.h"

#include <stdlib.h>
#include <string.h>

bool token_is(const Token *token, const char *words)
{
    return strlen(words) == token->n_bytes && memcmp(token->at, words, token->n_bytes) == 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// ---- strings and comments ----

// The level of a long bracket "[==[" at `at`: how many =; -1 when there is none.
static int long_bracket(const char *at, const char *end)
{
    const char *next = at + 1;
    while (next < end && *next == '=')
        next++;
    return *at == '[' && next < end && *next == '[' ? (int)(next - at - 1) : -1;
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
    const int level = at < end ? long_bracket(at, end) : -1;
    if (level >= 0)
        return skip_long(at, end, level);
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    return line_end ? line_end : end;
}

// ---- the rest ----

static const char *skip_number(const char *at, const char *end)
{
    for (; at < end && (is_digit(*at) || is_letter(*at) || *at == '.'); at++)
        if (strchr("eEpP", *at) && at + 1 < end && (at[1] == '+' || at[1] == '-'))
            at++;
    return at;
}

static const char *skip_sign(const char *at, const char *end)
{
    static const char *const LONG[] = {"...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
    for (size_t i = 0; i < sizeof LONG / sizeof *LONG; i++) {
        const size_t n = strlen(LONG[i]);
        if ((size_t)(end - at) >= n && memcmp(at, LONG[i], n) == 0)
            return at + n;
    }
    return at + 1;
}

static bool is_keyword(const Token *token)
{
    static const char *const KEYWORDS[] = {"and",      "break", "do",  "else", "elseif", "end",    "false", "for",
                                           "function", "goto",  "if",  "in",   "local",  "nil",    "not",   "or",
                                           "repeat",   "return", "then", "true", "until",  "while"};
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++)
        if (token_is(token, KEYWORDS[i]))
            return true;
    return false;
}

static Token token_at(const char *at, const char *end)
{
    Token token = {.kind = TOKEN_SIGN, .at = at, .partner = -1};
    const char *next = at;
    if (is_letter(*at)) {
        token.kind = TOKEN_NAME;
        while (next < end && (is_letter(*next) || is_digit(*next)))
            next++;
    } else if (is_digit(*at) || (*at == '.' && at + 1 < end && is_digit(at[1]))) {
        token.kind = TOKEN_NUMBER;
        next = skip_number(at, end);
    } else if (*at == '"' || *at == '\'') {
        token.kind = TOKEN_STRING;
        next = skip_quoted(at, end);
    } else if (long_bracket(at, end) >= 0) {
        token.kind = TOKEN_STRING;
        next = skip_long(at, end, long_bracket(at, end));
    } else {
        next = skip_sign(at, end);
    }
    token.n_bytes = (size_t)(next - at);
    if (token.kind == TOKEN_NAME && is_keyword(&token))
        token.kind = TOKEN_KEYWORD;
    return token;
}

// Brackets find their partners; those that fit to nothing have none.
static void pair_brackets(Token *tokens, int n)
{
    int *open = mem_alloc(sizeof *open * (size_t)(n + 1));
    int n_open = 0;
    for (int i = 0; i < n; i++) {
        if (tokens[i].kind != TOKEN_SIGN || tokens[i].n_bytes != 1)
            continue;
        const char c = *tokens[i].at;
        const char opening = c == ')' ? '(' : c == ']' ? '[' : c == '}' ? '{' : '\0';
        if (c && strchr("([{", c))
            open[n_open++] = i;
        else if (opening && n_open > 0 && *tokens[open[n_open - 1]].at == opening) {
            tokens[i].partner = open[--n_open];
            tokens[open[n_open]].partner = i;
        }
    }
    free(open);
}

// Names stand one behind the other, with commas; attributes as <const> may follow each.
bool tokens_declare(const Token *tokens, int i)
{
    if (tokens[i].kind != TOKEN_NAME)
        return false;
    enum { MOST_LOCALS = 250 }; // Lua has fewer in a function
    int before = i - 1;
    while (before >= 0 && i - before < 5 * MOST_LOCALS && (token_is(&tokens[before], ",") || token_is(&tokens[before], ">"))) {
        before -= token_is(&tokens[before], ">") ? 3 : 1;
        if (before < 0 || tokens[before].kind != TOKEN_NAME)
            break;
        before--;
    }
    if (before < 0)
        return false;
    if (token_is(&tokens[before], "local") || token_is(&tokens[before], "for"))
        return true;
    if (token_is(&tokens[before], "function"))
        return before > 0 && token_is(&tokens[before - 1], "local");
    // "function (", "function name(", "function a.b:c("
    if (!token_is(&tokens[before], "("))
        return false;
    int name = before - 1;
    while (name > 0 && tokens[name].kind == TOKEN_NAME)
        name -= token_is(&tokens[name - 1], ".") || token_is(&tokens[name - 1], ":") ? 2 : 1;
    return name >= 0 && token_is(&tokens[name], "function");
}

Token *tokens_read(const char *source, size_t n_bytes, int *n_tokens)
{
    const char *end = source + n_bytes;
    Token *tokens = NULL;
    int n = 0, capacity = 0, line = 1;
    for (const char *at = source; at < end;) {
        const bool comment = *at == '-' && at + 1 < end && at[1] == '-';
        const char *next = comment ? skip_comment(at, end) : at + 1;
        if (!comment && !(*at && strchr(" \t\n\r\v\f", *at))) {
            if (n == capacity) {
                capacity = 2 * capacity + 64;
                tokens = mem_realloc(tokens, sizeof *tokens * (size_t)capacity);
            }
            tokens[n] = token_at(at, end);
            tokens[n].line = line;
            next = at + tokens[n++].n_bytes;
        }
        for (; at < next; at++)
            line += *at == '\n';
    }
    pair_brackets(tokens, n);
    *n_tokens = n;
    return tokens;
}
