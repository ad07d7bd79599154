// decoder.c — the decoder's buffers, its cache and its pass.
//
// The cache keeps keys transposed, (D, n_ctx) for each of the G groups, and values as (n_ctx, D): so both products of
// the attention are sums of rows, as all others here.
#include "model/infer/decoder.h"

#include "model/infer/weight_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_FLOATS = 16, SHARED_ATTENTION = 1 << 19 };

// A block's parameters, wherever they are; a part that is off has none.
typedef struct Layer {
    WeightView c_attn, attn_c_proj, c_fc, mlp_c_proj;
    const float *c_attn_bias, *attn_c_proj_bias, *c_fc_bias, *mlp_c_proj_bias; // NULL without biases
    const float *norm_1, *norm_1_bias, *norm_2, *norm_2_bias;
} Layer;

struct Decoder {
    const Gpt *gpt;
    Layer *layers;    // [L]
    WeightView token_table, position_table, head; // values is NULL of those that are missing
    const float *norm_f, *norm_f_bias;
    float *vectors;   // the parameters of one dimension, laid out as they are in gpt->params
    int64_t n_fed;    // tokens since the beginning
    int64_t n_past;   // of them in the cache
    int32_t *history; // [n_ctx] tokens in the cache
    int64_t key_stride; // n_ctx and a little, so that rows do not fall on each other in the processor's caches
    float *keys;      // (L, G, D, key_stride)
    float *values;    // (L, G, n_ctx, D)
    float *stream;    // (n_ctx, C), as the next ones: rows of tokens that are fed together
    float *norm;
    float *attn_out;     // (n_ctx, H·D) the heads' outputs side by side
    float *wide, *wide2; // (n_ctx, max(F, qkv width))
    float *mean_rstd;    // (n_ctx, 2)
    float *scores;       // (H, n_ctx)
    float *panel;        // of weight_view_multiply
    float *logits;       // (V)
};

// ---- parameters ----

// A parameter of one dimension, in decoder->vectors; NULL for offset -1.
static const float *vector_at(Decoder *d, int64_t offset)
{
    float *at = d->vectors;
    for (int i = 0; offset >= 0 && i < d->gpt->n_params; i++) {
        const GptParam *param = &d->gpt->params[i];
        if (param->offset == offset)
            return at;
        at += param->n_dims == 1 ? param->n_items : 0;
    }
    return NULL;
}

static void copy_vectors(Decoder *d)
{
    int64_t n_items = 1;
    for (int i = 0; i < d->gpt->n_params; i++)
        n_items += d->gpt->params[i].n_dims == 1 ? d->gpt->params[i].n_items : 0;
    float *at = d->vectors = mem_alloc(sizeof(float) * (size_t)n_items);
    for (int i = 0; i < d->gpt->n_params; i++) {
        const GptParam *param = &d->gpt->params[i];
        if (param->n_dims > 1)
            continue;
        const WeightView matrix = weight_view(d->gpt, param->offset);
        for (int64_t k = 0; k < param->n_items; k++)
            weight_view_row(&matrix, k, at++);
    }
}

static WeightView weight_view_at(const Gpt *gpt, int64_t offset)
{
    return offset < 0 ? (WeightView){.values = NULL} : weight_view(gpt, offset);
}

static void find_layers(Decoder *d)
{
    const Gpt *gpt = d->gpt;
    d->layers = mem_alloc(sizeof(Layer) * (size_t)(gpt->config.n_layer + 1));
    for (int64_t i = 0; i < gpt->config.n_layer; i++) {
        const GptBlockAt *at = &gpt->blocks[i];
        d->layers[i] = (Layer){
            .c_attn = weight_view_at(gpt, at->c_attn),
            .attn_c_proj = weight_view_at(gpt, at->attn_c_proj),
            .c_fc = weight_view_at(gpt, at->c_fc),
            .mlp_c_proj = weight_view_at(gpt, at->mlp_c_proj),
            .c_attn_bias = vector_at(d, at->c_attn_bias),
            .attn_c_proj_bias = vector_at(d, at->attn_c_proj_bias),
            .c_fc_bias = vector_at(d, at->c_fc_bias),
            .mlp_c_proj_bias = vector_at(d, at->mlp_c_proj_bias),
            .norm_1 = vector_at(d, at->norm_1),
            .norm_1_bias = vector_at(d, at->norm_1_bias),
            .norm_2 = vector_at(d, at->norm_2),
            .norm_2_bias = vector_at(d, at->norm_2_bias),
        };
    }
    d->token_table = weight_view(gpt, gpt->wte);
    d->position_table = weight_view_at(gpt, gpt->wpe);
    d->head = weight_view_at(gpt, gpt->head);
    d->norm_f = vector_at(d, gpt->norm_f);
    d->norm_f_bias = vector_at(d, gpt->norm_f_bias);
}

