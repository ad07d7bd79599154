// record.h — a text that the model writes, shown as it grows and kept in the run folder.
#ifndef GPTREEL_MODEL_INFER_RECORD_H
#define GPTREEL_MODEL_INFER_RECORD_H

#include "model/infer/sample.h"

#include <stdio.h>

// Where a text is shown as it grows.
typedef struct Shown {
    FILE *out;                // NULL: nowhere
    const char *const *stops; // [n_stops] texts that end it, not shown themselves (text_out.h)
    int n_stops;
} Shown;

// Writes the text of `request` (its `take` and `context` are set here) to `shown` token by token, and as generation.jsonl to
// the folder `dir` (NULL: not at all; nothing is left there unless it is complete).
bool record_generation(const char *dir, Shown shown, const Gpt *gpt, const Tokenizer *tokenizer, SampleRequest request,
                       Err *err);

// The text of `request`, without the token that ends it, as one string in the arena. NULL when a stop is requested.
char *sample_string(Arena *arena, const Gpt *gpt, const Tokenizer *tokenizer, SampleRequest request, Err *err);

#endif
