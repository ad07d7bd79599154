// ops.h — the layers of a GPT, forward and backward, by hand.
//
// Every buffer is row-major float32 and states its shape with the letters of gpt_config.h; N = B·T rows. A weight is
// (in, out), as GPT-2 keeps it. An op overwrites its outputs, unless it has an `add` and that is true. What may be NULL
// is marked [NULL]. Buffers do not overlap unless said. Ops that make gradients of parameters can make a part of them,
// so that threads share the work without sharing what they write. Ops start no threads of their own, and OpenBLAS does
// not either inside an OpenMP region, so a result depends only on the arguments and OpenBLAS's kernel.
#ifndef GPTREEL_MODEL_NN_OPS_H
#define GPTREEL_MODEL_NN_OPS_H

#include <stdbool.h>
#include <stdint.h>

// ---- linear layers (ops_matmul.c, loops/bias.c) ----

// out (N, O) = [NULL] residual (N, O) + in (N, I) · weight (I, O) + [NULL] bias (O). `residual` may be `out` itself.
void matmul_forward(float *out, const float *in, const float *weight, const float *bias, const float *residual,
                    int64_t n_rows, int64_t n_in, int64_t n_out);

// d_in (N, I) = d_out (N, O) · weightᵀ
void matmul_backward(float *d_in, const float *d_out, const float *weight, int64_t n_rows, int64_t n_in, int64_t n_out);

// Rows first … first + n − 1 of d_weight (I, O) = inᵀ · d_out, and columns of d_bias (O), the sums of d_out's columns.
void matmul_backward_weight(float *d_weight, bool add, const float *d_out, const float *in, int64_t n_rows,
                            int64_t n_in, int64_t n_out, int64_t first, int64_t n);
void matmul_backward_bias(float *d_bias, bool add, const float *d_out, int64_t n_rows, int64_t n_out, int64_t first,
                          int64_t n);

// out (N, O) = [NULL] residual (N, O) + bias (O).
void rows_begin(float *out, const float *bias, const float *residual, int64_t n_rows, int64_t n_out);

// The head: out (N, V) = in (N, C) · tableᵀ, table (V, C); of d_table, rows first … first + n − 1.
void head_forward(float *out, const float *in, const float *table, int64_t n_rows, int64_t n_in, int64_t n_vocab);
void head_backward(float *d_in, const float *d_out, const float *table, int64_t n_rows, int64_t n_in, int64_t n_vocab);
void head_backward_weight(float *d_table, bool add, const float *d_out, const float *in, int64_t n_rows, int64_t n_in,
                          int64_t n_vocab, int64_t first, int64_t n);

// ---- embedding (loops/embed.c) ----

// out (B, T, C) = token_table (V, C)[token] + [NULL] position_table (n_ctx, C)[first_position + t]
void embed_forward(float *out, const int32_t *tokens, const float *token_table, const float *position_table,
                   int64_t n_batch, int64_t n_time, int64_t n_embd, int64_t first_position);
// Adds to both tables.
void embed_backward(float *d_token_table, float *d_position_table, const float *d_out, const int32_t *tokens,
                    int64_t n_batch, int64_t n_time, int64_t n_embd);

// ---- norms (loops/norm.c) ----

// out (N, C) = (in − mean) / sqrt(variance + eps) · weight (C) + [NULL] bias (C); mean_rstd (N, 2): mean and
// 1/deviation.
void norm_forward(float *out, float *mean_rstd, const float *in, const float *weight, const float *bias, double eps,
                  int64_t n_rows, int64_t n_embd);

// d_in (N, C) from d_out (N, C), of which it may be the same array unless `add`.
void norm_backward(float *d_in, bool add, const float *d_out, const float *in, const float *weight,
                   const float *mean_rstd, int64_t n_rows, int64_t n_embd);

// Columns first … first + n − 1 of d_weight and [NULL] d_bias (C).
void norm_backward_weight(float *d_weight, float *d_bias, bool add, const float *d_out, const float *in,
                          const float *mean_rstd, int64_t n_rows, int64_t n_embd, int64_t first, int64_t n);

// out (N, C) = in / sqrt(mean(in²) + eps), of which it may be the same array; rstd (N): what `in` was multiplied with.
void rms_forward(float *out, float *rstd, const float *in, double eps, int64_t n_rows, int64_t n_embd);

// d_in (N, C) from d_out and the output of the forward pass. It may be d_out unless `add`.
void rms_backward(float *d_in, bool add, const float *d_out, const float *out, const float *rstd, int64_t n_rows,
                  int64_t n_embd);

// ---- activations of the MLP (loops/activation.c) ----

// out (n) = in · Φ(in), by erf or by the tanh formula of GPT-2.
void gelu_forward(float *out, const float *in, bool tanh_form, int64_t n_items);
// d_in may be d_out.
void gelu_backward(float *d_in, const float *d_out, const float *in, bool tanh_form, int64_t n_items);

// out (n) = max(in, 0), or its square. d_in may be d_out.
void relu_forward(float *out, const float *in, bool squared, int64_t n_items);
void relu_backward(float *d_in, const float *d_out, const float *in, bool squared, int64_t n_items);

