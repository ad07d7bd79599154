#include "model/probe.h"

#include "engine/base/stop.h"
#include "model/run/writer.h"

#include <string.h>

enum { MOST_TENSORS = 24 };

// The tensors of one probe while they are gathered; their memory is the arena's.
typedef struct Probe {
    const Gpt *gpt;
    const GptState *state;
    Arena *arena;
    TensorOut tensors[MOST_TENSORS];
    int n_tensors;
    int64_t n_time;
} Probe;

// Room for a tensor of up to four dimensions (0 ends them) that is filled in by the caller.
static float *add_tensor(Probe *probe, const char *name, TensorType type, int64_t d0, int64_t d1, int64_t d2,
                         int64_t d3)
{
    TensorOut *out = &probe->tensors[probe->n_tensors++];
    *out = (TensorOut){.name = name, .type = type, .shape = {d0, d1, d2, d3}};
    int64_t n_items = 1;
    while (out->n_dims < 4 && out->shape[out->n_dims])
        n_items *= out->shape[out->n_dims++];
    float *values = ARENA_ARRAY(probe->arena, float, n_items);
    out->data = values;
    return values;
}

static void copy(float *to, const float *from, int64_t n)
{
    memcpy(to, from, sizeof(float) * (size_t)n);
}

static void add_embeddings(Probe *probe, const int32_t *ids)
{
    const Gpt *gpt = probe->gpt;
    const int64_t n_embd = gpt->config.n_embd;
    float *tokens = add_tensor(probe, "embed.token", TENSOR_F32, probe->n_time, n_embd, 0, 0);
    for (int64_t t = 0; t < probe->n_time; t++)
        copy(tokens + t * n_embd, gpt->weights + gpt->wte + ids[t] * n_embd, n_embd);
    if (gpt->wpe >= 0)
        copy(add_tensor(probe, "embed.position", TENSOR_F32, probe->n_time, n_embd, 0, 0), gpt->weights + gpt->wpe,
             probe->n_time * n_embd);
}

// q, k or v as (L, H, T, D) from the rows of qkv; heads of one group repeat its keys and values.
static void add_heads(Probe *probe, const char *name, int64_t first_column, bool grouped)
{
    const GptConfig *c = &probe->gpt->config;
    const AttentionShape shape = gpt_attention_shape(c, 1, probe->n_time);
    const int64_t width = attention_qkv_width(&shape), d = shape.head_width, group = shape.n_head / shape.n_kv_head;
    float *to = add_tensor(probe, name, TENSOR_F32, c->n_layer, c->n_head, probe->n_time, d);
    for (int64_t layer = 0; layer < c->n_layer; layer++)
        for (int64_t h = 0; h < c->n_head; h++)
            for (int64_t t = 0; t < probe->n_time; t++, to += d)
                copy(to, probe->state->blocks[layer].qkv + t * width + first_column + (grouped ? h / group : h) * d, d);
}

static void add_attention(Probe *probe)
{
    const Gpt *gpt = probe->gpt;
    const GptConfig *c = &gpt->config;
    const int64_t n_time = probe->n_time, stream = n_time * c->n_embd, grid = c->n_head * n_time * n_time;
    const int64_t n_kv = gpt_kv_heads(c) * gpt_head_width(c);
    float *probs = add_tensor(probe, "attention", TENSOR_F32, c->n_layer, c->n_head, n_time, n_time);
    float *out = add_tensor(probe, "attention_out", TENSOR_F32, c->n_layer, n_time, c->n_embd, 0);
    for (int64_t layer = 0; layer < c->n_layer; layer++) {
        const GptBlockAt *at = &gpt->blocks[layer];
        copy(probs + layer * grid, probe->state->blocks[layer].probs, grid);
        matmul_forward(out + layer * stream, probe->state->blocks[layer].heads, gpt->weights + at->join,
                       gpt_at(gpt->weights, at->join_bias), NULL, n_time, gpt_heads_width(c), c->n_embd);
    }
    add_heads(probe, "q", 0, false);
    add_heads(probe, "k", gpt_heads_width(c), true);
    add_heads(probe, "v", gpt_heads_width(c) + n_kv, true);
}

