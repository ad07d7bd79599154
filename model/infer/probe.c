// probe.c — a pass that records each of its steps, and what the model would say if it ended behind each block: the stream
// goes straight to the final norm and the head. That is the logit lens: nostalgebraist, "interpreting GPT: the logit
// lens", 2020.
#include "model/infer/probe.h"

#include "engine/base/lists.h"
#include "engine/base/stop.h"
#include "model/infer/prompt.h"
#include "model/nn/block.h"
#include "model/run/writer.h"

#include <math.h>
#include <string.h>

#define OF_FILMS                                                                                                       \
    "tokens,embed.*,q,k,v,attention,attention_out,residual,mlp.in,mlp.hidden,mlp.out,norm,logits,probabilities,"       \
    "probabilities_after"

const char PROBE_OF_FILMS[] = OF_FILMS, PROBE_OF_FILMS_ALONE[] = OF_FILMS ",mlp.w_in,mlp.w_out";

enum { ROWS_OF_LOGITS = 64 }; // computed at once: a large vocabulary times a long prompt would be a lot of memory

// A probe while it is written.
typedef struct Probe {
    const Gpt *gpt;
    const ProbeRequest *request;
    const int32_t *ids;
    int64_t n_time;
    int64_t n_vocab; // tokens; what the model has beyond them is padding and not recorded
    TensorWriter writer;
    TensorOut tensors[PROBE_TENSOR_COUNT];
    int n_tensors;
    int index[PROBE_TENSOR_COUNT]; // in `tensors`; -1: not recorded
    GptBlockActs acts;             // of the block that is being recorded; then `in` is the next one's
    float *embedded;               // (T, C) before its norm
    float *part;                   // (T, C) what is added to the stream
    float *q, *k, *v, *head;       // (T, D) of one head, and what it gives
    float *scores;                 // (T, T)
    float *logits, *probabilities; // (ROWS_OF_LOGITS, V), with room for the padding
} Probe;

// ---- which tensors, and their shapes ----

static bool has_part(const Probe *probe, ProbePart part)
{
    const GptConfig *c = &probe->gpt->config;
    switch (part) {
    case PROBE_PART_ALWAYS:
        return true;
    case PROBE_PART_POSITIONS:
        return probe->gpt->wpe >= 0 && !probe->request->no_positions;
    case PROBE_PART_BLOCKS:
        return c->n_layer > 0;
    case PROBE_PART_ATTENTION:
        return c->n_layer > 0 && c->attention;
    case PROBE_PART_MLP:
        return c->n_layer > 0 && c->mlp;
    case PROBE_PART_TEMPERATURES:
        return probe->request->n_temperatures > 0;
    }
    return false;
}

static int64_t size_of(const Probe *probe, char letter)
{
    const GptConfig *c = &probe->gpt->config;
    switch (letter) {
    case 'T':
        return probe->n_time;
    case 'N':
        return probe->request->n_temperatures;
    case 'L':
        return c->n_layer;
    case 'S':
        return c->n_layer + 1;
    case 'H':
        return c->n_head;
    case 'D':
        return gpt_head_width(c);
    case 'C':
        return c->n_embd;
    case 'F':
        return gpt_hidden_width(c);
    default:
        return probe->n_vocab; // 'V'
    }
}

static bool choose_tensors(Probe *probe, Err *err)
{
    const char *names[PROBE_TENSOR_COUNT];
    for (int row = 0; row < PROBE_TENSOR_COUNT; row++) {
        const ProbeTensorRow *tensor = &PROBE_TENSORS[row];
        names[row] = tensor->name;
        probe->index[row] = -1;
        if (!has_part(probe, tensor->part) || !list_selects(probe->request->select, tensor->name))
            continue;
        TensorOut *out = &probe->tensors[probe->n_tensors];
        *out = (TensorOut){.name = tensor->name, .n_dims = (int)strlen(tensor->dims)};
        out->type = row == PROBE_TOKENS                               ? TENSOR_I32
                    : row == PROBE_MLP_W_IN || row == PROBE_MLP_W_OUT ? probe->request->weight_type
                                                                      : TENSOR_F32;
        for (int d = 0; d < out->n_dims; d++)
            out->shape[d] = size_of(probe, tensor->dims[d]);
        probe->index[row] = probe->n_tensors++;
    }
    return list_check("select", probe->request->select, names, PROBE_TENSOR_COUNT, err) &&
           (probe->n_tensors > 0 || err_set(err, "--select %s: the model has none of it", probe->request->select));
}

