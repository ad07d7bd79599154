// model_parts.c — one part of a step at a time, over buffers of its shapes.
#include "model_parts.h"

#include "cost.h"

#include "engine/base/progress.h"
#include "model/nn/blas.h"
#include "model/nn/block.h"
#include "model/nn/kernel.h"
#include "model/train/gradient.h"
#include "model/train/settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const PART_NAMES[N_PARTS] = {"matrix products", "attention", "norms",           "activation",
                                         "dropout",         "loss",      "sum, clip, update"};

// ---- clocks ----

Best best_begin(int runs, double least_s)
{
    return (Best){.wall_ms = (double)INFINITY, .cpu_ms = (double)INFINITY, .runs = runs, .least_s = least_s};
}

bool best_next(Best *best)
{
    const double now_s = clock_seconds(), cpu_s = cost_cpu_seconds();
    if (best->n == 0)
        best->begun_s = now_s;
    else {
        best->wall_ms = fmin(best->wall_ms, 1e3 * (now_s - best->start_s));
        best->cpu_ms = fmin(best->cpu_ms, 1e3 * (cpu_s - best->start_cpu_s) / kernel_threads());
    }
    if (best->n >= best->runs && now_s - best->begun_s >= best->least_s)
        return false;
    best->n++;
    best->start_s = clock_seconds();
    best->start_cpu_s = cost_cpu_seconds();
    return true;
}

// ---- products ----

Rate sgemm_rate(void)
{
    enum { SIDE = 1536 };
    const size_t n_items = (size_t)SIDE * SIDE;
    const int n_threads = kernel_threads();
    float *memory = mem_alloc(sizeof(float) * n_items * (size_t)(2 + n_threads));
    for (size_t i = 0; i < 2 * n_items; i++)
        memory[i] = (float)(i % 97) * 0.01f;
    Best best = best_begin(5, 1.5);
    while (best_next(&best)) {
#pragma omp parallel for schedule(static, 1) num_threads(n_threads)
        for (int i = 0; i < n_threads; i++)
            blas_product(BLAS_AS_IS, BLAS_AS_IS, SIDE, SIDE, SIDE, 1, memory, SIDE, memory + n_items, SIDE, 0,
                         memory + (2 + (size_t)i) * n_items, SIDE);
    }
    free(memory);
    const double n_operations = 2.0 * SIDE * SIDE * SIDE * n_threads;
    return (Rate){1e-6 * n_operations / best.wall_ms, 1e-6 * n_operations / best.cpu_ms};
}

static double product_operations(const GptConfig *c, int64_t n_rows)
{
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const double n_embd = (double)c->n_embd;
    const double of_block =
        n_embd * (double)(attention_qkv_width(&shape) + gpt_heads_width(c)) + 2 * n_embd * (double)gpt_hidden_width(c);
    return 6 * (double)n_rows * ((double)c->n_layer * of_block + n_embd * (double)c->n_vocab);
}

double step_operations(const GptConfig *c, int64_t batch_size)
{
    const double pairs = 0.5 * (double)c->n_ctx * (double)(c->n_ctx + 1); // of a query and what it sees
    const double attention = 12 * pairs * (double)gpt_heads_width(c) * (double)(batch_size * c->n_layer);
    return product_operations(c, batch_size * c->n_ctx) + attention;
}

// ---- the parts, over one replica's micro-batch or one slice of it ----

typedef struct Work {
    Gpt *gpt;
    GptState *state;
    float *grads;
    int32_t *tokens;
    int64_t n_rows, n_batch;
} Work;

static void linear(const Work *w, float *out, float *in, float *d_out, float *d_in, int64_t weight, int64_t n_in,
                   int64_t n_out)
{
    matmul_forward(out, in, w->gpt->weights + weight, NULL, NULL, w->n_rows, n_in, n_out);
    matmul_backward(d_in, d_out, w->gpt->weights + weight, w->n_rows, n_in, n_out);
    matmul_backward_weight(w->grads + weight, true, d_out, in, w->n_rows, n_in, n_out, 0, n_in);
}

