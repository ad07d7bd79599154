// gpt.h — the model: its parameters in one flat array, and forward and backward over a batch.
//
// What a block contains follows from GptConfig; a part that is switched off has no parameters and no activations.
// Shape letters: gpt_config.h. All numbers are float32. gpt.c has the parameters, gpt_init.c their first values, gpt_state.c
// the activations, gpt_forward.c and gpt_backward.c the passes.
#ifndef GPTREEL_MODEL_NN_GPT_H
#define GPTREEL_MODEL_NN_GPT_H

#include "model/nn/gpt_config.h"
#include "model/nn/ops.h"
#include "model/run/tensor.h"

// One named tensor. Its values stand at weights + offset; or, in a model without weights of its own, in a file.
typedef struct GptParam {
    char name[48]; // Hugging Face's: "h.0.attn.c_attn.weight"
    int n_dims;    // 1 or 2
    int64_t shape[2];
    int64_t offset;
    int64_t n_items;
    const unsigned char *mapped; // [n_items] in a mapped file (weights.h), at any alignment; NULL: not there
    TensorType mapped_type;      // TENSOR_F32, TENSOR_F16 or TENSOR_BF16
    bool transposed;             // `mapped` is (shape[1], shape[0]), the way nanoGPT keeps its layers
} GptParam;

// Offsets of a block's parameters; -1 for what it lacks. Weights are (in, out).
typedef struct GptBlockAt {
    int64_t norm_1, norm_1_bias;           // (C)
    int64_t c_attn, c_attn_bias;           // (C, (H + 2G)·D), ((H + 2G)·D): q, k, v
    int64_t attn_c_proj, attn_c_proj_bias; // (H·D, C), (C): the heads' outputs back to the stream
    int64_t norm_2, norm_2_bias;           // (C)
    int64_t c_fc, c_fc_bias;               // (C, F), (F)
    int64_t mlp_c_proj, mlp_c_proj_bias;   // (F, C), (C)
} GptBlockAt;

typedef struct Gpt {
    GptConfig config; // n_embd filled in
    GptParam *params; // [n_params], in the order of the offsets
    int n_params;
    GptBlockAt *blocks;          // [L]
    int64_t wte;                 // (V, C)
    int64_t wpe;                 // (n_ctx, C); -1 without learned positions
    int64_t norm_e, norm_e_bias; // (C)
    int64_t norm_f, norm_f_bias; // (C)
    int64_t head;                // (V, C); equals wte when tied; -1 without lm_head
    int64_t n_items;             // of all parameters together
    float *weights;              // [n_items]; NULL of one without weights of its own
    float *turns;                // (n_ctx, D): cosines and sines of rotary positions (ops.h); NULL without them
} Gpt;

// Weights are zero. NULL when the config is refused, or the model cannot fit into the machine.
Gpt *gpt_create(const GptConfig *config, Err *err);

// The names, shapes and offsets alone: weights is NULL. Only decoder_create takes such a model, once every parameter
// is `mapped`.
Gpt *gpt_create_empty(const GptConfig *config, Err *err);
void gpt_destroy(Gpt *gpt);

// Norms 1, biases 0, matrices normal. Scheme "gpt2": with deviation init_std, projections back to a residual stream
// init_std/√(2L). Scheme "fan": from I to O channels min(1, √(O/I))/√I, where queries, keys and values are matrices of
// their own; embeddings 1. A function of the seed alone.
void gpt_init_weights(Gpt *gpt, uint64_t seed);

// A pointer to a parameter in `base`, an array laid out as gpt->weights; NULL for offset -1.
static inline float *gpt_at(float *base, int64_t offset)
{
    return offset < 0 ? NULL : base + offset;
}

