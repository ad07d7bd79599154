// gpt_config.c — what follows from a model's configuration, and which ones make no sense.
#include "model/nn/gpt_config.h"

#include <string.h>

int64_t gpt_kv_heads(const GptConfig *config)
{
    return config->n_kv_head ? config->n_kv_head : config->n_head;
}

int64_t gpt_head_width(const GptConfig *config)
{
    return config->head_width ? config->head_width : config->n_embd / config->n_head;
}

int64_t gpt_heads_width(const GptConfig *config)
{
    return config->n_head * gpt_head_width(config);
}

int64_t gpt_hidden_width(const GptConfig *config)
{
    return config->mlp ? config->mlp_ratio * config->n_embd : 0;
}

bool gpt_has_norms(const GptConfig *config)
{
    return strcmp(config->norm, "none") != 0;
}

bool gpt_has_rms(const GptConfig *config)
{
    return strcmp(config->norm, "rms") == 0;
}

bool gpt_has_rotary(const GptConfig *config)
{
    return strcmp(config->positions, "rotary") == 0;
}

bool gpt_is_gpt2(const GptConfig *c)
{
    return strcmp(c->activation, "gelu") == 0 && strcmp(c->norm, "layer") == 0 &&
           strcmp(c->positions, "learned") == 0 && !c->embed_norm && !c->qk_norm && c->logit_cap == 0 && c->lm_head &&
           c->attention && c->mlp && c->residual && gpt_kv_heads(c) == c->n_head && gpt_heads_width(c) == c->n_embd;
}

bool gpt_config_check(const GptConfig *c, Err *err)
{
    if (c->lm_head && c->n_embd < 1)
        return err_set(err, "--n-embd 0 is for --no-lm-head; give the number of channels");
    if (!c->lm_head && c->n_embd != c->n_vocab)
        return err_set(err, "with --no-lm-head the stream is the logits: --n-embd is 0 or the %lld symbols, not %lld",
                       (long long)c->n_vocab, (long long)c->n_embd);
    if (c->n_layer > 0 && c->attention && !c->head_width && c->n_embd % c->n_head != 0)
        return err_set(err, "--n-embd %lld is not a multiple of --n-head %lld; another --n-head, or a --head-width",
                       (long long)c->n_embd, (long long)c->n_head);
    if (c->n_kv_head && c->n_head % c->n_kv_head != 0)
        return err_set(err, "--n-head %lld is not a multiple of --n-kv-head %lld", (long long)c->n_head,
                       (long long)c->n_kv_head);
    if (c->n_layer > 0 && c->attention && gpt_has_rotary(c) && gpt_head_width(c) % 2 != 0)
        return err_set(err,
                       "--positions rotary turns pairs of channels, and a head has %lld; take an even --head-width",
                       (long long)gpt_head_width(c));
    if (c->embed_norm && !gpt_has_norms(c))
        return err_set(err, "--embed-norm needs a --norm that is not none");
    if (c->n_layer > 0 && !c->attention && !c->mlp)
        return err_set(err, "a block with --no-attention and --no-mlp is empty; take --n-layer 0 for that");
    if (c->n_vocab < 1)
        return err_set(err, "the vocabulary is empty");
    return true;
}
