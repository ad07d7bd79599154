// bpe_split.h — cuts text into the pieces that byte-level BPE works on, by a pattern. GPT-2's: contractions, words,
// numbers and other signs each with the space before them, and white space. "digits": the same, but each digit is a
// piece of its own, so that a number has one token a digit, always the same ones.
//
// The patterns were written for Python's `regex` module, so white space is what that takes for it: Unicode's
// White_Space, with U+0085 and without U+180E, U+FEFF and the separators U+001C to U+001F. What letters or numbers are,
// PCRE2's tables say (Unicode 14 in Debian 12). Bytes that are not UTF-8 make pieces of their own; to the text before
// them they are the end.
#ifndef GPTREEL_MODEL_TEXT_BPE_SPLIT_H
#define GPTREEL_MODEL_TEXT_BPE_SPLIT_H

#include "engine/base/choices.h"

typedef struct BpePattern {
    const char *name;  // NULL ends the table
    const char *regex; // as a tokenizer.json has it; NULL: what Hugging Face's ByteLevel does by itself
    const char *pcre;  // the same for PCRE2
} BpePattern;

// To add one: an enumerator, and a row.
enum { BPE_PATTERN_GPT2, BPE_PATTERN_DIGITS };

extern const BpePattern BPE_PATTERNS[]; // ends with a row without a name
extern const Choices BPE_PATTERN_CHOICES;

// The row of a `regex`, which may be NULL. NULL when there is none.
const BpePattern *bpe_pattern_of_regex(const char *regex);

typedef struct BpeSplit BpeSplit;

// `text` is the caller's and stays; it need not be UTF-8.
BpeSplit *bpe_split_create(const BpePattern *pattern, const char *text, size_t n_bytes);
void bpe_split_destroy(BpeSplit *split);

// Goes on with another text, by the same pattern: cheaper than a new BpeSplit for each of many short texts.
void bpe_split_restart(BpeSplit *split, const char *text, size_t n_bytes);

// The next piece, text[begin … end). False behind the last one. The pieces join up to the whole text; the time is
// linear in its length.
bool bpe_split_next(BpeSplit *split, size_t *begin, size_t *end);

#endif
