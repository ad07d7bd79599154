// gpt.c — the layout of parameters.
#include "model/nn/gpt.h"

#include "model/nn/blas.h"
#include "model/nn/kernel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t add_param(Gpt *gpt, const char *name, int64_t rows, int64_t columns)
{
    GptParam *param = &gpt->params[gpt->n_params++];
    *param = (GptParam){
        .n_dims = columns ? 2 : 1,
        .shape = {rows, columns},
        .offset = gpt->n_items,
        .n_items = rows * (columns ? columns : 1),
    };
    snprintf(param->name, sizeof param->name, "%s", name);
    gpt->n_items += param->n_items;
    return param->offset;
}

// "NAME.weight" and, where the config wants biases, "NAME.bias"; `columns` 0 for a norm.
static void add_layer(Gpt *gpt, const char *name, int64_t rows, int64_t columns, int64_t *weight, int64_t *bias)
{
    char full[48];
    snprintf(full, sizeof full, "%s.weight", name);
    *weight = add_param(gpt, full, rows, columns);
    if (!gpt->config.bias)
        return;
    snprintf(full, sizeof full, "%s.bias", name);
    *bias = add_param(gpt, full, columns ? columns : rows, 0);
}

static void add_block(Gpt *gpt, int64_t layer)
{
    static const GptBlockAt nothing = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    const GptConfig *c = &gpt->config;
    const bool norm = c->norm->exists && !c->norm->is_rms;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    GptBlockAt *at = &gpt->blocks[layer];
    *at = nothing;
    char name[40];
#define LAYER(part, rows, columns, field)                                                                              \
    (snprintf(name, sizeof name, "h.%lld." part, (long long)layer),                                                    \
     add_layer(gpt, name, rows, columns, &at->field, &at->field##_bias))
    if (c->attention) {
        if (norm)
            LAYER("ln_1", c->n_embd, 0, norm_1);
        LAYER("attn.c_attn", c->n_embd, attention_qkv_width(&shape), c_attn);
        LAYER("attn.c_proj", gpt_heads_width(c), c->n_embd, attn_c_proj);
    }
    if (c->mlp) {
        if (norm)
            LAYER("ln_2", c->n_embd, 0, norm_2);
        LAYER("mlp.c_fc", c->n_embd, gpt_hidden_width(c), c_fc);
        LAYER("mlp.c_proj", gpt_hidden_width(c), c->n_embd, mlp_c_proj);
    }
#undef LAYER
}

// (n_ctx, D): position p turns pair i by p · base^(−2i/D).
static float *make_turns(const GptConfig *c)
{
    const int64_t n = gpt_head_width(c), half = n / 2;
    float *turns = mem_array(sizeof(float), c->n_ctx * n);
    for (int64_t position = 0; position < c->n_ctx; position++)
        for (int64_t i = 0; i < half; i++) {
            const double angle = (double)position * pow(c->rotary_base, -2.0 * (double)i / (double)n);
            turns[position * n + i] = (float)cos(angle);
            turns[position * n + half + i] = (float)sin(angle);
        }
    return turns;
}

Gpt *gpt_create_empty(const GptConfig *config, Err *err)
{
    GptConfig full = *config;
    if (!full.lm_head && !full.n_embd)
        full.n_embd = full.n_vocab;
    config = &full;
    if (!gpt_config_check(config, err) || !blas_reserve(kernel_threads(), err))
        return NULL;
    enum { PARAMS_OF_BLOCK = 12, PARAMS_OF_REST = 7 };
    Gpt *gpt = mem_alloc(sizeof *gpt);
    gpt->config = *config;
    gpt->params = mem_array(sizeof(GptParam), config->n_layer * PARAMS_OF_BLOCK + PARAMS_OF_REST);
    gpt->blocks = mem_array(sizeof(GptBlockAt), config->n_layer + 1);
    gpt->wpe = gpt->norm_e = gpt->norm_e_bias = gpt->norm_f = gpt->norm_f_bias = -1;
    gpt->wte = add_param(gpt, "wte.weight", config->n_vocab, config->n_embd);
    if (config->positions->has_table)
        gpt->wpe = add_param(gpt, "wpe.weight", config->n_ctx, config->n_embd);
    const bool layer_norms = config->norm->exists && !config->norm->is_rms;
    if (config->embed_norm && layer_norms)
        add_layer(gpt, "ln_e", config->n_embd, 0, &gpt->norm_e, &gpt->norm_e_bias);
    for (int64_t layer = 0; layer < config->n_layer; layer++)
        add_block(gpt, layer);
    if (layer_norms)
        add_layer(gpt, "ln_f", config->n_embd, 0, &gpt->norm_f, &gpt->norm_f_bias);
    gpt->head = -1;
    if (config->lm_head)
        gpt->head = config->tied_head ? gpt->wte : add_param(gpt, "lm_head.weight", config->n_vocab, config->n_embd);
    if (config->positions->is_rotary && config->attention)
        gpt->turns = make_turns(config);
    return gpt;
}

Gpt *gpt_create(const GptConfig *config, Err *err)
{
    Gpt *gpt = gpt_create_empty(config, err);
    if (!gpt)
        return NULL;
    const double weights_bytes = (double)sizeof(float) * (double)gpt->n_items;
    if (weights_bytes > mem_machine_bytes()) {
        err_set(err,
                "a model of %.3g parameters needs %.3g GB of memory, and this machine has %.3g: smaller --n-embd, "
                "--n-layer or --n-ctx",
                (double)gpt->n_items, 1e-9 * weights_bytes, 1e-9 * mem_machine_bytes());
        gpt_destroy(gpt);
        return NULL;
    }
    gpt->weights = mem_alloc((size_t)weights_bytes);
    return gpt;
}

void gpt_destroy(Gpt *gpt)
{
    if (!gpt)
        return;
    free(gpt->weights);
    free(gpt->turns);
    free(gpt->blocks);
    free(gpt->params);
    free(gpt);
}

AttentionShape gpt_attention_shape(const GptConfig *config, int64_t n_batch, int64_t n_time)
{
    return (AttentionShape){n_batch, n_time, config->n_head, gpt_kv_heads(config), gpt_head_width(config)};
}

HeadsShape gpt_heads_shape(const Gpt *gpt, int64_t n_time)
{
    const AttentionShape shape = gpt_attention_shape(&gpt->config, 1, 1);
    return (HeadsShape){
        .n_time = n_time,
        .n_heads = shape.n_head + shape.n_kv_head,
        .head_width = shape.head_width,
        .qkv_width = attention_qkv_width(&shape),
        .turns = gpt->turns,
        .eps = gpt->config.norm_eps,
    };
}