static void add_mlp(Probe *probe, TensorType weight_type)
{
    const Gpt *gpt = probe->gpt;
    const GptConfig *c = &gpt->config;
    const int64_t n_time = probe->n_time, n_layer = c->n_layer, n_embd = c->n_embd, hidden = gpt_hidden_width(c);
    float *in = add_tensor(probe, "mlp.in", TENSOR_F32, n_layer, n_time, n_embd, 0);
    float *middle = add_tensor(probe, "mlp.hidden", TENSOR_F32, n_layer, n_time, hidden, 0);
    float *out = add_tensor(probe, "mlp.out", TENSOR_F32, n_layer, n_time, n_embd, 0);
    float *w_in = add_tensor(probe, "mlp.w_in", weight_type, n_layer, n_embd, hidden, 0);
    float *w_out = add_tensor(probe, "mlp.w_out", weight_type, n_layer, hidden, n_embd, 0);
    for (int64_t layer = 0; layer < n_layer; layer++) {
        const GptBlockAt *at = &gpt->blocks[layer];
        const GptBlockActs *acts = &probe->state->blocks[layer];
        copy(in + layer * n_time * n_embd, acts->norm_2, n_time * n_embd);
        copy(middle + layer * n_time * hidden, acts->hidden, n_time * hidden);
        matmul_forward(out + layer * n_time * n_embd, acts->hidden, gpt->weights + at->out,
                       gpt_at(gpt->weights, at->out_bias), NULL, n_time, hidden, n_embd);
        copy(w_in + layer * n_embd * hidden, gpt->weights + at->fc, n_embd * hidden);
        copy(w_out + layer * n_embd * hidden, gpt->weights + at->out, n_embd * hidden);
    }
}

static void add_stream_and_output(Probe *probe)
{
    const GptConfig *c = &probe->gpt->config;
    const GptState *state = probe->state;
    const int64_t n_time = probe->n_time, stream = n_time * c->n_embd;
    float *residual = add_tensor(probe, "residual", TENSOR_F32, c->n_layer + 1, n_time, c->n_embd, 0);
    copy(residual, state->embedded, stream);
    for (int64_t layer = 0; layer < c->n_layer; layer++)
        copy(residual + (layer + 1) * stream, state->blocks[layer].out, stream);
    copy(add_tensor(probe, "norm", TENSOR_F32, n_time, c->n_embd, 0, 0), state->norm_f, stream);
    copy(add_tensor(probe, "logits", TENSOR_F32, n_time, c->n_vocab, 0, 0), state->logits, n_time * c->n_vocab);
    float *probabilities = add_tensor(probe, "probabilities", TENSOR_F32, n_time, c->n_vocab, 0, 0);
    copy(probabilities, state->logits, n_time * c->n_vocab);
    for (int64_t t = 0; t < n_time; t++)
        softmax_row(probabilities + t * c->n_vocab, 1.0f, c->n_vocab);
}

bool probe_record(const char *dir, int64_t step, const Gpt *gpt, const Tokenizer *tokenizer, const int32_t *ids,
                  int64_t n_ids, TensorType weight_type, Err *err)
{
    if (n_ids < 1)
        return err_set(err, "a probe needs a prompt of at least one token");
    Arena arena;
    arena_init(&arena);
    if (n_ids > gpt->config.n_ctx) {
        ids += n_ids - gpt->config.n_ctx;
        n_ids = gpt->config.n_ctx;
    }
    GptState *state = gpt_state_create(gpt, 1, n_ids, GPT_PROBS);
    gpt_forward(gpt, state, ids, 1, n_ids);
    if (stop_requested()) {
        gpt_state_destroy(state);
        arena_finish(&arena);
        return stop_error(err);
    }
    Probe probe = {.gpt = gpt, .state = state, .arena = &arena, .n_time = n_ids, .n_tensors = 1};
    probe.tensors[0] = (TensorOut){.name = "tokens", .type = TENSOR_I32, .n_dims = 1, .shape = {n_ids}, .data = ids};
    add_embeddings(&probe, ids);
    if (gpt->config.n_layer > 0 && gpt->config.attention)
        add_attention(&probe);
    if (gpt->config.n_layer > 0 && gpt->config.mlp)
        add_mlp(&probe, weight_type);
    add_stream_and_output(&probe);
    const char *prompt = tokenizer_decode(tokenizer, &arena, ids, n_ids);
    const bool ok = run_write_probe(dir, step, prompt, probe.tensors, probe.n_tensors, err);
    gpt_state_destroy(state);
    arena_finish(&arena);
    return ok;
}
