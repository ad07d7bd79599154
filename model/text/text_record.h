// text_record.h — what a text holds, recorded for a film about it.
#ifndef GPTREEL_MODEL_TEXT_TEXT_RECORD_H
#define GPTREEL_MODEL_TEXT_TEXT_RECORD_H

#include "model/text/corpus.h"

typedef struct TextRequest {
    const char *line; // of the text, to be shown in characters and in byte pairs
    int64_t seed;     // of the training, whose first windows are shown
    int64_t n_ctx;
} TextRequest;

// Writes text.json (model/run/run.h) into the run's folder. False when the corpus is not in characters, when the line does
// not stand in it, or when it cannot be written.
bool text_record(const char *dir, const Corpus *corpus, const TextRequest *request, Err *err);

#endif
