// prompt.h — what a text begins with: from a command line to token ids.
#ifndef GPTREEL_MODEL_INFER_PROMPT_H
#define GPTREEL_MODEL_INFER_PROMPT_H

#include "model/text/tokenizer.h"

// Resolves \n, \t, \r, \\, \" and \| of a prompt given on a command line. In the arena.
char *prompt_unescape(Arena *arena, const char *text);

// The prompts of "ROMEO:\n|The king", resolved; \| does not end one. None of NULL. In the arena.
char **prompt_list(Arena *arena, const char *text, int *n_prompts);

// The ids of a prompt. When the vocabulary lacks one of its characters and `fall_back` is set: those of a line end, or
// of the first symbol there is. At least one id; in the arena. NULL on error.
int32_t *prompt_ids(const Tokenizer *tokenizer, Arena *arena, const char *prompt, bool fall_back, int64_t *n_ids,
                    Err *err);

// What a model sees of a prompt: all of it, or its last n_ctx ids. *n_ids becomes how many those are.
const int32_t *prompt_seen(const int32_t *ids, int64_t *n_ids, int64_t n_ctx);

#endif