// ---- memory ----

// Floats of each buffer, in the order of the fields that decoder_create gives them to.
enum { KEYS, VALUES, STREAM, NORM, ATTN_OUT, WIDE, WIDE_2, MEAN_RSTD, SCORES, PANEL, LOGITS, N_BUFFERS };

static int64_t key_stride(const GptConfig *c)
{
    return (c->n_ctx + LINE_FLOATS - 1) / LINE_FLOATS * LINE_FLOATS + LINE_FLOATS;
}

static void count_buffers(const Gpt *gpt, int64_t items[N_BUFFERS])
{
    const GptConfig *c = &gpt->config;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t qkv_width = attention_qkv_width(&shape), hidden = gpt_hidden_width(c);
    const int64_t wide = c->n_ctx * (qkv_width > hidden ? qkv_width : hidden);
    const int64_t kv_width = c->attention ? gpt_kv_heads(c) * gpt_head_width(c) : 0;
    int64_t panel = 0;
    for (int i = 0; i < gpt->n_params; i++)
        if (gpt->params[i].n_dims == 2) {
            const int64_t *at = gpt->params[i].shape;
            const WeightView matrix = {.n_in = at[0], .n_out = at[1]},
                             transposed = {.transposed = true, .n_in = at[1], .n_out = at[0]};
            panel = weight_view_panel_items(&matrix) > panel ? weight_view_panel_items(&matrix) : panel;
            panel = weight_view_panel_items(&transposed) > panel ? weight_view_panel_items(&transposed) : panel;
        }
    items[KEYS] = c->n_layer * kv_width * key_stride(c);
    items[VALUES] = c->n_layer * kv_width * c->n_ctx;
    items[STREAM] = items[NORM] = c->n_ctx * c->n_embd;
    items[ATTN_OUT] = c->n_ctx * gpt_heads_width(c);
    items[WIDE] = items[WIDE_2] = wide;
    items[MEAN_RSTD] = 2 * c->n_ctx;
    items[SCORES] = c->n_head * c->n_ctx;
    items[PANEL] = panel;
    items[LOGITS] = c->n_vocab;
}

double decoder_memory_bytes(const Gpt *gpt)
{
    int64_t items[N_BUFFERS];
    double sum = 0;
    count_buffers(gpt, items);
    for (int i = 0; i < N_BUFFERS; i++)
        sum += (double)sizeof(float) * (double)items[i];
    return sum;
}

static void set_buffers(Decoder *d, float *const parts[N_BUFFERS])
{
    float **const fields[N_BUFFERS] = {&d->keys,  &d->values,    &d->stream, &d->norm,  &d->attn_out, &d->wide,
                                       &d->wide2, &d->mean_rstd, &d->scores, &d->panel, &d->logits};
    for (int i = 0; i < N_BUFFERS; i++)
        *fields[i] = parts[i];
}

Decoder *decoder_create(const Gpt *gpt)
{
    Decoder *decoder = mem_alloc(sizeof *decoder);
    *decoder = (Decoder){.gpt = gpt, .key_stride = key_stride(&gpt->config)};
    int64_t items[N_BUFFERS];
    float *parts[N_BUFFERS];
    count_buffers(gpt, items);
    for (int i = 0; i < N_BUFFERS; i++)
        parts[i] = mem_alloc(sizeof(float) * (size_t)(items[i] + 1));
    set_buffers(decoder, parts);
    decoder->history = mem_alloc(sizeof(int32_t) * (size_t)gpt->config.n_ctx);
    copy_vectors(decoder);
    find_layers(decoder);
    return decoder;
}

void decoder_destroy(Decoder *d)
{
    if (!d)
        return;
    float *const parts[] = {d->keys,  d->values,    d->stream, d->norm,  d->attn_out, d->wide,
                            d->wide2, d->mean_rstd, d->scores, d->panel, d->logits,   d->vectors};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        free(parts[i]);
    free(d->history);
    free(d->layers);
    free(d);
}

// ---- the pass ----

int64_t decoder_window(int64_t n_ctx, int64_t n_fed)
{
    if (n_fed <= n_ctx)
        return n_fed;
    const int64_t kept = n_ctx / 2;
    return kept + 1 + (n_fed - n_ctx - 1) % (n_ctx - kept);
}

