// support_chat.h — a vocabulary for conversations, and models that say what they are told to.
#ifndef GPTREEL_TESTS_SUPPORT_CHAT_H
#define GPTREEL_TESTS_SUPPORT_CHAT_H

#include "support_temp.h"

#include "model/nn/gpt.h"
#include "model/text/chat_tokens.h"

// Every byte a token, and those of a chat. `tokens` may be NULL.
const Tokenizer *bytes_tokenizer(Arena *arena, ChatTokens *tokens);

// The ids of a text in which the names of special tokens are these. In the arena.
int32_t *special_ids(Arena *arena, const Tokenizer *tokenizer, const char *text, int64_t *n);

// A model that goes on with a text, token by token: what follows depends on the last token alone, so no token may stand
// in the text twice. Behind its end all tokens are alike.
Gpt *model_that_says(Arena *arena, const Tokenizer *tokenizer, const char *text);

#endif
