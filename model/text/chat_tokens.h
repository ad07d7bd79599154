// chat_tokens.h — the special tokens that make a conversation of text: who speaks, and where the calculator is called.
//
// A conversation is <|bos|>, then turn by turn <|user_start|> … <|user_end|> <|assistant_start|> … <|assistant_end|>.
// Within an answer stand calls, <|python_start|> expression <|python_end|>, and what comes back from the calculator,
// <|output_start|> result <|output_end|>. No text becomes one of these tokens: the program puts them there, and the
// model that was trained on them.
#ifndef GPTREEL_MODEL_TEXT_CHAT_TOKENS_H
#define GPTREEL_MODEL_TEXT_CHAT_TOKENS_H

#include "model/text/tokenizer.h"

// In the order of their ids.
typedef enum ChatToken {
    CHAT_BOS,
    CHAT_USER_START,
    CHAT_USER_END,
    CHAT_ASSISTANT_START,
    CHAT_ASSISTANT_END,
    CHAT_PYTHON_START,
    CHAT_PYTHON_END,
    CHAT_OUTPUT_START,
    CHAT_OUTPUT_END,
    N_CHAT_TOKENS,
} ChatToken;

// "<|bos|>", "<|user_start|>" …
const char *chat_token_name(ChatToken token);

// The ids of a tokenizer's.
typedef struct ChatTokens {
    int32_t ids[N_CHAT_TOKENS];
} ChatTokens;

// False when the tokenizer lacks one of them: the error names it and says how a tokenizer comes by them.
bool chat_tokens_find(ChatTokens *tokens, const Tokenizer *tokenizer, Err *err);

#endif
