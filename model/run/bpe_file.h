// bpe_file.h — the vocabulary of a byte-level BPE tokenizer and the files that hold it.
//
// Read are Hugging Face's tokenizer.json, and the pairs vocab.json with merges.txt and encoder.json with vocab.bpe.
// In all of them a byte is written as a character (bpe_alphabet.h). The files are untrusted. A tokenizer.json that asks
// for anything that GPT-2's does not do is refused, not approximated; but it may cut text by a pattern of its own.
// bpe_file.c reads, bpe_file_write.c writes.
#ifndef GPTREEL_RUN_BPE_FILE_H
#define GPTREEL_RUN_BPE_FILE_H

#include "engine/base/arena.h"

#include <stdint.h>

// The bytes of a token, with a NUL behind them; they may hold NUL bytes and need not be whole characters.
typedef struct BpeToken {
    const char *bytes; // [n_bytes]
    int32_t n_bytes;   // at least 1
} BpeToken;

// Tokens `left` and `right`, where they are neighbours, become `merged`.
typedef struct BpeMerge {
    int32_t left, right, merged;
} BpeMerge;

// A token that no merges make. Text becomes it where its name stands: always, or, when it is special as <|endoftext|>
// is, where that is asked for.
typedef struct BpeAdded {
    int32_t id;
    const char *text; // its name, which is its bytes
    bool special;
    bool normalized; // Hugging Face's word for when its name is looked for; kept as it was read
} BpeAdded;

// No two tokens are the same. Everything lies in the arena that it was read or made in.
typedef struct BpeVocab {
    const BpeToken *tokens; // [n_tokens] by id
    int32_t n_tokens;
    const BpeMerge *merges; // [n_merges] the first one goes first
    int32_t n_merges;
    const BpeAdded *added; // [n_added] each of another id
    int32_t n_added;
    int32_t begin_id, end_id; // of the tokens that begin and end a text; -1: none
    const int32_t *lead; // [n_lead] ids that every text begins with, by the tokenizer's own rule
    int32_t n_lead;
    const int32_t *tail; // [n_tail] … and ends with
    int32_t n_tail;
    const char *split_regex; // by which text is cut into pieces; NULL: by GPT-2's
} BpeVocab;

enum { BPE_MOST_TOKENS = 1 << 22 };

// From the files in a folder: tokenizer.json or, when it is missing, one of the two pairs with the added tokens that the
// files beside it name. What begins and ends a text, tokenizer_config.json or special_tokens_map.json say.
bool bpe_vocab_read(BpeVocab *vocab, Arena *arena, const char *dir, Err *err);

// Whether the tokenizer in a folder is to be read by bpe_vocab_read: all are but those of a tokenizer.json without any
// merges, whose tokens are characters.
bool bpe_vocab_is_in(const char *dir);

// Writes tokenizer.json, as Hugging Face's `tokenizers` does for GPT-2, and tokenizer_config.json.
bool bpe_vocab_write(const BpeVocab *vocab, const char *dir, Err *err);

// The tokens as text to be shown, by id: a byte that is not UTF-8, and a NUL, is U+FFFD.
const char *const *bpe_vocab_texts(const BpeVocab *vocab, Arena *arena);

#endif
