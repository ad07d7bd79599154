// bpe_train.h — learns a byte-level BPE vocabulary from a text.
//
// The first 256 tokens are the bytes. Then, again and again, the two neighbours that occur most often within the
// pieces of the text become a token; of equals those with the lowest ids. Nothing is merged across pieces. It is what
// Hugging Face's BPE trainer does, and the result depends on the text and the pattern alone.
#ifndef GPTREEL_MODEL_TEXT_BPE_TRAIN_H
#define GPTREEL_MODEL_TEXT_BPE_TRAIN_H

#include "model/run/bpe_file.h"
#include "model/run/run.h"
#include "model/text/bpe_split.h"

// A vocabulary of `n_tokens`, at least one for each byte; fewer when no pair occurs twice any more. `history` gets a
// row a merge, vocab->n_merges of them. When a stop is requested (stop.h) it is left unfinished.
void bpe_train(BpeVocab *vocab, const RunMerge **history, Arena *arena, const BpePattern *pattern, const char *text,
               size_t n_bytes, int32_t n_tokens);

#endif
