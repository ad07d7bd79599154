// decoder.h — the model's forward pass for tokens that follow others, with a key/value cache.
#ifndef GPTREEL_MODEL_INFER_DECODER_H
#define GPTREEL_MODEL_INFER_DECODER_H

#include "model/nn/gpt.h"

// Feeds tokens to the model one after another; keys and values of those before are kept, not computed again.
//
// Positions are learned, so the cache cannot slide. When the context is full, its last half (n_ctx/2 tokens, rounded
// down) is kept and encoded again from position 0, together with what comes next. Which tokens are seen therefore
// depends only on how many were fed: see decoder_window. Amortised, that doubles the work of a long text.
typedef struct Decoder Decoder;

// `gpt` must outlive it and may not change between feeds; its weights may stand in files (weights_bind).
Decoder *decoder_create(const Gpt *gpt);
void decoder_destroy(Decoder *decoder);

// Appends tokens [n], n > 0, and returns the logits (V) for the token after them; valid until the next call.
const float *decoder_feed(Decoder *decoder, const int32_t *tokens, int64_t n);

// The memory that a decoder of such a model takes, beside the weights.
double decoder_memory_bytes(const Gpt *gpt);

// How many of the last tokens the model sees after `n_fed` were fed.
int64_t decoder_window(int64_t n_ctx, int64_t n_fed);

#endif
