// prompt.c — from a prompt as it was typed to token ids.
#include "model/infer/prompt.h"

#include <string.h>

char *prompt_unescape(Arena *arena, const char *text)
{
    static const char codes[] = "ntr\\\"|";
    static const char meant[] = "\n\t\r\\\"|";
    char *out = arena_alloc(arena, strlen(text) + 1);
    char *at = out;
    while (*text) {
        const char *code = text[0] == '\\' && text[1] ? strchr(codes, text[1]) : NULL;
        *at++ = code ? meant[code - codes] : *text;
        text += code ? 2 : 1;
    }
    *at = '\0';
    return out;
}

// Where the first prompt of a list ends.
static size_t prompt_length(const char *text)
{
    size_t n = 0;
    while (text[n] && text[n] != '|')
        n += text[n] == '\\' && text[n + 1] ? 2 : 1;
    return n;
}

char **prompt_list(Arena *arena, const char *text, int *n_prompts)
{
    char **prompts = NULL;
    int capacity = 0;
    *n_prompts = 0;
    while (text) {
        const size_t n = prompt_length(text);
        prompts = arena_grow(arena, prompts, *n_prompts, &capacity, sizeof *prompts);
        prompts[(*n_prompts)++] = prompt_unescape(arena, arena_strndup(arena, text, n));
        text = text[n] ? text + n + 1 : NULL;
    }
    return prompts;
}

int32_t *prompt_ids(const Tokenizer *tokenizer, Arena *arena, const char *prompt, PromptRule rule, int64_t *n_ids,
                    Err *err)
{
    const TextForm form = {.special = rule.special, .begins = true};
    int32_t *ids = tokenizer_encode_as(form, tokenizer, arena, prompt, strlen(prompt), n_ids, err);
    if (ids && *n_ids > 0)
        return ids;
    if (!rule.fall_back) {
        if (ids)
            err_set(err, "the prompt is empty; give at least one character");
        return NULL;
    }
    ids = tokenizer_encode(tokenizer, arena, "\n", 1, n_ids, NULL);
    if (!ids) {
        ids = ARENA_NEW(arena, int32_t);
        *n_ids = 1;
    }
    return ids;
}

const int32_t *prompt_seen(const int32_t *ids, int64_t *n_ids, int64_t n_ctx)
{
    const int64_t n_left_out = *n_ids > n_ctx ? *n_ids - n_ctx : 0;
    *n_ids -= n_left_out;
    return ids + n_left_out;
}