// Items from `first` on of a tensor, if it is recorded.
static void put(Probe *probe, ProbeTensor which, int64_t first, const void *data, int64_t n_items)
{
    if (probe->index[which] >= 0)
        tensor_writer_put(&probe->writer, probe->index[which], first, data, n_items);
}

// ---- the pass ----

static void embed(Probe *probe)
{
    const Gpt *gpt = probe->gpt;
    float *w = gpt->weights;
    const int64_t n_time = probe->n_time, n_embd = gpt->config.n_embd;
    const float *positions = probe->request->no_positions ? NULL : gpt_at(w, gpt->wpe);
    put(probe, PROBE_TOKENS, 0, probe->ids, n_time);
    for (int64_t t = 0; t < n_time; t++)
        put(probe, PROBE_EMBED_TOKEN, t * n_embd, w + gpt->wte + probe->ids[t] * n_embd, n_embd);
    if (positions)
        put(probe, PROBE_EMBED_POSITION, 0, positions, n_time * n_embd);
    embed_forward(probe->embedded, probe->ids, w + gpt->wte, positions, 1, n_time, n_embd, 0);
    if (gpt->config.embed_norm)
        block_norm(&gpt->config, probe->acts.in, probe->acts.norm_1_mean_rstd, probe->embedded, gpt_at(w, gpt->norm_e),
                   gpt_at(w, gpt->norm_e_bias), n_time);
    put(probe, PROBE_RESIDUAL, 0, probe->acts.in, n_time * n_embd);
}

// The last layer of a part: what it gives is recorded before it joins the stream.
static void project(const Block *block, BlockLayer layer, float *out, const float *in, const float *residual,
                    Range rows)
{
    Probe *probe = (Probe *)(uintptr_t)block->context;
    const int64_t n = rows.n * block->gpt->config.n_embd, at = block->at * n;
    block_linear(block, layer, probe->part, in, NULL, rows);
    put(probe, layer == BLOCK_ATTN_C_PROJ ? PROBE_ATTENTION_OUT : PROBE_MLP_OUT, at, probe->part, n);
    for (int64_t i = 0; i < n; i++)
        out[i] = (residual ? residual[i] : 0.0f) + probe->part[i];
    if (layer == BLOCK_ATTN_C_PROJ)
        put(probe, PROBE_RESIDUAL_MID, at, out, n);
}

// One head's (T, D) out of the rows of qkv.
static void gather(const Probe *probe, float *to, int64_t column)
{
    const AttentionShape shape = gpt_attention_shape(&probe->gpt->config, 1, probe->n_time);
    const int64_t width = attention_qkv_width(&shape), d = shape.head_width;
    for (int64_t t = 0; t < probe->n_time; t++)
        memcpy(to + t * d, probe->acts.qkv + t * width + column, sizeof(float) * (size_t)d);
}

