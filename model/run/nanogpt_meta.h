// nanogpt_meta.h — meta.pkl, in which nanoGPT keeps the characters of a corpus: {"itos": {0: "\n", …}, …}.
#ifndef GPTREEL_RUN_NANOGPT_META_H
#define GPTREEL_RUN_NANOGPT_META_H

#include "engine/base/arena.h"

#include <stdint.h>

// Whether a folder has such a file and no other tokenizer.
bool nanogpt_meta_is_in(const char *dir);

// The text of each id, [n_vocab] in the arena. NULL on error.
const char *const *nanogpt_meta_read(Arena *arena, const char *dir, int64_t *n_vocab, Err *err);

#endif