static void products(const Work *w)
{
    const GptConfig *c = &w->gpt->config;
    GptState *s = w->state;
    const AttentionShape shape = gpt_attention_shape(c, 1, 1);
    const int64_t hidden = gpt_hidden_width(c);
    for (int64_t layer = 0; layer < c->n_layer; layer++) {
        const GptBlockAt *at = &w->gpt->blocks[layer];
        const GptBlockActs *acts = &s->blocks[layer];
        linear(w, acts->qkv, acts->norm_1, s->d_wide, s->d_norm, at->c_attn, c->n_embd, attention_qkv_width(&shape));
        linear(w, acts->mid, acts->attn_out, s->d_stream, s->d_norm, at->attn_c_proj, gpt_heads_width(c), c->n_embd);
        linear(w, acts->c_fc, acts->norm_2, s->d_wide, s->d_norm, at->c_fc, c->n_embd, hidden);
        linear(w, acts->out, acts->hidden, s->d_stream, s->d_wide, at->mlp_c_proj, hidden, c->n_embd);
    }
    for (int64_t first = 0; first < w->n_rows; first += s->n_logit_rows) {
        const int64_t n = w->n_rows - first < s->n_logit_rows ? w->n_rows - first : s->n_logit_rows;
        const float *in = s->norm_f + first * c->n_embd, *table = w->gpt->weights + w->gpt->head;
        head_forward(s->logits, in, table, n, c->n_embd, c->n_vocab);
        head_backward(s->d_norm + first * c->n_embd, s->logits, table, n, c->n_embd, c->n_vocab);
        head_backward_weight(w->grads + w->gpt->head, true, s->logits, in, n, c->n_embd, c->n_vocab, 0, c->n_vocab);
    }
}

static void attention(const Work *w)
{
    const GptConfig *c = &w->gpt->config;
    GptState *s = w->state;
    const AttentionShape shape = gpt_attention_shape(c, w->n_batch, c->n_ctx);
    const Dropout dropout = {c->dropout, 1, 0, 1};
    for (int64_t layer = 0; layer < c->n_layer; layer++) {
        const GptBlockActs *acts = &s->blocks[layer];
        attention_forward(acts->attn_out, acts->lse, NULL, s->scratch, acts->qkv, &shape,
                          c->dropout > 0 ? &dropout : NULL, 0, attention_groups(&shape));
        attention_backward(s->d_wide, s->scratch, s->d_norm, acts->qkv, acts->lse, &shape,
                           c->dropout > 0 ? &dropout : NULL, 0, attention_groups(&shape));
    }
}

static void norm(const Work *w, float *out, float *mean_rstd, const float *in, int64_t weight)
{
    const int64_t n_embd = w->gpt->config.n_embd;
    if (weight < 0) {
        rms_forward(out, mean_rstd, in, 1e-6, w->n_rows, n_embd);
        rms_backward(w->state->d_stream, false, w->state->d_norm, out, mean_rstd, w->n_rows, n_embd);
        return;
    }
    norm_forward(out, mean_rstd, in, w->gpt->weights + weight, NULL, 1e-5, w->n_rows, n_embd);
    norm_backward(w->state->d_stream, false, w->state->d_norm, in, w->gpt->weights + weight, mean_rstd, w->n_rows,
                  n_embd);
    norm_backward_weight(w->grads + weight, NULL, true, w->state->d_norm, in, mean_rstd, w->n_rows, n_embd, 0, n_embd);
}

static void norms(const Work *w)
{
    for (int64_t layer = 0; layer < w->gpt->config.n_layer; layer++) {
        const GptBlockActs *acts = &w->state->blocks[layer];
        norm(w, acts->norm_1, acts->norm_1_mean_rstd, acts->in, w->gpt->blocks[layer].norm_1);
        norm(w, acts->norm_2, acts->norm_2_mean_rstd, acts->mid, w->gpt->blocks[layer].norm_2);
    }
    const HeadsShape heads = gpt_heads_shape(w->gpt, w->gpt->config.n_ctx);
    for (int64_t layer = 0; layer < w->gpt->config.n_layer && w->gpt->config.qk_norm; layer++) {
        const GptBlockActs *acts = &w->state->blocks[layer];
        heads_forward(acts->qkv, acts->heads_rstd, &heads, 0, w->n_rows);
        heads_backward(w->state->d_wide, acts->qkv, acts->heads_rstd, &heads, 0, w->n_rows);
    }
    norm(w, w->state->norm_f, w->state->norm_f_mean_rstd, w->state->embedded, w->gpt->norm_f);
}

