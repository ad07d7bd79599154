// tokenizer_bpe.h — byte-level BPE, the same as GPT-2's: text is cut into pieces (bpe_split.h), a piece is its bytes,
// and neighbours are merged by the ranks of the merges. The row "bpe" of the table in tokenizer.c.
//
// Any bytes can be encoded, UTF-8 or not, and decode to themselves. The names of added tokens are looked for before that
// (tokenizer_encode.c). The time is that of
// n·log n at worst, for a piece that is the whole text.
#ifndef GPTREEL_MODEL_TEXT_TOKENIZER_BPE_H
#define GPTREEL_MODEL_TEXT_TOKENIZER_BPE_H

#include "model/run/bpe_file.h"
#include "model/run/run.h"
#include "model/text/tokenizer.h"

enum { BPE_DEFAULT_VOCAB = 1024 };

// Whether there can be such a vocabulary.
bool bpe_check(TokenizerOptions options, Err *err);

// Trains on the text: options.n_vocab tokens, 0 for BPE_DEFAULT_VOCAB.
bool bpe_build(Tokenizer *tokenizer, Arena *arena, TokenizerOptions options, const char *text, size_t n_bytes,
               Err *err);

// From the files that bpe_file.h names.
bool bpe_load(Tokenizer *tokenizer, Arena *arena, const char *dir, Err *err);

// tokenizer.json and, when it was trained here, merges.jsonl.
bool bpe_save(const Tokenizer *tokenizer, const char *dir, Err *err);

// The pattern that it cuts text by.
const BpePattern *bpe_pattern(const Bpe *bpe);

// An encoder takes one text at a time.
void *bpe_encoder_create(const Tokenizer *tokenizer);
void bpe_encoder_destroy(void *encoder);
int32_t *bpe_encode(const Tokenizer *tokenizer, void *encoder, Arena *arena, const char *text, size_t n_bytes,
                    int64_t *n_ids, Err *err);

const char *bpe_token(const Tokenizer *tokenizer, int32_t id, size_t *n_bytes);

#endif
