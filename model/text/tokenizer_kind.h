// tokenizer_kind.h — what a kind of tokenizer does: a row of the table in tokenizer.c. Within model/text only.
#ifndef GPTREEL_MODEL_TEXT_TOKENIZER_KIND_H
#define GPTREEL_MODEL_TEXT_TOKENIZER_KIND_H

#include "model/text/tokenizer.h"

struct TokenizerKind {
    const char *name; // NULL ends the table
    bool (*check)(TokenizerOptions options, Err *err);
    bool (*build)(Tokenizer *tokenizer, Arena *arena, TokenizerOptions options, const char *text, size_t n_bytes,
                  Err *err);
    bool (*is_in)(const char *dir); // whether a folder's files are of this kind
    bool (*load)(Tokenizer *tokenizer, Arena *arena, const char *dir, Err *err);
    // What encoding needs beside the tokenizer, on the heap, and its end. NULL: nothing.
    void *(*encoder_create)(const Tokenizer *tokenizer);
    void (*encoder_destroy)(void *encoder);
    // The ids of a text without added tokens.
    int32_t *(*encode)(const Tokenizer *tokenizer, void *encoder, Arena *arena, const char *text, size_t n_bytes,
                       int64_t *n_ids, Err *err);
    const char *(*token)(const Tokenizer *tokenizer, int32_t id, size_t *n_bytes);
    bool (*save)(const Tokenizer *tokenizer, const char *dir, Err *err);
};

#endif
