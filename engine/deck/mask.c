// mask.c — signs that are none of markdown's: those of figures, of Vue's short forms, of money.
#include "engine/deck/mask.h"

#include <ctype.h>
#include <string.h>

// Where {{ }} that begins at a place ends; 0: it does not on this line.
static size_t figure_end(const char *bytes, size_t n_bytes, size_t at)
{
    if (at + 1 >= n_bytes || bytes[at] != '{' || bytes[at + 1] != '{')
        return 0;
    for (size_t i = at + 2; i + 1 < n_bytes && bytes[i] != '\n'; i++)
        if (bytes[i] == '}' && bytes[i + 1] == '}')
            return i + 2;
    return 0;
}

// The next dollar of a paragraph, n_bytes when there is none. \$ is none.
static size_t next_dollar(const char *bytes, size_t n_bytes, size_t at)
{
    for (; at < n_bytes && bytes[at] != '$'; at++) {
        if (bytes[at] == '\\')
            at++;
        else if (bytes[at] == '\n' && at + 1 < n_bytes && bytes[at + 1] == '\n')
            return n_bytes;
    }
    return at < n_bytes ? at : n_bytes;
}

static bool is_space_at(const char *bytes, size_t n_bytes, size_t at)
{
    return at >= n_bytes || bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t';
}

// The dollar that ends the formula which one begins; 0: it begins none, as in "$5 and $6".
static size_t formula_end(const char *bytes, size_t n_bytes, size_t at)
{
    if (is_space_at(bytes, n_bytes, at + 1))
        return 0;
    const size_t end = next_dollar(bytes, n_bytes, at + 1);
    const bool price = end + 1 < n_bytes && bytes[end + 1] >= '0' && bytes[end + 1] <= '9';
    return end < n_bytes && !price && !is_space_at(bytes, n_bytes, end - 1) ? end : 0;
}

// Vue's short forms of attributes, as <template #right>, are none to md4c: in the tag that begins at a place they are
// given letters.
static void mask_tag(char *copy, const char *bytes, size_t n_bytes, size_t at)
{
    if (at + 1 >= n_bytes || !isalpha((unsigned char)bytes[at + 1]))
        return;
    char quote = 0;
    for (size_t i = at + 2; i < n_bytes && bytes[i] != '\n' && (quote || bytes[i] != '>'); i++) {
        if (quote)
            quote = bytes[i] == quote ? 0 : quote;
        else if (bytes[i] == '"' || bytes[i] == '\'')
            quote = bytes[i];
        else if (bytes[i - 1] == ' ' && (bytes[i] == '#' || bytes[i] == '@'))
            copy[i] = 'x';
    }
}

const char *deck_masked(Arena *arena, const char *bytes, size_t n_bytes)
{
    char *copy = arena_memdup(arena, bytes, n_bytes + 1);
    for (size_t i = 0; i < n_bytes; i++) {
        const size_t end = figure_end(bytes, n_bytes, i);
        if (end > 0) {
            memset(copy + i, 'x', end - i);
            i = end - 1;
        } else if (bytes[i] == '<') {
            mask_tag(copy, bytes, n_bytes, i);
        } else if (bytes[i] == '\\' || (bytes[i] == '$' && i + 1 < n_bytes && bytes[i + 1] == '$')) {
            i++;
        } else if (bytes[i] == '$') {
            const size_t close = formula_end(bytes, n_bytes, i);
            if (close == 0)
                copy[i] = 'x';
            else
                i = close;
        }
    }
    return copy;
}