// What one block computed; N = B·T rows. A part that is off is an alias of what came before it.
typedef struct GptBlockActs {
    float *in;               // (N, C) the stream before the block
    float *norm_1;           // (N, C)
    float *norm_1_mean_rstd; // (N, 2)
    float *qkv;              // (N, (H + 2G)·D); queries and keys as the attention takes them
    float *heads_rstd;       // (N, H + G) of their norms; NULL without
    float *lse;              // (B, H, T) log-sum-exp of the attention's rows; NULL without gradients
    float *probs;            // (B, H, T, T); NULL unless asked for
    float *attn_out;         // (N, H·D) the heads' outputs side by side
    float *mid;              // (N, C) the stream after attention
    float *norm_2;           // (N, C)
    float *norm_2_mean_rstd; // (N, 2)
    float *c_fc;             // (N, F) before the activation
    float *hidden;           // (N, F) after it
    float *out;              // (N, C) the stream after the block
} GptBlockActs;

// Room for the activations of a batch and, if asked for, of their gradients. One pass uses it at a time.
typedef struct GptState {
    int64_t max_batch, max_time;
    int n_threads;                    // that a pass is shared by
    int64_t n_batch, n_time;          // of the last forward
    Dropout dropout;                  // of the next forward and its backward; `place` is filled in. Rate 0 at first
    float *embedded;                  // (N, C)
    float *norm_e, *norm_e_mean_rstd; // (N, C), (N, 2): `embedded` itself where it has no norm
    GptBlockActs *blocks;             // [L]
    float *norm_f, *norm_f_mean_rstd; // (N, C), (N, 2)
    int64_t n_logit_rows;             // N; with gradients fewer where there are many symbols
    float *logits;                    // (n_logit_rows, V): with gradients, of the piece that gpt_loss is at
    double *losses;                   // [n_threads]
    float *d_stream, *d_branch;       // (N, C); d_branch is NULL without dropout
    float *d_norm;                    // (N, max(C, H·D))
    float *d_wide;                    // (N, max(F, qkv width))
    float *scratch;                   // [n_threads] times that of the attention
    float *memory;                    // what all of the above points into
    int64_t memory_bytes;
} GptState;

// What a state is for, as bits. Without GPT_GRADIENTS it keeps the logits of all rows, to be looked at.
enum {
    GPT_GRADIENTS = 1, // training: gpt_loss with gradients, gpt_backward
    GPT_PROBS = 2,     // `probs` of the blocks
};

// A pass runs on so many threads; its results depend on n_threads and not on the machine's processors. Inside an OpenMP
// region it has to be 1.
GptState *gpt_state_create(const Gpt *gpt, int64_t max_batch, int64_t max_time, int needs, int n_threads);
void gpt_state_destroy(GptState *state);

// What gpt_state_create would take; INT64_MAX when that is more than a number can say.
int64_t gpt_state_bytes(const Gpt *gpt, int64_t max_batch, int64_t max_time, int needs, int n_threads);

// Fills `state` from tokens (B, T), tokens in [0, V). T is at most max_time, and B·T at most max_batch · max_time: of
// shorter sequences there may be more. This and what follows break off between blocks when a stop is requested, so their
// results count only while stop_requested() is false after them.
void gpt_forward(const Gpt *gpt, GptState *state, const int32_t *tokens, int64_t n_batch, int64_t n_time);

// What the rows of a batch are to predict.
typedef struct GptTargets {
    const int32_t *ids;   // (B, T); -1: the row does not count
    const float *weights; // [NULL] (B, T) what the rows' losses are multiplied with
    double scale;         // what all are multiplied with on their way to the gradient
} GptTargets;

// Sum of the weighted losses of all rows of the last forward. It works in `logits`. With [NULL] grads [n_items] it
// makes the head's gradient of scale · sum, as gpt_backward makes those of the rest.
double gpt_loss(const Gpt *gpt, GptState *state, const GptTargets *targets, float *grads, bool add);

// The gradient: added to `grads`, or in its place. After gpt_forward and gpt_loss with gradients on the same tokens.
void gpt_backward(const Gpt *gpt, GptState *state, const int32_t *tokens, float *grads, bool add);

// The shape of the attention of B sequences of T tokens, and of what is done to queries and keys before.
AttentionShape gpt_attention_shape(const GptConfig *config, int64_t n_batch, int64_t n_time);
HeadsShape gpt_heads_shape(const Gpt *gpt, int64_t n_time);

#endif
