// bpe_split.h — cuts text into the pieces that byte-level BPE works on, by GPT-2's pattern: contractions, words,
// numbers and other signs each with the space before them, and white space.
//
// The pattern was written for Python's `regex` module, so white space is what that takes for it: Unicode's White_Space,
// with U+0085 and without U+180E, U+FEFF and the separators U+001C to U+001F. What a letter or a number is, PCRE2's
// tables say (Unicode 14 in Debian 12). Bytes that are not UTF-8 make pieces of their own; to the text before them
// they are the end.
#ifndef GPTREEL_MODEL_TEXT_BPE_SPLIT_H
#define GPTREEL_MODEL_TEXT_BPE_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct BpeSplit BpeSplit;

// `text` is the caller's and stays; it need not be UTF-8.
BpeSplit *bpe_split_create(const char *text, size_t n_bytes);
void bpe_split_destroy(BpeSplit *split);

// The next piece, text[begin … end). False behind the last one. The pieces join up to the whole text; the time is
// linear in its length.
bool bpe_split_next(BpeSplit *split, size_t *begin, size_t *end);

#endif