// Scores, mask, softmax and weighted sum of one head, each step as a matrix of its own.
static void record_head(Probe *probe, int64_t layer, int64_t h)
{
    const GptConfig *c = &probe->gpt->config;
    const int64_t n_time = probe->n_time, n_head = c->n_head, n_kv = gpt_kv_heads(c), d = gpt_head_width(c);
    const int64_t kv = h / (n_head / n_kv), at = layer * n_head + h, n_scores = n_time * n_time;
    gather(probe, probe->q, h * d);
    gather(probe, probe->k, (n_head + kv) * d);
    gather(probe, probe->v, (n_head + n_kv + kv) * d);
    put(probe, PROBE_Q, at * n_time * d, probe->q, n_time * d);
    put(probe, PROBE_K, at * n_time * d, probe->k, n_time * d);
    put(probe, PROBE_V, at * n_time * d, probe->v, n_time * d);

    float *scores = probe->scores;
    head_forward(scores, probe->q, probe->k, n_time, d, n_time); // q · kᵀ
    for (int64_t i = 0; i < n_scores; i++)
        scores[i] /= sqrtf((float)d);
    put(probe, PROBE_SCORES, at * n_scores, scores, n_scores);
    for (int64_t t = 0; t < n_time; t++)
        for (int64_t later = t + 1; later < n_time; later++)
            scores[t * n_time + later] = -INFINITY;
    put(probe, PROBE_SCORES_MASKED, at * n_scores, scores, n_scores);
    for (int64_t t = 0; t < n_time; t++) {
        softmax_row(scores + t * n_time, 1.0f, t + 1);
        memset(scores + t * n_time + t + 1, 0, sizeof(float) * (size_t)(n_time - t - 1));
    }
    put(probe, PROBE_ATTENTION, at * n_scores, scores, n_scores);
    matmul_forward(probe->head, scores, probe->v, NULL, NULL, n_time, n_time, d);
    put(probe, PROBE_HEADS, at * n_time * d, probe->head, n_time * d);
    for (int64_t t = 0; t < n_time; t++)
        memcpy(probe->acts.attn_out + t * n_head * d + h * d, probe->head + t * d, sizeof(float) * (size_t)d);
}

// Takes the padding out of some rows of logits.
static void drop_padding(Probe *probe, int64_t n_rows)
{
    const int64_t n_all = probe->gpt->config.n_vocab, n_vocab = probe->n_vocab;
    for (int64_t t = 1; t < n_rows && n_all > n_vocab; t++)
        memmove(probe->logits + t * n_vocab, probe->logits + t * n_all, sizeof(float) * (size_t)n_vocab);
}

// The distributions of some rows of logits at one temperature. 0: the likeliest has all of it.
static void soften(Probe *probe, double temperature, int64_t n_rows)
{
    const int64_t n_vocab = probe->n_vocab;
    memcpy(probe->probabilities, probe->logits, sizeof(float) * (size_t)(n_rows * n_vocab));
    for (int64_t t = 0; t < n_rows; t++) {
        float *row = probe->probabilities + t * n_vocab;
        if (temperature > 0) {
            softmax_row(row, (float)(1 / temperature), n_vocab);
            continue;
        }
        int64_t best = 0;
        for (int64_t i = 1; i < n_vocab; i++)
            best = row[i] > row[best] ? i : best;
        memset(row, 0, sizeof(float) * (size_t)n_vocab);
        row[best] = 1;
    }
}

// Logits of rows of the stream that the final norm gave, without padding, into probe->logits.
static void predict(Probe *probe, const float *normed, int64_t n_rows)
{
    const Gpt *gpt = probe->gpt;
    const int64_t n_embd = gpt->config.n_embd, n_all = gpt->config.n_vocab;
    if (gpt->head >= 0)
        head_forward(probe->logits, normed, gpt->weights + gpt->head, n_rows, n_embd, n_all);
    else
        memcpy(probe->logits, normed, sizeof(float) * (size_t)(n_rows * n_all));
    if (gpt->config.logit_cap > 0)
        cap_forward(probe->logits, gpt->config.logit_cap, n_rows * n_all);
    drop_padding(probe, n_rows);
}

