// record.h — a text that the model writes, shown as it grows and kept in the run folder.
#ifndef GPTREEL_MODEL_INFER_RECORD_H
#define GPTREEL_MODEL_INFER_RECORD_H

#include "model/infer/sample.h"

#include <stdio.h>

// The ids of a prompt. When the vocabulary lacks one of its characters and `fall_back` is set: those of a line end, or
// of the first symbol there is. At least one id; in the arena. NULL on error.
int32_t *prompt_ids(const Tokenizer *tokenizer, Arena *arena, const char *prompt, bool fall_back, int64_t *n_ids,
                    Err *err);

// Writes the text of `request` (its `take` and `context` are set here) to `shown` token by token (NULL: nowhere), and
// as generation.jsonl to the folder `dir` (NULL: not at all; nothing is left there unless it is complete).
bool record_generation(const char *dir, FILE *shown, const Gpt *gpt, const Tokenizer *tokenizer, SampleRequest request,
                       Err *err);

// The text of `request` as one string in the arena. NULL when a stop is requested.
char *sample_string(Arena *arena, const Gpt *gpt, const Tokenizer *tokenizer, SampleRequest request, Err *err);

#endif
