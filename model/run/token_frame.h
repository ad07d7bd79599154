// token_frame.h — the tokens that a tokenizer puts before and behind every text: "post_processor" of a tokenizer.json.
// Within model/run only.
#ifndef GPTREEL_RUN_TOKEN_FRAME_H
#define GPTREEL_RUN_TOKEN_FRAME_H

#include "engine/base/json_out.h"
#include "model/run/bpe_file.h"
#include "model/run/json_in.h"

typedef struct TokenFrame {
    int32_t *lead; // [n_lead]
    int32_t n_lead;
    int32_t *tail; // [n_tail]
    int32_t n_tail;
} TokenFrame;

// Reads Hugging Face's ByteLevel, which puts none, and TemplateProcessing, alone or in a Sequence. Any other is refused.
// The ids, in the arena, are of added tokens: is_added [n_tokens].
bool token_frame_parse(TokenFrame *frame, Arena *arena, JsonDoc *doc, const bool *is_added, int32_t n_tokens);

// The value of "post_processor".
void token_frame_put(JsonOut *out, const BpeVocab *vocab);

#endif
