// tokenizer.h — text to token ids and back.
//
// A tokenizer is data: its kind and the text of each id. What a kind does stands in one row of the table in
// tokenizer.c. So far there is "char": one token per Unicode character that occurs in the corpus, in rising order of
// code points.
#ifndef GPTREEL_MODEL_TOKENIZER_H
#define GPTREEL_MODEL_TOKENIZER_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef struct TokenizerKind TokenizerKind;

// Never changed once made; lives in the arena it was made in, with everything it points to.
typedef struct Tokenizer {
    const TokenizerKind *kind;
    int32_t n_vocab;
    const char *const *vocab;    // [n_vocab] UTF-8 text of each id
    const uint32_t *code_points; // [n_vocab] rising; of a "char" tokenizer
} Tokenizer;

// The name of its kind, as run.json keeps it: "char".
const char *tokenizer_name(const Tokenizer *tokenizer);

// Builds the vocabulary of a text. NULL when the kind is unknown, or when the text is not valid UTF-8.
const Tokenizer *tokenizer_build(Arena *arena, const char *kind, const char *text, size_t n_bytes, Err *err);

// From a vocabulary that was kept: run->vocab. It is copied. NULL when the vocabulary is not one of this kind.
const Tokenizer *tokenizer_from_vocab(Arena *arena, const char *kind, const char *const *vocab, int64_t n_vocab,
                                      Err *err);

// The ids of a text, in the arena; `n_ids` of them. NULL when the vocabulary lacks a character: the error names it
// (as text and as U+XXXX) and its byte position. An empty text gives no ids, not NULL.
int32_t *tokenizer_encode(const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes, int64_t *n_ids,
                          Err *err);

// The text of ids, in the arena. Each id must be in [0, n_vocab).
char *tokenizer_decode(const Tokenizer *tokenizer, Arena *arena, const int32_t *ids, int64_t n_ids);

// tokenizer.json of a run folder. The kind of a loaded one is that of run.json ("char").
bool tokenizer_save(const Tokenizer *tokenizer, const char *dir, Err *err);
const Tokenizer *tokenizer_load(Arena *arena, const char *kind, const char *dir, Err *err);

#endif
