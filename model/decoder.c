// The decoder of sample.h: the model's forward pass for tokens that follow others.
#include "model/sample.h"

#include <stdlib.h>
#include <string.h>

struct Decoder {
    const Gpt *gpt;
    int64_t n_fed;    // tokens since the beginning
    int64_t n_past;   // of them in the cache
    int32_t *history; // [n_ctx] tokens in the cache
    float *cache;     // (L, n_ctx, 2·G·D)
    float *stream;    // (n_ctx, C), as the next two: rows of tokens that are fed together
    float *norm, *heads;
    float *wide, *wide2; // (n_ctx, max(F, qkv width))
    float *stats;        // (n_ctx, 2)
    float *scores;       // (n_ctx)
    float *logits;       // (V)
};

static int64_t cache_width(const GptConfig *c)
{
    return 2 * gpt_kv_heads(c) * gpt_head_width(c);
}

Decoder *decoder_create(const Gpt *gpt)
{
    const GptConfig *c = &gpt->config;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t qkv_width = attention_qkv_width(&shape), hidden = gpt_hidden_width(c);
    const size_t stream = sizeof(float) * (size_t)(c->n_ctx * c->n_embd);
    const size_t wide = sizeof(float) * (size_t)(c->n_ctx * (qkv_width > hidden ? qkv_width : hidden));
    Decoder *decoder = mem_alloc(sizeof *decoder);
    *decoder = (Decoder){
        .gpt = gpt,
        .history = mem_alloc(sizeof(int32_t) * (size_t)c->n_ctx),
        .cache = mem_alloc(sizeof(float) * (size_t)(c->n_layer * c->n_ctx * cache_width(c) + 1)),
        .stream = mem_alloc(stream),
        .norm = mem_alloc(stream),
        .heads = mem_alloc(sizeof(float) * (size_t)(c->n_ctx * gpt_heads_width(c))),
        .wide = mem_alloc(wide),
        .wide2 = mem_alloc(wide),
        .stats = mem_alloc(sizeof(float) * 2 * (size_t)c->n_ctx),
        .scores = mem_alloc(sizeof(float) * (size_t)c->n_ctx),
        .logits = mem_alloc(sizeof(float) * (size_t)c->n_vocab),
    };
    return decoder;
}

void decoder_destroy(Decoder *decoder)
{
    if (!decoder)
        return;
    float *const parts[] = {decoder->cache, decoder->stream, decoder->norm,   decoder->heads, decoder->wide,
                            decoder->wide2, decoder->stats,  decoder->scores, decoder->logits};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        free(parts[i]);
    free(decoder->history);
    free(decoder);
}

int64_t decoder_window(int64_t n_ctx, int64_t n_fed)
{
    if (n_fed <= n_ctx)
        return n_fed;
    const int64_t kept = n_ctx / 2;
    return kept + 1 + (n_fed - n_ctx - 1) % (n_ctx - kept);
}

// The norm of n rows, or the rows themselves where there is none.
static const float *normed(Decoder *d, const float *in, int64_t weight, int64_t bias, int64_t n)
{
    if (weight < 0)
        return in;
    float *w = d->gpt->weights;
    const GptConfig *c = &d->gpt->config;
    norm_forward(d->norm, d->stats, in, w + weight, gpt_at(w, bias), c->norm_eps, n, c->n_embd);
    return d->norm;
}

static void block_feed(Decoder *d, int64_t layer, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const GptBlockAt *at = &d->gpt->blocks[layer];
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t n_embd = c->n_embd, hidden = gpt_hidden_width(c), qkv_width = attention_qkv_width(&shape);
    const int64_t heads_width = gpt_heads_width(c);
    float *w = d->gpt->weights;
    const float *residual = c->residual ? d->stream : NULL;
    if (c->attention) {
        float *cache = d->cache + layer * c->n_ctx * cache_width(c);
        matmul_forward(d->wide, normed(d, d->stream, at->norm_1, at->norm_1_bias, n), w + at->qkv,
                       gpt_at(w, at->qkv_bias), NULL, n, n_embd, qkv_width);
        for (int64_t i = 0; i < n; i++)
            attention_append(d->heads + i * heads_width, cache, d->scores, d->wide + i * qkv_width, d->n_past + i,
                             &shape);
        matmul_forward(d->stream, d->heads, w + at->join, gpt_at(w, at->join_bias), residual, n, heads_width, n_embd);
    }
    if (c->mlp) {
        matmul_forward(d->wide, normed(d, d->stream, at->norm_2, at->norm_2_bias, n), w + at->fc,
                       gpt_at(w, at->fc_bias), NULL, n, n_embd, hidden);
        gelu_forward(d->wide2, d->wide, strcmp(c->gelu, "tanh") == 0, n * hidden);
        matmul_forward(d->stream, d->wide2, w + at->out, gpt_at(w, at->out_bias), residual, n, hidden, n_embd);
    }
}

// Tokens history[n_past … n_past + n) through the model, into the cache.
static void feed_history(Decoder *d, int64_t n)
{
    const Gpt *gpt = d->gpt;
    const GptConfig *c = &gpt->config;
    float *w = gpt->weights;
    embed_forward(d->stream, d->history + d->n_past, w + gpt->wte, gpt_at(w, gpt->wpe), 1, n, c->n_embd, d->n_past);
    for (int64_t layer = 0; layer < c->n_layer; layer++)
        block_feed(d, layer, n);
    d->n_past += n;
    const float *last = normed(d, d->stream + (n - 1) * c->n_embd, gpt->norm_f, gpt->norm_f_bias, 1);
    if (gpt->head >= 0)
        head_forward(d->logits, last, w + gpt->head, 1, c->n_embd, c->n_vocab);
    else
        memcpy(d->logits, last, sizeof(float) * (size_t)c->n_vocab);
}

const float *decoder_feed(Decoder *d, const int32_t *tokens, int64_t n)
{
    d->n_fed += n;
    const int64_t window = decoder_window(d->gpt->config.n_ctx, d->n_fed);
    if (window != d->n_past + n) {
        // Begin anew: the last of the tokens fed before, as many as the new ones leave room for.
        const int64_t kept = window > n ? window - n : 0;
        memmove(d->history, d->history + d->n_past - kept, sizeof(int32_t) * (size_t)kept);
        d->n_past = 0;
        const int64_t taken = window - kept;
        memcpy(d->history + kept, tokens + (n - taken), sizeof(int32_t) * (size_t)taken);
        feed_history(d, window);
    } else {
        memcpy(d->history + d->n_past, tokens, sizeof(int32_t) * (size_t)n);
        feed_history(d, n);
    }
    return d->logits;
}
