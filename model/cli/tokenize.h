// tokenize.h — the command that shows what a tokenizer does with a text: ids from text, or text from ids.
#ifndef GPTREEL_MODEL_CLI_TOKENIZE_H
#define GPTREEL_MODEL_CLI_TOKENIZE_H

#include "engine/base/err.h"

#include <stdbool.h>
#include <stdio.h>

typedef struct TokenizeRequest {
    const char *dir; // a run folder, or one with the files of a byte-level BPE
    bool decode;     // from ids to text
    bool special;    // the names of special tokens in the text are these tokens
    FILE *in;        // text, or ids as decimal numbers with white space between
    FILE *out;       // ids in one line, or the bytes of the text
} TokenizeRequest;

bool tokenize_run(const TokenizeRequest *request, Err *err);

#endif
