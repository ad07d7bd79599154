// tokens.h — Lua source as tokens: for what is rewritten before Lua sees it, and for names that are near a wrong one.
// Within the room only.
#ifndef GPTREEL_SCRIPT_TOKENS_H
#define GPTREEL_SCRIPT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum TokenKind {
    TOKEN_NAME,
    TOKEN_KEYWORD,
    TOKEN_NUMBER,
    TOKEN_STRING, // with its quotes or brackets
    TOKEN_SIGN,   // of operators and brackets; also what Lua does not know
} TokenKind;

typedef struct Token {
    TokenKind kind;
    const char *at; // [n_bytes] in the source
    size_t n_bytes;
    int line;
    int partner; // of a bracket: the place of the one that closes or opens it; -1: none
} Token;

// The tokens without spaces and comments: [*n_tokens], on the heap, for the caller to free. Takes any bytes.
Token *tokens_read(const char *source, size_t n_bytes, int *n_tokens);

// Whether the token is a name where it becomes a local's: behind `local`, of a function or its parameters, of a loop.
bool tokens_declare(const Token *tokens, int i);

bool token_is(const Token *token, const char *words);

#endif
