// prompt.h — what a text begins with: from a command line to token ids.
#ifndef GPTREEL_MODEL_INFER_PROMPT_H
#define GPTREEL_MODEL_INFER_PROMPT_H

#include "model/text/tokenizer.h"

// Resolves \n, \t, \r, \\, \" and \| of a prompt given on a command line. In the arena.
char *prompt_unescape(Arena *arena, const char *text);

// The prompts of "ROMEO:\n|The king", resolved; \| does not end one. None of NULL. In the arena.
char **prompt_list(Arena *arena, const char *text, int *n_prompts);

// How a prompt is meant.
typedef struct PromptRule {
    bool special;   // names of special tokens, such as <|endoftext|>, are these tokens
    bool fall_back; // where the vocabulary lacks a character it is a line end, or the first symbol there is
} PromptRule;

// The ids of a prompt, behind those that the tokenizer's own rule puts before every text. At least one; in the arena.
// NULL on error.
int32_t *prompt_ids(const Tokenizer *tokenizer, Arena *arena, const char *prompt, PromptRule rule, int64_t *n_ids,
                    Err *err);

// What a model sees of a prompt: all of it, or its last n_ctx ids. *n_ids becomes how many those are.
const int32_t *prompt_seen(const int32_t *ids, int64_t *n_ids, int64_t n_ctx);

#endif