// Rows of the stream through the final norm.
static const float *norm_stream(Probe *probe, const float *stream, int64_t n_rows)
{
    const Gpt *gpt = probe->gpt;
    return block_norm(&gpt->config, probe->acts.norm_1, probe->acts.norm_1_mean_rstd, stream,
                      gpt_at(gpt->weights, gpt->norm_f), gpt_at(gpt->weights, gpt->norm_f_bias), n_rows);
}

// What would come behind the last token if the model ended here, behind a block that is not its last.
static void record_after(Probe *probe, int64_t layer)
{
    predict(probe, norm_stream(probe, probe->acts.in + (probe->n_time - 1) * probe->gpt->config.n_embd, 1), 1);
    soften(probe, 1, 1);
    put(probe, PROBE_PROBABILITIES_AFTER, layer * probe->n_vocab, probe->probabilities, probe->n_vocab);
}

static void record_block(Probe *probe, int64_t layer)
{
    const GptConfig *c = &probe->gpt->config;
    const GptBlockActs *acts = &probe->acts;
    const GptBlockAt *at = &probe->gpt->blocks[layer];
    const Range rows = {0, probe->n_time};
    const int64_t n_stream = rows.n * c->n_embd, n_hidden = rows.n * gpt_hidden_width(c);
    const int64_t n_weights = c->n_embd * gpt_hidden_width(c);
    Block block = block_of(probe->gpt, layer, rows.n);
    block.project = project;
    block.context = probe;
    block_to_heads(&block, acts, rows);
    if (c->attention) {
        put(probe, PROBE_ATTENTION_IN, layer * n_stream, acts->norm_1, n_stream);
        for (int64_t h = 0; h < c->n_head; h++)
            record_head(probe, layer, h);
    }
    block_from_heads(&block, acts, rows);
    if (c->mlp) {
        put(probe, PROBE_MLP_IN, layer * n_stream, acts->norm_2, n_stream);
        put(probe, PROBE_MLP_PRE, layer * n_hidden, acts->c_fc, n_hidden);
        put(probe, PROBE_MLP_HIDDEN, layer * n_hidden, acts->hidden, n_hidden);
        put(probe, PROBE_MLP_W_IN, layer * n_weights, probe->gpt->weights + at->c_fc, n_weights);
        put(probe, PROBE_MLP_W_OUT, layer * n_weights, probe->gpt->weights + at->mlp_c_proj, n_weights);
    }
    put(probe, PROBE_RESIDUAL, (layer + 1) * n_stream, acts->out, n_stream);
    memcpy(acts->in, acts->out, sizeof(float) * (size_t)n_stream);
    if (layer + 1 < c->n_layer)
        record_after(probe, layer);
}

static void record_output(Probe *probe)
{
    const ProbeRequest *request = probe->request;
    const int64_t n_layer = probe->gpt->config.n_layer, n_embd = probe->gpt->config.n_embd;
    const int64_t n_time = probe->n_time, n_vocab = probe->n_vocab;
    const float *normed = norm_stream(probe, probe->acts.in, n_time);
    put(probe, PROBE_NORM, 0, normed, n_time * n_embd);
    for (int i = 0; i < request->n_temperatures; i++)
        put(probe, PROBE_TEMPERATURES, i, &(float){(float)request->temperatures[i]}, 1);
    for (int64_t t = 0; t < n_time; t += ROWS_OF_LOGITS) {
        const int64_t n = n_time - t < ROWS_OF_LOGITS ? n_time - t : ROWS_OF_LOGITS;
        predict(probe, normed + t * n_embd, n);
        put(probe, PROBE_LOGITS, t * n_vocab, probe->logits, n * n_vocab);
        soften(probe, 1, n);
        put(probe, PROBE_PROBABILITIES, t * n_vocab, probe->probabilities, n * n_vocab);
        if (t + n == n_time && n_layer > 0)
            put(probe, PROBE_PROBABILITIES_AFTER, (n_layer - 1) * n_vocab, probe->probabilities + (n - 1) * n_vocab,
                n_vocab);
        for (int i = 0; i < request->n_temperatures; i++) {
            soften(probe, request->temperatures[i], n);
            put(probe, PROBE_PROBABILITIES_AT, (i * n_time + t) * n_vocab, probe->probabilities, n * n_vocab);
        }
    }
}

