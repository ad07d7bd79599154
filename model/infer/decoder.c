// decoder.c — the decoder's buffers, its cache and its pass.
//
// The cache keeps keys transposed, (D, n_ctx) for each of the G groups, and values as (n_ctx, D): so both products of
// the attention are sums of rows, as all others here.
#include "model/infer/decoder.h"

#include "model/infer/weight_view.h"
#include "model/nn/block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_FLOATS = 16, SHARED_ATTENTION = 1 << 19 };

// A layer's matrix and bias, wherever they are; values and bias are NULL of what is missing.
typedef struct Linear {
    WeightView matrix;
    const float *bias;
} Linear;

// A block's layers, by BlockLayer.
typedef struct Layers {
    Linear linear[BLOCK_MLP_C_PROJ + 1];
} Layers;

// One of the texts.
typedef struct Text {
    int64_t n_fed;    // tokens since the beginning
    int64_t n_past;   // of them in the cache
    int32_t *history; // [n_ctx] tokens in the cache
    float *keys;      // (L, G, D, key_stride)
    float *values;    // (L, G, n_ctx, D)
} Text;

// A token that is fed, and where.
typedef struct Fed {
    Text *text;
    int32_t token;
} Fed;

struct Decoder {
    const Gpt *gpt;
    Layers *layers;                               // [L]
    Block *blocks;                                // [L]
    WeightView token_table, position_table, head; // values is NULL of those that are missing
    const float *norm_e, *norm_e_bias, *norm_f, *norm_f_bias;
    float *vectors; // the parameters of one dimension, laid out as they are in gpt->params
    Text *texts;    // [n_texts]
    int n_texts;
    int64_t key_stride; // n_ctx and a little, so that rows do not fall on each other in the processor's caches
    int64_t max_rows;   // N, that are fed together
    Fed *fed;           // [N]
    int64_t *positions; // [N]
    GptBlockActs acts;  // (N, …): the stream in place, one norm, qkv and c_fc in the same memory
    float *row;         // (C)
    float *scores;      // (H, n_ctx)
    float *panel;       // of weight_view_multiply
    float *logits;      // (n_texts, V)
    float *memory;      // of keys, values, acts and what follows them
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
    float *at = d->vectors = mem_array(sizeof(float), n_items);
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

// A layer of rows 0 … of a block, as block.h wants it.
static void linear_rows(const Block *block, BlockLayer layer, float *out, const float *in, const float *residual,
                        Range rows)
{
    const Decoder *d = block->context;
    const Linear *linear = &d->layers[block->at].linear[layer];
    weight_view_multiply(out, in, &linear->matrix, linear->bias, residual, rows.n, d->panel);
}

static void find_layers(Decoder *d)
{
    const Gpt *gpt = d->gpt;
    d->layers = mem_array(sizeof(Layers), gpt->config.n_layer + 1);
    d->blocks = mem_array(sizeof(Block), gpt->config.n_layer + 1);
    for (int64_t i = 0; i < gpt->config.n_layer; i++) {
        const GptBlockAt *at = &gpt->blocks[i];
        for (BlockLayer layer = BLOCK_C_ATTN; layer <= BLOCK_MLP_C_PROJ; layer++) {
            const BlockMatrix matrix = block_matrix(gpt, i, layer);
            d->layers[i].linear[layer] = (Linear){weight_view_at(gpt, matrix.weight), vector_at(d, matrix.bias)};
        }
        d->blocks[i] = (Block){
            .gpt = gpt,
            .at = i,
            .heads = gpt_heads_shape(gpt, 1),
            .norm_1 = vector_at(d, at->norm_1),
            .norm_1_bias = vector_at(d, at->norm_1_bias),
            .norm_2 = vector_at(d, at->norm_2),
            .norm_2_bias = vector_at(d, at->norm_2_bias),
            .linear = linear_rows,
            .project = linear_rows,
            .context = d,
        };
        d->blocks[i].heads.positions = d->positions;
    }
    d->token_table = weight_view(gpt, gpt->wte);
    d->position_table = weight_view_at(gpt, gpt->wpe);
    d->head = weight_view_at(gpt, gpt->head);
    d->norm_e = vector_at(d, gpt->norm_e);
    d->norm_e_bias = vector_at(d, gpt->norm_e_bias);
    d->norm_f = vector_at(d, gpt->norm_f);
    d->norm_f_bias = vector_at(d, gpt->norm_f_bias);
}

// ---- memory ----

static int64_t largest(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t panel_items(const Gpt *gpt)
{
    int64_t most = 0;
    for (int i = 0; i < gpt->n_params; i++)
        if (gpt->params[i].n_dims == 2) {
            const int64_t *at = gpt->params[i].shape;
            const WeightView matrix = {.n_in = at[0], .n_out = at[1]},
                             transposed = {.transposed = true, .n_in = at[1], .n_out = at[0]};
            most = largest(most, largest(weight_view_panel_items(&matrix), weight_view_panel_items(&transposed)));
        }
    return most;
}

// The next n floats of `memory`, at the beginning of a line; only counted while there is no memory.
static float *take(float *memory, int64_t *used, int64_t n)
{
    float *at = memory ? memory + *used : NULL;
    *used += (n + LINE_FLOATS - 1) / LINE_FLOATS * LINE_FLOATS;
    return at;
}

// Hands out the buffers; returns how many floats they take together.
static int64_t take_buffers(Decoder *d, Text *texts, float *memory)
{
    const Gpt *gpt = d->gpt;
    const GptConfig *c = &gpt->config;
    const HeadsShape heads = gpt_heads_shape(gpt, 1);
    const int64_t kv_width = c->attention ? gpt_kv_heads(c) * gpt_head_width(c) : 0, n = d->max_rows;
    int64_t used = 0;
    for (int i = 0; i < d->n_texts; i++) {
        float *keys = take(memory, &used, c->n_layer * kv_width * d->key_stride);
        float *values = take(memory, &used, c->n_layer * kv_width * c->n_ctx);
        if (texts) {
            texts[i].keys = keys;
            texts[i].values = values;
        }
    }
    float *stream = take(memory, &used, n * c->n_embd);
    float *norm = c->norm->exists ? take(memory, &used, n * c->n_embd) : stream;
    float *mean_rstd = take(memory, &used, n * 2);
    float *wide = take(memory, &used, n * largest(heads.qkv_width, gpt_hidden_width(c)));
    d->acts = (GptBlockActs){
        .in = stream,
        .norm_1 = norm,
        .norm_1_mean_rstd = mean_rstd,
        .qkv = wide,
        .heads_rstd = c->qk_norm ? take(memory, &used, n * heads.n_heads) : NULL,
        .attn_out = take(memory, &used, n * gpt_heads_width(c)),
        .mid = stream,
        .norm_2 = norm,
        .norm_2_mean_rstd = mean_rstd,
        .c_fc = wide,
        .hidden = take(memory, &used, n * gpt_hidden_width(c)),
        .out = stream,
    };
    d->row = take(memory, &used, c->n_embd);
    d->scores = take(memory, &used, c->n_head * c->n_ctx);
    d->panel = take(memory, &used, panel_items(gpt));
    d->logits = take(memory, &used, d->n_texts * c->n_vocab);
    return used;
}

static Decoder empty_decoder(const Gpt *gpt, int n_texts)
{
    const int64_t n_ctx = gpt->config.n_ctx;
    return (Decoder){
        .gpt = gpt,
        .n_texts = n_texts,
        .key_stride = (n_ctx + LINE_FLOATS - 1) / LINE_FLOATS * LINE_FLOATS + LINE_FLOATS,
        .max_rows = largest(n_ctx, n_texts),
    };
}

double decoder_memory_bytes(const Gpt *gpt, int n_texts)
{
    Decoder decoder = empty_decoder(gpt, n_texts);
    return (double)sizeof(float) * (double)take_buffers(&decoder, NULL, NULL);
}

Decoder *decoder_create(const Gpt *gpt, int n_texts)
{
    Decoder *d = mem_alloc(sizeof *d);
    *d = empty_decoder(gpt, n_texts);
    d->texts = mem_array(sizeof(Text), n_texts);
    for (int i = 0; i < n_texts; i++)
        d->texts[i] = (Text){.history = mem_array(sizeof(int32_t), gpt->config.n_ctx)};
    d->memory = mem_alloc(sizeof(float) * (size_t)take_buffers(d, NULL, NULL));
    take_buffers(d, d->texts, d->memory);
    d->fed = mem_array(sizeof(Fed), d->max_rows);
    d->positions = mem_array(sizeof(int64_t), d->max_rows);
    copy_vectors(d);
    find_layers(d);
    return d;
}

void decoder_destroy(Decoder *d)
{
    if (!d)
        return;
    for (int i = 0; i < d->n_texts; i++)
        free(d->texts[i].history);
    free(d->texts);
    free(d->memory);
    free(d->fed);
    free(d->positions);
    free(d->vectors);
    free(d->layers);
    free(d->blocks);
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

// The embeddings of the n tokens that are fed, into the stream.
static void embed(Decoder *d, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    float *sums = c->embed_norm ? d->acts.norm_1 : d->acts.in;
    for (int64_t i = 0; i < n; i++) {
        float *row = sums + i * c->n_embd;
        weight_view_row(&d->token_table, d->fed[i].token, row);
        if (!d->position_table.values)
            continue;
        weight_view_row(&d->position_table, d->positions[i], d->row);
        for (int64_t k = 0; k < c->n_embd; k++)
            row[k] += d->row[k];
    }
    if (c->embed_norm)
        block_norm(c, d->acts.in, d->acts.norm_1_mean_rstd, sums, d->norm_e, d->norm_e_bias, n);
}

// What head h of the n rows of qkv takes from all keys and values of its text so far, into attn_out.
static void attend(Decoder *d, int64_t layer, int64_t h, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t head_width = shape.head_width, group = layer * shape.n_kv_head + h / (shape.n_head / shape.n_kv_head);
    const float scale = 1.0f / sqrtf((float)head_width);
    float *scores = d->scores + h * c->n_ctx;
    for (int64_t i = 0; i < n; i++) {
        const float *query = d->acts.qkv + i * attention_qkv_width(&shape) + h * head_width;
        const float *keys = d->fed[i].text->keys + group * head_width * d->key_stride;
        const float *values = d->fed[i].text->values + group * c->n_ctx * head_width;
        float *out = d->acts.attn_out + i * gpt_heads_width(c) + h * head_width;
        const int64_t n_seen = d->positions[i] + 1;
        memset(scores, 0, sizeof(float) * (size_t)n_seen);
        rows_add(scores, query, keys, d->key_stride, head_width, n_seen);
        softmax_row(scores, scale, n_seen);
        memset(out, 0, sizeof(float) * (size_t)head_width);
        rows_add(out, scores, values, head_width, n_seen, head_width);
    }
}

// Keys and values of the n rows of qkv, into the caches of their texts.
static void remember(Decoder *d, int64_t layer, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t head_width = shape.head_width, kv_width = shape.n_kv_head * head_width;
    for (int64_t i = 0; i < n; i++) {
        const float *key = d->acts.qkv + i * attention_qkv_width(&shape) + shape.n_head * head_width;
        const float *value = key + kv_width;
        const Text *text = d->fed[i].text;
        const int64_t at = d->positions[i];
        float *keys = text->keys + layer * kv_width * d->key_stride + at;
        for (int64_t k = 0; k < kv_width; k++)
            keys[k * d->key_stride] = key[k];
        for (int64_t g = 0; g < shape.n_kv_head; g++)
            memcpy(text->values + ((layer * shape.n_kv_head + g) * c->n_ctx + at) * head_width, value + g * head_width,
                   sizeof(float) * (size_t)head_width);
    }
}

// The n tokens in `fed` through the model, into the caches.
static void run_blocks(Decoder *d, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const Range rows = {0, n};
    embed(d, n);
    for (int64_t layer = 0; layer < c->n_layer; layer++) {
        const Block *block = &d->blocks[layer];
        block_to_heads(block, &d->acts, rows);
        if (c->attention) {
            remember(d, layer, n);
            const bool shared = n * (d->positions[n - 1] + 1) * gpt_heads_width(c) >= SHARED_ATTENTION;
#pragma omp parallel for schedule(static) if (shared)
            for (int64_t h = 0; h < c->n_head; h++)
                attend(d, layer, h, n);
        }
        block_from_heads(block, &d->acts, rows);
    }
}

// The logits of rows first … first + n - 1.
static void make_logits(Decoder *d, float *logits, int64_t first, int64_t n)
{
    const GptConfig *c = &d->gpt->config;
    const float *last = block_norm(c, d->acts.norm_1, d->acts.norm_1_mean_rstd, d->acts.out + first * c->n_embd,
                                   d->norm_f, d->norm_f_bias, n);
    if (d->head.values)
        weight_view_multiply(logits, last, &d->head, NULL, NULL, n, d->panel);
    else
        memcpy(logits, last, sizeof(float) * (size_t)(n * c->n_vocab));
    if (c->logit_cap > 0)
        cap_forward(logits, c->logit_cap, n * c->n_vocab);
}

// ---- feeding ----

static void take_in(Decoder *d, int64_t row, Text *text, int32_t token)
{
    d->fed[row] = (Fed){text, token};
    d->positions[row] = text->n_past;
    text->history[text->n_past++] = token;
}

// Whether the n tokens that a text is about to be fed leave what is in its cache where it is.
static bool goes_on(const Decoder *d, const Text *text, int64_t n)
{
    return decoder_window(d->gpt->config.n_ctx, text->n_fed + n) == text->n_past + n;
}

static void feed_text(Decoder *d, Text *text, const int32_t *tokens, int64_t n, float *logits)
{
    int64_t n_rows = 0;
    if (!goes_on(d, text, n)) {
        // Begin anew: the last of the tokens fed before, as many as the new ones leave room for.
        const int64_t window = decoder_window(d->gpt->config.n_ctx, text->n_fed + n);
        const int64_t kept = window > n ? window - n : 0, from = text->n_past - kept;
        text->n_past = 0;
        for (int64_t i = 0; i < kept; i++)
            take_in(d, n_rows++, text, text->history[from + i]);
        text->n_fed += n - (window - kept);
        tokens += n - (window - kept);
        n = window - kept;
    }
    for (int64_t i = 0; i < n; i++)
        take_in(d, n_rows++, text, tokens[i]);
    text->n_fed += n;
    run_blocks(d, n_rows);
    make_logits(d, logits, n_rows - 1, 1);
}

const float *decoder_feed(Decoder *d, const int32_t *tokens, int64_t n)
{
    feed_text(d, &d->texts[0], tokens, n, d->logits);
    return d->logits;
}

void decoder_spread(Decoder *d)
{
    const GptConfig *c = &d->gpt->config;
    const Text *from = &d->texts[0];
    const int64_t width = c->attention ? gpt_head_width(c) : 0,
                  n_groups = c->attention ? gpt_kv_heads(c) * c->n_layer : 0;
    for (int i = 1; i < d->n_texts; i++) {
        Text *to = &d->texts[i];
        to->n_fed = from->n_fed;
        to->n_past = from->n_past;
        memcpy(to->history, from->history, sizeof(int32_t) * (size_t)from->n_past);
        for (int64_t k = 0; k < n_groups * width; k++)
            memcpy(to->keys + k * d->key_stride, from->keys + k * d->key_stride, sizeof(float) * (size_t)from->n_past);
        for (int64_t g = 0; g < n_groups; g++)
            memcpy(to->values + g * c->n_ctx * width, from->values + g * c->n_ctx * width,
                   sizeof(float) * (size_t)(from->n_past * width));
    }
}

// Texts that begin anew do so alone; the others go through the model together.
const float *decoder_feed_each(Decoder *d, const int *texts, const int32_t *tokens, int n)
{
    const int64_t n_vocab = d->gpt->config.n_vocab;
    bool *alone = mem_array(sizeof(bool), n);
    int64_t n_rows = 0;
    for (int i = 0; i < n; i++) {
        Text *text = &d->texts[texts[i]];
        alone[i] = !goes_on(d, text, 1);
        if (alone[i])
            feed_text(d, text, &tokens[i], 1, d->logits + i * n_vocab);
    }
    for (int i = 0; i < n; i++)
        if (!alone[i]) {
            take_in(d, n_rows++, &d->texts[texts[i]], tokens[i]);
            d->texts[texts[i]].n_fed++;
        }
    if (n_rows > 0)
        run_blocks(d, n_rows);
    int64_t row = 0;
    for (int i = 0; i < n; i++) {
        // As many rows at once as stand side by side.
        int64_t n_together = 0;
        while (i + n_together < n && !alone[i + n_together])
            n_together++;
        if (n_together == 0)
            continue;
        make_logits(d, d->logits + i * n_vocab, row, n_together);
        row += n_together;
        i += (int)n_together - 1;
    }
    free(alone);
    return d->logits;
}