static void activation(const Work *w)
{
    const int64_t n_items = w->n_rows * gpt_hidden_width(&w->gpt->config);
    for (int64_t layer = 0; layer < w->gpt->config.n_layer; layer++) {
        const GptBlockActs *acts = &w->state->blocks[layer];
        block_activation(&w->gpt->config, acts->hidden, acts->c_fc, n_items);
        const GptActivation *kind = w->gpt->config.activation;
        if (kind->is_relu)
            relu_backward(w->state->d_wide, w->state->d_wide, acts->c_fc, kind->squared, n_items);
        else
            gelu_backward(w->state->d_wide, w->state->d_wide, acts->c_fc, false, n_items);
    }
}

static void dropouts(const Work *w)
{
    const GptConfig *c = &w->gpt->config;
    const Dropout dropout = {c->dropout, 1, 0, 1};
    const int64_t n_places = 2 * (2 * c->n_layer + 1);
    for (int64_t i = 0; i < n_places && c->dropout > 0; i++)
        dropout_apply(w->state->d_branch, w->state->d_stream, NULL, 0, w->n_rows, c->n_ctx, c->n_embd, &dropout);
}

static void loss(const Work *w)
{
    GptState *s = w->state;
    for (int64_t first = 0; first < w->n_rows; first += s->n_logit_rows) {
        const int64_t n = w->n_rows - first < s->n_logit_rows ? w->n_rows - first : s->n_logit_rows;
        if (w->gpt->config.logit_cap > 0)
            cap_forward(s->logits, w->gpt->config.logit_cap, n * w->gpt->config.n_vocab);
        cross_entropy(s->logits, s->logits, w->tokens + first, NULL, 1, w->gpt->config.logit_cap, n,
                      w->gpt->config.n_vocab);
    }
}

PartTimes parts_measure(Gpt *gpt, const TrainConfig *config, Optimizer *optimizer, const Corpus *corpus)
{
    static void (*const parts[N_PARTS])(const Work *) = {products, attention, norms, activation, dropouts, loss, NULL};
    const int64_t n_ctx = gpt->config.n_ctx, n_batch = trainer_micro_batch(config, gpt);
    const int n_threads = kernel_threads();
    Work work = {.gpt = gpt, .n_batch = n_batch, .n_rows = n_batch * n_ctx};
    work.state = gpt_state_create(gpt, n_batch, n_ctx, GPT_GRADIENTS, 1);
    work.grads = mem_alloc(sizeof(float) * (size_t)gpt->n_items);
    work.tokens = mem_alloc(sizeof(int32_t) * (size_t)work.n_rows);
    memcpy(work.tokens, corpus->train, sizeof(int32_t) * (size_t)work.n_rows);
    kernel_limit_threads(1); // so that OpenBLAS has one, too
    gpt_forward(gpt, work.state, work.tokens, n_batch, n_ctx);
    gpt_loss(gpt, work.state, &(GptTargets){work.tokens, NULL, 1e-3}, work.grads, false);
    const double n_times = (double)config->batch_size / (double)n_batch;
    PartTimes times = {.product_rate = 0};
    for (int part = 0; part < PART_OPTIMIZER; part++) {
        Best best = best_begin(3, 0.5);
        while (best_next(&best))
            parts[part](&work);
        times.ms[part] = best.cpu_ms * n_times / n_threads;
    }
    times.product_rate = 1e-6 * product_operations(&gpt->config, config->batch_size * n_ctx) / times.ms[PART_PRODUCTS];
    kernel_limit_threads(n_threads);
    memset(work.grads, 0, sizeof(float) * (size_t)gpt->n_items); // so that the weights stay as they are
    float *grads[] = {work.grads, work.grads};
    Best best = best_begin(3, 0.5);
    while (best_next(&best))
        optimizer_update(optimizer, gpt, work.grads, gradient_sum(grads, n_threads > 1 ? 2 : 1, gpt->n_items), 1e-9);
    times.ms[PART_OPTIMIZER] = best.cpu_ms;
    gpt_state_destroy(work.state);
    free(work.grads);
    free(work.tokens);
    return times;
}
