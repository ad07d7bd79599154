// equal.c — where the two sides of a comparison begin and end.
//
// Operators that bind tighter belong to a side; `and`, `or`, other comparisons and all that cannot stand within an
// expression end it. A side that holds a function, whose `end` says nothing of where it began, is left to Lua.
#include "engine/script/equal.h"

#include "engine/base/arena.h"

#include <string.h>

static bool is_one_of(const Token *token, const char *const *signs)
{
    while (*signs && !token_is(token, *signs))
        signs++;
    return *signs != NULL;
}

static bool is_comparison(const Token *token)
{
    static const char *const SIGNS[] = {"==", "~=", "<", ">", "<=", ">=", NULL};
    return token->kind == TOKEN_SIGN && is_one_of(token, SIGNS);
}

static bool is_value(const Token *token)
{
    static const char *const WORDS[] = {"nil", "true", "false", NULL};
    return token->kind == TOKEN_NAME || token->kind == TOKEN_NUMBER || token->kind == TOKEN_STRING ||
           token_is(token, "...") || is_one_of(token, WORDS);
}

static bool is_unary(const Token *token)
{
    static const char *const SIGNS[] = {"not", "-", "#", "~", NULL};
    return is_one_of(token, SIGNS);
}

static bool is_binary(const Token *token)
{
    static const char *const SIGNS[] = {"+", "-", "*", "/", "//", "%", "^", "..", "&", "|", "~", "<<", ">>", NULL};
    return token->kind == TOKEN_SIGN && is_one_of(token, SIGNS);
}

// The first token of the side that ends before `sign`; -1 when it is left to Lua.
static int side_before(const Token *tokens, int sign)
{
    int i = sign - 1;
    while (i >= 0) {
        const Token *token = &tokens[i];
        if (token->kind == TOKEN_SIGN && strchr(")]}", *token->at)) {
            if (token->partner < 0)
                return -1;
            i = token->partner - 1;
        } else if (is_value(token) || is_unary(token) || is_binary(token) || token_is(token, ".") ||
                   token_is(token, ":")) {
            i--;
        } else {
            break;
        }
    }
    const bool left_to_lua = i < 0 || is_comparison(&tokens[i]) || token_is(&tokens[i], "end");
    return left_to_lua || i + 1 == sign ? -1 : i + 1;
}

// Behind what goes on with a value at `i`: a field, an index, a call; `i` itself when nothing does.
static int skip_suffix(const Token *tokens, int n, int i)
{
    if (i + 1 < n && (token_is(&tokens[i], ".") || token_is(&tokens[i], ":")) && tokens[i + 1].kind == TOKEN_NAME)
        return i + 2;
    if (i < n && tokens[i].kind == TOKEN_SIGN && strchr("([{", *tokens[i].at) && tokens[i].partner > i)
        return tokens[i].partner + 1;
    return i < n && tokens[i].kind == TOKEN_STRING ? i + 1 : i;
}

// The last token of the side that begins behind `sign`; -1 when it is left to Lua.
static int side_behind(const Token *tokens, int n, int sign)
{
    int i = sign + 1;
    for (;;) {
        while (i < n && is_unary(&tokens[i]))
            i++;
        if (i == n)
            return -1;
        const bool bracket = tokens[i].kind == TOKEN_SIGN && strchr("({", *tokens[i].at) && tokens[i].partner > i;
        if (!bracket && !is_value(&tokens[i]))
            return -1;
        const bool goes_on = tokens[i].kind == TOKEN_NAME || token_is(&tokens[i], "(");
        i = bracket ? tokens[i].partner + 1 : i + 1;
        for (int next; goes_on && (next = skip_suffix(tokens, n, i)) > i;)
            i = next;
        if (i == n || !is_binary(&tokens[i]))
            break;
        i++;
    }
    return i < n && is_comparison(&tokens[i]) ? -1 : i - 1;
}

EqualMark *equal_marks(const Token *tokens, int n_tokens)
{
    EqualMark *marks = memset(mem_alloc(sizeof *marks * (size_t)(n_tokens + 1)), 0, sizeof *marks * (size_t)(n_tokens + 1));
    for (int i = 0; i < n_tokens; i++) {
        const bool equal = token_is(&tokens[i], "==");
        if (tokens[i].kind != TOKEN_SIGN || (!equal && !token_is(&tokens[i], "~=")))
            continue;
        const int first = side_before(tokens, i), last = first < 0 ? -1 : side_behind(tokens, n_tokens, i);
        if (last < 0)
            continue;
        marks[first] = equal ? EQUAL_FIRST : EQUAL_NOT_FIRST;
        marks[i] = EQUAL_SIGN;
        marks[last] = equal ? EQUAL_LAST : EQUAL_NOT_LAST;
    }
    return marks;
}
