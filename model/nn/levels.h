// levels.h — one program for every processor: the loops in model/nn/loops are compiled for several levels of the x86-64
// instruction set, and the best that the processor has is taken when the first of them is called.
//
// "baseline" runs anywhere (and is all there is on other processors), "v3" needs AVX2 and FMA, "v4" AVX-512: the
// levels of the x86-64 psABI. GPTREEL_CPU_LEVEL=baseline or v3 in the environment takes a lower one, for tests and
// measurements. Results differ from level to level in their last bits; run.json and `gptreel doctor` say which one ran.
//
// A source in model/nn/loops defines AT_LEVEL(name); everybody else calls `name`, whose contract stands where it is
// declared (ops.h, weight_loops.h, optim_loops.h, random.h).
#ifndef GPTREEL_MODEL_NN_LEVELS_H
#define GPTREEL_MODEL_NN_LEVELS_H

#include "model/nn/ops.h"
#include "model/nn/optim_loops.h"
#include "model/nn/random.h"
#include "model/nn/weight_loops.h"

// To add a function: a row with its result, name, parameters and arguments, and `return` if it returns something.
#define LEVEL_FUNCTIONS(ROW)                                                                                           \
    ROW(void, rows_begin, (float *out, const float *bias, const float *residual, int64_t n_rows, int64_t n_out),       \
        (out, bias, residual, n_rows, n_out), )                                                                        \
    ROW(void, matmul_backward_bias,                                                                                    \
        (float *d_bias, bool add, const float *d_out, int64_t n_rows, int64_t n_out, int64_t first, int64_t n),        \
        (d_bias, add, d_out, n_rows, n_out, first, n), )                                                               \
    ROW(void, embed_forward,                                                                                           \
        (float *out, const int32_t *tokens, const float *token_table, const float *position_table, int64_t n_batch,    \
         int64_t n_time, int64_t n_embd, int64_t first_position),                                                      \
        (out, tokens, token_table, position_table, n_batch, n_time, n_embd, first_position), )                         \
    ROW(void, embed_backward,                                                                                          \
        (float *d_token_table, float *d_position_table, const float *d_out, const int32_t *tokens, int64_t n_batch,    \
         int64_t n_time, int64_t n_embd),                                                                              \
        (d_token_table, d_position_table, d_out, tokens, n_batch, n_time, n_embd), )                                   \
    ROW(void, norm_forward,                                                                                            \
        (float *out, float *mean_rstd, const float *in, const float *weight, const float *bias, double eps,            \
         int64_t n_rows, int64_t n_embd),                                                                              \
        (out, mean_rstd, in, weight, bias, eps, n_rows, n_embd), )                                                     \
    ROW(void, norm_backward,                                                                                           \
        (float *d_in, bool add, const float *d_out, const float *in, const float *weight, const float *mean_rstd,      \
         int64_t n_rows, int64_t n_embd),                                                                              \
        (d_in, add, d_out, in, weight, mean_rstd, n_rows, n_embd), )                                                   \
    ROW(void, norm_backward_weight,                                                                                    \
        (float *d_weight, float *d_bias, bool add, const float *d_out, const float *in, const float *mean_rstd,        \
         int64_t n_rows, int64_t n_embd, int64_t first, int64_t n),                                                    \
        (d_weight, d_bias, add, d_out, in, mean_rstd, n_rows, n_embd, first, n), )                                     \
    ROW(void, gelu_forward, (float *out, const float *in, bool tanh_form, int64_t n_items),                            \
        (out, in, tanh_form, n_items), )                                                                               \
    ROW(void, gelu_backward, (float *d_in, const float *d_out, const float *in, bool tanh_form, int64_t n_items),      \
        (d_in, d_out, in, tanh_form, n_items), )                                                                       \
    ROW(void, relu_forward, (float *out, const float *in, bool squared, int64_t n_items),                              \
        (out, in, squared, n_items), )                                                                                 \
    ROW(void, relu_backward, (float *d_in, const float *d_out, const float *in, bool squared, int64_t n_items),        \
        (d_in, d_out, in, squared, n_items), )                                                                         \
    ROW(void, rms_forward, (float *out, float *rstd, const float *in, double eps, int64_t n_rows, int64_t n_embd),     \
        (out, rstd, in, eps, n_rows, n_embd), )                                                                        \
    ROW(void, rms_backward,                                                                                            \
        (float *d_in, bool add, const float *d_out, const float *out, const float *rstd, int64_t n_rows,               \
         int64_t n_embd),                                                                                              \
        (d_in, add, d_out, out, rstd, n_rows, n_embd), )                                                               \
    ROW(void, heads_forward, (float *qkv, float *rstd, const HeadsShape *shape, int64_t first_row, int64_t n_rows),    \
        (qkv, rstd, shape, first_row, n_rows), )                                                                       \
    ROW(void, heads_backward,                                                                                          \
        (float *d_qkv, const float *qkv, const float *rstd, const HeadsShape *shape, int64_t first_row,                \
         int64_t n_rows),                                                                                              \
        (d_qkv, qkv, rstd, shape, first_row, n_rows), )                                                                \
    ROW(void, random_lots, (uint16_t lots[RANDOM_LOTS], uint64_t key, uint64_t group), (lots, key, group), )           \
    ROW(void, dropout_apply,                                                                                           \
        (float *out, const float *in, const float *residual, int64_t first_row, int64_t n_rows, int64_t n_time,        \
         int64_t n_embd, const Dropout *dropout),                                                                      \
        (out, in, residual, first_row, n_rows, n_time, n_embd, dropout), )                                             \
    ROW(void, dropout_apply_at,                                                                                        \
        (float *values, int64_t n_items, const Dropout *dropout, uint64_t key, uint64_t first_group, bool mark),       \
        (values, n_items, dropout, key, first_group, mark), )                                                          \
    ROW(void, attention_forward,                                                                                       \
        (float *out, float *lse, float *probs, float *scratch, const float *qkv, const AttentionShape *shape,          \
         const Dropout *dropout, int64_t first, int64_t n),                                                            \
        (out, lse, probs, scratch, qkv, shape, dropout, first, n), )                                                   \
    ROW(void, attention_backward,                                                                                      \
        (float *d_qkv, float *scratch, const float *d_out, const float *qkv, const float *lse,                         \
         const AttentionShape *shape, const Dropout *dropout, int64_t first, int64_t n),                               \
        (d_qkv, scratch, d_out, qkv, lse, shape, dropout, first, n), )                                                 \
    ROW(float, softmax_row, (float *row, float scale, int64_t n), (row, scale, n), return )                            \
    ROW(void, cap_forward, (float *logits, double cap, int64_t n_items), (logits, cap, n_items), )                     \
    ROW(double, cross_entropy,                                                                                         \
        (float *d_logits, const float *logits, const int32_t *targets, const float *weights, double scale, double cap, \
         int64_t n_rows, int64_t n_vocab),                                                                             \
        (d_logits, logits, targets, weights, scale, cap, n_rows, n_vocab), return )                                    \
    ROW(void, weight_view_widen, (TensorType type, float *out, const unsigned char *values, int64_t n),                \
        (type, out, values, n), )                                                                                      \
    ROW(void, weight_view_add_part, (float *out, const float *in, const WeightView *matrix, int64_t first, int64_t n), \
        (out, in, matrix, first, n), )                                                                                 \
    ROW(void, rows_add,                                                                                                \
        (float *out, const float *in, const float *values, int64_t stride, int64_t n_in, int64_t n_out),               \
        (out, in, values, stride, n_in, n_out), )                                                                      \
    ROW(double, gradient_piece, (float *const *grads, int n_replicas, int64_t first, int64_t n),                       \
        (grads, n_replicas, first, n), return )                                                                        \
    ROW(void, adam_piece, (float *p, float *m, float *v, const float *grad, const AdamStep *step, int64_t n),          \
        (p, m, v, grad, step, n), )                                                                                    \
    ROW(void, momentum_piece,                                                                                          \
        (float *out, float *m, const float *grad, float factor, float momentum, int64_t n),                            \
        (out, m, grad, factor, momentum, n), )

// A level's name and its functions.
typedef struct Level {
    const char *name;
#define LEVEL_FIELD(result, name, parameters, arguments, give) result(*name) parameters;
    LEVEL_FUNCTIONS(LEVEL_FIELD)
#undef LEVEL_FIELD
} Level;

// The level whose loops run.
const Level *level_in_use(void);

// The highest level that the processor has.
const char *level_best(void);

// What is wrong with a value of GPTREEL_CPU_LEVEL on a processor whose best level is `best`; NULL when nothing is, or
// when it is not set (NULL). One that is wrong counts as not set.
const char *level_trouble(const char *value, const char *best);

#ifdef LEVEL // within model/nn/loops: the level that is being compiled
#define LEVEL_JOIN(name, level) name##_##level
#define LEVEL_NAME(name, level) LEVEL_JOIN(name, level)
#define AT_LEVEL(name) LEVEL_NAME(name, LEVEL)
#define LEVEL_PROTOTYPE(result, name, parameters, arguments, give) result AT_LEVEL(name) parameters;
LEVEL_FUNCTIONS(LEVEL_PROTOTYPE)
#undef LEVEL_PROTOTYPE
#endif

#endif
