// chat_tokens.c — the names of a chat's special tokens.
#include "model/text/chat_tokens.h"

const char *chat_token_name(ChatToken token)
{
    static const char *const NAMES[N_CHAT_TOKENS] = {
        [CHAT_BOS] = "<|bos|>",
        [CHAT_USER_START] = "<|user_start|>",
        [CHAT_USER_END] = "<|user_end|>",
        [CHAT_ASSISTANT_START] = "<|assistant_start|>",
        [CHAT_ASSISTANT_END] = "<|assistant_end|>",
        [CHAT_PYTHON_START] = "<|python_start|>",
        [CHAT_PYTHON_END] = "<|python_end|>",
        [CHAT_OUTPUT_START] = "<|output_start|>",
        [CHAT_OUTPUT_END] = "<|output_end|>",
    };
    return NAMES[token];
}

bool chat_tokens_find(ChatTokens *tokens, const Tokenizer *tokenizer, Err *err)
{
    for (int i = 0; i < N_CHAT_TOKENS; i++) {
        const char *name = chat_token_name((ChatToken)i);
        tokens->ids[i] = tokenizer_special_id(tokenizer, name);
        if (tokens->ids[i] < 0)
            return err_set(err,
                           "the vocabulary has no token %s; a model that chats begins with a base trained with "
                           "--tokenizer bpe --chat-tokens",
                           name);
    }
    return true;
}