// ---- all ----

static void make_room(Probe *probe, Arena *arena)
{
    const GptConfig *c = &probe->gpt->config;
    const HeadsShape heads = gpt_heads_shape(probe->gpt, 1);
    const int64_t n_time = probe->n_time, n_stream = n_time * c->n_embd, n_head = n_time * heads.head_width;
    float *stream = ARENA_ARRAY(arena, float, n_stream);
    float *mid = c->attention ? ARENA_ARRAY(arena, float, n_stream) : stream;
    float *norm = c->norm->exists ? ARENA_ARRAY(arena, float, n_stream) : NULL;
    float *mean_rstd = ARENA_ARRAY(arena, float, 2 * n_time);
    probe->acts = (GptBlockActs){
        .in = stream,
        .norm_1 = norm ? norm : stream,
        .norm_1_mean_rstd = mean_rstd,
        .qkv = ARENA_ARRAY(arena, float, n_time *heads.qkv_width),
        .heads_rstd = c->qk_norm ? ARENA_ARRAY(arena, float, n_time *heads.n_heads) : NULL,
        .attn_out = ARENA_ARRAY(arena, float, n_time *gpt_heads_width(c)),
        .mid = mid,
        .norm_2 = norm ? norm : mid,
        .norm_2_mean_rstd = mean_rstd,
        .c_fc = ARENA_ARRAY(arena, float, n_time *gpt_hidden_width(c)),
        .hidden = ARENA_ARRAY(arena, float, n_time *gpt_hidden_width(c)),
        .out = c->mlp ? ARENA_ARRAY(arena, float, n_stream) : mid,
    };
    probe->embedded = c->embed_norm ? ARENA_ARRAY(arena, float, n_stream) : stream;
    probe->part = ARENA_ARRAY(arena, float, n_stream);
    probe->q = ARENA_ARRAY(arena, float, 4 * n_head);
    probe->k = probe->q + n_head;
    probe->v = probe->k + n_head;
    probe->head = probe->v + n_head;
    probe->scores = ARENA_ARRAY(arena, float, n_time *n_time);
    probe->logits = ARENA_ARRAY(arena, float, ROWS_OF_LOGITS * c->n_vocab);
    probe->probabilities = ARENA_ARRAY(arena, float, ROWS_OF_LOGITS * c->n_vocab);
}

static bool run_model(Probe *probe, Err *err)
{
    embed(probe);
    for (int64_t layer = 0; layer < probe->gpt->config.n_layer; layer++) {
        if (stop_requested())
            return stop_error(err);
        record_block(probe, layer);
    }
    record_output(probe);
    return !stop_requested() || stop_error(err);
}

bool probe_record(const char *dir, const Gpt *gpt, const Tokenizer *tokenizer, const ProbeRequest *request, Err *err)
{
    if (request->n_ids < 1)
        return err_set(err, "a probe needs a prompt of at least one token");
    Arena arena;
    arena_init(&arena);
    Probe probe = {.gpt = gpt, .request = request, .n_time = request->n_ids, .n_vocab = tokenizer->n_vocab};
    probe.ids = prompt_seen(request->ids, &probe.n_time, gpt->config.n_ctx);
    const char *prompt = tokenizer_decode(tokenizer, &arena, probe.ids, probe.n_time);
    bool ok = choose_tensors(&probe, err) &&
              run_probe_begin(&probe.writer, dir, request->step, prompt, probe.tensors, probe.n_tensors, err);
    if (ok) {
        make_room(&probe, &arena);
        ok = run_model(&probe, err) && tensor_writer_end(&probe.writer, err);
    }
    tensor_writer_drop(&probe.writer);
    arena_finish(&arena);
    return ok;
}
