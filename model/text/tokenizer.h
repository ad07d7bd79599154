// tokenizer.h — text to token ids and back.
//
// A tokenizer is data: its kind and the text of each id. What a kind does stands in one row of the table in
// tokenizer.c. There is "char": one token per Unicode character that occurs in the corpus, in rising order of code
// points; and "bpe": GPT-2's byte-level BPE (tokenizer_bpe.h), trained on the corpus or read from files.
// From text to ids is tokenizer_encode.c.
#ifndef GPTREEL_MODEL_TEXT_TOKENIZER_H
#define GPTREEL_MODEL_TEXT_TOKENIZER_H

#include "model/run/bpe_file.h"
#include "model/text/bpe_split.h"

#include <stdint.h>

typedef struct TokenizerKind TokenizerKind;
typedef struct Bpe Bpe;

// Never changed once made; lives in the arena it was made in, with everything it points to.
typedef struct Tokenizer {
    const TokenizerKind *kind;
    int32_t n_vocab;
    const char *const *vocab;    // [n_vocab] UTF-8 text of each id, to be shown; a byte that is no character is U+FFFD
    const uint32_t *code_points; // [n_vocab] rising; of a "char" tokenizer
    const Bpe *bpe;              // of a "bpe" tokenizer
    const BpeAdded *added;       // [n_added] tokens with names of their own, such as <|endoftext|>
    int32_t n_added;
    const bool *special;         // [n_vocab] those of them that text becomes only where it is asked; NULL: there are none
    int32_t begin_id, end_id;    // tokens that begin and end a text; -1: none
    const int32_t *lead, *tail;  // [n_lead], [n_tail] ids that its own rule puts before and behind every text
    int32_t n_lead, n_tail;
} Tokenizer;

// What a new vocabulary should be like; all zero: the defaults.
typedef struct TokenizerOptions {
    int64_t n_vocab;   // tokens of a "bpe", special ones counted; 0: its default. A "char" has as many as characters
    const BpePattern *split; // that a "bpe" cuts text by; NULL: GPT-2's
    bool chat_tokens;  // a "bpe" ends with the special tokens of a chat (chat_tokens.h)
} TokenizerOptions;

// The name of its kind, as run.json keeps it: "char" or "bpe".
const char *tokenizer_name(const Tokenizer *tokenizer);

// Those that would build one like it; `split` is never NULL.
TokenizerOptions tokenizer_options(const Tokenizer *tokenizer);

// The kinds there are; what a row is, is tokenizer.c's own.
extern const Choices TOKENIZER_CHOICES;

// Refuses options that a kind has no use for.
bool tokenizer_check(const TokenizerKind *kind, TokenizerOptions options, Err *err);

// Builds the vocabulary of a text. NULL when the kind is unknown, or when "char" gets a text that is not
// valid UTF-8.
const Tokenizer *tokenizer_build(Arena *arena, const char *kind, TokenizerOptions options, const char *text,
                                 size_t n_bytes, Err *err);

// The ids of a text, in the arena; `n_ids` of them. NULL when the vocabulary lacks a character: the error names it
// (as text and as U+XXXX) and its byte position. An empty text gives no ids, not NULL.
int32_t *tokenizer_encode(const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes, int64_t *n_ids,
                          Err *err);

// The same for many short texts one after another: what it takes to begin is done once. The tokenizer must outlive it.
typedef struct TextEncoder TextEncoder;
TextEncoder *text_encoder_create(const Tokenizer *tokenizer);
void text_encoder_destroy(TextEncoder *encoder);
int32_t *text_encode(TextEncoder *encoder, Arena *arena, const char *text, size_t n_bytes, int64_t *n_ids, Err *err);

// How a text is meant.
typedef struct TextForm {
    bool special; // the names of special tokens, such as "<|bos|>", are these tokens: for a text that is trusted; a
                  // user's words never are
    bool begins;  // the tokens that its rule puts before a text stand there
    bool ends;    // … and those behind it
} TextForm;

// As tokenizer_encode, which is the form with nothing set.
int32_t *tokenizer_encode_as(TextForm form, const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes,
                             int64_t *n_ids, Err *err);

// The id of the special token of a name; -1 when there is none.
int32_t tokenizer_special_id(const Tokenizer *tokenizer, const char *name);

// The text of ids, in the arena: valid UTF-8, with U+FFFD for each byte that is none. Each id must be in [0, n_vocab).
char *tokenizer_decode(const Tokenizer *tokenizer, Arena *arena, const int32_t *ids, int64_t n_ids);

// The same as the bytes themselves, with a NUL behind them; and those of one id, which are the tokenizer's own.
char *tokenizer_decode_bytes(const Tokenizer *tokenizer, Arena *arena, const int32_t *ids, int64_t n_ids,
                             size_t *n_bytes);
const char *tokenizer_bytes(const Tokenizer *tokenizer, int32_t id, size_t *n_bytes);

// The same with other tokens that begin and end a text; ids that are none of its tokens' leave it as it is.
const Tokenizer *tokenizer_with_ends(const Tokenizer *tokenizer, Arena *arena, int64_t begin_id, int64_t end_id);

// The kind of the tokenizer that a folder holds the files of.
const char *tokenizer_kind_in(const char *dir);

// tokenizer.json of a run folder, for "bpe" with merges.jsonl or as another tool wrote it (bpe_file.h). The kind of a
// loaded one is that of run.json.
bool tokenizer_save(const Tokenizer *tokenizer, const char *dir, Err *err);
const Tokenizer *tokenizer_load(Arena *arena, const char *kind, const char *dir, Err *err);

#endif