// ---- dropout (loops/dropout.c) ----

// Which items a training pass leaves out: a pure function of seed, sequence and place, so that it depends neither on
// threads nor on how a batch is cut, and a backward pass draws again what the forward pass drew. What stays is
// multiplied by 1 / (1 − rate). The rate is rounded to 1/65536.
typedef struct Dropout {
    double rate; // in [0, 1)
    uint64_t seed;
    int64_t first_sequence; // number of the batch's first sequence since the beginning of the training
    uint32_t place;         // a number for each part of the model that has a dropout
} Dropout;

// out (n_rows, C) = [NULL] residual + what is left of `in`: rows number first_row … of a (B, T, C) array. All three may
// be one.
void dropout_apply(float *out, const float *in, const float *residual, int64_t first_row, int64_t n_rows,
                   int64_t n_time, int64_t n_embd, const Dropout *dropout);

// For one that walks through a sequence by itself: its key, and in place the items from lot first_group · RANDOM_LOTS
// on. With `mark`, those left out change their sign instead, and nothing is scaled.
uint64_t dropout_key(const Dropout *dropout, int64_t sequence);
void dropout_apply_at(float *values, int64_t n_items, const Dropout *dropout, uint64_t key, uint64_t first_group,
                      bool mark);
float dropout_scale(const Dropout *dropout);        // 1 for NULL
uint32_t dropout_threshold(const Dropout *dropout); // lots below it are left out

// ---- queries and keys before the attention (loops/heads.c) ----

// Where they stand in rows of qkv, and what is done to them.
typedef struct HeadsShape {
    int64_t n_time;           // row r of a (B, T, qkv_width) array stands at position r % n_time,
    const int64_t *positions; // or, if not NULL, at positions[r]
    int64_t n_heads;          // H + G: the queries' and, behind them, the keys'
    int64_t head_width, qkv_width;
    const float *turns; // (n_ctx, D): cosines and sines of each position's D/2 angles; NULL: no rotation
    double eps;         // of the norm
} HeadsShape;

// Rows first_row … of qkv, in place: each head's halves (a, b) rotated by −angle, to (a·cos + b·sin, b·cos − a·sin);
// then, with [NULL] rstd (N, n_heads), the norm of rms_forward over the head.
void heads_forward(float *qkv, float *rstd, const HeadsShape *shape, int64_t first_row, int64_t n_rows);

// d_qkv, in place, from qkv as the forward pass left it.
void heads_backward(float *d_qkv, const float *qkv, const float *rstd, const HeadsShape *shape, int64_t first_row,
                    int64_t n_rows);

// ---- causal attention (loops/attention.c) ----

typedef struct AttentionShape {
    int64_t n_batch;    // B
    int64_t n_time;     // T
    int64_t n_head;     // H
    int64_t n_kv_head;  // G, divides H; head h reads keys and values h / (H/G)
    int64_t head_width; // D
} AttentionShape;

// A row of qkv is q (H·D), k (G·D), v (G·D).
int64_t attention_qkv_width(const AttentionShape *shape);

// B·G: the parts of the work that have nothing in common. Both passes do parts first … first + n − 1.
int64_t attention_groups(const AttentionShape *shape);

// out (B, T, H·D). [NULL] lse (B, H, T) receives the logarithms of the softmax's sums, for attention_backward.
// [NULL] probs (B, H, T, T), 0 above the diagonal, is for who wants to see it: nothing else makes so large a matrix.
// [NULL] dropout is applied to the probabilities (not to `probs`). scratch [attention_scratch].
void attention_forward(float *out, float *lse, float *probs, float *scratch, const float *qkv,
                       const AttentionShape *shape, const Dropout *dropout, int64_t first, int64_t n);

// d_qkv (B, T, width) from d_out (B, T, H·D), with the lse and the dropout of the forward pass.
void attention_backward(float *d_qkv, float *scratch, const float *d_out, const float *qkv, const float *lse,
                        const AttentionShape *shape, const Dropout *dropout, int64_t first, int64_t n);

// Query rows that are worked on at once; items of scratch memory that either pass needs.
enum { ATTENTION_BLOCK_ROWS = 32 };
int64_t attention_scratch(const AttentionShape *shape);

// In place over a row of n logits; scaled by `scale` first. It sums to 1 afterwards. Returns ln Σ exp(scale·logit).
float softmax_row(float *row, float scale, int64_t n);

// ---- loss (loops/loss.c) ----

// In place: cap · tanh(logit / cap).
void cap_forward(float *logits, double cap, int64_t n_items);

// Sum (not mean) of −ln softmax(logits)[target] · [NULL] weight over the rows; a row whose target is −1 does not count.
// [NULL] d_logits (N, V), which may be `logits`, receives (softmax − onehot) · weight · scale. With a cap above 0 the
// logits have been through cap_forward, and d_logits is at what they were before.
double cross_entropy(float *d_logits, const float *logits, const int32_t *targets, const float *weights, double scale,
                     double cap, int64_t n_rows, int64_t n_vocab);

#endif