// The embeddings of tokens history[n_past … n_past + n), into the stream.
static void embed(Decoder *d, int64_t n)
{
    const int64_t n_embd = d->gpt->config.n_embd;
    for (int64_t i = 0; i < n; i++) {
        float *row = d->stream + i * n_embd;
        weight_view_row(&d->token_table, d->history[d->n_past + i], row);
        if (!d->position_table.values)
            continue;
        weight_view_row(&d->position_table, d->n_past + i, d->norm);
        for (int64_t c = 0; c < n_embd; c++)
            row[c] += d->norm[c];
    }
}

// The norm of n rows, or the rows themselves where there is none.
static const float *normed(Decoder *d, const float *in, const float *weight, const float *bias, int64_t n)
{
    if (!weight)
        return in;
    const GptConfig *c = &d->gpt->config;
    norm_forward(d->norm, d->mean_rstd, in, weight, bias, c->norm_eps, n, c->n_embd);
    return d->norm;
}

// What head h of the n rows in `wide` takes from all keys and values so far, into `attn_out`.
static void attend(Decoder *d, int64_t layer, int64_t h, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t head_width = shape.head_width, group = layer * shape.n_kv_head + h / (shape.n_head / shape.n_kv_head);
    const float *keys = d->keys + group * head_width * d->key_stride;
    const float *values = d->values + group * c->n_ctx * head_width;
    const float scale = 1.0f / sqrtf((float)head_width);
    float *scores = d->scores + h * c->n_ctx;
    for (int64_t i = 0; i < n; i++) {
        const float *query = d->wide + i * attention_qkv_width(&shape) + h * head_width;
        float *out = d->attn_out + i * gpt_heads_width(c) + h * head_width;
        const int64_t n_seen = d->n_past + i + 1;
        memset(scores, 0, sizeof(float) * (size_t)n_seen);
        rows_add(scores, query, keys, d->key_stride, head_width, n_seen);
        softmax_row(scores, scale, n_seen);
        memset(out, 0, sizeof(float) * (size_t)head_width);
        rows_add(out, scores, values, head_width, n_seen, head_width);
    }
}

// Keys and values of the n rows in `wide`, into the cache.
static void remember(Decoder *d, int64_t layer, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t head_width = shape.head_width, kv_width = shape.n_kv_head * head_width;
    for (int64_t i = 0; i < n; i++) {
        const float *key = d->wide + i * attention_qkv_width(&shape) + shape.n_head * head_width;
        const float *value = key + kv_width;
        const int64_t at = d->n_past + i;
        float *keys = d->keys + layer * kv_width * d->key_stride + at;
        for (int64_t k = 0; k < kv_width; k++)
            keys[k * d->key_stride] = key[k];
        for (int64_t g = 0; g < shape.n_kv_head; g++)
            memcpy(d->values + ((layer * shape.n_kv_head + g) * c->n_ctx + at) * head_width, value + g * head_width,
                   sizeof(float) * (size_t)head_width);
    }
}

static void block_feed(Decoder *d, int64_t at, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const Layer *layer = &d->layers[at];
    const float *residual = c->residual ? d->stream : NULL;
    if (c->attention) {
        const float *in = normed(d, d->stream, layer->norm_1, layer->norm_1_bias, n);
        weight_view_multiply(d->wide, in, &layer->c_attn, layer->c_attn_bias, NULL, n, d->panel);
        remember(d, at, n);
        const bool shared = n * (d->n_past + n) * gpt_heads_width(c) >= SHARED_ATTENTION;
#pragma omp parallel for schedule(static) if (shared)
        for (int64_t h = 0; h < c->n_head; h++)
            attend(d, at, h, n);
        weight_view_multiply(d->stream, d->attn_out, &layer->attn_c_proj, layer->attn_c_proj_bias, residual, n,
                             d->panel);
    }
    if (c->mlp) {
        const float *in = normed(d, d->stream, layer->norm_2, layer->norm_2_bias, n);
        weight_view_multiply(d->wide, in, &layer->c_fc, layer->c_fc_bias, NULL, n, d->panel);
        gelu_forward(d->wide2, d->wide, strcmp(c->gelu, "tanh") == 0, n * gpt_hidden_width(c));
        weight_view_multiply(d->stream, d->wide2, &layer->mlp_c_proj, layer->mlp_c_proj_bias, residual, n, d->panel);
    }
}

// Tokens history[n_past … n_past + n) through the model, into the cache.
static void feed_history(Decoder *d, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    embed(d, n);
    for (int64_t layer = 0; layer < c->n_layer; layer++)
        block_feed(d, layer, n);
    d->n_past += n;
    const float *last = normed(d, d->stream + (n - 1) * c->n_embd, d->norm_f, d->norm_f_bias, 1);
    if (d->head.values)
        weight_view_multiply(d->logits, last, &d->head, NULL, NULL, 1, d->panel);
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
