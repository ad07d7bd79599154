// decoder.h — the model's forward pass for tokens that follow others, with a key/value cache.
#ifndef GPTREEL_MODEL_INFER_DECODER_H
#define GPTREEL_MODEL_INFER_DECODER_H

#include "model/nn/gpt.h"

// Feeds tokens to the model one after another; keys and values of those before are kept, not computed again. It can
// write several texts at once, which share the reading of the weights.
//
// The cache does not slide: with learned positions it cannot, and with rotary ones what it holds would still know of
// tokens that have left. When the context is full, its last half (n_ctx/2 tokens, rounded down) is kept and encoded
// again from position 0, together with what comes next. Which tokens are seen therefore depends only on how many were
// fed: see decoder_window. Amortised, that doubles the work of a long text.
typedef struct Decoder Decoder;

// `gpt` must outlive it and may not change between feeds; its weights may stand in files (weights_bind).
Decoder *decoder_create(const Gpt *gpt, int n_texts);
void decoder_destroy(Decoder *decoder);

// Appends tokens [n], n > 0, to the first text and returns the logits (V) for the token after them; valid until the
// next call.
const float *decoder_feed(Decoder *decoder, const int32_t *tokens, int64_t n);

// All other texts become what the first one is.
void decoder_spread(Decoder *decoder);

// Appends tokens [n], one each, to so many different texts, numbered from 0, and returns the logits (n, V) for the
// tokens after them; valid until the next call. Texts that are finished are left out.
const float *decoder_feed_each(Decoder *decoder, const int *texts, const int32_t *tokens, int n);

// The memory that a decoder of such a model takes, beside the weights.
double decoder_memory_bytes(const Gpt *gpt, int n_texts);

// How many of the last tokens the model sees after `n_fed` were fed to a text.
int64_t decoder_window(int64_t n_ctx, int64_t n_fed);

#endif
