// tokenizer_config.h — tokenizer_config.json, by which Hugging Face's transformers knows how to read the tokenizer.json beside it. Without it
// transformers takes the tokenizer of a GPT-2 for one that cuts text by bytes and has <|endoftext|>, whatever
// tokenizer.json says. Within model/run only.
#ifndef GPTREEL_RUN_TOKENIZER_CONFIG_H
#define GPTREEL_RUN_TOKENIZER_CONFIG_H

#include "engine/base/err.h"

// `begin` and `end` are the names of the tokens that begin and end a text; NULL: there are none.
bool tokenizer_config_write(const char *dir, const char *begin, const char *end, Err *err);

#endif
