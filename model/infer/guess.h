// guess.h — one guess on text that a model has not trained on, to show what its loss means.
#ifndef GPTREEL_MODEL_INFER_GUESS_H
#define GPTREEL_MODEL_INFER_GUESS_H

#include "model/nn/gpt.h"
#include "model/run/run.h"
#include "model/text/corpus.h"

typedef struct GuessRequest {
    const Gpt *gpt; // with its weights in memory
    const Tokenizer *tokenizer;
    const int32_t *ids; // [n_ids] the text
    int64_t n_ids;
    double loss; // what the surprise, -ln p, should come to
} GuessRequest;

// What a guess was made from.
typedef struct GuessPlace {
    const int32_t *ids; // [n_ids] that the model read
    int64_t n_ids;
    int32_t right; // the token that comes
} GuessPlace;

// Looks through lines of the text that read well (readable.h) for the token within a word whose surprise is the loss to
// two decimals, or as near as there is; the model reads the line alone, up to there. The guess and its place
// live in the arena; NULL when the text has no such line, or when a stop is requested.
RunGuess *guess_find(Arena *arena, const GuessRequest *request, GuessPlace *place);

// Finds one in the validation part of the corpus that is as surprising as the run's loss, and writes it to the run's
// folder; none where there is no such line, or the loss is no number. `gpt` has the run's weights; where those of step 0
// can be made again (untrained.h), it has these afterwards, and what they expect at the same place is written, too, with
// few_weights.safetensors and descent.safetensors. False on an error, or when a stop is requested.
bool guess_record(Arena *arena, const Run *run, Gpt *gpt, const Corpus *corpus, Err *err);

#endif
