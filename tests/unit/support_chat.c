// support_chat.c — the model is a table of what follows which token.
#include "support_chat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const Tokenizer *bytes_tokenizer(Arena *arena, ChatTokens *tokens)
{
    Err err = {""};
    ChatTokens unused;
    const TokenizerOptions options = {.n_vocab = 265, .chat_tokens = true};
    const Tokenizer *tokenizer = tokenizer_build(arena, "bpe", options, "", 0, &err);
    assert_true(tokenizer && chat_tokens_find(tokens ? tokens : &unused, tokenizer, &err));
    return tokenizer;
}

int32_t *special_ids(Arena *arena, const Tokenizer *tokenizer, const char *text, int64_t *n)
{
    Err err = {""};
    int32_t *ids = tokenizer_encode_as((TextForm){.special = true}, tokenizer, arena, text, strlen(text), n, &err);
    assert_non_null(ids);
    return ids;
}

Gpt *model_that_says(Arena *arena, const Tokenizer *tokenizer, const char *text)
{
    enum { SURE = 60 };
    Err err = {""};
    GptConfig config = gpt_config_default();
    config.n_layer = 0;
    config.lm_head = false;
    config.positions = &GPT_POSITIONS[GPT_POSITIONS_NONE];
    config.norm = &GPT_NORMS[GPT_NORM_NONE];
    config.n_ctx = 64;
    config.n_vocab = config.n_embd = tokenizer->n_vocab;
    Gpt *gpt = gpt_create(&config, &err);
    assert_non_null(gpt);
    int64_t n = 0;
    const int32_t *ids = special_ids(arena, tokenizer, text, &n);
    for (int64_t i = 0; i + 1 < n; i++)
        gpt->weights[gpt->wte + (int64_t)ids[i] * tokenizer->n_vocab + ids[i + 1]] = SURE;
    return gpt;
}
